import {
  volunteerTeamErrors,
  type InputOf,
  type MemberOrganisation,
  type TeamState,
  type formVolunteerTeam,
  type values,
} from '@gezhi/shared/contracts';
import { decide, ensure, transitions, type Decision } from '@gezhi/shared/domain';

/** P-17 A volunteer team stands until it is disbanded. */
export const volunteerTeamLife = transitions<TeamState, 'change' | 'disband'>(
  { STANDING: { change: 'STANDING', disband: 'DISBANDED' }, DISBANDED: {} },
  { initial: 'STANDING' },
);

export interface VolunteerTeamState {
  readonly id: string;
  readonly version: number;
  readonly communityCode: string;
  readonly name: string;
  readonly organisations: MemberOrganisation[];
  readonly state: TeamState;
  readonly formedAt: values.Instant;
  readonly disbandedAt: values.Instant | null;
}

/** P-17 Organisations form a volunteer team. Refuses with `property.volunteer-team.organisation-repeated` {names}. */
export function form(input: InputOf<typeof formVolunteerTeam>, now: values.Instant): Decision<VolunteerTeamState> {
  ensureDifferent(input.organisations);
  return decide({ ...input, version: 1, state: volunteerTeamLife.initial, formedAt: now, disbandedAt: null });
}

/** P-17 The organisations of a standing team from now on. Refuses with `platform.request.wrong-state` or `property.volunteer-team.organisation-repeated` {names}. */
export function change(team: VolunteerTeamState, organisations: MemberOrganisation[]): Decision<VolunteerTeamState> {
  const state = volunteerTeamLife.next(team.state, 'change');
  ensureDifferent(organisations);
  return decide({ ...team, state, organisations });
}

/**
 * P-17 A team without a task left is disbanded. Refuses with `platform.request.wrong-state` or `property.volunteer-team.tasks-open` {count}.
 *
 * @param open how many of its tasks are still assigned
 */
export function disband(team: VolunteerTeamState, open: number, now: values.Instant): Decision<VolunteerTeamState> {
  const state = volunteerTeamLife.next(team.state, 'disband');
  ensure(open === 0, volunteerTeamErrors.tasksOpen, { count: open });
  return decide({ ...team, state, disbandedAt: now });
}

function ensureDifferent(organisations: readonly MemberOrganisation[]): void {
  const names = organisations.map(({ name }) => name);
  const repeated = names.filter((name, index) => names.indexOf(name) !== index);
  ensure(!repeated.length, volunteerTeamErrors.organisationRepeated, { names: repeated });
}
