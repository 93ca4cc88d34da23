import {
  matchClaimed,
  matchErrors,
  matchFulfilled,
  type InputOf,
  type claimMatch,
  type MatchState as MatchStanding,
  type values,
} from '@gezhi/shared/contracts';
import { decide, ensure, localDateOf, transitions, type Decision } from '@gezhi/shared/domain';
import { demandLife, type DemandState } from '../demand/demand.rules.js';
import { isOffered, type OfferState } from '../service-offer/service-offer.rules.js';
import { lackOf } from './fit.rules.js';

export interface MatchState {
  readonly id: string;
  readonly version: number;
  readonly demandId: string;
  readonly offerId: string;
  readonly communityCode: string;
  readonly householdId: string | null;
  readonly state: MatchStanding;
  readonly claimedAt: values.Instant;
  readonly deliveredAt: values.Instant | null;
  readonly deliveredBy: string | null;
  readonly fulfilledAt: values.Instant | null;
  readonly releasedAt: values.Instant | null;
  readonly releaseReason: string | null;
  readonly disputeReason: string | null;
  readonly evidenceIds: string[];
}

export const matchLife = transitions<MatchStanding, 'deliver' | 'release' | 'fulfil' | 'dispute'>(
  {
    CLAIMED: { deliver: 'DELIVERED', release: 'RELEASED' },
    DELIVERED: { fulfil: 'FULFILLED', dispute: 'CLAIMED' },
    FULFILLED: {},
    RELEASED: {},
  },
  { initial: 'CLAIMED' },
);

/**
 * C-14 A service is claimed for a demand that nobody has claimed, if it fits; whether capacity is left is decided when it is taken
 * (C-T28). Refuses with `council.match.demand-claimed`, `offer-withdrawn` or `unfit` {lack}.
 */
export function claim(
  { id }: Pick<InputOf<typeof claimMatch>, 'id'>,
  demand: DemandState,
  offer: OfferState | undefined,
  now: values.Instant,
): Decision<MatchState> {
  demandLife.next(demand.state, 'claim', matchErrors.demandClaimed);
  ensure(offer && isOffered(offer, localDateOf(now)), matchErrors.offerWithdrawn);
  const lack = lackOf(demand, offer, 1);
  ensure(lack === null, matchErrors.unfit, { lack });
  const { id: demandId, communityCode, householdId, field } = demand;
  const told = matchClaimed({ matchId: id, demandId, offerId: offer.id, communityCode, field, at: now, version: 1 });
  const match: MatchState = {
    ...{ id, version: 1, demandId, offerId: offer.id, communityCode, householdId, state: matchLife.initial, claimedAt: now },
    ...{ deliveredAt: null, deliveredBy: null, fulfilledAt: null, releasedAt: null, releaseReason: null, disputeReason: null },
    evidenceIds: [],
  };
  return decide(match, told);
}

/** C-14 A claim is given back, with the reason; what was delivered cannot be. Refuses with `platform.request.wrong-state`. */
export function release(match: MatchState, reason: string, now: values.Instant): Decision<MatchState> {
  return decide({ ...match, state: matchLife.next(match.state, 'release'), releasedAt: now, releaseReason: reason });
}

/** C-14 A claimed service was delivered, says somebody; it counts once it is confirmed. Refuses with `platform.request.wrong-state`. */
export function deliver(match: MatchState, evidenceIds: string[], actorId: string, now: values.Instant): Decision<MatchState> {
  return decide({
    ...{ ...match, state: matchLife.next(match.state, 'deliver'), deliveredAt: now, deliveredBy: actorId },
    evidenceIds: [...match.evidenceIds, ...evidenceIds],
  });
}

/**
 * C-14 Who wanted it confirms the delivery, not who recorded it: the demand is fulfilled. Refuses with `platform.request.wrong-state` or
 * `council.match.own-delivery`.
 */
export function fulfil(
  match: MatchState,
  { field, listedAt }: Pick<DemandState, 'field' | 'listedAt'>,
  actorId: string,
  now: values.Instant,
): Decision<MatchState> {
  const state = matchLife.next(match.state, 'fulfil');
  ensure(match.deliveredBy !== actorId, matchErrors.ownDelivery);
  const { id: matchId, demandId, offerId, communityCode, claimedAt, version } = match;
  const about = { matchId, demandId, offerId, communityCode, field, listedAt, claimedAt };
  return decide({ ...match, state, fulfilledAt: now }, matchFulfilled({ ...about, at: now, version: version + 1 }));
}

/**
 * C-14 A delivery was none, says who wanted it: the service is owed as before. Refuses with `platform.request.wrong-state` or
 * `council.match.own-delivery`.
 */
export function dispute(match: MatchState, reason: string, actorId: string): Decision<MatchState> {
  const state = matchLife.next(match.state, 'dispute');
  ensure(match.deliveredBy !== actorId, matchErrors.ownDelivery);
  return decide({ ...match, state, deliveredAt: null, deliveredBy: null, disputeReason: reason });
}
