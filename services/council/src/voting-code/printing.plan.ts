import { randomBytes } from 'node:crypto';
import type { Act } from '@gezhi/shared/database';
import { holdBallot } from '../ballot/ballot.plan.js';
import type { BallotKey } from '../proof/proof.plan.js';
import { VotingCode } from './voting-code.entity.js';
import { codeHash } from './voting-code.plan.js';
import { codeLength, ensureCodesWanted, printedCode, typedCode, type Reissue } from './voting-code.rules.js';

/** A line of the printed list; the code stands in it and nowhere else. */
export interface Printed {
  readonly entryNumber: number;
  readonly code: string;
  readonly voterIds: readonly string[];
  readonly unitIds: readonly string[];
}

const lacking = `SELECT e.number AS "entryNumber", e.voter_ids AS "voterIds", e.unit_ids AS "unitIds",
    coalesce((SELECT max(c.serial) FROM voting_code c WHERE c.ballot_id = e.ballot_id AND c.entry_number = e.number), 0) + 1 AS serial
  FROM roll_entry e WHERE e.ballot_id = $1 AND NOT e.recused AND e.voter_ids <> '{}' AND ($2::integer IS NULL OR e.number = $2)
    AND NOT EXISTS (SELECT 1 FROM voting_code c WHERE c.ballot_id = e.ballot_id AND c.entry_number = e.number AND c.voided_at IS NULL)
  ORDER BY e.number`;
const makeVoid = 'UPDATE voting_code SET voided_at = $3 WHERE ballot_id = $1 AND entry_number = $2 AND voided_at IS NULL';

/**
 * Makes a code for every entry that may vote and has none, or a new one for one entry, whose former code is void from then on.
 *
 * @throws Error what stands against it, for the operator
 */
export async function makeCodes(
  act: Act,
  key: BallotKey,
  { ballotId, madeBy, reissue }: { readonly ballotId: string; readonly madeBy: string; readonly reissue?: Reissue | undefined },
): Promise<Printed[]> {
  ensureCodesWanted(await holdBallot(act, ballotId), reissue, act.now);
  if (reissue) await act.query(makeVoid, [ballotId, reissue.entryNumber, act.now]);
  type Lacking = Omit<Printed, 'code'> & { readonly serial: number };
  const entries = await act.query<Lacking>(lacking, [ballotId, reissue?.entryNumber ?? null]);
  const made = entries.map(({ serial, ...entry }) => {
    const [code, salt] = [printedCode(randomBytes(codeLength)), randomBytes(16).toString('hex')];
    const hash = codeHash(key, ballotId, entry.entryNumber, serial, salt, typedCode(code));
    const reason = reissue?.reason ?? null;
    const row = { ballotId, entryNumber: entry.entryNumber, serial, salt, hash, reason, madeBy, madeAt: act.now, voidedAt: null };
    return { row: { ...row, wrongAttempts: 0 }, printed: { ...entry, code } };
  });
  await act.insert(
    VotingCode,
    made.map(({ row }) => row),
  );
  act.note({ codes: [made.length], madeBy: [madeBy], ...(reissue && { entryNumber: [reissue.entryNumber] }) });
  return made.map(({ printed }) => printed);
}
