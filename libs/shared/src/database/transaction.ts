import type pg from 'pg';
import type { DataSource, EntityTarget } from 'typeorm';
import type { Instant } from '../contracts/values.js';
import { prepared, type Statement } from './lane.js';

/** Inserts of so few rows come again and again; of more, each has a text of its own. */
const few = 3;

/** The open transaction of an act or a subscriber. */
export class Transaction {
  constructor(
    private readonly client: pg.PoolClient,
    private readonly entities: DataSource,
  ) {}

  /** @param text a statement; one that is named is prepared once per connection */
  async query<T>(text: string | Statement, parameters: readonly unknown[] = []): Promise<T[]> {
    const statement = typeof text === 'string' ? { text } : text;
    return (await this.client.query({ ...statement, values: parameters as unknown[] })).rows as T[];
  }

  /** Inserts rows of an entity in chunks; `conflict` is appended after VALUES, for instance `ON CONFLICT DO NOTHING`. Returns the count stored. */
  async insert<E extends object>(entity: EntityTarget<E>, rows: readonly E[], conflict = ''): Promise<number> {
    const { tableName, columns } = this.entities.getMetadata(entity);
    const chunk = Math.max(1, Math.floor(60_000 / columns.length));
    let stored = 0;
    for (let from = 0; from < rows.length; from += chunk) {
      const values: unknown[] = [];
      const tuples = rows
        .slice(from, from + chunk)
        .map((row) => `(${columns.map((column) => `$${values.push(parameter(column.type, column.getEntityValue(row)))}`).join(', ')})`);
      const names = columns.map((column) => column.databaseName).join(', ');
      const text = `INSERT INTO ${tableName} (${names}) VALUES ${tuples.join(', ')} ${conflict}`;
      const result = await this.client.query({ ...(tuples.length <= few ? prepared(text) : { text }), values });
      stored += result.rowCount ?? 0;
    }
    return stored;
  }

  /** The database's now, movable in demo mode and tests. */
  async now(): Promise<Instant> {
    return (await this.query<{ now: Instant }>('SELECT gezhi_now() AS now'))[0]!.now;
  }
}

/** A column's value as the driver wants it: JSON as text, everything else as it is. */
export const parameter = (type: unknown, value: unknown): unknown =>
  (type === 'jsonb' || type === 'json') && value !== null && value !== undefined ? JSON.stringify(value) : (value ?? null);
