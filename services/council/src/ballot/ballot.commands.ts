import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { ballotErrors, cancelBallot, closeBallot, draftBallot, giveBallotNotice, openBallot, type InputOf } from '@gezhi/shared/contracts';
import { guard, UnitOfWork, type Reply } from '@gezhi/shared/database';
import type { Decision } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { opened } from '../chain/chain.plan.js';
import { DecisionRuleQueries } from '../decision-rule/decision-rule.queries.js';
import { KnownUnitQueries } from '../known-unit/known-unit.queries.js';
import { topicNoticed, topicVoting, type TopicPart } from '../topic/topic.plan.js';
import { TopicQueries } from '../topic/topic.queries.js';
import { ensureOfCommunity, type TopicState } from '../topic/topic.rules.js';
import { Ballot } from './ballot.entity.js';
import { draft, giveNotice, open, type BallotState } from './ballot.rules.js';
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
    private readonly topics: TopicQueries,
  ) {}

  @Handles(draftBallot)
  async draft(input: InputOf<typeof draftBallot>, request: Request): Promise<Reply> {
    const rule = await this.rules.inForce(input.ruleId, input.majority, input.communityCode);
    if (input.topicId) ensureOfCommunity(await this.topics.one(input.topicId), input.communityCode);
    const estateCommunity = input.estateId && (await this.units.communityOf(input.estateId));
    return this.work.create(request, Ballot, () => draft(input, { rule, estateCommunity: estateCommunity || undefined }), at);
  }

  @Handles(giveBallotNotice)
  async notice(input: InputOf<typeof giveBallotNotice>, request: Request): Promise<Reply> {
    const topic = await this.topicOf(input.id, request);
    return this.work.change(
      request,
      Ballot,
      input.id,
      (ballot, now) => withTopic(giveNotice(ballot, input, now), topic && topicNoticed(topic, ballot, now)),
      (ballot, { topic: part }) => ({ ...at(ballot), also: part.writes }),
    );
  }

  @Handles(openBallot)
  async open({ id }: InputOf<typeof openBallot>, request: Request): Promise<Reply> {
    const topic = await this.topicOf(id, request);
    return this.work.change(
      request,
      Ballot,
      id,
      (ballot, now) => {
        const decision = withTopic(open(ballot, now), topic && topicVoting(topic, ballot, now));
        const chain = opened(decision.state as Parameters<typeof opened>[0], now);
        return { ...decision, chain, events: [...decision.events, chain.checkpoint] };
      },
      ({ communityCode: place, closesAt }, { chain, topic: part }) => ({
        place,
        also: [...chain.writes, ...part.writes, guard(ballotErrors.closed, inTime, closesAt)],
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

  /** The topic that a ballot names, which goes on in the same commit. */
  private async topicOf(id: string, request: Request): Promise<TopicState | undefined> {
    return this.topics.one((await this.work.load(request, Ballot, id)).state.topicId);
  }
}

const withTopic = (decision: Decision<BallotState>, topic: TopicPart = { writes: [], events: [] }) => ({
  ...{ ...decision, topic },
  events: [...decision.events, ...topic.events],
});
