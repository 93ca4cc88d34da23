import { householdVisited, visitTeamErrors, type InputOf, type recordHouseholdVisit, type values } from '@gezhi/shared/contracts';
import { decide, ensure, instantOf, millisOf, type Decision } from '@gezhi/shared/domain';
import { isThere, type HouseholdThere } from '../known-household/known-household.rules.js';
import { unfilled, type VisitTeamState } from './visit-team.rules.js';

export interface HouseholdVisitState {
  readonly id: string;
  readonly version: number;
  readonly teamId: string;
  readonly estateId: string;
  readonly communityCode: string;
  readonly householdId: string;
  readonly presentIds: string[];
  readonly occurredAt: values.Instant;
  readonly recordedAt: values.Instant;
  readonly recordedById: string;
}

/** The household visited; `inEstate`: a unit of the estate names it. */
export interface HouseholdVisited extends HouseholdThere {
  readonly inEstate: boolean;
}

export interface VisitFacts {
  readonly team: VisitTeamState | undefined;
  readonly household: HouseholdVisited | undefined;
  readonly policy: { readonly lateDays: number };
  readonly actorId: string;
}

const day = 86_400_000;
/** So far the clock of a device may run ahead of the platform's. */
const deviceAheadMs = 120_000;

/**
 * P-04 When a visit happened, as a device declares it: in the past, no further back than `days` of 24 hours, the end included; by a
 * clock up to two minutes fast it happened now. Refuses with `property.visit-team.in-the-future` {now} or `too-long-ago` {earliest}.
 *
 * @returns the declared instant, at most `now`
 */
export function declaredOnDevice(occurredAt: values.Instant, now: values.Instant, days: number): values.Instant {
  const ahead = millisOf(occurredAt) - millisOf(now);
  const at = ahead > 0 && ahead <= deviceAheadMs ? now : occurredAt;
  ensure(at <= now, visitTeamErrors.inTheFuture, { now });
  const earliest = instantOf(millisOf(now) - days * day);
  ensure(at >= earliest, visitTeamErrors.tooLongAgo, { earliest });
  return at;
}

/**
 * P-04, X-03 A visit of a team to a household of its estate counts when the full make-up was present, and one of them records it.
 * Refuses with `property.visit-team.team-unknown`, `household-unknown`, `in-the-future`, `too-long-ago`, `team-not-formed`,
 * `team-disbanded`, `present-unknown` {accountIds}, `recorder-absent` or `make-up-incomplete` {seats}.
 */
export function recordVisit(
  { id, teamId, householdId, presentIds: named, occurredAt: declared }: InputOf<typeof recordHouseholdVisit>,
  { team, household, policy, actorId }: VisitFacts,
  now: values.Instant,
): Decision<HouseholdVisitState> {
  ensure(
    team?.members.some(({ accountId }) => accountId === actorId),
    visitTeamErrors.teamUnknown,
  );
  const { estateId, communityCode } = team!;
  ensure(household?.inEstate && isThere(household, communityCode), visitTeamErrors.householdUnknown);
  const occurredAt = declaredOnDevice(declared, now, policy.lateDays);
  const presentIds = [...new Set(named)];
  ensureComplete(team!, presentIds, occurredAt, actorId);
  const visit = {
    id,
    version: 1,
    teamId,
    estateId,
    communityCode,
    householdId,
    presentIds,
    occurredAt,
    recordedAt: now,
    recordedById: actorId,
  };
  const told = { visitId: id, teamId, estateId, communityCode, householdId, occurredAt };
  return decide(visit, householdVisited({ ...told, at: now, version: 1 }));
}

function ensureComplete(team: VisitTeamState, presentIds: readonly string[], at: values.Instant, actorId: string): void {
  ensure(at >= team.formedAt, visitTeamErrors.teamNotFormed, { formedAt: team.formedAt });
  ensure(team.disbandedAt === null || at <= team.disbandedAt, visitTeamErrors.teamDisbanded);
  const strangers = presentIds.filter((id) => !team.members.some(({ accountId }) => accountId === id));
  ensure(strangers.length === 0, visitTeamErrors.presentUnknown, { accountIds: strangers });
  ensure(presentIds.includes(actorId), visitTeamErrors.recorderAbsent);
  const missing = unfilled(
    team.seats,
    team.members.filter(({ accountId }) => presentIds.includes(accountId)),
  );
  ensure(missing.length === 0, visitTeamErrors.makeUpIncomplete, { seats: missing });
}
