import type { DataSource, EntityTarget } from 'typeorm';
import { prepared } from './lane.js';
import type { Transaction } from './transaction.js';

/**
 * The columns of a table as a statement writes them. Rows travel as one JSON array, so that a statement has the same text
 * for one row and for many; a row's fields are named as `field` says, and what is missing is null.
 */
export interface RowSet {
  readonly table: string;
  readonly columns: readonly Column[];
  /** The fields that are bytes. */
  readonly bytes: readonly string[];
}

interface Column {
  readonly name: string;
  readonly field: string;
  readonly type: string;
  readonly key: boolean;
}

const rowSet = (table: string, columns: readonly Column[]): RowSet => ({
  table,
  columns,
  bytes: columns.filter(({ type }) => type === 'bytea').map(({ field }) => field),
});

const sets = new WeakMap<DataSource, Map<EntityTarget<object>, RowSet>>();

/** The row set of an entity; rows are its objects as they are. */
export function rowSetOf(entities: DataSource, entity: EntityTarget<object>): RowSet {
  let known = sets.get(entities);
  if (!known) sets.set(entities, (known = new Map()));
  let set = known.get(entity);
  if (!set) {
    const { tableName, columns } = entities.getMetadata(entity);
    set = rowSet(
      tableName,
      columns.map(({ databaseName, propertyName, type, isArray, isPrimary }) => ({
        name: databaseName,
        field: propertyName,
        type: `${type as string}${isArray ? '[]' : ''}`,
        key: isPrimary,
      })),
    );
    known.set(entity, set);
  }
  return set;
}

/** The row set of a table of the platform, whose rows name their columns. */
export const platformRowSet = (table: string, columns: Readonly<Record<string, string>>): RowSet =>
  rowSet(
    table,
    Object.entries(columns).map(([name, type]) => ({ name, field: name, type, key: false })),
  );

/** `json_to_recordset` over parameter `$n`, as alias `r`. */
const recordset = ({ columns }: RowSet, n: number): string =>
  `json_to_recordset($${n}::json) AS r(${columns.map(({ field, type }) => `"${field}" ${type}`).join(', ')})`;

export const insertRows = (set: RowSet, n: number): string =>
  `INSERT INTO ${set.table} (${set.columns.map(({ name }) => name).join(', ')}) SELECT ${set.columns.map(({ field }) => `r."${field}"`).join(', ')} FROM ${recordset(set, n)}`;

/**
 * Replaces the rows that still have the version before the given one; returns one row for each. They are locked by their ids in order,
 * so that of two statements over the same rows one waits for the other, in whatever order they name them.
 */
export function replaceRows(set: RowSet, n: number): string {
  const values = set.columns.filter(({ key }) => !key).map(({ name, field }) => `${name} = r."${field}"`);
  const locked = `SELECT r.* FROM ${recordset(set, n)} JOIN ${set.table} l ON l.id = r.id AND l.version = r.version - 1 ORDER BY l.id FOR NO KEY UPDATE OF l`;
  return `UPDATE ${set.table} t SET ${values.join(', ')} FROM (${locked}) r WHERE t.id = r.id AND t.version = r.version - 1 RETURNING 1`;
}

/** A row as JSON, in which bytes are hexadecimal text. */
export function rowJson({ bytes }: RowSet, row: object): string {
  if (!bytes.length) return JSON.stringify(row);
  const shown = { ...row } as Record<string, unknown>;
  for (const field of bytes) if (shown[field]) shown[field] = `\\x${(shown[field] as Buffer).toString('hex')}`;
  return JSON.stringify(shown);
}

/** Rows as the parameter of their set, from the JSON of each. */
export const rowsJson = (rows: readonly string[]): string => `[${rows.join(',')}]`;

/** Inserts rows of a set in an open transaction, in their order. */
export async function insertSet(transaction: Pick<Transaction, 'query'>, set: RowSet, rows: readonly object[]): Promise<void> {
  await transaction.query(prepared(insertRows(set, 1)), [rowsJson(rows.map((row) => rowJson(set, row)))]);
}
