import {
  pairingBegan,
  pairingEnded,
  pairingErrors,
  visitErrors,
  type ContactChannel,
  type endPairing,
  type InputOf,
  type pairHousehold,
  type recordContact,
  type values,
} from '@gezhi/shared/contracts';
import { addDays, decide, ensure, instantAt, localDateOf, transitions, type Decision } from '@gezhi/shared/domain';
import { ensureNotLongAgo } from '../cadre/near.rules.js';
import type { VisitPolicy } from './visit-policy.rules.js';
import { declaredOnDevice, type Visited } from './visit.rules.js';

export const pairingLife = transitions<'LASTING' | 'ENDED', 'contact' | 'end'>(
  { LASTING: { contact: 'LASTING', end: 'ENDED' }, ENDED: {} },
  { initial: 'LASTING' },
);

export interface PairingState {
  readonly id: string;
  readonly version: number;
  readonly cadreId: string;
  /** Of the cadre, when it has one: whose pair it is. */
  readonly accountId: string | null;
  readonly householdId: string;
  readonly communityCode: string;
  readonly fromOn: string;
  readonly endedOn: string | null;
  readonly endReason: string | null;
  readonly previousId: string | null;
  readonly contactDays: number;
  readonly lastContactAt: values.Instant | null;
}

export interface ContactState {
  readonly id: string;
  readonly pairingId: string;
  readonly at: values.Instant;
  readonly channel: ContactChannel;
  readonly visitId: string | null;
  readonly note: string | null;
  readonly byId: string;
}

/** Who acts; `leads` says whether by a leading role at the place. */
export interface Acting {
  readonly id: string;
  readonly leads: boolean;
}

export interface PairingFacts {
  readonly household: Visited | undefined;
  /** The cadre, when active and deployed in the community of the household. */
  readonly cadre: { readonly accountId: string | null } | undefined;
  readonly by: Acting;
  readonly policy: Pick<VisitPolicy, 'contactDays'>;
}

const about = ({ id: pairingId, cadreId, householdId, communityCode }: PairingState, at: values.Instant, version: number) => ({
  ...{ pairingId, cadreId, householdId, communityCode, at, version },
});
const stateOf = ({ endedOn }: PairingState) => (endedOn === null ? 'LASTING' : 'ENDED');
const ensureYours = (accountId: string | null, { id, leads }: Acting): void => ensure(leads || accountId === id, pairingErrors.notYours);

/**
 * G-26 A cadre deployed in the community is paired with a household, by a leader or by themselves. Refuses with
 * `grid.visit.household-unknown`, `household-left`, `cadre-unavailable`, `not-yours`, `in-the-future` or `began-long-ago`.
 */
export function pair(
  { id, cadreId, fromOn }: InputOf<typeof pairHousehold>,
  { household, cadre, by, policy }: PairingFacts,
  now: values.Instant,
): Decision<PairingState> {
  ensure(household, visitErrors.householdUnknown);
  ensure(household.status === 'ACTIVE', visitErrors.householdLeft);
  ensure(cadre, pairingErrors.cadreUnavailable);
  ensureYours(cadre.accountId, by);
  ensure(fromOn <= localDateOf(now), visitErrors.inTheFuture, { now });
  ensureNotLongAgo(fromOn, now, pairingErrors.beganLongAgo);
  const state: PairingState = {
    ...{ id, version: 1, cadreId, accountId: cadre.accountId, householdId: household.id, communityCode: household.communityCode },
    ...{ fromOn, endedOn: null, endReason: null, previousId: null, contactDays: policy.contactDays, lastContactAt: null },
  };
  return decide(state, pairingBegan(about(state, now, 1)));
}

const ended = (pairing: PairingState, endedOn: string, endReason: string, now: values.Instant): Decision<PairingState> => {
  pairingLife.next(stateOf(pairing), 'end');
  return decide({ ...pairing, endedOn, endReason }, pairingEnded(about(pairing, now, pairing.version + 1)));
};

