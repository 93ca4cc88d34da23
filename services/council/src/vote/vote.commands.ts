import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { ballotErrors, castVote, recordProxy, requestErrors, type InputOf } from '@gezhi/shared/contracts';
import { constraint, guard, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { DomainError, ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { BallotKey } from '../proof/proof.plan.js';
import { VotingCodeQueries } from '../voting-code/voting-code.queries.js';
import { Vote, VoteProxy } from './vote.entity.js';
import { sealing } from './vote.plan.js';
import { VoteQueries } from './vote.queries.js';
import { cast, nameProxy, voiceOf } from './vote.rules.js';

constraint('vote_open_check', ballotErrors.closed);
constraint('vote_one_per_entry_key', ballotErrors.alreadyVoted);
constraint('vote_proxy_entry_key', ballotErrors.proxyGiven);

/** Who is named after a vote could neither cast another nor has to know the one that was cast. */
const hasNotVoted = ({ ballotId, entryNumber }: InputOf<typeof recordProxy>) =>
  guard(
    ballotErrors.alreadyVoted,
    'NOT EXISTS (SELECT 1 FROM vote WHERE ballot_id = ?::uuid AND entry_number = ?::integer AND voice = 0)',
    ballotId,
    entryNumber,
  );

@Injectable()
export class VoteCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly key: BallotKey,
    private readonly queries: VoteQueries,
    private readonly codes: VotingCodeQueries,
  ) {}

  /** A resend, however late, is answered with the receipt of the vote; whoever comes second hears by which channel the first came. */
  @Handles(castVote)
  async cast(input: InputOf<typeof castVote>, request: Request): Promise<Reply> {
    const { ballotId, entryNumber } = input;
    const polling = await this.queries.polling(ballotId, entryNumber, request);
    ensure(polling, requestErrors.notFound);
    ensure(!polling.secret, ballotErrors.secret);
    ensure(polling.openedAt, ballotErrors.closed);
    const by = { voice: voiceOf(polling), channel: 'ONLINE' } as const;
    const seal = sealing(this.key);
    return this.naming(ballotId, entryNumber, () =>
      this.work.once(request, Vote, input.id, async () => {
        const also = await this.codes.weigh(request, { ...polling, ballotId, entryNumber }, input.votingCode);
        return this.work.create(
          request,
          Vote,
          (now) => cast(input, by, polling, seal, now),
          () => ({ place: polling.communityCode, own: true, also }),
        );
      }),
    );
  }

  @Handles(recordProxy)
  async proxy(input: InputOf<typeof recordProxy>, request: Request): Promise<Reply> {
    const polling = await this.queries.polling(input.ballotId, input.entryNumber, request);
    ensure(polling, requestErrors.notFound);
    return this.work.create(
      request,
      VoteProxy,
      (now) => nameProxy(input, polling, now),
      ({ communityCode: place }) => ({ place, also: [hasNotVoted(input)] }),
    );
  }

  private async naming(ballotId: string, entryNumber: number, work: () => Promise<Reply>): Promise<Reply> {
    try {
      return await work();
    } catch (failure) {
      if (!(failure instanceof DomainError) || failure.definition !== ballotErrors.alreadyVoted) throw failure;
      throw new DomainError(ballotErrors.alreadyVoted, { channel: await this.queries.channelOf(ballotId, entryNumber) });
    }
  }
}
