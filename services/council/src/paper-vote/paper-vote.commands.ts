import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { ballotErrors, enterPaperVote, paperVoteErrors, requestErrors, type InputOf } from '@gezhi/shared/contracts';
import { constraint, newId, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { DomainError, ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { BallotKey } from '../proof/proof.plan.js';
import { castOnPaper } from '../vote/vote.plan.js';
import { VoteQueries } from '../vote/vote.queries.js';
import { VotingCodeQueries } from '../voting-code/voting-code.queries.js';
import { PaperVote } from './paper-vote.entity.js';
import { enter, type PaperVoteState } from './paper-vote.rules.js';

constraint('paper_vote_round_key', requestErrors.concurrent);

const looks = `SELECT choice, state, entered_by AS "enteredBy" FROM paper_vote WHERE ballot_id = $1 AND entry_number = $2 ORDER BY round`;

@Injectable()
export class PaperVoteCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly key: BallotKey,
    private readonly votes: VoteQueries,
    private readonly codes: VotingCodeQueries,
  ) {}

  @Handles(enterPaperVote)
  async enter(input: InputOf<typeof enterPaperVote>, request: Request): Promise<Reply> {
    const { id, ballotId, entryNumber, choice } = input;
    const polling = await this.votes.polling(ballotId, entryNumber, request);
    ensure(polling, requestErrors.notFound);
    ensure(polling.openedAt, ballotErrors.closed);
    ensure(polling.voterIds?.length, ballotErrors.entryUnknown);
    ensure(!polling.recused, ballotErrors.recused);
    ensure(!polling.secret, paperVoteErrors.secret);
    const { communityCode } = polling;
    const codes = await this.codes.weigh(request, { ...polling, ballotId, entryNumber }, input.votingCode);
    return this.work.act(request, { place: communityCode, id, creates: PaperVote }, async (act) => {
      // Whoever enters the same sheet at the same time waits.
      await act.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`paper-vote ${ballotId} ${entryNumber}`]);
      ensure(act.now < polling.closesAt, ballotErrors.closed);
      for (const code of codes) ensure(await act.holds(code), code.error);
      const channel = await this.votes.channelOf(ballotId, entryNumber);
      const before = await act.query<PaperVoteState>(looks, [ballotId, entryNumber]);
      if (channel === 'ONLINE') throw new DomainError(ballotErrors.alreadyVoted, { channel });
      const voteId = newId();
      const { state } = enter(input, before, { enteredBy: request.actor.id, communityCode, voteId }, act.now);
      await act.insert(PaperVote, [state]);
      if (state.voteId) await castOnPaper(act, this.key, { id: voteId, ballotId, entryNumber, choice }, polling);
      act.note({ ballotId: [ballotId], entryNumber: [entryNumber], round: [state.round], state: [state.state] });
      return state;
    });
  }
}
