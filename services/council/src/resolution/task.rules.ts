import {
  requestErrors,
  resolutionErrors,
  resolutionTaskCompleted,
  resolutionTaskOverdue,
  resolutionTaskVerified,
  type completeResolutionTask,
  type InputOf,
  type reportTaskProgress,
  type ResolutionTaskState as TaskStanding,
  type values,
  type verifyResolutionTask,
} from '@gezhi/shared/contracts';
import { decide, ensure, localDateOf, transitions, type Decision } from '@gezhi/shared/domain';
import { verifiersOf, type ResolutionState, type TaskState } from './resolution.rules.js';

/** C-12 What is completed goes back to its owner when it is not confirmed. */
export const taskLife = transitions<TaskStanding, 'report' | 'complete' | 'verify' | 'return' | 'elapse'>(
  { OPEN: { report: 'OPEN', complete: 'COMPLETED', elapse: 'OPEN' }, COMPLETED: { verify: 'VERIFIED', return: 'OPEN' }, VERIFIED: {} },
  { initial: 'OPEN' },
);

export interface ReportState {
  readonly id: string;
  readonly taskId: string;
  readonly percent: number;
  readonly text: string;
  readonly reporterId: string;
  readonly at: values.Instant;
}

/** What somebody who may verify says of a completion. */
export interface VerificationState {
  readonly taskId: string;
  readonly round: number;
  readonly verifierId: string;
  readonly confirmed: boolean;
  readonly reason: string | null;
  readonly at: values.Instant;
}

const about = ({ id: taskId, resolutionId, topicId, communityCode, version }: TaskState, at: values.Instant) => ({
  ...{ taskId, resolutionId, topicId, communityCode, at, version: version + 1 },
});

/** C-11, C-12 How far a task has come, for everyone. Refuses with `platform.request.wrong-state` or `council.resolution.progress-invalid`. */
export function report(task: TaskState, { percent }: Pick<InputOf<typeof reportTaskProgress>, 'percent'>): Decision<TaskState> {
  const state = taskLife.next(task.state, 'report');
  ensure(percent >= task.percent, resolutionErrors.progressInvalid, { percent: task.percent });
  return decide({ ...task, state, percent });
}

/** C-12 A task is done, overdue or not, and waits to be confirmed. Refuses with `platform.request.wrong-state`. */
export function complete(
  task: TaskState,
  { outcome, evidenceIds }: Pick<InputOf<typeof completeResolutionTask>, 'outcome' | 'evidenceIds'>,
  now: values.Instant,
): Decision<TaskState> {
  const state = taskLife.next(task.state, 'complete');
  const { dueOn } = task;
  const told = resolutionTaskCompleted({ ...about(task, now), dueOn, isOnTime: localDateOf(now) <= dueOn });
  return decide({ ...task, state, percent: 100, round: task.round + 1, completedAt: now, outcome, evidenceIds }, told);
}

/** C-12 After its day an open task is overdue, which is told once. Refuses with `platform.request.wrong-state` when it is not. */
export function elapse(task: TaskState, now: values.Instant): Decision<TaskState> {
  const state = taskLife.next(task.state, 'elapse');
  ensure(task.overdueAt === null && task.dueOn < localDateOf(now), requestErrors.wrongState, { from: task.state, action: 'elapse' });
  return decide({ ...task, state, overdueAt: now }, resolutionTaskOverdue({ ...about(task, now), dueOn: task.dueOn }));
}

type Word = Pick<InputOf<typeof verifyResolutionTask>, 'confirmed' | 'reason'>;

/**
 * C-12 One who may verify says whether a completed task is done: a panelist where there is a panel, else the proposer, and nobody of a task
 * of their own. Refuses with `platform.request.wrong-state`, `council.resolution.not-verifier` or `refusal-reason-missing`.
 */
export function giveWord(
  task: TaskState,
  resolution: Pick<ResolutionState, 'panelIds' | 'proposerId'>,
  { confirmed, reason }: Word,
  verifierId: string,
  now: values.Instant,
): VerificationState {
  taskLife.next(task.state, 'verify');
  ensure(verifiersOf(resolution).includes(verifierId) && task.ownerId !== verifierId, resolutionErrors.notVerifier);
  ensure(confirmed || reason, resolutionErrors.refusalReasonMissing);
  return { taskId: task.id, round: task.round, verifierId, confirmed, reason: reason ?? null, at: now };
}

/**
 * C-12 What the words on a completion come to: with more than half of the panel, or the proposer, for it the task is verified; with more
 * than half against it goes back to its owner; until then it waits, unchanged.
 *
 * @param words those of this round
 */
export function settle(
  task: TaskState,
  resolution: Pick<ResolutionState, 'panelIds' | 'proposerId'>,
  words: readonly Pick<VerificationState, 'confirmed'>[],
  now: values.Instant,
): Decision<TaskState> {
  const voices = verifiersOf(resolution).length;
  const confirming = words.filter(({ confirmed }) => confirmed).length;
  if (2 * confirming > voices) {
    const verified = { ...task, state: taskLife.next(task.state, 'verify'), verifiedAt: now };
    return decide(verified, resolutionTaskVerified(about(task, now)));
  }
  if (2 * (words.length - confirming) > voices)
    return decide({ ...task, state: taskLife.next(task.state, 'return'), completedAt: null, percent: 99 });
  return decide(task);
}
