import { z } from 'zod';
import { contract, errors } from '../define.js';
import { leaders } from '../roles.js';
import * as values from '../values.js';
import { estateErrors, estateReaders } from './estate.js';
import { inspectionState, inspectionView, measure, publicInspection, standardScores } from './standard-values.js';

export const inspectionErrors = errors('property.standard', {
  promiseUnknown: [
    'rule',
    '现行服务标准中没有此项承诺，请按现行标准选择',
    'The standard in force has no such promise; take one of those it has',
  ],
  nothingToCorrect: ['rule', '该项承诺已达标，无需整改', 'The promise was kept; there is nothing to put right'],
  alreadyReinspected: ['conflict', '该次检查已经复查，请查看复查结果', 'It has been inspected again already; look at that inspection'],
});

/** Who inspects what the provider of an estate has promised: the community and the committee, never the provider. */
export const inspectors = [...leaders, 'committee-member'] as const;

const found = { measured: measure, evidenceIds: values.evidence.min(1) };

export const inspectPromise = contract({
  subject: 'property.command.standard.inspect.v1',
  summary: 'Measure a promise of the service standard in force, with evidence; it is kept, partly kept or not kept',
  roles: inspectors,
  scope: ['place', 'estate'],
  method: 'POST',
  path: '/v1/standard-inspections',
  input: z.object({ id: values.id, estateId: values.id, promiseId: values.id, ...found }),
  output: inspectionView,
  errors: [estateErrors.estateUnknown, inspectionErrors.promiseUnknown],
  versioned: true,
});

export const askCorrection = contract({
  subject: 'property.command.standard.ask-correction.v1',
  summary: 'Ask that a promise which was not wholly kept be put right in time',
  roles: inspectors,
  scope: ['place', 'estate'],
  method: 'POST',
  path: '/v1/standard-inspections/:id/ask-correction',
  input: z.object({ id: values.id, correction: values.text(500) }),
  output: inspectionView,
  errors: [inspectionErrors.nothingToCorrect],
  versioned: true,
});

export const reinspectPromise = contract({
  subject: 'property.command.standard.reinspect.v1',
  summary: 'Measure a promise again after correction was asked',
  roles: inspectors,
  scope: ['place', 'estate'],
  method: 'POST',
  path: '/v1/standard-reinspections',
  input: z.object({ id: values.id, reinspectsId: values.id, ...found }),
  output: inspectionView,
  errors: [inspectionErrors.alreadyReinspected],
  versioned: true,
});

export const readInspection = contract({
  subject: 'property.query.standard.inspection.v1',
  summary: 'One inspection with its evidence and what was asked to be put right',
  roles: estateReaders,
  scope: ['place', 'estate'],
  method: 'GET',
  path: '/v1/standard-inspections/:id',
  input: z.object({ id: values.id }),
  output: inspectionView,
  versioned: true,
});

export const inspectionsOfEstate = contract({
  subject: 'property.query.standard.inspections.v1',
  summary: 'What was inspected at an estate, for everyone to read, the latest first',
  roles: [],
  scope: ['public'],
  method: 'GET',
  path: '/v1/estates/:estateId/standard-inspections',
  input: z.object({ estateId: values.id, state: inspectionState.optional(), ...values.pageInput }),
  output: values.page(publicInspection),
});

export const scoresOfEstate = contract({
  subject: 'property.query.standard.scores.v1',
  summary: 'How an estate’s promises were kept from one day to another, both included, for everyone to read',
  roles: [],
  scope: ['public'],
  method: 'GET',
  path: '/v1/estates/:estateId/standard-scores',
  input: z.object({ estateId: values.id, from: values.localDate, to: values.localDate }),
  output: standardScores,
});
