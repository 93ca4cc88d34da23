import { insert, type Act, type Write } from '@gezhi/shared/database';
import { LedgerEntry, LedgerPosting } from './ledger.entity.js';
import type { Deficits, EntryState } from './posting.rules.js';

const open = 'INSERT INTO ledger (estate_id) VALUES ($1) ON CONFLICT DO NOTHING';
const held = 'SELECT closed_to::text AS "closedTo" FROM ledger WHERE estate_id = $1 FOR UPDATE';
/** An advance that made good a deficit stands until it was given back, or its drawing was taken back. */
const deficits = `SELECT coalesce((SELECT balance_fen FROM ledger_account WHERE estate_id = $1 AND account = 'DEFICIT'), 0)::bigint AS "deficitFen",
  coalesce(-sum(p.amount_fen), 0)::bigint AS "drawnFen"
  FROM ledger_entry e JOIN ledger_posting p ON p.entry_id = e.id LEFT JOIN ledger_entry r ON r.id = e.reverses_id
  WHERE e.estate_id = $1 AND p.fund = 'GOVERNMENT_ADVANCE' AND p.account = 'BANK' AND coalesce(r.kind, e.kind) IN ('ADVANCE_DRAWN', 'COST')`;

const rowsOf = ({ id, estateId, postings }: EntryState): LedgerPosting[] =>
  postings.map((posting) => ({ ...posting, entryId: id, estateId }));

/** The postings of an entry, for the statement that writes the entry itself. */
export const postingsOf = (entry: EntryState): Write[] => rowsOf(entry).map((row) => insert(LedgerPosting, row));

/** An entry with its postings, for the statement that writes what it comes from. */
export const entryOf = (entry: EntryState): Write[] => [insert(LedgerEntry, entry), ...postingsOf(entry)];

/** An entry with its postings, within an act. */
export async function postEntry(act: Act, entry: EntryState): Promise<void> {
  await act.insert(LedgerEntry, [entry]);
  await act.insert(LedgerPosting, rowsOf(entry));
}

/** Holds the ledger of an estate until the act ends. What the act changes besides, it holds before. */
export async function lockLedger(act: Act, estateId: string): Promise<{ readonly closedTo: string | null }> {
  await act.query(open, [estateId]);
  return (await act.query<{ closedTo: string | null }>(held, [estateId]))[0]!;
}

/** What is to be made good at an estate, and what of it the advance has made good; the act holds the ledger. */
export const deficitsOf = async (act: Act, estateId: string): Promise<Deficits> => (await act.query<Deficits>(deficits, [estateId]))[0]!;
