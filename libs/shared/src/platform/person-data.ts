import type { DataSource } from 'typeorm';
import { inScope } from '../auth/scope.js';
import type { Act } from '../database/act.js';
import { columnsOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { named } from '../database/lane.js';
import { Person } from '../database/person.entity.js';
import { emptied, referringEntities, type Referring } from '../database/person-reference.js';

/** On the own axis a person is covered by an assignment that names the person, not the household alone. */
export const personInScope = inScope({ place: 't.community_code', self: 't.id' });

const clearPersons = (condition: string): string =>
  `UPDATE person SET name = NULL, phone = NULL, identity_number = NULL, address = NULL, birth_date = NULL, erased_at = $1, version = version + 1
   WHERE erased_at IS NULL AND ${condition} RETURNING id`;
/** Answers kept for replay tell what a row was; a command repeated without one is decided anew. */
const forgetAnswers = `DELETE FROM idempotency i USING audit a WHERE a.aggregate_id = ANY($1::text[])
  AND i.actor_id = a.actor_id AND i.operation = a.operation AND strpos(i.response, a.aggregate_id) > 0`;

/** A version more, so that a change under way does not write back what it has read. */
function clearRecords({ metadata, condition }: Referring): string {
  const values = emptied(metadata).map(({ name, value }) => `${name} = ${value}`);
  const version = metadata.findColumnWithPropertyName('version') ? ['version = version + 1'] : [];
  return `UPDATE ${metadata.tableName} t SET ${[...values, ...version].join(', ')} WHERE ${condition} RETURNING t.id`;
}

/**
 * Clears the persons that `condition` selects, `$1` being now, and what other rows hold of their words; ids and codes stay, for
 * what refers to them.
 * @returns the ids of the persons cleared now
 */
export async function erasePersons(act: Act, entities: DataSource, condition: string, ...parameters: unknown[]): Promise<string[]> {
  const idsOf = async (statement: string, ...values: unknown[]) => (await act.query<{ id: string }>(statement, values)).map(({ id }) => id);
  const persons = await idsOf(clearPersons(condition), act.now, ...parameters);
  if (!persons.length) return persons;
  const rows: string[] = [];
  for (const referring of referringEntities(entities)) if (referring.erases) rows.push(...(await idsOf(clearRecords(referring), persons)));
  await act.query(forgetAnswers, [rows]);
  return persons;
}

/** The rows that refer to a person, by table; the confided ones if asked for. Read beside the lanes, since those of some tables take long to find. */
export function recordsOf(database: Database, personId: string, confided: boolean): Promise<Record<string, Record<string, unknown>[]>> {
  return database.transaction(async (transaction) => {
    const records: Record<string, Record<string, unknown>[]> = {};
    for (const { metadata, condition, ...referring } of referringEntities(database.entities)) {
      if (referring.confided && !confided) continue;
      const statement = `SELECT ${columnsOf(metadata)} FROM ${metadata.tableName} t WHERE ${condition} ORDER BY 1 LIMIT 1000`;
      const rows = await transaction.query<Record<string, unknown>>(statement, [[personId]]);
      if (rows.length) records[metadata.tableName] = rows;
    }
    return records;
  });
}

/** The person's row if the actor ($1, $2) may see it. */
export const selectPerson = (database: Database) =>
  named('person.export', `SELECT ${columnsOf(database.entities.getMetadata(Person))} FROM person t WHERE t.id = $3 AND ${personInScope}`);
