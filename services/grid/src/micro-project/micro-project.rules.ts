import {
  microProjectAccepted,
  microProjectErrors,
  microProjectStarted,
  type acceptMicroProject,
  type InputOf,
  type MicroProjectKind,
  type MicroProjectStatus,
  type startMicroProject,
  type values,
} from '@gezhi/shared/contracts';
import { decide, ensure, localDateOf, transitions, type Decision } from '@gezhi/shared/domain';

export const projectLife = transitions<MicroProjectStatus, 'accept' | 'abandon'>(
  { STARTED: { accept: 'ACCEPTED', abandon: 'ABANDONED' }, ACCEPTED: {}, ABANDONED: {} },
  { initial: 'STARTED' },
);

export interface ProjectState {
  readonly id: string;
  readonly version: number;
  /** The grid, or the community. */
  readonly placeCode: string;
  readonly communityCode: string;
  readonly gridCode: string | null;
  readonly kind: MicroProjectKind;
  readonly title: string;
  readonly problemId: string | null;
  readonly topicId: string | null;
  readonly thirdParty: string | null;
  readonly costFen: number;
  readonly ownerCadreId: string;
  readonly dueOn: values.LocalDate;
  readonly status: MicroProjectStatus;
  readonly beforeEvidenceIds: readonly string[];
  readonly afterEvidenceIds: readonly string[];
  readonly startedById: string;
  readonly startedAt: values.Instant;
  readonly acceptedById: string | null;
  readonly acceptedAt: values.Instant | null;
  readonly endReason: string | null;
}

const facts = ({ id, placeCode, kind, problemId, topicId }: ProjectState) => ({ projectId: id, placeCode, kind, problemId, topicId });

/** G-18 A project is in one grid or one community; refuses with `grid.micro-project.place-missing`. */
export function placeOf({ gridCode, communityCode }: Pick<InputOf<typeof startMicroProject>, 'gridCode' | 'communityCode'>): string {
  ensure((gridCode === undefined) !== (communityCode === undefined), microProjectErrors.placeMissing);
  return (gridCode ?? communityCode)!;
}

/**
 * G-18 A micro-project starts with pictures of before, an owner in service and a day by which it is done. Refuses with
 * `grid.micro-project.place-missing`, `owner-unknown`, `due-past` or `before-missing`.
 */
export function start(
  input: InputOf<typeof startMicroProject>,
  ownerActive: boolean,
  by: string,
  now: values.Instant,
): Decision<ProjectState> {
  const { id, kind, title, costFen, ownerCadreId, dueOn, gridCode = null } = input;
  const placeCode = placeOf(input);
  ensure(ownerActive, microProjectErrors.ownerUnknown);
  ensure(dueOn >= localDateOf(now), microProjectErrors.duePast);
  ensure(input.before.evidenceIds.length, microProjectErrors.beforeMissing);
  const { problemId = null, topicId = null, thirdParty = null } = input;
  const project: ProjectState = {
    ...{ id, version: 1, placeCode, communityCode: placeCode.slice(0, 12), gridCode, kind, title },
    ...{ problemId, topicId, thirdParty, costFen, ownerCadreId, dueOn, status: projectLife.initial },
    ...{ beforeEvidenceIds: input.before.evidenceIds, afterEvidenceIds: [], startedById: by, startedAt: now },
    ...{ acceptedById: null, acceptedAt: null, endReason: null },
  };
  return decide(project, microProjectStarted({ ...facts(project), at: now, version: 1 }));
}

/**
 * G-18 A project is accepted with pictures of after by somebody else than who started it. Refuses with
 * `platform.request.wrong-state`, `grid.micro-project.own-project` or `after-missing`.
 */
export function accept(
  project: ProjectState,
  { costFen = project.costFen, after }: InputOf<typeof acceptMicroProject>,
  by: string,
  now: values.Instant,
): Decision<ProjectState> {
  const status = projectLife.next(project.status, 'accept');
  ensure(project.startedById !== by, microProjectErrors.ownProject);
  ensure(after.evidenceIds.length, microProjectErrors.afterMissing);
  return decide(
    { ...project, status, costFen, afterEvidenceIds: after.evidenceIds, acceptedById: by, acceptedAt: now },
    microProjectAccepted({ ...facts(project), onTime: localDateOf(now) <= project.dueOn, at: now, version: project.version + 1 }),
  );
}

/** G-18 A project under way is abandoned with the reason; refuses with `platform.request.wrong-state`. */
export function abandon(project: ProjectState, reason: string): Decision<ProjectState> {
  return decide({ ...project, status: projectLife.next(project.status, 'abandon'), endReason: reason });
}

/** G-18 A project under way is overdue once its last day is over. */
export const isOverdue = ({ status, dueOn }: Pick<ProjectState, 'status' | 'dueOn'>, today: values.LocalDate): boolean =>
  status === 'STARTED' && today > dueOn;
