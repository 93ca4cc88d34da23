import type { Instant } from '../contracts/values.js';
import { Unanswered, type Answer, type Bus, type Consumer, type Fact } from './bus.js';
import { EventStream } from './event-stream.js';
import { NatsAnswering, readAnswer } from './nats-answers.js';
import { LastingConnection, type NatsOptions } from './nats-connection.js';
import { NatsConsumer } from './nats-consumer.js';
import { headersOf, readStored } from './nats-facts.js';
import { NatsFollower } from './nats-follower.js';
import { NatsRequests } from './nats-requests.js';
import { TurnSender } from './turn-sender.js';

const storeTimeoutMs = 5000;

/**
 * The bus between processes: core NATS carries questions, JetStream carries facts. It starts without a broker, loses it
 * at any time and finds it again by itself.
 */
export class NatsBus implements Bus {
  private readonly connection: LastingConnection;
  private readonly sender = new TurnSender();
  private readonly requests: NatsRequests;
  private readonly stream: EventStream;
  private readonly answering: NatsAnswering[] = [];
  private readonly consumers: NatsConsumer[] = [];
  private readonly followers: NatsFollower[] = [];
  private draining: Promise<void> | undefined;

  constructor(private readonly options: NatsOptions) {
    this.connection = new LastingConnection(options, {
      opened: (connection) => {
        this.sender.use(connection);
        this.requests.use(connection);
        for (const answering of this.answering) answering.use(connection);
      },
      lost: () => {
        this.sender.clear();
        this.requests.fail();
      },
      restored: () => {
        for (const follower of this.followers) follower.check().catch(() => undefined);
      },
    });
    this.requests = new NatsRequests(this.sender, this.connection.inboxPrefix);
    this.stream = new EventStream(() => this.connected_(), options.streamDays);
  }

  /** Connects in the background, for ever. */
  connect(): void {
    this.connection.start();
  }

  get connected(): boolean {
    return this.connection.up;
  }

  async request(subject: string, body: string, timeoutMs: number): Promise<Answer> {
    if (!this.connection.up) throw new Unanswered('no-responder');
    return this.requests.ask(subject, body, timeoutMs, readAnswer);
  }
}
