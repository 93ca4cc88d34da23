import {
  estateErrors,
  volunteerTeamErrors,
  type InputOf,
  type VolunteerTaskState as State,
  type assignVolunteerTask,
  type finishVolunteerTask,
  type values,
} from '@gezhi/shared/contracts';
import { decide, ensure, transitions, type Decision } from '@gezhi/shared/domain';
import type { VolunteerTeamState } from './volunteer-team.rules.js';

/** P-17 A task of volunteers ends done with evidence, or cancelled with a reason. */
export const volunteerTaskLife = transitions<State, 'finish' | 'cancel'>(
  { ASSIGNED: { finish: 'DONE', cancel: 'CANCELLED' }, DONE: {}, CANCELLED: {} },
  { initial: 'ASSIGNED' },
);

export interface VolunteerTaskState {
  readonly id: string;
  readonly version: number;
  readonly teamId: string;
  readonly estateId: string;
  readonly communityCode: string;
  readonly title: string;
  readonly state: State;
  readonly outcome: string | null;
  readonly evidenceIds: string[];
  readonly reason: string | null;
  readonly assignedAt: values.Instant;
  readonly endedAt: values.Instant | null;
}

/**
 * P-17 A standing team gets a task in an estate of its community. Refuses with `property.volunteer-team.team-unknown`,
 * `team-disbanded`, `property.estate.estate-unknown` or `property.volunteer-team.estate-elsewhere`.
 */
export function assign(
  input: InputOf<typeof assignVolunteerTask>,
  team: Pick<VolunteerTeamState, 'communityCode' | 'state'> | undefined,
  estate: { readonly communityCode: string } | undefined,
  now: values.Instant,
): Decision<VolunteerTaskState> {
  ensure(team, volunteerTeamErrors.teamUnknown);
  ensure(team.state === 'STANDING', volunteerTeamErrors.teamDisbanded);
  ensure(estate, estateErrors.estateUnknown);
  const { communityCode } = team;
  ensure(estate.communityCode === communityCode, volunteerTeamErrors.estateElsewhere);
  const open = { outcome: null, evidenceIds: [], reason: null, endedAt: null };
  return decide({ ...input, version: 1, communityCode, state: volunteerTaskLife.initial, ...open, assignedAt: now });
}

/** P-17 What was done, with evidence. Refuses with `platform.request.wrong-state`. */
export function finish(
  task: VolunteerTaskState,
  { outcome, evidenceIds }: Pick<InputOf<typeof finishVolunteerTask>, 'outcome' | 'evidenceIds'>,
  now: values.Instant,
): Decision<VolunteerTaskState> {
  return decide({ ...task, state: volunteerTaskLife.next(task.state, 'finish'), outcome, evidenceIds, endedAt: now });
}

/** P-17 A task that is not done is cancelled, for a reason. Refuses with `platform.request.wrong-state`. */
export function cancel(task: VolunteerTaskState, reason: string, now: values.Instant): Decision<VolunteerTaskState> {
  return decide({ ...task, state: volunteerTaskLife.next(task.state, 'cancel'), reason, endedAt: now });
}
