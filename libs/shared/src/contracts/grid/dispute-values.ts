import { z } from 'zod';
import * as values from '../values.js';
import { caseClass } from './hard-case-values.js';

/** FAILED names the right body, or the backlog case it became. */
export const disputeStatuses = ['OPEN', 'AGREED', 'PERFORMED', 'FAILED'] as const;
export const disputeStatus = z
  .enum(disputeStatuses)
  .meta({ id: 'DisputeStatus', description: 'OPEN 调解中, AGREED 已达成协议, PERFORMED 已履行, FAILED 调解不成' });
export type DisputeStatus = z.output<typeof disputeStatus>;
export const disputeSide = z.enum(['APPLICANT', 'RESPONDENT']).meta({ id: 'DisputeSide' });
export type DisputeSide = z.output<typeof disputeSide>;

/** A dispute without the words of anybody. */
export const disputeView = z
  .object({
    id: values.id,
    version: values.version,
    placeCode: values.placeCode,
    communityCode: values.communityCode,
    gridCode: values.gridCode.nullable(),
    class: caseClass,
    status: disputeStatus,
    openedOn: values.localDate,
    openedAt: values.instant,
    mediatorId: values.id,
    agreedAt: values.instant.nullable(),
    performByOn: values.localDate.nullable(),
    performedAt: values.instant.nullable(),
    caseId: values.id.nullable(),
  })
  .meta({ id: 'Dispute' });
const files = z.object({ evidenceIds: z.array(values.id) });
/** For the mediator and those in confidence. */
export const disputeFileView = disputeView
  .extend({
    summary: z.string(),
    openedById: values.id.nullable(),
    agreement: z.string().nullable(),
    agreementFiles: files,
    performanceFiles: files,
    verifiedById: values.id.nullable(),
    rightBody: z.string().nullable(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'DisputeFile' });
const named = { personId: values.id, name: z.string().nullable(), phone: z.string().nullable() };
export const disputePartyView = z
  .object({
    side: disputeSide,
    minor: z.boolean(),
    /** Null for a minor, who is shown by the guardian alone. */
    person: z.object(named).nullable(),
    guardian: z.object(named).nullable(),
  })
  .meta({ id: 'DisputeParty' });
