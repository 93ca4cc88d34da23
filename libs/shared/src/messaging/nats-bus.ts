import { setTimeout as sleep } from 'node:timers/promises';
import type { Instant } from '../contracts/values.js';
import { Unanswered, type Answer, type Bus, type Consumer, type Fact } from './bus.js';
import { EventStream } from './event-stream.js';
import { NatsAnswering, readAnswer } from './nats-answers.js';
import { LastingConnection } from './nats-connection.js';
import { NatsConsumer } from './nats-consumer.js';
import { headersOf, readStored } from './nats-facts.js';
import { NatsFollower } from './nats-follower.js';
import { inboxPrefixOf, type NatsOptions } from './nats-options.js';
import { NatsRequests } from './nats-requests.js';
import { TurnSender } from './turn-sender.js';

const storeTimeoutMs = 5000;
const [firstWaitMs, lastWaitMs] = [10, 640];

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
  private retiring: Promise<unknown> | undefined;
  private draining: Promise<void> | undefined;

  constructor(private readonly options: NatsOptions) {
    this.connection = new LastingConnection(options, {
      opened: (connection) => {
        this.sender.use(connection);
        this.requests.use(connection);
        if (!this.retiring) for (const answering of this.answering) answering.use(connection);
      },
      lost: () => {
        this.sender.clear();
        this.requests.fail();
      },
    });
    this.requests = new NatsRequests(this.sender, inboxPrefixOf(options));
    this.stream = new EventStream(this.connection, options.streamDays);
  }

  /** Connects in the background, for ever. */
  connect(): void {
    this.connection.start();
  }

  get connected(): boolean {
    return this.connection.up;
  }

  async answers(): Promise<boolean> {
    const connection = this.connection.current;
    if (!connection) return false;
    await connection.rtt();
    return true;
  }

  get connections(): number {
    return this.connection.made;
  }

  /** Resolves when connected for the first time, or again. */
  async ready(): Promise<void> {
    await this.connection.ready();
  }

  async request(subject: string, body: string, timeoutMs: number): Promise<Answer> {
    if (!this.connection.up) throw new Unanswered('no-responder');
    return this.requests.ask(subject, body, timeoutMs, readAnswer);
  }

  async serve(subject: string, service: string, answer: (body: string) => Promise<Answer>): Promise<void> {
    const answering = new NatsAnswering(subject, service, answer, this.sender, this.options.log);
    this.answering.push(answering);
    const { current, up } = this.connection;
    if (current) answering.use(current);
    if (up) await current!.flush().catch(() => undefined);
  }

  async publish(facts: readonly Fact[]): Promise<void> {
    await Promise.all(facts.map((fact) => this.store(fact)));
  }

  async consume(consumer: Consumer): Promise<void> {
    const started = new NatsConsumer(consumer, this.stream, this.options.log);
    this.consumers.push(started);
    started.start();
  }

  async follow(subject: string, since: Instant, hear: (fact: Fact & { readonly sequence: number }) => void): Promise<void> {
    const follower = new NatsFollower(subject, since, hear, this.stream, this.options.log);
    this.followers.push(follower);
    follower.start();
    await follower.caughtUp;
  }

  async streamIdentity(): Promise<string> {
    return (await this.stream.info()).created;
  }

  /** Takes no more questions and facts, and resolves when those under way are done. It still asks and tells. */
  async retire(): Promise<void> {
    await (this.retiring ??= Promise.all([...this.answering, ...this.consumers, ...this.followers].map((each) => each.stop())));
  }

  drain(): Promise<void> {
    return (this.draining ??= this.finish());
  }

  private async finish(): Promise<void> {
    await this.retire();
    await this.requests.settled();
    await new Promise((resolve) => setImmediate(resolve));
    await this.connection.close();
  }

  /**
   * Nobody takes the fact when the stream is missing: then it is created and the fact sent again; several times, since one that
   * another process is just creating is found a moment before it takes anything.
   */
  private async store(fact: Fact): Promise<void> {
    if (!this.connection.up) throw new Unanswered('no-responder');
    const send = () => this.requests.ask(fact.subject, fact.event, storeTimeoutMs, readStored, headersOf(fact));
    for (let waitMs = firstWaitMs; ; waitMs *= 2) {
      try {
        return void (await send());
      } catch (error) {
        if (waitMs > lastWaitMs || !(error instanceof Unanswered) || error.why !== 'no-responder') throw error;
        await this.stream.info();
        await sleep(waitMs);
      }
    }
  }
}
