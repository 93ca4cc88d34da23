import { z } from 'zod';
import { batchInput, batchOutcome } from '../batch.js';
import { contract, errors } from '../define.js';
import { confidants } from '../roles.js';
import * as values from '../values.js';
import { serviceSkill, timeSlots } from './service-field-values.js';

export const returningMemberIntakeErrors = errors('council.returning-member', {
  outsidePlace: ['rule', '该行不属于本批次的区域', 'The row does not belong to the place of the batch'],
  repeatedInBatch: ['rule', '同一批次内登记编号重复', 'The register number occurs twice in the batch'],
});

export const importReturningMembers = contract({
  subject: 'council.command.returning-member.import.v1',
  summary: 'Take in up to 500 returning members of a list in one act; those known by their number are left as they are',
  roles: confidants,
  scope: ['place'],
  input: z.object({
    ...batchInput(
      z.object({
        /** Unique within the community, so that a second import doubles nobody. */
        externalRef: values.text(64),
        communityCode: values.communityCode,
        name: values.text(60),
        phone: values.text(20).optional(),
        workUnit: values.text(100),
        workCommunityCode: values.communityCode.optional(),
        skills: z.array(serviceSkill).max(20).default([]),
        slots: timeSlots,
      }),
    ),
  }),
  output: batchOutcome,
  timeoutMs: 15_000,
});
