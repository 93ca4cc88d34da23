import { z } from 'zod';
import { decisionMatter, decisionOutcome, majority } from '../council/decision-values.js';
import { contract, errors } from '../define.js';
import * as values from '../values.js';
import { estateReaders } from './estate.js';

export const decisionErrors = errors('property.decision', {
  decisionRequired: [
    'rule',
    '须先有针对本事项的通过决定（业主表决或会议决定），请核对决定编号',
    'It takes a decision that passed, of the right kind and about this very thing; look at the decisions of the estate',
  ],
});

/** A ballot of owners, or a decision of a council or joint meeting. */
export const decidedBy = z.enum(['BALLOT', 'SESSION']).meta({ id: 'DecidedBy', description: 'BALLOT 业主表决, SESSION 会议决定' });
export type DecidedBy = z.output<typeof decidedBy>;

export const decisionView = z
  .object({
    id: values.id,
    decidedBy,
    communityCode: values.communityCode,
    estateId: values.id.nullable(),
    matter: decisionMatter,
    subjectId: values.id.nullable(),
    majority: majority.nullable(),
    outcome: decisionOutcome,
    decidedAt: values.instant,
  })
  .meta({ id: 'KnownDecision' });

export const decisionsOfEstate = contract({
  subject: 'property.query.known-decision.of-estate.v1',
  summary: 'The decisions of owners and councils that bind an estate, the latest first',
  roles: estateReaders,
  scope: ['place', 'estate'],
  method: 'GET',
  path: '/v1/estates/:estateId/decisions',
  input: z.object({ estateId: values.id, matter: decisionMatter.optional(), ...values.pageInput }),
  output: values.page(decisionView),
});
