import type { MsgHdrs, NatsConnection } from '@nats-io/transport-node';

/** A message to be sent at the end of this event-loop turn. */
export interface Outgoing {
  readonly subject: string;
  readonly payload: string | Uint8Array;
  readonly options: { reply?: string; headers?: MsgHdrs } | undefined;
  /** The client would not take it: too large, or closed. */
  refused(error: unknown): void;
}

/** Publishes everything of one event-loop turn together, so that the client writes its socket once. */
export class TurnSender {
  private queue: Outgoing[] = [];
  private connection: NatsConnection | undefined;

  use(connection: NatsConnection): void {
    this.connection = connection;
  }

  send(message: Outgoing): void {
    if (this.queue.push(message) === 1) setImmediate(this.flush);
  }

  /** Forgets what has not been sent. */
  clear(): void {
    this.queue.length = 0;
  }

  private readonly flush = (): void => {
    const queue = this.queue;
    this.queue = [];
    for (const message of queue) {
      try {
        this.connection!.publish(message.subject, message.payload, message.options);
      } catch (error) {
        message.refused(error);
      }
    }
  };
}
