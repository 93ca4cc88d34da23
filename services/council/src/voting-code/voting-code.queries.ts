import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { votingCodeErrors } from '@gezhi/shared/contracts';
import { UnitOfWork, type Guard } from '@gezhi/shared/database';
import { DomainError } from '@gezhi/shared/domain';
import { BallotKey } from '../proof/proof.plan.js';
import { codeHash, codeHolds } from './voting-code.plan.js';
import { codeToWeigh, wrongAttemptsAllowed } from './voting-code.rules.js';

/** Attempts of the same moment wait for each other here: no more are compared than allowed. */
const live = `SELECT serial, salt, hash, wrong_attempts AS "wrongAttempts" FROM voting_code
  WHERE ballot_id = $1 AND entry_number = $2 AND voided_at IS NULL FOR UPDATE`;
const count = 'UPDATE voting_code SET wrong_attempts = wrong_attempts + 1 WHERE ballot_id = $1 AND entry_number = $2 AND serial = $3';

/** An entry of a ballot, as far as its code is concerned. */
interface Entry {
  readonly ballotId: string;
  readonly entryNumber: number;
  readonly communityCode: string;
  readonly demandsVotingCode: boolean;
}

/** Ends an act that has nothing to write: the code was right. */
class Right extends Error {
  constructor(readonly hash: Buffer) {
    super('the code was right');
  }
}

@Injectable()
export class VotingCodeQueries {
  constructor(
    private readonly work: UnitOfWork,
    private readonly key: BallotKey,
  ) {}

  /**
   * What the writing statement of a vote has to find as well: the right code, or nothing where none is demanded. A wrong one is counted,
   * by an act of its own without the key of the vote, and refused. @throws DomainError `council.voting-code.wanted`, `wrong` {left}, `locked`
   */
  async weigh({ actor, operation, roles }: Request, entry: Entry, typed: string | undefined): Promise<Guard[]> {
    const { ballotId, entryNumber, communityCode: place, demandsVotingCode } = entry;
    if (!demandsVotingCode) return [];
    let left = 0;
    try {
      await this.work.act({ actor, operation, roles }, { place, id: ballotId, own: true }, async (act) => {
        const [of] = await act.query<{ serial: number; salt: string; hash: Buffer; wrongAttempts: number }>(live, [ballotId, entryNumber]);
        const code = codeToWeigh(typed, of);
        const hash = codeHash(this.key, ballotId, entryNumber, of!.serial, of!.salt, code);
        if (timingSafeEqual(hash, of!.hash)) throw new Right(hash);
        await act.query(count, [ballotId, entryNumber, of!.serial]);
        left = wrongAttemptsAllowed - of!.wrongAttempts - 1;
        act.note({ entryNumber: [entryNumber], wrongAttempts: [of!.wrongAttempts, of!.wrongAttempts + 1] });
        return {};
      });
    } catch (outcome) {
      if (outcome instanceof Right) return [codeHolds(ballotId, entryNumber, outcome.hash)];
      throw outcome;
    }
    throw new DomainError(votingCodeErrors.wrong, { left });
  }
}
