import type { Bindings } from '../boot/bindings.js';
import type { Service } from '../contracts/define.js';
import type { Instant } from '../contracts/values.js';
import type { Database } from '../database/database.js';
import { prepared } from '../database/lane.js';
import { cloudEvent, insertOutbox, type CloudEvent } from '../database/outbox.js';
import type { Transaction } from '../database/transaction.js';
import type { Heard } from './heard.js';

/** Its statements find their rows by key: a plan made while a table was known as empty would read it whole, and be kept. */
const byKey = 'SET LOCAL enable_seqscan = off';

/** An event with the trace it came by. */
export interface Arrived {
  readonly event: CloudEvent<never>;
  readonly traceparent: string | undefined;
}

export interface EventTransactionOptions {
  readonly service: Service;
  readonly binding: Bindings['listeners'][number];
  readonly database: Database;
  /** Called after a commit that left events. */
  readonly wake: () => void;
}

/** Inbox rows, the effects of a method, and what it tells: of one event or of several, in one transaction. */
export class EventTransaction {
  constructor(
    private readonly consumer: string,
    private readonly options: EventTransactionOptions,
  ) {}

  /** Which of the events were new: their effects are committed, in the order of their aggregates so that twins do not lock crosswise. */
  async run(group: readonly Arrived[]): Promise<boolean[]> {
    const { database, wake } = this.options;
    const ordered = [...group].sort((one, other) => (one.event.subject < other.event.subject ? -1 : 1));
    let fresh = new Set<string>();
    let told: Record<string, unknown>[] = [];
    // Name and ids are a token and UUIDs, and need no quoting.
    const rows = group.map(({ event }) => `('${this.consumer}', '${event.id}')`).sort();
    await database.transaction(
      async (transaction, inbox: { id: string; now: Instant }[]) => {
        fresh = new Set(inbox.map(({ id }) => id));
        told = [];
        const left = new Set(fresh);
        const begun = ordered.filter(({ event }) => left.delete(event.id));
        if (begun.length) await this.effects(begun, transaction, inbox[0]!.now, told);
        if (told.length) await insertOutbox(transaction, told);
      },
      `${byKey}; INSERT INTO inbox (consumer, event_id) VALUES ${rows.join(', ')} ON CONFLICT DO NOTHING RETURNING event_id AS id, (SELECT gezhi_now()) AS now`,
    );
    if (told.length) wake();
    return group.map(({ event }) => fresh.delete(event.id));
  }

  /** Runs the method for the events of one transaction: in one call when it takes them together. */
  private async effects(begun: readonly Arrived[], transaction: Transaction, now: Instant, told: Record<string, unknown>[]): Promise<void> {
    const { method, options } = this.options.binding;
    const heard = ({ traceparent }: Arrived) => this.heard(transaction, now, traceparent, told);
    if (options.together)
      await method(
        begun.map(({ event }) => event),
        heard(begun[0]!),
      );
    else for (const each of begun) await method(each.event, heard(each));
  }

  private heard(transaction: Transaction, now: Instant, traceparent: string | undefined, told: Record<string, unknown>[]): Heard {
    return {
      now,
      query: (text, parameters) => transaction.query(prepared(text), parameters),
      insert: (entity, rows, conflict) => transaction.insert(entity, rows, conflict),
      emit: (happened, { id, place }) => void told.push(cloudEvent(this.options.service, happened, { id, place, at: now, traceparent })),
    };
  }
}
