import type { RollEntryView } from '@gezhi/shared/contracts';
import type { Act } from '@gezhi/shared/database';

export const entryColumns = 't.number, t.heads, t.area::float8 AS area, t.voter_group AS "group", t.recused, t.attends, t.seal';
const all = `SELECT ${entryColumns} FROM roll_entry t WHERE t.ballot_id = $1 ORDER BY t.number`;

/** The whole roll of a ballot in the order of its numbers. */
export const entriesOf = (act: Act, ballotId: string): Promise<RollEntryView[]> => act.query<RollEntryView>(all, [ballotId]);
