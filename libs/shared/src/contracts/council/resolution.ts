import { z } from 'zod';
import { contract } from '../define.js';
import { leaders } from '../roles.js';
import * as values from '../values.js';
import { councilReaders } from './council.js';
import { resolutionErrors, resolutionTaskState, resolutionTaskView, resolutionView } from './resolution-values.js';
import { proposerAxes, proposers } from './topic.js';
import { topicErrors } from './topic-values.js';

const task = z.object({
  id: values.id,
  title: values.text(200),
  ownerId: values.id,
  responsible: values.text(60),
  dueOn: values.localDate,
});
const deciding = { roles: leaders, scope: ['place'], method: 'POST', versioned: true } as const;
/** Whoever owns a task may hold any role at the community. */
const reporting = {
  ...({ roles: [...proposers, 'operator'] as const, scope: proposerAxes, method: 'POST' } as const),
  output: resolutionTaskView,
  versioned: true,
};

export const adoptResolution = contract({
  ...deciding,
  subject: 'council.command.resolution.adopt.v1',
  summary: 'Carry out a topic that was passed and published, by tasks with owners and days; with a panel of residents to verify them',
  path: '/v1/resolutions',
  input: z.object({
    id: values.id,
    topicId: values.id,
    panelIds: z.array(values.id).max(21).default([]),
    tasks: z.array(task).min(1).max(50),
  }),
  output: resolutionView,
  errors: [
    ...[resolutionErrors.resolutionExists, resolutionErrors.dueInvalid, resolutionErrors.taskRepeated, resolutionErrors.ownerUnknown],
    ...[resolutionErrors.panelWanted, resolutionErrors.panelistUnknown, resolutionErrors.ownTask],
    ...[topicErrors.stageOrder, topicErrors.topicUnknown, topicErrors.notPassed, resolutionErrors.notRatified],
  ],
});

export const addResolutionTask = contract({
  ...deciding,
  subject: 'council.command.resolution.add-task.v1',
  summary: 'Add a task to a resolution that is being carried out',
  path: '/v1/resolutions/:resolutionId/tasks',
  input: task.extend({ resolutionId: values.id }),
  output: resolutionTaskView,
  errors: [resolutionErrors.dueInvalid, resolutionErrors.ownerUnknown, resolutionErrors.ownTask],
});

export const reportTaskProgress = contract({
  ...reporting,
  subject: 'council.command.resolution.report-progress.v1',
  summary: 'Report how far a task has come, for everyone to read',
  path: '/v1/resolution-tasks/:id/progress',
  input: z.object({ id: values.id, reportId: values.id, percent: z.int().min(0).max(99), text: values.text(1000) }),
  errors: [resolutionErrors.notOwner, resolutionErrors.progressInvalid],
});

export const completeResolutionTask = contract({
  ...reporting,
  subject: 'council.command.resolution.complete-task.v1',
  summary: 'Complete a task, overdue or not, with the evidence; it waits to be verified',
  path: '/v1/resolution-tasks/:id/completion',
  input: z.object({ id: values.id, outcome: values.text(1000), evidenceIds: values.evidence.min(1) }),
  errors: [resolutionErrors.notOwner],
});

export const verifyResolutionTask = contract({
  ...reporting,
  subject: 'council.command.resolution.verify-task.v1',
  summary:
    'Confirm a completed task, or refuse to with the reason, as the proposer or a panelist; the last confirmation verifies the topic',
  path: '/v1/resolution-tasks/:id/verification',
  input: z.object({ id: values.id, confirmed: z.boolean(), reason: values.text(500).optional() }),
  errors: [resolutionErrors.notVerifier, resolutionErrors.verified, resolutionErrors.refusalReasonMissing],
});

export const readResolution = contract({
  subject: 'council.query.resolution.of-topic.v1',
  summary: 'The resolution of a topic, for those on duty at its community',
  roles: councilReaders,
  scope: ['place', 'council'],
  method: 'GET',
  path: '/v1/topics/:topicId/resolution',
  input: z.object({ topicId: values.id }),
  output: resolutionView,
  versioned: true,
});

export const resolutionTasks = contract({
  subject: 'council.query.resolution.tasks.v1',
  summary: 'The tasks of resolutions of a place, of one topic or state, or the overdue alone when asked, the next due first',
  roles: councilReaders,
  scope: ['place', 'council'],
  method: 'GET',
  path: '/v1/resolution-tasks',
  input: z.object({
    placeCode: values.placeCode,
    topicId: values.id.optional(),
    state: resolutionTaskState.optional(),
    overdue: z.boolean().default(false),
    ...values.pageInput,
  }),
  output: values.page(resolutionTaskView),
});

export const myResolutionTasks = contract({
  subject: 'council.query.resolution.my-tasks.v1',
  summary: 'The tasks that one owns, or is to verify, the next due first',
  roles: [...proposers, 'operator'],
  scope: proposerAxes,
  method: 'GET',
  path: '/v1/my-resolution-tasks',
  input: z.object({ toVerify: z.boolean().default(false), ...values.pageInput }),
  output: values.page(resolutionTaskView),
});
