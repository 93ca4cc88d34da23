import { setTimeout as sleep } from 'node:timers/promises';
import type { NatsConnection } from '@nats-io/transport-node';
import { openConnection, type NatsOptions } from './nats-options.js';

/** What is told when the connection comes and goes. */
export interface ConnectionEvents {
  /** A connection without subscriptions. */
  opened(connection: NatsConnection): void;
  /** What was under way is lost; the subscriptions come back with the connection. */
  lost(): void;
}

/** A connection that is made in the background and made again for ever; the broker may be absent at any time. */
export class LastingConnection {
  /** Connected at this moment. */
  up = false;
  /** How often it was made. */
  made = 0;
  private connection: NatsConnection | undefined;
  private closing = false;
  private waiting: (() => void)[] = [];

  constructor(
    private readonly options: NatsOptions,
    private readonly events: ConnectionEvents,
  ) {}

  /** The connection if there has been one, whether up or not. */
  get current(): NatsConnection | undefined {
    return this.connection;
  }

  /** The connection. @throws Error when it is not up */
  use(): NatsConnection {
    if (!this.connection || !this.up) throw new Error('no connection to the broker');
    return this.connection;
  }

  start(): void {
    void this.keep();
  }

  /** Resolves when connected. @throws Error when closed instead */
  async ready(): Promise<NatsConnection> {
    while (!this.up) {
      if (this.closing) throw new Error('the connection is closed');
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
    return this.connection!;
  }

  /** Delivers what was handed over and closes; without a broker at once. */
  async close(): Promise<void> {
    this.closing = true;
    const { connection, up } = this;
    if (connection && !connection.isClosed()) {
      const late = new AbortController();
      if (up)
        await Promise.race([
          connection.drain().catch(() => undefined),
          sleep(2000, undefined, { signal: late.signal }).catch(() => undefined),
        ]);
      late.abort();
      await connection.close();
    }
    this.fall();
    this.wakeAll();
  }

  private async keep(): Promise<void> {
    for (let attempt = 1; !this.closing; attempt++) {
      try {
        const opened = await openConnection(this.options);
        if (this.closing) return await opened.close();
        this.connection = opened;
        this.events.opened(this.connection);
        this.raise();
        await this.watch(this.connection);
        if (!this.closing) this.options.log.error('connection to the broker closed, connecting anew');
      } catch (error) {
        if (attempt % 100 === 1) this.options.log.warn({ attempt, reason: (error as Error).message }, 'no connection to the broker yet');
      }
      this.fall();
      if (!this.closing) await sleep(200 + Math.random() * 200);
    }
  }

  /** Follows the connection until it is closed. */
  private async watch(connection: NatsConnection): Promise<void> {
    for await (const status of connection.status()) {
      if (status.type === 'disconnect') {
        this.options.log.warn('connection to the broker lost');
        this.fall();
      } else if (status.type === 'reconnect') {
        this.options.log.info('connection to the broker restored');
        this.raise();
      } else if (status.type === 'error') this.options.log.error({ reason: status.error.message }, 'the broker refuses');
    }
  }

  private raise(): void {
    this.up = true;
    this.made++;
    this.wakeAll();
  }

  private fall(): void {
    if (this.up) this.events.lost();
    this.up = false;
  }

  private wakeAll(): void {
    const waiting = this.waiting;
    this.waiting = [];
    for (const resolve of waiting) resolve();
  }
}
