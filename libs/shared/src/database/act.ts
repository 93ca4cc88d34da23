import type { EntityTarget } from 'typeorm';
import type { Happened, Service } from '../contracts/define.js';
import { requestErrors } from '../contracts/platform.js';
import type { Instant, PlaceCode } from '../contracts/values.js';
import type { Request } from '../auth/request.js';
import { inScope, scopeParameters } from '../auth/scope.js';
import { DomainError } from '../domain/decision.js';
import { auditRow, auditRows } from './audit-row.js';
import { numbered, type Guard } from './plan.js';
import type { Transaction } from './transaction.js';
import { cloudEvent, insertOutbox } from './outbox.js';
import type { Reply } from './reply.js';
import { insertSet } from './row-set.js';

/** What is acted on, and where. */
export interface At {
  readonly place: PlaceCode;
  readonly self?: string;
  readonly id: string;
  /** What is acted on is the actor's own, so no assignment has to cover its place. */
  readonly own?: boolean;
}

/** One act over many rows: set-based SQL, one audit row, events at the end. */
export class Act {
  private readonly events: { happened: Happened; id: string; place: PlaceCode }[] = [];
  private noted: object = {};

  private constructor(
    private readonly transaction: Transaction,
    private readonly request: Request,
    private readonly where: At,
    /** The database's now when the act began; one instant for all its rows. */
    readonly now: Instant,
  ) {}

  /** Checks the actor's scope and takes the idempotency key, so that a concurrent twin waits here and then replays. */
  static async open(transaction: Transaction, request: Request, where: At): Promise<Act> {
    if (request.actor.kind === 'account' && !where.own) {
      const scope = inScope({ place: '$3::text', ...(where.self && { self: '$4::text' }) });
      const parameters = [...scopeParameters(request), where.place, ...(where.self ? [where.self] : [])];
      const [row] = await transaction.query<{ allowed: boolean }>(`SELECT ${scope} AS allowed`, parameters);
      if (!row!.allowed) throw new DomainError(requestErrors.notFound);
    }
    if (request.idempotencyKey)
      await transaction.query('INSERT INTO idempotency (actor_id, operation, key, input_hash) VALUES ($1, $2, $3, $4)', [
        request.actor.id,
        request.operation,
        request.idempotencyKey,
        request.inputHash ?? Buffer.alloc(0),
      ]);
    return new Act(transaction, request, where, await transaction.now());
  }

  query<T>(text: string, parameters?: readonly unknown[]): Promise<T[]> {
    return this.transaction.query<T>(text, parameters);
  }

  insert<E extends object>(entity: EntityTarget<E>, rows: readonly E[], conflict?: string): Promise<number> {
    return this.transaction.insert(entity, rows, conflict);
  }

  /** Whether a guard holds now, in this transaction; what it locks stays locked until the end. */
  async holds({ holds, parameters }: Guard): Promise<boolean> {
    const [row] = await this.query<{ holds: boolean }>(`SELECT (${numbered(holds)}) AS holds`, parameters);
    return row!.holds;
  }

  /** Tells of what happened, at the commit; of another aggregate when named. */
  emit(happened: Happened, of: { id?: string; place?: PlaceCode } = {}): void {
    this.events.push({ happened, id: of.id ?? this.where.id, place: of.place ?? this.where.place });
  }

  /** What the audit row says was changed; no personal data. */
  note(changes: object): void {
    this.noted = { ...this.noted, ...changes };
  }

  get happened(): boolean {
    return this.events.length > 0;
  }

  /** Writes events, answer and audit; called once by the unit of work. */
  async close(service: Service, reply: Reply): Promise<void> {
    const { request, where, now } = this;
    const told = this.events.map(({ happened, id, place }) =>
      cloudEvent(service, happened, { id, place, at: now, traceparent: request.traceparent }),
    );
    await insertOutbox(this.transaction, told);
    if (request.idempotencyKey)
      await this.transaction.query(
        'UPDATE idempotency SET response = $4, version = $5 WHERE actor_id = $1 AND operation = $2 AND key = $3',
        [request.actor.id, request.operation, request.idempotencyKey, reply.body, reply.version ?? null],
      );
    await insertSet(this.transaction, auditRows, [auditRow(request, { id: where.id, place: where.place, at: now, changes: this.noted })]);
  }
}
