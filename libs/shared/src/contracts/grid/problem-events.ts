import { z } from 'zod';
import { event } from '../define.js';
import { staff } from '../roles.js';
import * as values from '../values.js';
import { problemClass, problemScope, rectificationTrack } from './problem-values.js';

const about = {
  problemId: values.id,
  version: values.version,
  scope: problemScope,
  class: problemClass,
  placeCode: values.placeCode,
  /** Null when the problem spans several communities. */
  communityCode: values.communityCode.nullable(),
  gridCodes: z.array(values.gridCode),
  campaignId: values.id.nullable(),
};
const declare = <S extends z.ZodRawShape>(action: string, summary: string, more: S) =>
  event({
    subject: `grid.event.problem.${action}.v1`,
    summary,
    data: z.object({ ...about, ...more }),
    audience: { roles: [...staff], placeField: 'placeCode' },
  });

export const problemCollected = declare('collected', 'A problem was collected', { collectedAt: values.instant });
export const problemRectified = declare('rectified', 'A rectification was verified, or done on the spot with evidence', {
  rectifiedAt: values.instant,
  track: rectificationTrack,
  collectedById: values.id.nullable(),
  rectifiedById: values.id.nullable(),
  verifiedById: values.id.nullable(),
  imported: z.boolean(),
  /** The service requests linked to it, whose reporters are asked again. */
  requestIds: z.array(values.id).default([]),
});
export const problemReopened = declare('reopened', 'A re-check failed: a rectified problem counts as open again (G-T7)', {
  reopenedAt: values.instant,
});
export const problemTransferred = declare('transferred', 'A problem became an annual special item', {
  annualItemId: values.id,
  year: z.int(),
  ownerCadreId: values.id,
  milestones: z.int(),
  transferredAt: values.instant,
});
export const problemPromoted = declare('promoted', 'An individual problem became a common one', {
  mergedIds: z.array(values.id),
  promotedAt: values.instant,
});
export const problemMerged = declare('merged', 'Problems were merged into this one and leave the counts', {
  mergedIds: z.array(values.id),
  mergedAt: values.instant,
});
export const milestoneReported = declare('milestone-reported', 'Progress of an annual special item was reported', {
  annualItemId: values.id,
  milestoneId: values.id,
  done: z.boolean(),
  doneMilestones: z.int(),
  milestones: z.int(),
  reportedAt: values.instant,
});
export const problemRecheckDue = declare('recheck-due', 'A rectification is to be looked at again (G-T7); told once for each date', {
  dueAt: values.instant,
});
