import type { EntityMetadata } from 'typeorm';
import { inScope } from '../auth/scope.js';
import type { Database } from '../database/database.js';
import { named } from '../database/lane.js';
import { Person } from '../database/person.entity.js';

/** On the own axis a person is covered by an assignment that names the person, not the household alone. */
export const personInScope = inScope({ place: 't.community_code', self: 't.id' });

/** Clears the personal columns of the rows that `condition` selects; ids and codes stay, for what refers to them. */
export const clearPersons = (condition: string): string =>
  `UPDATE person SET name = NULL, phone = NULL, identity_number = NULL, address = NULL, birth_date = NULL, erased_at = $1, version = version + 1
   WHERE erased_at IS NULL AND ${condition} RETURNING id`;

const columnsOf = ({ columns }: EntityMetadata): string =>
  columns
    .filter((column) => column.isSelect)
    .map((column) => `t.${column.databaseName} AS "${column.propertyName}"`)
    .join(', ');

/**
 * The rows that name a person, by table. An entity says so by `static readonly person`, its column over alias t; columns
 * declared `select: false` stay out.
 */
export async function recordsOf(database: Database, personId: string): Promise<Record<string, Record<string, unknown>[]>> {
  const records: Record<string, Record<string, unknown>[]> = {};
  for (const metadata of database.entities.entityMetadatas) {
    const column = (metadata.target as { person?: string }).person;
    if (!column) continue;
    const statement = named(
      `person.records ${metadata.tableName}`,
      `SELECT ${columnsOf(metadata)} FROM ${metadata.tableName} t WHERE ${column} = $1 ORDER BY 1 LIMIT 1000`,
    );
    const rows = await database.read<Record<string, unknown>>(statement, [personId]);
    if (rows.length) records[metadata.tableName] = rows;
  }
  return records;
}

/** The person's row if the actor ($1, $2) may see it. */
export const selectPerson = (database: Database) =>
  named('person.export', `SELECT ${columnsOf(database.entities.getMetadata(Person))} FROM person t WHERE t.id = $3 AND ${personInScope}`);
