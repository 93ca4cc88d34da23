import {
  estateErrors,
  visitTeamErrors,
  type InputOf,
  type SeatNeeded,
  type TeamState,
  type VisitTeamMember,
  type formVisitTeam,
  type values,
} from '@gezhi/shared/contracts';
import { decide, ensure, transitions, type Decision } from '@gezhi/shared/domain';
import { ensureDifferent, ensurePosted, type Posted } from './task-team.rules.js';
import type { VisitTeamPolicy } from './visit-team-policy.rules.js';

/** P-04 A visit team stands until it is disbanded; who was in it never changes. */
export const visitTeamLife = transitions<TeamState, 'disband'>(
  { STANDING: { disband: 'DISBANDED' }, DISBANDED: {} },
  { initial: 'STANDING' },
);

export interface VisitTeamState {
  readonly id: string;
  readonly version: number;
  readonly estateId: string;
  readonly communityCode: string;
  readonly seats: SeatNeeded[];
  readonly members: VisitTeamMember[];
  readonly state: TeamState;
  readonly formedAt: values.Instant;
  readonly disbandedAt: values.Instant | null;
}

/** What a visit team is formed from. */
export interface Recruits {
  readonly estate: { readonly communityCode: string } | undefined;
  /** The standing task team of the estate. */
  readonly taskTeam: { readonly members: readonly { readonly accountId: string }[] } | undefined;
  readonly posted: readonly Posted[];
  readonly policy: Pick<VisitTeamPolicy, 'seats'>;
}

/**
 * P-04 The seats that these members leave unfilled, in the order of the template; more than enough is enough.
 *
 * @returns codes; empty when the make-up is full
 */
export function unfilled(seats: readonly SeatNeeded[], members: readonly { readonly seat: string }[]): string[] {
  return seats.filter(({ code, count }) => members.filter(({ seat }) => seat === code).length < count).map(({ code }) => code);
}

/**
 * P-04 A visit team is formed after the template, every seat filled by somebody fit for it. Refuses with
 * `property.estate.estate-unknown`, `property.visit-team.member-repeated`, `account-unknown` {accountIds}, `seat-unknown` {seats},
 * `task-team-missing`, `seat-unfit` {accountIds} or `seat-unfilled` {seats}.
 */
export function formAfterTemplate(
  { id, estateId, members }: InputOf<typeof formVisitTeam>,
  recruits: Recruits,
  now: values.Instant,
): Decision<VisitTeamState> {
  const { estate, policy } = recruits;
  ensure(estate, estateErrors.estateUnknown);
  ensureDifferent(members);
  ensurePosted(members, recruits.posted);
  ensureFit(members, recruits);
  const missing = unfilled(policy.seats, members);
  ensure(missing.length === 0, visitTeamErrors.seatUnfilled, { seats: missing });
  const seats = policy.seats.map(({ code, count }) => ({ code, count }));
  const { communityCode } = estate;
  return decide({
    id,
    version: 1,
    estateId,
    communityCode,
    seats,
    members,
    state: visitTeamLife.initial,
    formedAt: now,
    disbandedAt: null,
  });
}

/** P-04 A visit team is disbanded; what it visited before stays. Refuses with `platform.request.wrong-state`. */
export function disbandVisitTeam(team: VisitTeamState, now: values.Instant): Decision<VisitTeamState> {
  return decide({ ...team, state: visitTeamLife.next(team.state, 'disband'), disbandedAt: now });
}

function ensureFit(members: readonly VisitTeamMember[], { policy, taskTeam, posted }: Recruits): void {
  const seats = new Map(policy.seats.map((seat) => [seat.code, seat]));
  const unknown = members.map(({ seat }) => seat).filter((code) => !seats.has(code));
  ensure(unknown.length === 0, visitTeamErrors.seatUnknown, { seats: unknown });
  ensure(taskTeam || !policy.seats.some(({ fromTaskTeam }) => fromTaskTeam), visitTeamErrors.taskTeamMissing);
  const unfit = members.filter(({ accountId, seat: code }) => {
    const seat = seats.get(code)!;
    const inTaskTeam = taskTeam?.members.some((member) => member.accountId === accountId);
    const inRole = posted.some((one) => one.accountId === accountId && one.role === seat.role);
    return (seat.fromTaskTeam && !inTaskTeam) || (seat.role !== null && !inRole);
  });
  ensure(unfit.length === 0, visitTeamErrors.seatUnfit, { accountIds: unfit.map(({ accountId }) => accountId) });
}
