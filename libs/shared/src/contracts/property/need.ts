import { z } from 'zod';
import { contract, errors } from '../define.js';
import { policyInForce, policyPublication } from '../policy.js';
import { staff } from '../roles.js';
import * as values from '../values.js';
import { estateReaders } from './estate.js';
import { needCounts, needKind, needPolicyBody, needView, visitCoverage } from './need-values.js';

export const needErrors = errors('property.need', {
  policyInvalid: ['rule', '需求类别不得重复，请修改后重新发布', 'The kinds must differ; change them and publish again'],
  kindUnknown: ['rule', '需求类别不在本地目录内，请按目录选择', 'The kind is not in the catalogue in force; take one of it'],
  visitUnknown: ['rule', '没有此次走访，或您未到场，请先登记走访', 'There is no such visit that you were on; record the visit first'],
  alreadyRecorded: ['conflict', '本次走访已登记该类需求', 'A need of this kind was recorded on the visit already'],
});

export const recordNeed = contract({
  subject: 'property.command.need.record.v1',
  summary: 'Record what a household needs, as it said on a visit',
  roles: ['grid-worker', 'cadre', 'community-secretary', 'street-leader'],
  scope: ['place'],
  method: 'POST',
  path: '/v1/household-needs',
  input: z.object({ id: values.id, visitId: values.id, kind: needKind, note: values.text(200).optional() }),
  output: needView,
  errors: [needErrors.visitUnknown, needErrors.kindUnknown, needErrors.alreadyRecorded],
  versioned: true,
});

export const needsOfEstate = contract({
  subject: 'property.query.need.of-estate.v1',
  summary: 'What the households of an estate need, the latest first',
  roles: staff,
  scope: ['place'],
  method: 'GET',
  path: '/v1/estates/:estateId/needs',
  input: z.object({ estateId: values.id, kind: needKind.optional(), ...values.pageInput }),
  output: values.page(needView),
});

export const needSummaryOfEstate = contract({
  subject: 'property.query.need.summary-of-estate.v1',
  summary: 'How often each kind of need was recorded in an estate, and by how many households',
  roles: estateReaders,
  scope: ['place', 'estate'],
  method: 'GET',
  path: '/v1/estates/:estateId/need-summary',
  input: z.object({ estateId: values.id }),
  output: needCounts,
});

export const needSummary = contract({
  subject: 'property.query.need.summary.v1',
  summary: 'How often each kind of need was recorded in a place, and by how many households',
  roles: staff,
  scope: ['place'],
  wholePlace: true,
  method: 'GET',
  path: '/v1/need-summary',
  input: z.object({ placeCode: values.placeCode }),
  output: needCounts,
});

export const visitCoverageOfEstate = contract({
  subject: 'property.query.need.coverage-of-estate.v1',
  summary: 'How many of the households of an estate a team has visited',
  roles: estateReaders,
  scope: ['place', 'estate'],
  method: 'GET',
  path: '/v1/estates/:estateId/visit-coverage',
  input: z.object({ estateId: values.id }),
  output: visitCoverage,
});

export const visitCoverageOfPlace = contract({
  subject: 'property.query.need.coverage.v1',
  summary: 'How many of the households of the estates of a place a team has visited',
  roles: staff,
  scope: ['place'],
  wholePlace: true,
  method: 'GET',
  path: '/v1/visit-coverage',
  input: z.object({ placeCode: values.placeCode }),
  output: visitCoverage,
});

export const publishNeedPolicy = policyPublication({
  of: 'property.need',
  summary: 'Lay down the kinds of needs of a jurisdiction',
  body: needPolicyBody,
  errors: [needErrors.policyInvalid],
});
export const needPolicy = policyInForce({
  of: 'property.need',
  id: 'NeedPolicy',
  summary: 'The kinds of needs in force at a place',
  body: needPolicyBody,
});
