import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import {
  claimMatch,
  deliverMatch,
  disputeMatch,
  fulfilMatch,
  matchErrors,
  proposeMatches,
  releaseMatch,
  type InputOf,
} from '@gezhi/shared/contracts';
import { constraint, UnitOfWork, type Act, type Reply } from '@gezhi/shared/database';
import { ensure, localDateOf, type Decision } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { holdDemand, keepDemand, keepDemandLacks, openDemands } from '../demand/demand.plan.js';
import { DemandQueries } from '../demand/demand.queries.js';
import { demandLife, type DemandState } from '../demand/demand.rules.js';
import { KnownHouseholdQueries } from '../known-household/known-household.queries.js';
import { recordMatchedService } from '../returning-member/returning-member.plan.js';
import { ServiceFieldQueries } from '../service-field/service-field.queries.js';
import { giveCapacityBack, offerOf, offersReaching, takeCapacity } from '../service-offer/service-offer.plan.js';
import { propose } from './fit.rules.js';
import { Match, MatchProposal } from './match.entity.js';
import { holdMatch, keepMatch } from './match.plan.js';
import { claim, deliver, dispute, fulfil, release, type MatchState } from './match.rules.js';

constraint('match_demand_key', matchErrors.demandClaimed);

/** Rounds take turns, wherever they are: each replaces what the one before proposed. */
const roundLock = "SELECT pg_advisory_xact_lock(hashtextextended('match-proposal', 0))";
const at = ({ communityCode: place }: MatchState) => ({ place });
const forget = 'DELETE FROM match_proposal p USING demand d WHERE d.id = p.demand_id AND starts_with(d.community_code, $1)';

@Injectable()
export class MatchCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly demands: DemandQueries,
    private readonly fields: ServiceFieldQueries,
    private readonly households: KnownHouseholdQueries,
  ) {}

  @Handles(proposeMatches)
  async propose({ id, placeCode }: InputOf<typeof proposeMatches>, request: Request): Promise<Reply> {
    const policy = await this.fields.inForce({ placeCode });
    return this.work.act(request, { place: placeCode, id }, async (act) => {
      await act.query(roundLock);
      const demands = await openDemands(act, placeCode);
      const { proposals, lacks } = propose(demands, await offersReaching(act, placeCode), policy);
      await act.query(forget, [placeCode]);
      await act.insert(
        MatchProposal,
        proposals.map((proposal) => ({ ...proposal, proposedAt: act.now })),
      );
      await keepDemandLacks(act, lacks);
      const proposed = proposals.filter(({ rank }) => rank === 1).length;
      act.note({ demands: [demands.length], proposals: [proposals.length] });
      return { id, demands: demands.length, proposed, proposals: proposals.length, at: act.now };
    });
  }

  /** The demand is held first, so that of claims for one demand the second sees the first; then capacity is taken, if any is left. */
  @Handles(claimMatch)
  async claim(input: InputOf<typeof claimMatch>, request: Request): Promise<Reply> {
    const { id, demandId, offerId } = input;
    const place = await this.households.placeOf(await this.demands.demand(demandId, request));
    return this.work.act(request, { place, id, creates: Match }, async (act) => {
      const demand = await holdDemand(act, demandId);
      const { state: match, events } = claim(input, demand, await offerOf(act, offerId), act.now);
      ensure(await takeCapacity(act, offerId), matchErrors.capacityExhausted);
      await act.insert(Match, [match]);
      await keepDemand(act, { id: demandId, state: demandLife.next(demand.state, 'claim') });
      for (const told of events) act.emit(told);
      act.note({ demandId: [demandId], offerId: [offerId] });
      return match;
    });
  }

  @Handles(releaseMatch)
  release({ id, reason }: InputOf<typeof releaseMatch>, request: Request): Promise<Reply> {
    return this.settle(request, id, 'release', async (match, _, act) => {
      const decision = release(match, reason, act.now);
      await giveCapacityBack(act, match.offerId);
      return decision;
    });
  }

  @Handles(deliverMatch)
  deliver({ id, evidenceIds }: InputOf<typeof deliverMatch>, request: Request): Promise<Reply> {
    const by = request.actor.id;
    return this.work.change(request, Match, id, (match, now) => deliver(match, evidenceIds, by, now), at);
  }

  @Handles(fulfilMatch)
  fulfil({ id }: InputOf<typeof fulfilMatch>, request: Request): Promise<Reply> {
    return this.settle(request, id, 'fulfil', async (match, demand, act) => {
      const decision = fulfil(match, demand, request.actor.id, act.now);
      await recordMatchedService(act, match, demand.field, localDateOf(match.deliveredAt!));
      return decision;
    });
  }

  @Handles(disputeMatch)
  dispute({ id, reason }: InputOf<typeof disputeMatch>, request: Request): Promise<Reply> {
    return this.work.change(request, Match, id, (match) => dispute(match, reason, request.actor.id), at);
  }

  /** Match and demand are settled together. */
  private async settle(
    request: Request,
    id: string,
    action: 'release' | 'fulfil',
    decideOn: (match: MatchState, demand: DemandState, act: Act) => Promise<Decision<MatchState>>,
  ): Promise<Reply> {
    const { state: known } = await this.work.load(request, Match, id);
    const place = await this.households.placeOf(known);
    const self = known.householdId ? { self: known.householdId } : {};
    return this.work.act(request, { place, ...self, id }, async (act) => {
      const demand = await holdDemand(act, known.demandId);
      const { state, events } = await decideOn(await holdMatch(act, id), demand, act);
      await keepDemand(act, { id: demand.id, state: demandLife.next(demand.state, action) });
      for (const told of events) act.emit(told);
      act.note({ state: [known.state, state.state] });
      return keepMatch(act, state);
    });
  }
}
