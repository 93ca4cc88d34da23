import { z } from 'zod';
import { errors, event } from '../define.js';
import { leaders } from '../roles.js';
import * as values from '../values.js';

export const resolutionErrors = errors('council.resolution', {
  resolutionExists: ['conflict', '该议题已有决议，请在原决议上增加任务', 'The topic has its resolution already; add tasks to that one'],
  notRatified: ['rule', '该决定未获固定会议追认，不得落实', 'A regular session refused to ratify the decision; it is not carried out'],
  dueInvalid: ['rule', '任务期限不得早于今天', 'A task cannot be due before today'],
  taskRepeated: ['rule', '任务编号重复，请更正', 'A task stands in the list twice; correct it'],
  ownerUnknown: [
    'rule',
    '责任人账号与本社区没有关联，请先邀请',
    'The owner of a task has no tie to the community; invite the account first',
  ],
  panelWanted: [
    'rule',
    '社区自行提出的议题须由居民验收小组（不少于 3 人、单数、不重复）验收',
    'What the community proposed itself is verified by a panel of residents: an odd number of three or more, each once',
  ],
  panelistUnknown: ['rule', '验收小组成员须是本社区居民账号', 'A panelist is the account of a resident of the community'],
  ownTask: [
    'rule',
    '验收人不得同时是任务责任人，请另定责任人或由验收小组验收',
    'Who verifies owns no task; name another owner, or a panel',
  ],
  progressInvalid: ['rule', '进度只增不减，完成请使用完成上报', 'Progress does not fall; what is finished is completed'],
  notOwner: ['rule', '只有责任人或本地管理人员可以上报', 'The owner of a task reports on it, or whoever leads the place'],
  notVerifier: [
    'rule',
    '只有提议人或居民验收小组成员可以验收，且不得验收自己负责的任务',
    'The proposer or a panelist verifies, and nobody a task of their own',
  ],
  verified: ['conflict', '您已对本次完成作出验收意见', 'You have given your word on this completion already'],
  refusalReasonMissing: ['rule', '验收不通过须写明理由', 'A refusal needs a reason'],
});

export const resolutionState = z
  .enum(['EXECUTING', 'VERIFIED'])
  .meta({ id: 'ResolutionState', description: 'EXECUTING 落实中, VERIFIED 已验收' });
export type ResolutionState = z.output<typeof resolutionState>;

export const resolutionTaskState = z
  .enum(['OPEN', 'COMPLETED', 'VERIFIED'])
  .meta({ id: 'ResolutionTaskState', description: 'OPEN 落实中, COMPLETED 已完成待验收, VERIFIED 已验收' });
export type ResolutionTaskState = z.output<typeof resolutionTaskState>;

export const resolutionView = z
  .object({
    id: values.id,
    version: values.version,
    topicId: values.id,
    communityCode: values.communityCode,
    state: resolutionState,
    /** Accounts of residents who verify by majority; empty: the proposer does. */
    panelIds: z.array(values.id),
    adoptedAt: values.instant,
    verifiedAt: values.instant.nullable(),
  })
  .meta({ id: 'Resolution', description: 'How a topic that was passed is carried out' });

/** What everyone may read of a task. */
const publicTask = {
  id: values.id,
  title: z.string(),
  /** The office or organisation that answers for it. */
  responsible: z.string(),
  dueOn: values.localDate,
  state: resolutionTaskState,
  percent: z.int(),
  /** When its day had gone by; told once. */
  overdueAt: values.instant.nullable(),
  completedAt: values.instant.nullable(),
  verifiedAt: values.instant.nullable(),
};
export const publicTaskView = z
  .object({
    ...publicTask,
    reports: z.array(z.object({ percent: z.int(), text: z.string(), at: values.instant })),
  })
  .meta({ id: 'PublicResolutionTask' });

export const resolutionTaskView = z
  .object({
    ...publicTask,
    version: values.version,
    resolutionId: values.id,
    topicId: values.id,
    communityCode: values.communityCode,
    /** The account that reports on it. */
    ownerId: values.id,
    /** How often it was completed, the present time included. */
    round: z.int(),
    outcome: z.string().nullable(),
    evidenceIds: z.array(values.id),
  })
  .meta({ id: 'ResolutionTask', description: 'One thing to be done of a resolution, until somebody other than its owner confirms it' });

const task = { taskId: values.id, resolutionId: values.id, topicId: values.id, communityCode: values.communityCode };
const told = { at: values.instant, version: values.version };
const audience = { roles: [...leaders], placeField: 'communityCode' };

export const resolutionAdopted = event({
  subject: 'council.event.resolution.adopted.v1',
  summary: 'A topic that was passed is carried out by these tasks',
  data: z.object({ resolutionId: values.id, topicId: values.id, communityCode: values.communityCode, tasks: z.int(), ...told }),
  audience,
});

export const resolutionTaskCompleted = event({
  subject: 'council.event.resolution.task-completed.v1',
  summary: 'A task was completed and waits to be verified',
  data: z.object({ ...task, dueOn: values.localDate, isOnTime: z.boolean(), ...told }),
  audience,
});

export const resolutionTaskOverdue = event({
  subject: 'council.event.resolution.task-overdue.v1',
  summary: 'The day of a task went by without its completion; told once',
  data: z.object({ ...task, dueOn: values.localDate, ...told }),
  audience,
});

export const resolutionTaskVerified = event({
  subject: 'council.event.resolution.task-verified.v1',
  summary: 'The proposer, or a panel of residents, confirmed a task',
  data: z.object({ ...task, ...told }),
  audience,
});

export const resolutionVerified = event({
  subject: 'council.event.resolution.verified.v1',
  summary: 'Every task of a resolution was confirmed',
  data: z.object({ resolutionId: values.id, topicId: values.id, communityCode: values.communityCode, ...told }),
  audience,
});
