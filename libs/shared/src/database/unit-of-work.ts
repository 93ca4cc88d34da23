import { v7 as uuidv7 } from 'uuid';
import pg from 'pg';
import type { EntityTarget } from 'typeorm';
import type { ErrorDefinition, Happened, Service } from '../contracts/define.js';
import { requestErrors } from '../contracts/platform.js';
import type { Instant, PlaceCode } from '../contracts/values.js';
import { inScope, scopeParameters, type ScopeColumns } from '../auth/scope.js';
import type { Request } from '../auth/request.js';
import { DomainError, type Decision } from '../domain/decision.js';
import { Act } from './act.js';
import { auditRow, changedFields } from './audit-row.js';
import type { Clock } from './clock.js';
import { asDomainError, violates } from './constraint-errors.js';
import type { Database } from './database.js';
import { named } from './lane.js';
import { cloudEvent } from './outbox.js';
import type { Versioned, Write } from './plan.js';
import { Reply } from './reply.js';
import { selectById, StatementBuilder } from './statement.js';

/** An entity of an aggregate: rows carry a version; `scope` says in SQL over alias `t` where a row is. */
export type AggregateClass<E extends Versioned> = (new () => E) & {
  readonly scope?: ScopeColumns;
  /** Columns with personal data; the audit keeps keyed hashes of them. */
  readonly personal?: readonly string[];
};

export interface Where<E> {
  /** The place of the aggregate, for audit, events and, on create, the actor's scope. */
  readonly place: PlaceCode;
  /** On create by a resident: the household it is for. */
  readonly self?: string;
  /** On create: the row is the actor's own, so no assignment has to cover its place. */
  readonly own?: boolean;
  /** What else changes in the same statement, and what must still hold. */
  readonly also?: readonly Write[];
  /** The output when it is not the state itself. */
  readonly reply?: (state: E) => unknown;
}

const clockToleranceS = 5;
const uniqueViolation = '23505';
const creationTrail = named(
  'audit.creation',
  'SELECT input_hash = $4 AS same FROM audit WHERE aggregate_id = $1 AND operation = $2 AND actor_id = $3 ORDER BY position LIMIT 1',
);

/** All writes of a service: read, decide, then write row, events, answer and audit in one statement or one transaction. */
export class UnitOfWork {
  constructor(
    private readonly service: Service,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly auditKey: string,
    /** Called after every commit that left events. */
    private readonly wake: () => void,
  ) {}

  /**
   * Creates an aggregate in one statement. The rule gets `now` and may be asked again when this process's clock was off.
   * A resend of the same creation with the same input, however late, answers with the row as it is.
   */
  async create<E extends Versioned>(request: Request, entity: AggregateClass<E>, rule: (now: Instant) => Decision<E>, where: (state: E) => Where<E>): Promise<Reply> {
    await this.clock.keep();
    for (let attempt = 1; ; attempt++) {
      const now = this.clock.now();
      const decision = rule(now);
      const options = where(decision.state);
      const reply = this.reply(request, decision.state, options);
      const builder = new StatementBuilder(this.database.entities);
      builder.insert(entity, decision.state);
      if (request.actor.kind === 'account' && !options.own) this.requireScope(builder, request, { place: options.place, ...(options.self && { self: options.self }) });
      builder.require(`abs(extract(epoch FROM gezhi_now() - ?::timestamptz)) < ${clockToleranceS}`, 'clock', [now]);
      this.finish(builder, request, decision.state.id, options, decision.events, now, this.changes(entity, {}, decision.state), reply);
      try {
        await this.run(builder, options.also);
        if (decision.events.length) this.wake();
        return reply;
      } catch (error) {
        if (error === clockOff && attempt < 3) await this.clock.synchronise();
        else return await this.alreadyCreated(request, entity, decision.state.id, options, error);
      }
    }
  }

  /**
   * Changes one aggregate: reads it with the database's now, lets the rule decide, writes if nobody changed it meanwhile,
   * otherwise reads and decides again. @throws DomainError not-found outside the actor's scope
   */
  async change<E extends Versioned>(request: Request, entity: AggregateClass<E>, id: string, rule: (state: E, now: Instant) => Decision<E>, where: (state: E) => Where<E>): Promise<Reply> {
    for (let attempt = 1; ; attempt++) {
      const { state, now } = await this.load(request, entity, id);
      if (request.expectedVersion !== undefined && request.expectedVersion !== state.version)
        throw new DomainError(requestErrors.staleVersion, { version: state.version });
      const decision = rule(state, now);
      const next = { ...decision.state, version: state.version + 1 };
      const options = where(next);
      const reply = this.reply(request, next, options);
      const builder = new StatementBuilder(this.database.entities);
      builder.update(entity as EntityTarget<object>, next, state.version);
      this.finish(builder, request, id, options, decision.events, now, this.changes(entity, state, next), reply);
      try {
        await this.run(builder, options.also);
        if (decision.events.length) this.wake();
        return reply;
      } catch (error) {
        if (attempt >= 5 || !(error instanceof DomainError) || error.definition !== requestErrors.concurrent) throw asDomainError(error);
      }
    }
  }

