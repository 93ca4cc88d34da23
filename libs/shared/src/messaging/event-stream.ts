import { setTimeout as sleep } from 'node:timers/promises';
import {
  jetstreamManager,
  DiscardPolicy,
  JetStreamApiCodes,
  JetStreamApiError,
  RetentionPolicy,
  StorageType,
  type JetStreamManager,
  type StreamInfo,
} from '@nats-io/jetstream';
import { nanos, type NatsConnection } from '@nats-io/transport-node';
import type { LastingConnection } from './nats-connection.js';

export const eventStream = 'EVENTS';
const dayMs = 86_400_000;
/** A broker that has just deleted a stream may still be removing its files, and would remove those of a new one with them (2.9.10). */
const removalMs = 1000;

/** Whether JetStream answered with this of its own error codes. */
export const isApiError = (error: unknown, ...codes: number[]): boolean => error instanceof JetStreamApiError && codes.includes(error.code);

/** The stream of all facts. It is only transport: created whenever it is found missing, by whoever finds it so. */
export class EventStream {
  private finding: Promise<StreamInfo> | undefined;
  private seen = false;
  private found: { connection: NatsConnection; manager: JetStreamManager } | undefined;

  constructor(
    private readonly connection: LastingConnection,
    private readonly days: number,
  ) {}

  async manager(): Promise<JetStreamManager> {
    const connection = this.connection.use();
    if (this.found?.connection !== connection)
      this.found = { connection, manager: await jetstreamManager(connection, { checkAPI: false, timeout: 3000 }) };
    return this.found.manager;
  }

  /** Resolves when there is a connection to ask over. */
  async reachable(): Promise<void> {
    await this.connection.ready();
  }

  /** Its state, after creating it if it was missing. */
  async info(): Promise<StreamInfo> {
    this.finding ??= this.find().finally(() => (this.finding = undefined));
    const info = await this.finding;
    this.seen = true;
    return info;
  }

  private async find(): Promise<StreamInfo> {
    const manager = await this.manager();
    try {
      return await manager.streams.info(eventStream);
    } catch (error) {
      if (!isApiError(error, JetStreamApiCodes.StreamNotFound)) throw error;
    }
    if (this.seen) await sleep(removalMs);
    const creating = manager.streams.add({
      name: eventStream,
      subjects: ['*.event.>'],
      storage: StorageType.File,
      retention: RetentionPolicy.Limits,
      discard: DiscardPolicy.Old,
      max_age: nanos(this.days * dayMs),
      duplicate_window: nanos(120_000),
    });
    // Others may create it at the same moment, perhaps with another number of days, and each be told of its own: one of them serves.
    await creating.catch(() => undefined);
    return manager.streams.info(eventStream);
  }
}
