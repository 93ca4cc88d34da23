import { insert, type Act, type Write } from '@gezhi/shared/database';
import { LedgerEntry, LedgerPosting } from './ledger.entity.js';
import type { EntryState } from './posting.rules.js';

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
