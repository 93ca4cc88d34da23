import { z } from 'zod';
import { workingWeek } from '../grid/service-request-values.js';
import { roleName } from '../gateway/account-values.js';
import * as values from '../values.js';

/** The three levels of the ladder, in the order in which a matter climbs. */
export const matterLevels = ['COMMUNITY', 'COMMITTEE', 'COMPANY'] as const;
export const matterLevel = z
  .enum(matterLevels)
  .meta({ id: 'MatterLevel', description: 'COMMUNITY 社区, COMMITTEE 物管会, COMPANY 物业公司' });
export type MatterLevel = z.output<typeof matterLevel>;

export const matterState = z
  .enum(['OPEN', 'ANSWERED', 'CLOSED'])
  .meta({ id: 'MatterState', description: 'OPEN 办理中, ANSWERED 已答复, CLOSED 已办结' });
export type MatterState = z.output<typeof matterState>;

export const matterAction = z.enum(['OPENED', 'ESCALATED', 'CLOCK_RAN_OUT', 'OVERDUE', 'RETURNED', 'ANSWERED', 'CLOSED']).meta({
  id: 'MatterAction',
  description: 'OPENED 提出, ESCALATED 上报, CLOCK_RAN_OUT 超时升级, OVERDUE 末级超时, RETURNED 退回, ANSWERED 答复, CLOSED 办结',
});
export type MatterAction = z.output<typeof matterAction>;

/** How long each level has, and by which calendar its working days count. */
export const matterPolicyBody = {
  levels: z
    .array(
      z
        .object({ level: matterLevel, workingDays: z.int().min(1).max(250), source: values.text(200), assumed: z.boolean() })
        .meta({ id: 'MatterLevelLimit' }),
    )
    .min(1)
    .max(3),
  calendar: workingWeek,
};

export const matterView = z
  .object({
    id: values.id,
    estateId: values.id,
    communityCode: values.communityCode,
    title: z.string(),
    summary: z.string(),
    state: matterState,
    /** Who has it now, or answered it. */
    level: matterLevel,
    /** By when this level answers; null once it has. */
    dueAt: values.instant.nullable(),
    /** When the last level was found to be late; nobody is above it. */
    overdueToldAt: values.instant.nullable(),
    answer: z.string().nullable(),
    openedAt: values.instant,
    answeredAt: values.instant.nullable(),
    closedAt: values.instant.nullable(),
    evidenceIds: z.array(values.id),
    version: values.version,
  })
  .meta({ id: 'Matter', description: 'A matter of an estate on its way from the community to the committee to the company' });

export const matterStepView = z
  .object({
    id: values.id,
    matterId: values.id,
    /** The version of the matter that this made. */
    number: z.int(),
    action: matterAction,
    fromLevel: matterLevel.nullable(),
    toLevel: matterLevel,
    reason: z.string().nullable(),
    /** As what it was done; null when time did it. */
    byRole: roleName.nullable(),
    dueAt: values.instant.nullable(),
    at: values.instant,
  })
  .meta({ id: 'MatterStep' });
