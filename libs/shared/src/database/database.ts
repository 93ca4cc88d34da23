import pg from 'pg';
import type { DataSource } from 'typeorm';
import { requestErrors } from '../contracts/platform.js';
import { DomainError } from '../domain/decision.js';
import { CommandQueue } from './command-queue.js';
import { ConnectionLost, Lane, type Statement } from './lane.js';
import type { Written } from './statement.js';
import { SharedReads } from './shared-reads.js';
import { Transaction } from './transaction.js';
import { types } from './types.js';

export interface DatabaseOptions {
  readonly url: string;
  readonly applicationName: string;
  /** Pipelined connections for short reads. */
  readonly readLanes: number;
  /** Pipelined connections for single-statement writes: as many commits can share one flush of the log. */
  readonly writeLanes: number;
  readonly pool: number;
  readonly statementTimeoutMs: number;
}

/** Runs statements of one service's database: short ones on pipelined lanes, transactions on an ordinary pool. */
export class Database {
  private readonly readLanes: Lane[];
  private readonly writeLanes: Lane[];
  private readonly commands: CommandQueue;
  private readonly shared = new SharedReads();
  readonly pool: pg.Pool;

  constructor(
    options: DatabaseOptions,
    /** Entity metadata and migrations; queries of cold paths may use its builder. */
    readonly entities: DataSource,
  ) {
    const lane = (settings: string) => () =>
      new Lane({
        connectionString: options.url,
        applicationName: `${options.applicationName}-lane`,
        timeoutMs: options.statementTimeoutMs,
        settings,
      });
    // A write finds its rows by key: planning it costs more than running it, and no plan may depend on how many rows it carries.
    const byKey = '-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off';
    this.readLanes = Array.from({ length: options.readLanes }, lane('-c jit=off'));
    this.writeLanes = Array.from({ length: options.writeLanes }, lane(`-c jit=off ${byKey}`));
    this.commands = new CommandQueue(this.writeLanes);
    this.pool = new pg.Pool({
      connectionString: options.url,
      application_name: options.applicationName,
      max: options.pool,
      connectionTimeoutMillis: 3000,
      idleTimeoutMillis: 30_000,
      keepAlive: true,
      types,
      options: '-c lock_timeout=10000 -c idle_in_transaction_session_timeout=30000 -c jit=off -c timezone=UTC',
    });
    // A backend that ends while idle is replaced at the next use; without listeners it would end the process.
    this.pool.on('error', () => undefined);
    this.pool.on('connect', (client) => client.on('error', () => undefined));
  }

  /**
   * One short statement on a pipelined lane, prepared under its name.
   * @throws DomainError `platform.request.unavailable` without a connection, or when it was lost twice
   */
  async read<T>(statement: Statement, parameters: readonly unknown[] = []): Promise<T[]> {
    try {
      return await idlest(this.readLanes).query<T>(statement, parameters);
    } catch (error) {
      if (!(error instanceof ConnectionLost)) throw error;
    }
    // A read may be repeated at once on another connection.
    try {
      return await idlest(this.writeLanes).query<T>(statement, parameters);
    } catch (error) {
      throw error instanceof ConnectionLost ? new DomainError(requestErrors.unavailable) : error;
    }
  }

  /** As `read`, for what costs much: those who wait for the same share one run, which begins after they asked. */
  share<T>(statement: Statement, parameters: readonly unknown[] = []): Promise<readonly T[]> {
    return this.shared.read(`${statement.name} ${JSON.stringify(parameters)}`, () => this.read<T>(statement, parameters));
  }

  /**
   * As `read`, but sent once only: for statements that write.
   * @throws DomainError `platform.request.unavailable` when it was not sent; `outcome-unknown` when the connection was lost under way
   */
  write<T>(statement: Statement, parameters: readonly unknown[]): Promise<T[]> {
    return sentOnce(idlest(this.writeLanes).query<T>(statement, parameters));
  }

  /** As `write`, for the statement of a command, which may travel with others of its shape. */
  command(written: Written): Promise<void> {
    return sentOnce(this.commands.run(written));
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
    await Promise.all([...this.readLanes, ...this.writeLanes].map((lane) => lane.close()));
    await this.pool.end();
    if (this.entities.isInitialized) await this.entities.destroy();
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

async function sentOnce<T>(sent: Promise<T>): Promise<T> {
  try {
    return await sent;
  } catch (error) {
    if (error instanceof ConnectionLost) throw new DomainError(error.sent ? requestErrors.outcomeUnknown : requestErrors.unavailable);
    throw error;
  }
}

/** The lane with the fewest statements under way. */
const idlest = (lanes: readonly Lane[]): Lane => lanes.reduce((least, lane) => (lane.pending < least.pending ? lane : least));
