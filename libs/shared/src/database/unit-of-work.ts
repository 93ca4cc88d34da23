import { setTimeout as sleep } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import type { Service } from '../contracts/define.js';
import { requestErrors } from '../contracts/platform.js';
import type { Instant } from '../contracts/values.js';
import { inScope, scopeParameters } from '../auth/scope.js';
import type { Request } from '../auth/request.js';
import { DomainError, type Decision } from '../domain/decision.js';
import type { Tracer } from '../telemetry/tracer.js';
import { Act, type At } from './act.js';
import type { AggregateClass, Where } from './aggregate.js';
import { changedFields } from './audit-row.js';
import type { Clock } from './clock.js';
import { ClockOff, CommandStatement } from './command-statement.js';
import { asDomainError, violates } from './constraint-errors.js';
import type { Database } from './database.js';
import type { Versioned } from './plan.js';
import { Reply } from './reply.js';
import { selectById } from './statement.js';
import { creationTrail, doneBefore } from './trail.js';

/** How often a change is decided anew when others were faster: of many at once one succeeds each time. */
const attempts = 20;
const uniqueViolation = '23505';

/** All writes of a service: read, decide, then write row, events, answer and audit in one statement or one transaction. */
export class UnitOfWork {
  constructor(
    private readonly service: Service,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly auditKey: string,
    /** Called after every commit that left events. */
    private readonly wake: () => void,
    private readonly tracer?: Tracer,
  ) {}

  /**
   * Creates an aggregate in one statement. The rule gets `now` and may be asked again when this process's clock was off.
   * A resend of the same creation with the same input, however late, answers with the row as it is. What a rule decides beside the
   * state, as an entry of the ledger, reaches `where` with the decision.
   */
  async create<E extends Versioned, D extends Decision<E> = Decision<E>>(
    request: Request,
    entity: AggregateClass<E>,
    rule: (now: Instant) => D,
    where: (state: E, decision: D) => Where<E>,
  ): Promise<Reply> {
    await this.clock.keep();
    for (let attempt = 1; ; attempt++) {
      const prepared = this.prepareCreation(request, entity, rule, where);
      try {
        await this.traced(request, prepared.statement.run());
        if (prepared.tells) this.wake();
        return prepared.reply;
      } catch (error) {
        if (error instanceof ClockOff && attempt < 3) await this.clock.synchronise();
        else return await this.alreadyCreated(request, entity, prepared, error);
      }
    }
  }

  /**
   * Changes one aggregate: reads it with the database's now, lets the rule decide, writes if nobody changed it meanwhile,
   * otherwise reads and decides again. @throws DomainError not-found outside the actor's scope
   */
  async change<E extends Versioned, D extends Decision<E> = Decision<E>>(
    request: Request,
    entity: AggregateClass<E>,
    id: string,
    rule: (state: E, now: Instant) => D,
    where: (state: E, decision: D) => Where<E>,
  ): Promise<Reply> {
    for (let attempt = 1; ; attempt++) {
      const { state, now } = await this.load(request, entity, id);
      if (request.expectedVersion !== undefined && request.expectedVersion !== state.version)
        throw new DomainError(requestErrors.staleVersion, { version: state.version });
      const decision = rule(state, now);
      const next = { ...decision.state, version: state.version + 1 };
      const options = where(next, decision);
      const reply = this.reply(request, next, options);
      const statement = new CommandStatement(this.service, this.database, request);
      statement.replace(entity, next);
      statement.complete({ id, where: options, events: decision.events, at: now, changes: this.changes(entity, state, next), reply });
      try {
        await this.traced(request, statement.run());
        if (decision.events.length) this.wake();
        return reply;
      } catch (error) {
        if (attempt >= attempts || !(error instanceof DomainError) || error.definition !== requestErrors.concurrent)
          throw asDomainError(error);
        await sleep(Math.random() * attempt * 4);
      }
    }
  }

  /**
   * Acts over many rows in one transaction. Lock the root first inside `work`. What it returns is the answer.
   * @param where the place for audit and scope, the aggregate's id, what the act creates, and whether to roll back in the end and only
   *   answer. A resend of the same creation answers with the row as it is.
   */
  async act<T>(request: Request, { creates, ...where }: Acting, work: (act: Act) => Promise<T>): Promise<Reply> {
    if (creates) return this.once(request, creates, where.id, () => this.act(request, where, work));
    try {
      const acting = this.database.transaction(async (transaction) => {
        const act = await Act.open(transaction, request, where);
        const value = await work(act);
        ensureMatched(request, (value ?? {}) as Partial<Versioned>);
        const reply = this.reply(request, value as object, {});
        if (where.dryRun) throw new DryRun(reply);
        await act.close(this.service, reply);
        return { reply, happened: act.happened };
      });
      const { reply, happened } = await this.traced(request, acting);
      if (happened) this.wake();
      return reply;
    } catch (error) {
      if (error instanceof DryRun) return error.reply;
      throw asDomainError(error);
    }
  }

