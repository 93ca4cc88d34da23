import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { ballotErrors, cancelBallot, closeBallot, draftBallot, giveBallotNotice, openBallot, type InputOf } from '@gezhi/shared/contracts';
import { guard, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { opened } from '../chain/chain.plan.js';
import { DecisionRuleQueries } from '../decision-rule/decision-rule.queries.js';
import { KnownUnitQueries } from '../known-unit/known-unit.queries.js';
import { Ballot } from './ballot.entity.js';
import { draft, giveNotice, open } from './ballot.rules.js';
import { cancelHeld, closeHeld } from './closing.plan.js';

const at = ({ communityCode: place }: { readonly communityCode: string }) => ({ place });
/** What it opens with is decided by the clock of the database. */
const inTime = '?::timestamptz > gezhi_now()';

@Injectable()
export class BallotCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly rules: DecisionRuleQueries,
    private readonly units: KnownUnitQueries,
  ) {}

  @Handles(draftBallot)
  async draft(input: InputOf<typeof draftBallot>, request: Request): Promise<Reply> {
    const rule = await this.rules.inForce(input.ruleId, input.majority, input.communityCode);
    const estateCommunity = input.estateId && (await this.units.communityOf(input.estateId));
    return this.work.create(request, Ballot, () => draft(input, { rule, estateCommunity: estateCommunity || undefined }), at);
  }

  @Handles(giveBallotNotice)
  notice(input: InputOf<typeof giveBallotNotice>, request: Request): Promise<Reply> {
    return this.work.change(request, Ballot, input.id, (ballot, now) => giveNotice(ballot, input, now), at);
  }

  @Handles(openBallot)
  open({ id }: InputOf<typeof openBallot>, request: Request): Promise<Reply> {
    return this.work.change(
      request,
      Ballot,
      id,
      (ballot, now) => {
        const decision = open(ballot, now);
        const chain = opened(decision.state as Parameters<typeof opened>[0], now);
        return { ...decision, chain, events: [...decision.events, chain.checkpoint] };
      },
      ({ communityCode: place, closesAt }, { chain }) => ({
        place,
        also: [...chain.writes, guard(ballotErrors.closed, inTime, closesAt)],
      }),
    );
  }

  @Handles(closeBallot)
  close({ id }: InputOf<typeof closeBallot>, request: Request): Promise<Reply> {
    return closeHeld(this.work, request, id);
  }

  @Handles(cancelBallot)
  cancel(input: InputOf<typeof cancelBallot>, request: Request): Promise<Reply> {
    return cancelHeld(this.work, request, input);
  }
}
