import pg from 'pg';
import type { EntityTarget } from 'typeorm';
import { inScope, scopeParameters } from '../auth/scope.js';
import type { Request } from '../auth/request.js';
import type { ErrorDefinition, Happened, Service } from '../contracts/define.js';
import { requestErrors } from '../contracts/platform.js';
import type { Instant } from '../contracts/values.js';
import { DomainError } from '../domain/decision.js';
import type { AggregateClass, Where } from './aggregate.js';
import { auditRow } from './audit-row.js';
import type { Database } from './database.js';
import { cloudEvent } from './outbox.js';
import type { Versioned, Write } from './plan.js';
import type { Reply } from './reply.js';
import { StatementBuilder } from './statement.js';

const clockToleranceS = 5;

/** The process's clock differs from the database's: nothing was written, and the rule is to be asked again. */
export class ClockOff extends Error {}

/** What a command leaves beside its row. */
export interface Completion {
  readonly id: string;
  readonly where: Where<never>;
  readonly events: readonly Happened[];
  readonly at: Instant;
  readonly changes: object;
  readonly reply: Reply;
}

/** The one statement of a command: row, other rows, guards, events, the answer for its key, and audit; all or nothing. */
export class CommandStatement {
  private readonly builder: StatementBuilder;
  private also: readonly Write[] = [];

  constructor(
    private readonly service: Service,
    private readonly database: Database,
    private readonly request: Request,
  ) {
    this.builder = new StatementBuilder(database.entities);
  }

  /** Inserts the aggregate, if an assignment of the actor covers its place and `now` is the database's. */
  create<E extends Versioned>(entity: AggregateClass<E>, state: E, { place, self, own }: Where<E>, now: Instant): void {
    this.builder.insert(entity, state);
    if (this.request.actor.kind === 'account' && !own) this.requireScope({ place, ...(self && { self }) });
    this.builder.require(`abs(extract(epoch FROM gezhi_now() - ?::timestamptz)) < ${clockToleranceS}`, 'clock', [now]);
  }

  /** Replaces the aggregate, if it still has version `from`. */
  replace<E extends Versioned>(entity: AggregateClass<E>, state: E, from: number): void {
    this.builder.update(entity as EntityTarget<object>, state, from);
  }

  complete({ id, where, events, at, changes, reply }: Completion): void {
    const { builder, request, service } = this;
    this.also = where.also ?? [];
    for (const [index, write] of this.also.entries()) {
      if (write.kind === 'insert') builder.insert(write.entity, write.row);
      else if (write.kind === 'update') builder.update(write.entity, write.row, write.from);
      else builder.require(write.holds, `guard ${index}`, write.parameters);
    }
    const { place } = where;
    builder.table(
      'outbox',
      ...events.map((happened) => cloudEvent(service, happened, { id, place, at, traceparent: request.traceparent })),
    );
    if (request.idempotencyKey) {
      const { actor, operation, idempotencyKey: key, inputHash: input_hash } = request;
      builder.table('idempotency', { actor_id: actor.id, operation, key, input_hash, response: reply.body, version: reply.version });
    }
    builder.table('audit', auditRow(request, { id, place, at, changes }));
  }

  /** @throws DomainError not-found outside the scope, `concurrent`, or a guard's; ClockOff; else the database's own error */
  async run(): Promise<void> {
    const { statement, values } = this.builder.build();
    try {
      await this.database.write(statement, values);
    } catch (error) {
      if (!(error instanceof pg.DatabaseError) || error.code !== 'GZ001') throw error;
      throw this.refusal(error.message);
    }
  }

  private requireScope(at: { place: string; self?: string }): void {
    const { builder } = this;
    const [account, roles] = scopeParameters(this.request);
    const columns = Object.fromEntries(Object.entries(at).map(([axis, value]) => [axis, `${builder.bind(value)}::text`]));
    const holds = inScope(columns)
      .replace('$1::uuid', `${builder.bind(account)}::uuid`)
      .replace('$2::text[]', `${builder.bind(roles)}::text[]`);
    builder.require(holds, 'scope');
  }

  private refusal(refused: string): Error {
    if (refused === 'scope') return new DomainError(requestErrors.notFound);
    if (refused === 'concurrent') return new DomainError(requestErrors.concurrent);
    if (refused === 'clock') return new ClockOff();
    const write = this.also[Number(refused.replace('guard ', ''))];
    return new DomainError((write as { error: ErrorDefinition }).error);
  }
}
