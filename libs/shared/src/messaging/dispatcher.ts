import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { requestErrors } from '../contracts/platform.js';
import type { Contract, ErrorDefinition } from '../contracts/define.js';
import { visitor, type Account } from '../auth/actor.js';
import type { Request } from '../auth/request.js';
import type { TokenVerifier } from '../auth/token.js';
import { asDomainError } from '../database/constraint-errors.js';
import { ensureCovered } from '../database/coverage.js';
import type { Database } from '../database/database.js';
import { named } from '../database/lane.js';
import { Reply } from '../database/reply.js';
import { DomainError } from '../domain/decision.js';
import { failure } from '../errors/failure.js';
import type { Telemetry } from '../telemetry/telemetry.js';
import type { Answer } from './bus.js';

/** A question as it travels: short keys, one JSON text. */
export interface Question {
  /** Access token, absent on the public axis. */
  readonly token?: string | undefined;
  readonly key?: string | undefined;
  /** Version demanded by If-Match. */
  readonly match?: number | undefined;
  readonly trace?: string | undefined;
  readonly reason?: string | undefined;
  /** Real time in milliseconds after which nobody waits for the answer. */
  readonly until: number;
  readonly input: unknown;
}

type Handler = (input: never, request: Request) => Promise<unknown>;

const findAnswer = named(
  'idempotency.find',
  'SELECT input_hash, response, version FROM idempotency WHERE actor_id = $1 AND operation = $2 AND key = $3',
);
const logAccess = named(
  'access.log',
  'INSERT INTO access_log (actor_id, operation, subject_id, trace_id, outcome) VALUES ($1, $2, $3, $4, $5)',
);

/** Who is answered so does not see what the command was about. */
const withheld: ReadonlySet<ErrorDefinition> = new Set([requestErrors.forbidden, requestErrors.notFound, requestErrors.unauthenticated]);

/** Answers questions by the methods bound to contracts: verifies, validates, dispatches, replays, and turns errors into answers. */
export class Dispatcher {
  constructor(
    private readonly tokens: TokenVerifier,
    private readonly database: Database,
    private readonly telemetry: Telemetry,
  ) {}

  /** The answering function of one contract. It never rejects. */
  answering(contract: Contract, handler: Handler): (body: string) => Promise<Answer> {
    const input = contract.input;
    return async (body) => {
      const started = performance.now();
      let question: Question | undefined;
      let answer: Answer;
      let outcome = 'ok';
      try {
        question = JSON.parse(body) as Question;
        if (question.until < Date.now()) throw new DomainError(requestErrors.unavailable);
        answer = await this.answer(contract, input, handler, question);
      } catch (error) {
        const failed = failure(error);
        outcome = failed.code;
        if (failed.category === 'internal')
          this.telemetry.log.error({ err: error, operation: contract.subject, trace: question?.trace }, 'unexpected error');
        answer = { body: JSON.stringify(failed), failed: true };
      }
      this.telemetry.answered(contract, outcome, performance.now() - started, contract.anonymous ? undefined : question?.trace);
      return answer;
    };
  }

  private async answer(contract: Contract, schema: z.ZodObject, handler: Handler, question: Question): Promise<Answer> {
    const request = await this.request(contract, question);
    const parsed = schema.safeParse(question.input);
    if (!parsed.success) throw new DomainError(requestErrors.invalid, { fields: parsed.error.issues.map((issue) => issue.path.join('.')) });
    if (contract.wholePlace) await ensureCovered(this.database, request, (parsed.data as { placeCode: string }).placeCode);
    if (contract.kind === 'query') {
      const read = () => handler(parsed.data as never, request).then((value) => this.serialise(contract, value));
      return contract.sensitive ? this.logged(request, parsed.data, read) : read();
    }
    if (contract.anonymous) return this.serialise(contract, await handler(parsed.data as never, request));
    const hashed = { ...request, inputHash: createHash('sha256').update(JSON.stringify(parsed.data)).digest() };
    try {
      return this.serialise(contract, await handler(parsed.data as never, hashed));
    } catch (error) {
      return this.replay(hashed, error);
    }
  }

  private async request(contract: Contract, question: Question): Promise<Request> {
    if (contract.anonymous) return { actor: visitor, operation: contract.subject, contract, roles: [] };
    const actor = question.token ? await this.tokens.verify(question.token) : visitor;
    const roles = actor.kind === 'account' ? contract.roles.filter((role) => (actor as Account).roles.includes(role)) : [];
    if (!roles.length && !contract.scope.includes('public'))
      throw new DomainError(actor.kind === 'visitor' ? requestErrors.unauthenticated : requestErrors.forbidden);
    return {
      actor,
      operation: contract.subject,
      contract,
      roles,
      ...(question.token !== undefined && { token: question.token }),
      ...(question.key !== undefined && { idempotencyKey: question.key }),
      ...(question.match !== undefined && { expectedVersion: question.match }),
      ...(question.reason !== undefined && { reason: question.reason }),
      ...(question.trace !== undefined && { traceparent: question.trace }),
    };
  }

  private serialise(contract: Contract, value: unknown): Answer {
    if (value instanceof Reply)
      return { body: value.body, ...(contract.versioned && value.version !== undefined && { version: value.version }) };
    const output = contract.output.parse(value);
    const version = contract.versioned ? (output as { version?: number }).version : undefined;
    return { body: JSON.stringify(output ?? null), ...(version !== undefined && { version }) };
  }

  /**
   * A command that failed may have succeeded before under the same key: then the first answer is given again, also to who may
   * not act any more, having handed on what the command was about. What the actor may no longer see is not replayed.
   */
  private async replay(request: Request, thrown: unknown): Promise<Answer> {
    const error = asDomainError(thrown);
    if (!request.idempotencyKey || (error instanceof DomainError && withheld.has(error.definition))) throw error;
    const [first] = await this.database.read<{ input_hash: Buffer; response: string | null; version: number | null }>(findAnswer, [
      request.actor.id,
      request.operation,
      request.idempotencyKey,
    ]);
    if (!first) throw error;
    if (!first.input_hash.equals(request.inputHash!)) throw new DomainError(requestErrors.idempotencyKeyReused);
    return { body: first.response ?? 'null', ...(first.version !== null && request.contract?.versioned && { version: first.version }) };
  }

  /** X-06 The reading and its outcome are logged before the answer leaves. Fails closed: no log, no personal data. */
  private async logged(request: Request, input: Record<string, unknown>, read: () => Promise<Answer>): Promise<Answer> {
    let outcome = 'ok';
    try {
      return await read();
    } catch (error) {
      outcome = failure(error).code;
      throw error;
    } finally {
      const subject = input.id ?? input.personId ?? input.householdId ?? input.placeCode ?? '';
      const { actor, operation, traceparent } = request;
      await this.database.write(logAccess, [actor.id, operation, String(subject), traceparent?.slice(3, 35) ?? null, outcome]);
    }
  }
}
