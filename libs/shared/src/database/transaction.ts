import type pg from 'pg';
import type { DataSource, EntityTarget } from 'typeorm';
import type { Instant } from '../contracts/values.js';
import { prepared, type Statement } from './lane.js';
import { insertRows, rowJson, rowSetOf, rowsJson } from './row-set.js';

/** So many rows are one parameter at most. */
const chunk = 1000;

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

  /** Inserts rows of an entity in chunks; `conflict` is appended, for instance `ON CONFLICT DO NOTHING`. Returns the count stored. */
  async insert<E extends object>(entity: EntityTarget<E>, rows: readonly E[], conflict = ''): Promise<number> {
    const set = rowSetOf(this.entities, entity);
    const statement = prepared(`${insertRows(set, 1)} ${conflict}`);
    let stored = 0;
    for (let from = 0; from < rows.length; from += chunk) {
      const values = [rowsJson(rows.slice(from, from + chunk).map((row) => rowJson(set, row)))];
      stored += (await this.client.query({ ...statement, values })).rowCount ?? 0;
    }
    return stored;
  }

  /** The database's now, movable in demo mode and tests. */
  async now(): Promise<Instant> {
    return (await this.query<{ now: Instant }>('SELECT gezhi_now() AS now'))[0]!.now;
  }
}
