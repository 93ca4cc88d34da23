import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import {
  ballotErrors,
  castSecretVote,
  issueToken,
  requestErrors,
  secretVoteErrors,
  type InputOf,
  type OutputOf,
} from '@gezhi/shared/contracts';
import { constraint, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { DomainError, ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { BallotKey } from '../proof/proof.plan.js';
import { VotingCodeQueries } from '../voting-code/voting-code.queries.js';
import { BallotBox } from './secret-vote.entity.js';
import { secretLeafOf } from './secret-vote.plan.js';
import { SecretVoteQueries } from './secret-vote.queries.js';
import { ensureEntitled } from './secret-vote.rules.js';
import { hashOf, isToken, signBlindly } from './token-key.plan.js';

constraint('ballot_box_pkey', ballotErrors.alreadyVoted);

/** The key is there only while the ballot is open; what was given before is told apart by the hash of what was blinded. */
const give = 'INSERT INTO ballot_token (ballot_id, entry_number, blinded_hash) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING';
const given = `SELECT t.blinded_hash AS "blindedHash", k.sealed FROM ballot_token t LEFT JOIN ballot_token_key k ON k.ballot_id = t.ballot_id
  WHERE t.ballot_id = $1 AND t.entry_number = $2`;

@Injectable()
export class SecretVoteCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly key: BallotKey,
    private readonly queries: SecretVoteQueries,
    private readonly codes: VotingCodeQueries,
  ) {}

  @Handles(issueToken)
  async issue(input: InputOf<typeof issueToken>, request: Request): Promise<Reply> {
    const { ballotId, entryNumber } = input;
    const polling = await this.queries.asked(ballotId, entryNumber, request);
    ensure(polling, requestErrors.notFound);
    ensureEntitled(polling);
    const codes = await this.codes.weigh(request, { ...polling, ballotId, entryNumber }, input.votingCode);
    const blinded = Buffer.from(input.blinded, 'base64');
    return this.work.act(request, { place: polling.communityCode, id: ballotId, own: true }, async (act) => {
      for (const code of codes) ensure(await act.holds(code), code.error);
      await act.query(give, [ballotId, entryNumber, hashOf(blinded)]);
      const [token] = await act.query<{ blindedHash: Buffer; sealed: Buffer | null }>(given, [ballotId, entryNumber]);
      ensure(token!.blindedHash.equals(hashOf(blinded)), secretVoteErrors.tokenIssued);
      ensure(token!.sealed, ballotErrors.closed);
      const signature = signBlindly(this.key, ballotId, token!.sealed, blinded);
      ensure(signature, secretVoteErrors.blindedInvalid);
      act.note({ entryNumber: [entryNumber] });
      return { blindSignature: signature.toString('base64') };
    });
  }

  /** Whatever is stored here names neither who, nor when, nor which request. A resend of what was counted is answered again, however late. */
  @Handles(castSecretVote)
  async cast(input: InputOf<typeof castSecretVote>, request: Request): Promise<OutputOf<typeof castSecretVote>> {
    const { ballotId, choice } = input;
    const [token, signature] = [Buffer.from(input.token, 'base64'), Buffer.from(input.signature, 'base64')];
    const ballot = await this.queries.box(ballotId);
    ensure(ballot, requestErrors.notFound);
    ensure(ballot.secret, ballotErrors.notSecret);
    ensure(ballot.tokenKey, ballotErrors.closed);
    ensure(isToken(ballot.tokenKey, token, signature), secretVoteErrors.tokenInvalid);
    const vote = { ballotId, tokenHash: hashOf(token), token, signature, choice };
    const counted = (await this.queries.choiceOf(ballotId, vote.tokenHash)) ?? (await this.put(vote, ballot.communityCode, request));
    ensure(counted === choice, ballotErrors.alreadyVoted, { channel: 'ONLINE' });
    const leaf = secretLeafOf(ballotId, vote.tokenHash, choice);
    const signed = { leaf: leaf.toString('hex'), signature: this.key.signLeaf(leaf).toString('base64') };
    return { ballotId, tokenHash: vote.tokenHash.toString('hex'), choice, ...signed };
  }

  /** Puts a vote into the box. @returns the choice that counts for its token: of two at once the first */
  private async put(vote: BallotBox, place: string, { actor, operation, roles }: Request): Promise<string | undefined> {
    try {
      await this.work.act({ actor, operation, roles }, { place, id: vote.ballotId, own: true }, async (act) => {
        await act.insert(BallotBox, [vote]);
        return {};
      });
      return vote.choice;
    } catch (failure) {
      if (!(failure instanceof DomainError) || failure.definition !== ballotErrors.alreadyVoted) throw failure;
      return this.queries.choiceOf(vote.ballotId, vote.tokenHash);
    }
  }
}
