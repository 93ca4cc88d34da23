import {
  requestErrors,
  resolutionAdopted,
  resolutionErrors,
  resolutionVerified,
  type addResolutionTask,
  type adoptResolution,
  type InputOf,
  type ResolutionState as Standing,
  type ResolutionTaskState as TaskStanding,
  type TopicSource,
  type values,
} from '@gezhi/shared/contracts';
import { decide, ensure, localDateOf, transitions, type Decision } from '@gezhi/shared/domain';

export interface ResolutionState {
  readonly id: string;
  readonly version: number;
  readonly topicId: string;
  readonly communityCode: string;
  /** The account that proposed the topic. */
  readonly proposerId: string;
  readonly panelIds: string[];
  readonly state: Standing;
  readonly adoptedAt: values.Instant;
  readonly verifiedAt: values.Instant | null;
}

export interface TaskState {
  readonly id: string;
  readonly version: number;
  readonly resolutionId: string;
  readonly topicId: string;
  readonly communityCode: string;
  readonly title: string;
  readonly ownerId: string;
  readonly responsible: string;
  readonly dueOn: values.LocalDate;
  readonly state: TaskStanding;
  readonly percent: number;
  readonly round: number;
  readonly overdueAt: values.Instant | null;
  readonly completedAt: values.Instant | null;
  readonly verifiedAt: values.Instant | null;
  readonly outcome: string | null;
  readonly evidenceIds: string[];
}

export const resolutionLife = transitions<Standing, 'addTask' | 'verify'>(
  { EXECUTING: { addTask: 'EXECUTING', verify: 'VERIFIED' }, VERIFIED: {} },
  { initial: 'EXECUTING' },
);

/** What of a topic its resolution rests on. */
export interface Carried {
  readonly id: string;
  readonly communityCode: string;
  readonly proposerId: string;
  readonly source: TopicSource;
}

/**
 * C-12 A topic that was passed is carried out by tasks; verified by its proposer, or by a panel of residents, which the community needs for
 * what it proposed itself. Refuses with `council.resolution.panel-wanted`, `task-repeated`, `own-task` or `due-invalid`.
 */
export function adopt(
  { id, panelIds, tasks }: InputOf<typeof adoptResolution>,
  { id: topicId, communityCode, proposerId, source }: Carried,
  now: values.Instant,
): Decision<ResolutionState> & { readonly tasks: TaskState[] } {
  const isPanel = panelIds.length >= 3 && panelIds.length % 2 === 1 && new Set(panelIds).size === panelIds.length;
  ensure(isPanel || (panelIds.length === 0 && source !== 'COMMUNITY'), resolutionErrors.panelWanted);
  ensure(new Set(tasks.map((task) => task.id)).size === tasks.length, resolutionErrors.taskRepeated);
  const state = resolutionLife.initial as Standing;
  const resolution: ResolutionState = {
    id,
    version: 1,
    topicId,
    communityCode,
    proposerId,
    panelIds,
    state,
    adoptedAt: now,
    verifiedAt: null,
  };
  const told = resolutionAdopted({ resolutionId: id, topicId, communityCode, tasks: tasks.length, at: now, version: 1 });
  return { ...decide(resolution, told), tasks: tasks.map((task) => addTask(task, resolution, now)) };
}

/**
 * C-12 What is to be done of a resolution, by whom and until when. Refuses with `platform.request.wrong-state`,
 * `council.resolution.own-task` when its owner would verify it, or `due-invalid`.
 */
export function addTask(
  { id, title, ownerId, responsible, dueOn }: Omit<InputOf<typeof addResolutionTask>, 'resolutionId'>,
  resolution: ResolutionState,
  now: values.Instant,
): TaskState {
  resolutionLife.next(resolution.state, 'addTask');
  ensure(!verifiersOf(resolution).includes(ownerId), resolutionErrors.ownTask);
  ensure(dueOn >= localDateOf(now), resolutionErrors.dueInvalid);
  const { id: resolutionId, topicId, communityCode } = resolution;
  return {
    ...{
      id,
      version: 1,
      resolutionId,
      topicId,
      communityCode,
      title,
      ownerId,
      responsible,
      dueOn,
      state: 'OPEN' as const,
      percent: 0,
      round: 0,
    },
    ...{ overdueAt: null, completedAt: null, verifiedAt: null, outcome: null, evidenceIds: [] },
  };
}

/** C-12 Who verifies what is done: the panel where there is one, else the proposer. */
export const verifiersOf = ({ panelIds, proposerId }: Pick<ResolutionState, 'panelIds' | 'proposerId'>): readonly string[] =>
  panelIds.length ? panelIds : [proposerId];

/** C-12 A resolution whose tasks are all verified is verified itself. Refuses with `platform.request.wrong-state`. */
export function verifyResolution(
  resolution: ResolutionState,
  tasks: readonly Pick<TaskState, 'state'>[],
  now: values.Instant,
): Decision<ResolutionState> {
  const state = resolutionLife.next(resolution.state, 'verify');
  ensure(isCarriedOut(tasks), requestErrors.wrongState, { from: resolution.state, action: 'verify' });
  const { id: resolutionId, topicId, communityCode, version } = resolution;
  return decide(
    { ...resolution, state, verifiedAt: now },
    resolutionVerified({ resolutionId, topicId, communityCode, at: now, version: version + 1 }),
  );
}

/** C-12 Whether everything that was resolved is done and confirmed. */
export const isCarriedOut = (tasks: readonly Pick<TaskState, 'state'>[]): boolean =>
  tasks.length > 0 && tasks.every(({ state }) => state === 'VERIFIED');
