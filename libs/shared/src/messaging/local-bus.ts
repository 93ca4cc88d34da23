import type { Instant } from '../contracts/values.js';
import { Unanswered, type Answer, type Bus, type Consumer, type Fact } from './bus.js';
import { LocalConsumers } from './local-consumers.js';
import { matches } from './subject.js';

type Heard = Fact & { readonly sequence: number };
type Answering = (body: string) => Promise<Answer>;

const maxBytes = 1024 * 1024;
const logged = 10_000;
const duplicateMs = 120_000;

/**
 * The bus within one process, shared by all its services. A fact counts as stored when every consumer is done with it, so
 * that an unpublished outbox row survives the process instead of the stream; the log for followers ends with the process.
 */
export class LocalBus implements Bus {
  readonly connections = 1;
  private readonly answering = new Map<string, Answering[]>();
  private readonly consumers = new Map<string, LocalConsumers>();
  private readonly followers: { readonly subject: string; readonly hear: (fact: Heard) => void }[] = [];
  private readonly log: (Heard & { readonly at: number })[] = [];
  private readonly recent = new Map<string, { readonly at: number; readonly stored: Promise<void>; settled: boolean }>();
  private readonly underWay = new Set<Promise<unknown>>();
  private sequence = 0;
  private turn = 0;
  private closed = false;
  private draining: Promise<void> | undefined;

  get connected(): boolean {
    return !this.closed;
  }

  answers(): Promise<boolean> {
    return Promise.resolve(this.connected);
  }

  async request(subject: string, body: string, timeoutMs: number): Promise<Answer> {
    const replicas = this.answering.get(subject);
    if (!replicas || this.closed) throw new Unanswered('no-responder');
    if (tooLarge(body)) throw new Unanswered('too-large');
    const answer = replicas[this.turn++ % replicas.length]!;
    await new Promise((resolve) => setImmediate(resolve));
    const answered = this.keep(answer(body));
    let late: NodeJS.Timeout | undefined;
    const timeout = new Promise<never>((_, reject) => (late = setTimeout(() => reject(new Unanswered('timeout')), timeoutMs)));
    return Promise.race([answered, timeout]).finally(() => clearTimeout(late));
  }

  async serve(subject: string, _service: string, answer: Answering): Promise<void> {
    this.answering.set(subject, [...(this.answering.get(subject) ?? []), answer]);
  }

  async publish(facts: readonly Fact[]): Promise<void> {
    await Promise.all(facts.map((fact) => this.store(fact)));
  }

  /** A consumer that comes late hears what the log still holds. */
  async consume(consumer: Consumer): Promise<void> {
    const known = this.consumers.get(consumer.name);
    if (known) return known.add(consumer);
    const created = new LocalConsumers(consumer.subject);
    created.add(consumer);
    this.consumers.set(consumer.name, created);
    for (const fact of this.log) if (matches(consumer.subject, fact.subject)) this.keep(created.deliver(fact)).catch(() => undefined);
  }

  async follow(subject: string, since: Instant, hear: (fact: Heard) => void): Promise<void> {
    for (const fact of this.log) if (fact.at >= Date.parse(since) && matches(subject, fact.subject)) tell(hear, fact);
    this.followers.push({ subject, hear });
  }

  async streamIdentity(): Promise<string> {
    return 'in-process';
  }

  drain(): Promise<void> {
    return (this.draining ??= this.finish());
  }

  private async finish(): Promise<void> {
    this.closed = true;
    await Promise.all([...this.consumers.values()].map((each) => each.stop()));
    await Promise.allSettled(this.underWay);
  }

  private store(fact: Fact): Promise<void> {
    if (this.closed) return Promise.reject(new Unanswered('lost'));
    this.forget();
    const known = this.recent.get(fact.id);
    if (known) return known.stored;
    const heard = { ...fact, sequence: ++this.sequence, at: Date.now() };
    if (this.log.push(heard) > 2 * logged) this.log.splice(0, logged);
    for (const { subject, hear } of this.followers) if (matches(subject, fact.subject)) tell(hear, heard);
    const consumers = [...this.consumers.values()].filter(({ subject }) => matches(subject, fact.subject));
    const stored = this.keep(Promise.all(consumers.map((each) => each.deliver(fact))).then(() => undefined));
    const entry = { at: heard.at, stored, settled: false };
    this.recent.set(fact.id, entry);
    stored.then(
      () => (entry.settled = true),
      () => this.recent.delete(fact.id),
    );
    return stored;
  }

  /** Drops the oldest ids, those still under way excepted: their facts must not be begun again. */
  private forget(): void {
    for (const [id, { at, settled }] of this.recent) {
      if (at > Date.now() - duplicateMs && this.recent.size < 5 * logged) return;
      if (settled) this.recent.delete(id);
    }
  }

  private keep<T>(promise: Promise<T>): Promise<T> {
    this.underWay.add(promise);
    const done = () => this.underWay.delete(promise);
    promise.then(done, done);
    return promise;
  }
}

const tooLarge = (body: string): boolean => body.length * 3 > maxBytes && Buffer.byteLength(body) > maxBytes;

function tell(hear: (fact: Heard) => void, fact: Heard): void {
  try {
    hear(fact);
  } catch (error) {
    process.emitWarning(String(error));
  }
}
