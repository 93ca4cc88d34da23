import pg from 'pg';
import type { DataSource, EntityTarget } from 'typeorm';
import type { Instant } from '../contracts/values.js';
import { requestErrors } from '../contracts/platform.js';
import { DomainError } from '../domain/decision.js';
import { ConnectionLost, Lane, type Statement } from './lane.js';
import { types } from './types.js';

export interface DatabaseOptions {
  readonly url: string;
  readonly applicationName: string;
  readonly lanes: number;
  readonly pool: number;
  readonly statementTimeoutMs: number;
}

/** Runs statements of one service's database: short ones on pipelined lanes, transactions on an ordinary pool. */
export class Database {
  private readonly lanes: Lane[];
  readonly pool: pg.Pool;

  constructor(
    options: DatabaseOptions,
    /** Entity metadata and migrations; queries of cold paths may use its builder. */
    readonly entities: DataSource,
  ) {
    const lane = { connectionString: options.url, applicationName: `${options.applicationName}-lane`, timeoutMs: options.statementTimeoutMs };
    this.lanes = Array.from({ length: options.lanes }, () => new Lane(lane));
    this.pool = new pg.Pool({
      connectionString: options.url,
      application_name: options.applicationName,
      max: options.pool,
      connectionTimeoutMillis: 3000,
      idleTimeoutMillis: 30_000,
      keepAlive: true,
      types,
      options: '-c lock_timeout=10000 -c idle_in_transaction_session_timeout=30000 -c timezone=UTC',
    });
    // A backend that ends while idle is replaced at the next use; without listeners it would end the process.
    this.pool.on('error', () => undefined);
    this.pool.on('connect', (client) => client.on('error', () => undefined));
  }

  /**
   * One short statement on a pipelined lane, prepared under its name.
   * @throws DomainError `platform.request.unavailable` without a connection; `outcome-unknown` when it was lost under way
   */
  async read<T>(statement: Statement, parameters: readonly unknown[] = []): Promise<T[]> {
    try {
      return await this.lane().query<T>(statement, parameters);
    } catch (error) {
      if (!(error instanceof ConnectionLost)) throw error;
      // A read may be repeated at once on a fresh connection.
      return this.write<T>(statement, parameters);
    }
  }

  /** As `read`, but sent once only: for statements that write. */
  async write<T>(statement: Statement, parameters: readonly unknown[]): Promise<T[]> {
    try {
      return await this.lane().query<T>(statement, parameters);
    } catch (error) {
      if (error instanceof ConnectionLost) throw new DomainError(error.sent ? requestErrors.outcomeUnknown : requestErrors.unavailable);
      throw error;
    }
  }

  /**
   * Runs `work` in one READ COMMITTED transaction on a pooled connection; rolls back when it throws. Deadlocks and
   * serialisation failures are tried again twice.
   *
   * @param first statements without parameters that travel together with BEGIN; `work` gets the rows of the last
   */
  async transaction<T>(work: (transaction: Transaction, rows: never[]) => Promise<T>, first?: string): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.once(work, first);
      } catch (error) {
        const code = (error as { code?: string }).code;
        if (attempt < 3 && (code === '40P01' || code === '40001')) continue;
        throw error;
      }
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.lanes.map((lane) => lane.close()));
    await this.pool.end();
    if (this.entities.isInitialized) await this.entities.destroy();
  }

  private lane(): Lane {
    return this.lanes.reduce((least, lane) => (lane.pending < least.pending ? lane : least));
  }

  private async once<T>(work: (transaction: Transaction, rows: never[]) => Promise<T>, first = ''): Promise<T> {
    const client = await this.pool.connect().catch(() => {
      throw new DomainError(requestErrors.unavailable);
    });
    let broken = false;
    const breaks = () => (broken = true);
    client.on('error', breaks);
    try {
      const begun = (await client.query(`BEGIN;${first}`)) as pg.QueryResult | pg.QueryResult[];
      const rows = (Array.isArray(begun) ? begun.at(-1)!.rows : []) as never[];
      const result = await work(new Transaction(client, this.entities), rows);
      // A statement that failed and was ignored makes the server roll back and say so.
      if ((await client.query('COMMIT')).command !== 'COMMIT') throw new Error('rolled back, for a failed statement was ignored');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch(() => (broken = true));
      if (broken) throw new DomainError(requestErrors.outcomeUnknown);
      throw error;
    } finally {
      client.off('error', breaks);
      client.release(broken);
    }
  }
}

/** The open transaction of an act or a subscriber. */
export class Transaction {
  constructor(
    private readonly client: pg.PoolClient,
    private readonly entities: DataSource,
  ) {}

  async query<T>(text: string, parameters: readonly unknown[] = []): Promise<T[]> {
    return (await this.client.query(text, parameters as unknown[])).rows as T[];
  }

  /** Inserts rows of an entity in chunks; `conflict` is appended after VALUES, for instance `ON CONFLICT DO NOTHING`. Returns the count stored. */
  async insert<E extends object>(entity: EntityTarget<E>, rows: readonly E[], conflict = ''): Promise<number> {
    const { tableName, columns } = this.entities.getMetadata(entity);
    const chunk = Math.max(1, Math.floor(60_000 / columns.length));
    let stored = 0;
    for (let from = 0; from < rows.length; from += chunk) {
      const values: unknown[] = [];
      const tuples = rows.slice(from, from + chunk).map((row) => `(${columns.map((column) => `$${values.push(parameter(column.type, column.getEntityValue(row)))}`).join(', ')})`);
      const names = columns.map((column) => column.databaseName).join(', ');
      const result = await this.client.query(`INSERT INTO ${tableName} (${names}) VALUES ${tuples.join(', ')} ${conflict}`, values);
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