/**
 * G-26 A pair ends once, on a day between its first and today, with the reason. Refuses with `grid.visit.not-yours`,
 * `in-the-future` or `too-long-ago` {earliest}.
 */
export function endPair(
  pairing: PairingState,
  { endedOn, reason }: Pick<InputOf<typeof endPairing>, 'endedOn' | 'reason'>,
  by: Acting,
  now: values.Instant,
): Decision<PairingState> {
  ensureYours(pairing.accountId, by);
  ensure(endedOn <= localDateOf(now), visitErrors.inTheFuture, { now });
  ensure(endedOn >= pairing.fromOn, visitErrors.tooLongAgo, { earliest: pairing.fromOn });
  return ended(pairing, endedOn, reason, now);
}

/** G-26, G-19 A household that leaves ends its pairs. */
export const endWithHousehold = (pairing: PairingState, now: values.Instant): Decision<PairingState> =>
  ended(pairing, lastDay(pairing, now), 'HOUSEHOLD_LEFT', now);

const lastDay = ({ fromOn }: PairingState, now: values.Instant): string => {
  const today = localDateOf(now);
  return today > fromOn ? today : fromOn;
};

/** Who takes over a pair; `pairedAlready` says whether they keep in touch with the household as it is. */
export interface PairSuccessor {
  readonly cadreId: string;
  readonly accountId: string | null;
  readonly pairedAlready: boolean;
}

/** G-26, G-27 The pair of a recalled cadre ends, and goes on with the successor, who names it as the one before. */
export function handOn(
  pairing: PairingState,
  { cadreId, accountId, pairedAlready }: PairSuccessor,
  id: string,
  now: values.Instant,
): { readonly ended: Decision<PairingState>; readonly begun: Decision<PairingState> | null } {
  const over = ended(pairing, lastDay(pairing, now), 'RECALLED', now);
  if (pairedAlready) return { ended: over, begun: null };
  const next = { ...pairing, id, version: 1, cadreId, accountId, fromOn: over.state.endedOn!, previousId: pairing.id };
  return { ended: over, begun: decide(next, pairingBegan(about(next, now, 1))) };
}

/**
 * G-26 The cadre of a pair was in touch with the household: in the past, since the pair began, no further back than visits are
 * recorded late; a visit is their own to this household. Refuses with `grid.visit.not-yours`, `in-the-future`, `too-long-ago` or
 * `visit-unknown`.
 */
export function contact(
  pairing: PairingState,
  { contactId, channel, visitId, note, ...said }: InputOf<typeof recordContact>,
  facts: {
    readonly by: string;
    readonly visit: { readonly householdId: string; readonly actorId: string } | undefined;
    readonly policy: Pick<VisitPolicy, 'offlineDays'>;
  },
  now: values.Instant,
): { readonly decision: Decision<PairingState>; readonly contact: ContactState } {
  const { by, visit, policy } = facts;
  pairingLife.next(stateOf(pairing), 'contact');
  ensureYours(pairing.accountId, { id: by, leads: false });
  const at = declaredOnDevice(said.at, now, policy.offlineDays);
  ensure(localDateOf(at) >= pairing.fromOn, visitErrors.tooLongAgo, { earliest: instantAt(pairing.fromOn, 0) });
  ensure((channel === 'VISIT') === (visitId !== undefined), pairingErrors.visitUnknown);
  ensure(!visitId || (visit?.householdId === pairing.householdId && visit.actorId === by), pairingErrors.visitUnknown);
  const { lastContactAt: before } = pairing;
  return {
    decision: decide({ ...pairing, lastContactAt: before && before > at ? before : at }),
    contact: { id: contactId, pairingId: pairing.id, at, channel, visitId: visitId ?? null, note: note ?? null, byId: by },
  };
}

/** G-26 The days to be in touch again, counted from the last contact or the first day, are over. */
export const isOverdue = (since: string, contactDays: number, today: string): boolean => today > addDays(since, contactDays);
