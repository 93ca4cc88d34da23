import type { FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { z } from 'zod';
import { requestErrors, transportErrors, type Contract } from '@gezhi/shared/contracts';
import { DomainError } from '@gezhi/shared/domain';
import type { Failure } from '@gezhi/shared/errors';
import type { RequestClient } from '@gezhi/shared/messaging';
import type { Telemetry } from '@gezhi/shared/telemetry';
import { evidenceOf, type EvidenceCheck } from '../file/evidence.js';
import type { Budget } from '../limits/rate-limit.js';
import { signNext, type Cursors } from './cursor.js';
import type { Door } from './door.js';
import { etag, expectedVersion, idempotencyKey } from './headers.js';
import { inputReader, pathFields } from './input.js';
import { rawReader } from './raw-input.js';
import { securityHeaders } from './security-headers.js';

export interface RouteParts {
  readonly door: Door;
  readonly requests: RequestClient;
  readonly cursors: Cursors;
  readonly checkEvidence: EvidenceCheck;
  readonly telemetry: Telemetry;
}

const answerHeaders = { ...securityHeaders, 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };
const wordHeaders = { ...answerHeaders, 'content-type': 'text/plain; charset=utf-8' };

/** Whether the answer is one word, for a stranger who reads no JSON. */
export const isWord = ({ raw, output }: Contract): boolean => raw !== undefined && output instanceof z.ZodLiteral;

/** Whether the output is a page: items and a cursor. */
export const isPage = (contract: Contract): boolean => {
  const shape = (contract.output as { shape?: Record<string, unknown> }).shape;
  return shape !== undefined && 'items' in shape && 'next' in shape && 'after' in contract.input.shape;
};

/** 201 for what creates: a POST that names no resource, and is no stranger's. */
export const successStatus = (contract: Contract): number =>
  contract.method === 'POST' && !contract.raw && !pathFields(contract).includes('id') ? 201 : 200;

/** Every write is repeated safely by its key, but for those that say they are exempt. */
export const demandsKey = (contract: Contract): boolean => contract.kind === 'command' && !contract.idempotencyExempt;

/** Replacing a versioned resource needs If-Match; an action on one accepts it. */
export const demandsVersion = (contract: Contract): boolean =>
  contract.versioned === true && contract.kind === 'command' && (contract.method === 'PUT' || contract.method === 'PATCH');

/** What creates brings the id of the new resource; everything else that has a version acts on one that is there. */
export const acceptsVersion = (contract: Contract): boolean =>
  contract.versioned === true && contract.kind === 'command' && (successStatus(contract) === 200 || !('id' in contract.input.shape));

/** A write that compares no version says so, rather than overwrite what the caller has not seen. */
export const refusesVersion = (contract: Contract): boolean => contract.kind === 'command' && !acceptsVersion(contract);

/** Public writes are sign-ins and one-time codes: what can be guessed has the smallest budget; what is signed cannot be. */
function budgetOf({ scope, raw, anonymous, kind }: Contract): Budget {
  if (!scope.includes('public') || raw) return 'general';
  return kind === 'command' && !anonymous ? 'sign-in' : 'public';
}

/** The HTTP route of a contract: everything that depends on the contract alone is decided here, once. */
export function contractRoute(contract: Contract, { door, requests, cursors, checkEvidence, telemetry }: RouteParts): RouteOptions {
  const read = contract.raw ? rawReader(contract, contract.raw) : inputReader(contract);
  const evidence = evidenceOf(contract);
  const status = successStatus(contract);
  const keyed = demandsKey(contract);
  const [paged, versioned, demanding] = [isPage(contract), acceptsVersion(contract), demandsVersion(contract)];
  const unversioned = refusesVersion(contract);
  const word = isWord(contract);

  const handler = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const { token, traceparent, headers } = request;
    const input = read(request);
    const key = keyed ? idempotencyKey(headers) : undefined;
    const match = versioned ? expectedVersion(headers['if-match']) : undefined;
    if (unversioned && headers['if-match'] !== undefined) throw new DomainError(transportErrors.versionUnexpected);
    if (demanding && match === undefined) throw new DomainError(requestErrors.versionRequired);
    const account = request.account?.id ?? 'public';
    if (paged && input.after !== undefined) input.after = cursors.verify(input.after as string, contract.subject, account);

    if (evidence) await checkEvidence(evidence(input), account);

    const answer = await requests.ask(contract, input, { token, key, match, trace: contract.anonymous ? undefined : traceparent });
    if (answer.failed) return door.answerFailure(JSON.parse(text(answer.body)) as Failure, request, reply);
    void reply
      .code(status)
      .headers(word ? wordHeaders : answerHeaders)
      .header('traceresponse', traceparent);
    if (answer.version !== undefined) void reply.header('etag', etag(answer.version));
    const body = word ? (JSON.parse(text(answer.body)) as string) : answer.body;
    void reply.send(paged ? signNext(body, (position) => cursors.sign(position, contract.subject, account)) : body);
    telemetry.answered(contract, 'ok', performance.now() - request.began, traceparent);
    return reply;
  };

  return {
    method: contract.method!,
    url: contract.path!,
    config: { contract },
    onRequest: door.admit({
      ...{ budget: budgetOf(contract), signedIn: !contract.scope.includes('public') },
      anonymous: contract.anonymous === true,
    }),
    handler,
  };
}

const text = (body: string | Uint8Array): string =>
  typeof body === 'string' ? body : Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString();
