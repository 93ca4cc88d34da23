import { createHmac } from 'node:crypto';
import { votingCodeErrors } from '@gezhi/shared/contracts';
import { guard, type Guard } from '@gezhi/shared/database';
import type { BallotKey } from '../proof/proof.plan.js';
import { codePreimage, wrongAttemptsAllowed } from './voting-code.rules.js';

/** Whoever has the database alone cannot try codes: the key is not in it. */
export const codeHash = (key: BallotKey, ...of: Parameters<typeof codePreimage>): Buffer =>
  createHmac('sha256', key.derived('council voting code'))
    .update(codePreimage(...of))
    .digest();

const live = `EXISTS (SELECT 1 FROM voting_code c WHERE c.ballot_id = ?::uuid AND c.entry_number = ?::integer AND c.hash = ?::bytea
  AND c.voided_at IS NULL AND c.wrong_attempts < ?::integer FOR SHARE)`;
const complete = `(NOT EXISTS (SELECT 1 FROM roll_entry e WHERE e.ballot_id = ?::uuid AND NOT e.recused AND e.voter_ids <> '{}'
  AND NOT EXISTS (SELECT 1 FROM voting_code c WHERE c.ballot_id = e.ballot_id AND c.entry_number = e.number)))`;

/** The code that was named is the live one of the entry, in the very statement that writes the vote. */
export const codeHolds = (ballotId: string, entryNumber: number, hash: Buffer): Guard =>
  guard(votingCodeErrors.locked, live, ballotId, entryNumber, hash, wrongAttemptsAllowed);

/** Every entry of the roll that may vote was given a code. */
export const everyEntryHasCode = (error: Guard['error'], ballotId: string): Guard => guard(error, complete, ballotId);
