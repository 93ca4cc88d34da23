import { insert, type Act, type Write } from '@gezhi/shared/database';
import type { VoteChoice } from '@gezhi/shared/contracts';
import { sha256 } from '@gezhi/shared/platform';
import type { BallotKey } from '../proof/proof.plan.js';
import { BallotTokenKey } from './secret-vote.entity.js';
import { issuedPreimage, secretLeafPreimage } from './secret-vote.rules.js';
import { isToken, makeTokenKey } from './token-key.plan.js';

export interface SecretVoteCast {
  readonly tokenHash: Buffer;
  readonly token: Buffer;
  readonly signature: Buffer;
  readonly choice: VoteChoice;
}

const destroyKey = 'DELETE FROM ballot_token_key WHERE ballot_id = $1';
/** Written anew in the order of the hashes, all of them by one transaction: neither place nor age of a row says when it came. */
const emptyBox = `WITH emptied AS (DELETE FROM ballot_box WHERE ballot_id = $1 RETURNING *)
  INSERT INTO secret_vote (ballot_id, token_hash, token, signature, choice)
  SELECT ballot_id, token_hash, token, signature, choice FROM emptied ORDER BY token_hash`;
const votes = 'SELECT token_hash AS "tokenHash", token, signature, choice FROM secret_vote WHERE ballot_id = $1 ORDER BY token_hash';
const issued = 'SELECT entry_number AS "entryNumber" FROM ballot_token WHERE ballot_id = $1 ORDER BY entry_number';

export const secretLeafOf = (ballotId: string, tokenHash: Buffer, choice: VoteChoice): Buffer =>
  sha256(secretLeafPreimage(ballotId, tokenHash.toString('hex'), choice));

/** The key of a secret ballot's tokens, for the statement that opens it. */
export async function tokenKeyMade(
  key: BallotKey,
  ballotId: string,
): Promise<{ readonly publicKey: string; readonly writes: readonly Write[] }> {
  const { publicKey, sealed } = await makeTokenKey(key, ballotId);
  return { publicKey, writes: [insert(BallotTokenKey, { ballotId, sealed })] };
}

/** A secret ballot has ended: no token is signed any more, and its box is emptied. */
export async function endSecrecy(act: Act, ballotId: string): Promise<void> {
  await act.query(destroyKey, [ballotId]);
  await act.query(emptyBox, [ballotId]);
}

/** Tokens given and votes cast as they stand in their tables, with the leaves of the root: the tokens given first, then every vote. */
export async function secretVotesOf(
  act: Act,
  ballotId: string,
): Promise<{ readonly issued: readonly number[]; readonly votes: readonly SecretVoteCast[]; readonly leaves: readonly Buffer[] }> {
  const entries = (await act.query<{ entryNumber: number }>(issued, [ballotId])).map(({ entryNumber }) => entryNumber);
  const cast = await act.query<SecretVoteCast>(votes, [ballotId]);
  const leaves = [
    sha256(issuedPreimage(ballotId, entries)),
    ...cast.map(({ tokenHash, choice }) => secretLeafOf(ballotId, tokenHash, choice)),
  ];
  return { issued: entries, votes: cast, leaves };
}

/** Whether every vote stands under a token that the ballot's key signed. */
export const allSigned = (tokenKey: string, cast: readonly SecretVoteCast[]): boolean =>
  cast.every(({ tokenHash, token, signature }) => sha256(token).equals(tokenHash) && isToken(tokenKey, token, signature));
