import pg from 'pg';
import { inScope } from '../auth/scope.js';
import type { Request } from '../auth/request.js';
import type { ErrorDefinition, Happened, Service } from '../contracts/define.js';
import { requestErrors } from '../contracts/platform.js';
import type { Instant } from '../contracts/values.js';
import { DomainError } from '../domain/decision.js';
import type { AggregateClass, Where } from './aggregate.js';
import { auditRow, auditRows } from './audit-row.js';
import type { Database } from './database.js';
import { cloudEvent, outboxRows } from './outbox.js';
import type { Versioned, Write } from './plan.js';
import type { Reply } from './reply.js';
import { platformRowSet } from './row-set.js';
import { StatementBuilder } from './statement.js';

const clockToleranceS = 5;

const idempotencyRows = platformRowSet('idempotency', {
  actor_id: 'text',
  operation: 'text',
  key: 'text',
  input_hash: 'bytea',
  response: 'text',
  version: 'integer',
});

/** Who creates, where and when: what a creation is checked by, without a table. */
const creations = platformRowSet('creation', { account: 'uuid', roles: 'text[]', place: 'text', self: 'text', at: 'timestamptz' });
const covered = inScope({ place: 'r.place', self: 'r.self' }).replaceAll('$1::uuid', 'r.account').replaceAll('$2::text[]', 'r.roles');
const onTime = `abs(extract(epoch FROM (SELECT gezhi_now()) - r.at)) < ${clockToleranceS}`;

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
    const { actor, roles } = this.request;
    const scoped = actor.kind === 'account' && !own;
    this.builder.insert(entity, state);
    this.builder.requireOfAll(
      creations,
      scoped ? { account: actor.id, roles, place, self, at: now } : { at: now },
      scoped ? { scope: covered, clock: onTime } : { clock: onTime },
    );
  }

  /** Replaces the aggregate, if it still has the version before. */
  replace<E extends Versioned>(entity: AggregateClass<E>, state: E): void {
    this.builder.replace(entity, state);
  }

  complete({ id, where, events, at, changes, reply }: Completion): void {
    const { builder, request, service } = this;
    this.also = where.also ?? [];
    for (const [index, write] of this.also.entries()) {
      if (write.kind === 'insert') builder.insert(write.entity, write.row);
      else if (write.kind === 'update') builder.replace(write.entity, write.row);
      else builder.require(write.holds, `guard ${index}`, write.parameters);
    }
    const { place } = where;
    builder.into(
      outboxRows,
      events.map((happened) => cloudEvent(service, happened, { id, place, at, traceparent: request.traceparent })),
    );
    if (request.idempotencyKey) {
      const { actor, operation, idempotencyKey: key, inputHash: input_hash } = request;
      builder.into(idempotencyRows, [{ actor_id: actor.id, operation, key, input_hash, response: reply.body, version: reply.version }]);
    }
    builder.into(auditRows, [auditRow(request, { id, place, at, changes })]);
  }

  /** @throws DomainError not-found outside the scope, `concurrent`, or a guard's; ClockOff; else the database's own error */
  async run(): Promise<void> {
    try {
      await this.database.command(this.builder.build());
    } catch (error) {
      if (!(error instanceof pg.DatabaseError) || error.code !== 'GZ001') throw error;
      throw this.refusal(error.message);
    }
  }

  private refusal(refused: string): Error {
    if (refused === 'scope') return new DomainError(requestErrors.notFound);
    if (refused === 'concurrent') return new DomainError(requestErrors.concurrent);
    if (refused === 'clock') return new ClockOff();
    const write = this.also[Number(refused.replace('guard ', ''))];
    return new DomainError((write as { error: ErrorDefinition }).error);
  }
}
