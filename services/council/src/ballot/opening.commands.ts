import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { ballotErrors, openBallot, type InputOf } from '@gezhi/shared/contracts';
import { guard, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { opened } from '../chain/chain.plan.js';
import { BallotKey } from '../proof/proof.plan.js';
import { tokenKeyMade } from '../secret-vote/secret-vote.plan.js';
import { topicVoting } from '../topic/topic.plan.js';
import { TopicQueries } from '../topic/topic.queries.js';
import { everyEntryHasCode } from '../voting-code/voting-code.plan.js';
import { Ballot } from './ballot.entity.js';
import { withTopic } from './ballot.plan.js';
import { open } from './ballot.rules.js';

/** What it opens with is decided by the clock of the database. */
const inTime = '?::timestamptz > gezhi_now()';

/** Chain, key of the tokens and stage of the topic begin in the statement that opens a ballot. */
@Injectable()
export class OpeningCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly topics: TopicQueries,
    private readonly key: BallotKey,
  ) {}

  @Handles(openBallot)
  async open({ id }: InputOf<typeof openBallot>, request: Request): Promise<Reply> {
    const { state: drafted } = await this.work.load(request, Ballot, id);
    const topic = await this.topics.one(drafted.topicId);
    const tokens = drafted.secret ? await tokenKeyMade(this.key, id) : { publicKey: null, writes: [] };
    const codes = drafted.demandsVotingCode ? [everyEntryHasCode(ballotErrors.votingCodesMissing, id)] : [];
    return this.work.change(
      request,
      Ballot,
      id,
      (ballot, now) => {
        const decision = withTopic(open(ballot, now, tokens.publicKey), topic && topicVoting(topic, ballot, now));
        const chain = opened(decision.state as Parameters<typeof opened>[0], now);
        return { ...decision, chain, events: [...decision.events, chain.checkpoint] };
      },
      ({ communityCode: place, closesAt }, { chain, topic: part }) => ({
        place,
        also: [...chain.writes, ...tokens.writes, ...part.writes, guard(ballotErrors.closed, inTime, closesAt), ...codes],
      }),
    );
  }
}
