import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import {
  answerTopic,
  startTopicReview,
  submitTopic,
  takeUpCandidate,
  takeUpDemand,
  topicErrors,
  type InputOf,
} from '@gezhi/shared/contracts';
import { constraint, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { demandRaised } from '../demand/demand.plan.js';
import { DemandQueries } from '../demand/demand.queries.js';
import { answer, startReview } from './review.rules.js';
import { Topic } from './topic.entity.js';
import { candidateIn, stagesOf, takesIn } from './topic.plan.js';
import { TopicQueries } from './topic.queries.js';
import { sourceOf, submit, type TopicMove, type TopicState } from './topic.rules.js';

constraint('topic_origin_key', topicErrors.takenUp);

const at = ({ communityCode: place }: TopicState, { stages }: TopicMove) => ({ place, also: stagesOf(stages) });

@Injectable()
export class TopicCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly topics: TopicQueries,
    private readonly demands: DemandQueries,
  ) {}

  /** The tie to the community stands for the scope: that of an owner, a member or a provider is no place. */
  @Handles(submitTopic)
  async submit(input: InputOf<typeof submitTopic>, request: Request): Promise<Reply> {
    const source = sourceOf(await this.topics.tiesTo(input.communityCode, request));
    return this.work.create(
      request,
      Topic,
      (now): TopicMove => submit({ ...input, source, proposerId: request.actor.id }, now),
      (topic, move) => ({ ...at(topic, move), own: true }),
    );
  }

  @Handles(takeUpCandidate)
  takeUp({ problemId, ...input }: InputOf<typeof takeUpCandidate>, request: Request): Promise<Reply> {
    const proposal = { ...input, source: 'COMMUNITY', proposerId: request.actor.id, origin: 'PROBLEM', originId: problemId } as const;
    return this.work.create(
      request,
      Topic,
      (now): TopicMove => submit(proposal, now),
      ({ communityCode: place }, { stages }) => ({ place, also: [...stagesOf(stages), candidateIn(problemId, place)] }),
    );
  }

  @Handles(takeUpDemand)
  async takeUpDemand({ demandId, ...input }: InputOf<typeof takeUpDemand>, request: Request): Promise<Reply> {
    const demand = await this.demands.demand(demandId, request);
    const origin = { communityCode: demand.communityCode, source: 'COMMUNITY', origin: 'DEMAND', originId: demandId } as const;
    return this.work.create(
      request,
      Topic,
      (now) => ({
        ...submit({ ...input, ...origin, proposerId: request.actor.id }, now),
        raised: demandRaised(demand, input.id, now),
      }),
      (topic, { raised, ...move }) => {
        const { place, also } = at(topic, move);
        return { place, also: [...also, ...raised] };
      },
    );
  }

  @Handles(startTopicReview)
  startReview({ id }: InputOf<typeof startTopicReview>, request: Request): Promise<Reply> {
    return this.work.change(request, Topic, id, startReview, at);
  }

  @Handles(answerTopic)
  async answer({ id, ...input }: InputOf<typeof answerTopic>, request: Request): Promise<Reply> {
    const target = await this.topics.one(input.mergedIntoId);
    return this.work.change(
      request,
      Topic,
      id,
      (topic, now) => answer(topic, input, target, now),
      (topic, { stages }) => {
        const { communityCode: place, mergedIntoId } = topic;
        return { place, also: [...stagesOf(stages), ...(mergedIntoId ? [takesIn(mergedIntoId, place)] : [])] };
      },
    );
  }
}
