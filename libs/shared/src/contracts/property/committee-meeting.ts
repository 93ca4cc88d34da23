import { z } from 'zod';
import { contract } from '../define.js';
import { leaders } from '../roles.js';
import * as values from '../values.js';
import { committeeErrors } from './committee.js';
import { committeeDecisionView } from './committee-values.js';
import { estateReaders } from './estate.js';
import { noticeErrors } from './notice.js';

export const recordCommitteeDecision = contract({
  subject: 'property.command.committee.record-decision.v1',
  summary: 'Record what a committee decided, with who was present and who signed; what passed is put on the board as the place demands',
  roles: [...leaders, 'committee-member'],
  scope: ['place', 'estate'],
  method: 'POST',
  path: '/v1/committee-decisions',
  input: z.object({
    id: values.id,
    committeeId: values.id,
    subject: values.text(200),
    heldOn: values.localDate,
    presentIds: z.array(values.id).max(99),
    /** Of those present, who sent somebody else. */
    proxyIds: z.array(values.id).max(99).default([]),
    signedIds: z.array(values.id).max(99),
    evidenceIds: values.evidence.min(1),
  }),
  output: committeeDecisionView,
  errors: [
    committeeErrors.memberUnknown,
    committeeErrors.profileMissing,
    committeeErrors.meetingRuleMissing,
    committeeErrors.ownerProxy,
    committeeErrors.dateInvalid,
    noticeErrors.personalData,
    noticeErrors.kindUnknown,
  ],
  versioned: true,
});

export const committeeDecisions = contract({
  subject: 'property.query.committee.decisions.v1',
  summary: 'What a committee decided, the latest first',
  roles: estateReaders,
  scope: ['place', 'estate'],
  method: 'GET',
  path: '/v1/committees/:committeeId/decisions',
  input: z.object({ committeeId: values.id, ...values.pageInput }),
  output: values.page(committeeDecisionView),
});
