import { Socket } from 'node:net';
import pg from 'pg';
import { types } from './types.js';

/** A named statement: prepared once per connection, then sent by name. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** Names a statement for preparation. The name must be unique in the service; say feature and purpose. */
export const named = (name: string, text: string): Statement => ({ name, text });

const byText = new Map<string, Statement>();

/** A statement prepared under a name of its text. For texts of the code alone: one made of values would be kept for ever. */
export function prepared(text: string): Statement {
  let statement = byText.get(text);
  if (!statement) byText.set(text, (statement = named(`text-${byText.size + 1}`, text)));
  return statement;
}

export interface LaneOptions {
  readonly connectionString: string;
  readonly applicationName: string;
  /** A statement that takes longer than this ends the connection, since others queue behind it. */
  readonly timeoutMs: number;
  /** Further settings of the session, as `-c name=value`. */
  readonly settings: string;
}

/** Thrown when the connection ended with the statement on its way: it may or may not have taken effect. */
export class ConnectionLost extends Error {
  constructor(readonly sent: boolean) {
    super(sent ? 'connection lost with the statement under way' : 'no connection to the database');
    this.name = 'ConnectionLost';
  }
}

/**
 * One pipelined connection for short single statements: they are sent without waiting for each other's answers, and the
 * statements of one event-loop turn leave in one write. Never a transaction, never a slow statement. Reconnects for ever.
 */
export class Lane {
  pending = 0;
  private client: pg.Client | undefined;
  private socket: Socket | undefined;
  private ready: Promise<void> | undefined;
  private corked = false;
  private closed = false;

  constructor(private readonly options: LaneOptions) {}

  async query<T>(statement: Statement, parameters: readonly unknown[]): Promise<T[]> {
    if (!this.client) await (this.ready ??= this.connect());
    const client = this.client;
    if (!client) throw new ConnectionLost(false);
    this.pending++;
    this.cork();
    try {
      const result = await client.query({ name: statement.name, text: statement.text, values: parameters as unknown[] });
      return result.rows as T[];
    } catch (error) {
      if (error instanceof pg.DatabaseError && !isShutdown(error.code)) throw error;
      this.drop(client);
      throw new ConnectionLost(true);
    } finally {
      this.pending--;
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    const client = this.client;
    this.client = undefined;
    await client?.end();
  }

  private cork(): void {
    if (this.corked || !this.socket) return;
    const socket = this.socket;
    this.corked = true;
    socket.cork();
    setImmediate(() => {
      this.corked = false;
      socket.uncork();
    });
  }

  private async connect(): Promise<void> {
    if (this.closed) throw new ConnectionLost(false);
    let socket: Socket | undefined;
    const client = new pg.Client({
      connectionString: this.options.connectionString,
      application_name: this.options.applicationName,
      pipeline: true,
      query_timeout: this.options.timeoutMs,
      connectionTimeoutMillis: 3000,
      keepAlive: true,
      types,
      // Waiting behind someone's lock would hold up every statement behind this one.
      options: `-c statement_timeout=${this.options.timeoutMs} -c lock_timeout=1000 -c timezone=UTC ${this.options.settings}`,
      stream: () => (socket = new Socket()),
    } as pg.ClientConfig & { pipeline: boolean });
    client.on('error', () => this.drop(client));
    client.on('end', () => this.drop(client));
    try {
      await client.connect();
      socket!.setNoDelay(true);
      [this.client, this.socket] = [client, socket];
    } catch {
      await client.end().catch(() => undefined);
      throw new ConnectionLost(false);
    } finally {
      this.ready = undefined;
    }
  }

  private drop(client: pg.Client): void {
    if (this.client !== client) return;
    this.client = undefined;
    this.socket?.destroy();
    this.socket = undefined;
  }
}

/** The server is going away: 57P01 admin shutdown, 57P02 crash, 57P03 starting up. */
const isShutdown = (code: string | undefined): boolean => code?.startsWith('57P') ?? false;
