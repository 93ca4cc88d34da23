import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { cancelBallot, closeBallot, draftBallot, giveBallotNotice, type InputOf } from '@gezhi/shared/contracts';
import { UnitOfWork, type Reply } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { DecisionRuleQueries } from '../decision-rule/decision-rule.queries.js';
import { KnownUnitQueries } from '../known-unit/known-unit.queries.js';
import { topicNoticed } from '../topic/topic.plan.js';
import { TopicQueries } from '../topic/topic.queries.js';
import { ensureOfCommunity } from '../topic/topic.rules.js';
import { Ballot } from './ballot.entity.js';
import { withTopic } from './ballot.plan.js';
import { draft, giveNotice } from './ballot.rules.js';
import { cancelHeld, closeHeld } from './closing.plan.js';

const at = ({ communityCode: place }: { readonly communityCode: string }) => ({ place });

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
    const topic = await this.topics.one((await this.work.load(request, Ballot, input.id)).state.topicId);
    return this.work.change(
      request,
      Ballot,
      input.id,
      (ballot, now) => withTopic(giveNotice(ballot, input, now), topic && topicNoticed(topic, ballot, now)),
      (ballot, { topic: part }) => ({ ...at(ballot), also: part.writes }),
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