  /**
   * Acts over many rows in one transaction. Lock the root first inside `work`. What it returns is the answer.
   * @param where the place for audit and scope, the aggregate's id, and whether to roll back in the end and only answer
   */
  async act<T>(request: Request, where: { readonly place: PlaceCode; readonly self?: string; readonly id: string; readonly dryRun?: boolean }, work: (act: Act) => Promise<T>): Promise<Reply> {
    try {
      const { reply, happened } = await this.database.transaction(async (transaction) => {
        const act = await Act.open(transaction, request, where);
        const value = await work(act);
        const reply = this.reply(request, value as object, {});
        if (where.dryRun) throw new DryRun(reply);
        await act.close(this.service, reply);
        return { reply, happened: act.happened };
      });
      if (happened) this.wake();
      return reply;
    } catch (error) {
      if (error instanceof DryRun) return error.reply;
      throw asDomainError(error);
    }
  }

  /** Reads an aggregate the actor may act on, with the database's now. */
  async load<E extends Versioned>(request: Request, entity: AggregateClass<E>, id: string): Promise<{ state: E; now: Instant }> {
    const scoped = request.actor.kind === 'account' && entity.scope !== undefined;
    const statement = selectById(this.database.entities.getMetadata(entity), scoped ? inScope(entity.scope!) : undefined);
    const [row] = await this.database.read<E & { $now?: Instant }>(statement, scoped ? [...scopeParameters(request), id] : [id]);
    if (!row) throw new DomainError(requestErrors.notFound);
    const now = row.$now!;
    delete row.$now;
    return { state: row, now };
  }

  private requireScope(builder: StatementBuilder, request: Request, at: ScopeColumns): void {
    const [account, roles] = scopeParameters(request);
    const columns = Object.fromEntries(Object.entries(at).map(([axis, value]) => [axis, `${builder.bind(value)}::text`]));
    const holds = inScope(columns).replace('$1::uuid', `${builder.bind(account)}::uuid`).replace('$2::text[]', `${builder.bind(roles)}::text[]`);
    builder.require(holds, 'scope');
  }

  private finish(builder: StatementBuilder, request: Request, id: string, where: Where<never>, events: readonly Happened[], now: Instant, changes: object, reply: Reply): void {
    for (const write of where.also ?? []) {
      if (write.kind === 'insert') builder.insert(write.entity, write.row);
      else if (write.kind === 'update') builder.update(write.entity, write.row, write.from);
    }
    (where.also ?? []).forEach((write, index) => write.kind === 'guard' && builder.require(write.holds, `guard ${index}`, write.parameters));
    builder.table('outbox', ...events.map((happened) => cloudEvent(this.service, happened, { id, place: where.place, at: now, traceparent: request.traceparent })));
    if (request.idempotencyKey)
      builder.table('idempotency', { actor_id: request.actor.id, operation: request.operation, key: request.idempotencyKey, input_hash: request.inputHash, response: reply.body, version: reply.version });
    builder.table('audit', auditRow(request, { id, place: where.place, at: now, changes }));
  }

  private async run(builder: StatementBuilder, also: readonly Write[] = []): Promise<void> {
    const { statement, values } = builder.build();
    try {
      await this.database.write(statement, values);
    } catch (error) {
      if (!(error instanceof pg.DatabaseError) || error.code !== 'GZ001') throw error;
      throw refused(error.message, also);
    }
  }

  private reply(request: Request, state: object, where: { readonly reply?: (state: never) => unknown }): Reply {
    const view = where.reply ? where.reply(state as never) : state;
    const value = request.contract ? request.contract.output.parse(view) : view;
    return new Reply(JSON.stringify(value ?? null), (state as Partial<Versioned> | undefined)?.version, value);
  }

  /** The row as it is, when the failed creation is a resend of the one that made it; otherwise the failure stands. */
  private async alreadyCreated<E extends Versioned>(request: Request, entity: AggregateClass<E>, id: string, where: Where<E>, failure: unknown): Promise<Reply> {
    if ((failure as { code?: string }).code !== uniqueViolation) throw asDomainError(failure);
    const [trail] = await this.database.read<{ same: boolean }>(creationTrail, [id, request.operation, request.actor.id, request.inputHash ?? null]);
    if (!trail?.same) throw violates(failure, `${this.table(entity)}_pkey`) ? new DomainError(requestErrors.idTaken) : asDomainError(failure);
    const { state } = await this.load(request, entity, id);
    return this.reply(request, state, where);
  }

  private changes(entity: AggregateClass<Versioned>, before: object, after: object): object {
    return changedFields(before, after, entity.personal ?? [], this.auditKey);
  }

  private table(entity: AggregateClass<Versioned>): string {
    return this.database.entities.getMetadata(entity).tableName;
  }
}

const clockOff = new Error('clock');

/** Carries the answer of a dry run out of its rolled-back transaction. */
class DryRun {
  constructor(readonly reply: Reply) {}
}

function refused(refusal: string, also: readonly Write[]): unknown {
  if (refusal === 'scope') return new DomainError(requestErrors.notFound);
  if (refusal === 'concurrent') return new DomainError(requestErrors.concurrent);
  if (refusal === 'clock') return clockOff;
  const write = also[Number(refusal.replace('guard ', ''))];
  return new DomainError((write as { error: ErrorDefinition }).error);
}

export const newId = (): string => uuidv7();