  /**
   * Writes once what the client names by an id of its own, as a payment of a bill: when that is refused because the same actor did it
   * before with the same input, under whatever key and however long ago, the answer is the aggregate as it is.
   */
  async once<E extends Versioned>(request: Request, entity: AggregateClass<E>, id: string, work: () => Promise<Reply>): Promise<Reply> {
    try {
      return await work();
    } catch (failure) {
      if (!(failure instanceof DomainError)) throw failure;
      const { operation, actor, inputHash = null, idempotencyKey = null } = request;
      const trail = await this.database.read<{ done: boolean; answered: boolean }>(doneBefore, [
        ...[id, operation, actor.id],
        inputHash,
        idempotencyKey,
      ]);
      if (!trail[0]!.done || trail[0]!.answered) throw failure;
      return this.reply(request, (await this.load(request, entity, id)).state, {});
    }
  }

  /** What a creation keeps while its statement is under way; the state itself is garbage by then. */
  private prepareCreation<E extends Versioned, D extends Decision<E>>(
    request: Request,
    entity: AggregateClass<E>,
    rule: (now: Instant) => D,
    where: (state: E, decision: D) => Where<E>,
  ): Prepared<E> {
    const now = this.clock.now();
    const decision = rule(now);
    const { state, events } = decision;
    const options = where(state, decision);
    const reply = this.reply(request, state, options);
    const statement = new CommandStatement(this.service, this.database, request);
    statement.create(entity, state, options, now);
    statement.complete({ id: state.id, where: options, events, at: now, changes: this.changes(entity, {}, state), reply });
    return { id: state.id, statement, reply, view: options.reply, tells: events.length > 0 };
  }

  /** Reads an aggregate the actor may act on, with the database's now. */
  async load<E extends Versioned>(request: Request, entity: AggregateClass<E>, id: string): Promise<{ state: E; now: Instant }> {
    const scoped = request.actor.kind === 'account' && entity.scope !== undefined;
    const statement = selectById(this.database.entities.getMetadata(entity), scoped ? inScope(entity.scope!) : undefined);
    const reading = this.database.read<E & { $now?: Instant }>(statement, scoped ? [...scopeParameters(request), id] : [id]);
    const [row] = await this.traced(request, reading);
    if (!row) throw new DomainError(requestErrors.notFound);
    const now = row.$now!;
    delete row.$now;
    return { state: row, now };
  }

  private traced<T>(request: Request, database: Promise<T>): Promise<T> {
    return this.tracer ? this.tracer.during('postgres', request.traceparent, database) : database;
  }

  private reply(request: Request, state: object, where: { readonly reply?: (state: never) => unknown }): Reply {
    const view = where.reply ? where.reply(state as never) : state;
    const value = request.contract ? request.contract.output.parse(view) : view;
    return new Reply(JSON.stringify(value ?? null), (state as Partial<Versioned> | undefined)?.version);
  }

  /**
   * The row as it is, when the failed creation is a late resend of the one that made it; otherwise the failure stands. Under
   * the key of the first time the first answer is given again, by the dispatcher.
   */
  private async alreadyCreated<E extends Versioned>(
    request: Request,
    entity: AggregateClass<E>,
    { id, view }: Prepared<E>,
    failure: unknown,
  ): Promise<Reply> {
    if ((failure as { code?: string }).code !== uniqueViolation) throw asDomainError(failure);
    const [trail] = await this.database.read<{ answered: boolean; same: boolean | null }>(creationTrail, [
      id,
      request.operation,
      request.actor.id,
      request.inputHash ?? null,
      request.idempotencyKey ?? null,
    ]);
    // The key has its answer: that one is given, however the row has changed since.
    if (trail!.answered) throw asDomainError(failure);
    if (!trail!.same && violates(failure, `${this.table(entity)}_pkey`)) throw new DomainError(requestErrors.idTaken);
    if (!trail!.same) throw asDomainError(failure);
    const { state } = await this.load(request, entity, id);
    return this.reply(request, state, view ? { reply: view } : {});
  }

  private changes(entity: AggregateClass<Versioned>, before: object, after: object): object {
    return changedFields(before, after, entity.personal ?? [], this.auditKey);
  }

  private table(entity: AggregateClass<Versioned>): string {
    return this.database.entities.getMetadata(entity).tableName;
  }
}

/** An act goes one version on at most: whatever comes further was not the version that the actor had seen. */
function ensureMatched({ expectedVersion, contract }: Request, { version }: Partial<Versioned>): void {
  if (expectedVersion === undefined || !contract?.versioned || version === undefined || version <= expectedVersion + 1) return;
  throw new DomainError(requestErrors.staleVersion, { version: version - 1 });
}

interface Prepared<E> {
  readonly id: string;
  readonly statement: CommandStatement;
  readonly reply: Reply;
  readonly view: Where<E>['reply'];
  readonly tells: boolean;
}

interface Acting extends At {
  readonly dryRun?: boolean;
  readonly creates?: AggregateClass<Versioned>;
}

/** Carries the answer of a dry run out of its rolled-back transaction. */
class DryRun extends Error {
  constructor(readonly reply: Reply) {
    super('dry run');
  }
}

export const newId = (): string => uuidv7();
