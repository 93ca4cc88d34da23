import {
  fileErrors,
  requestErrors as general,
  transportErrors as transport,
  type Contract,
  type ErrorDefinition,
} from '@gezhi/shared/contracts';
import { evidenceOf } from '../file/evidence.js';
import { acceptsVersion, demandsKey, demandsVersion, isPage, refusesVersion } from '../http/contract-route.js';
import { pathFields, takesBody } from '../http/input.js';
import { statusOf } from '../http/problem.js';
import type { JsonSchema } from './schema-catalogue.js';

export const headerRef = (name: string): JsonSchema => ({ $ref: `#/components/headers/${name}` });

/** Everything a contract's route may refuse with. */
export function errorsOf(contract: Contract): ErrorDefinition[] {
  const command = contract.kind === 'command';
  return [
    ...doorErrors,
    ...(contract.scope.includes('public') ? [] : [general.unauthenticated]),
    ...(pathFields(contract).length ? [transport.routeUnknown] : []),
    ...(takesBody(contract) ? bodyErrors : [transport.bodyUnexpected]),
    ...(command ? writeErrors : []),
    ...(demandsKey(contract) ? keyErrors : []),
    ...(acceptsVersion(contract) ? [transport.versionMalformed, general.staleVersion] : []),
    ...(refusesVersion(contract) ? [transport.versionUnexpected] : []),
    ...(demandsVersion(contract) ? [general.versionRequired] : []),
    ...(isPage(contract) ? [transport.cursorInvalid] : []),
    ...(evidenceOf(contract) ? [fileErrors.unknown] : []),
    ...(contract.errors ?? []),
  ];
}

/** What any route can answer. */
export const doorErrors: readonly ErrorDefinition[] = [
  ...[
    general.invalid,
    transport.fieldUnknown,
    transport.textMalformed,
    transport.uriMalformed,
    transport.requestMalformed,
    general.tokenExpired,
    transport.tokenRejected,
  ],
  ...[general.forbidden, general.notFound, general.tooManyRequests, general.unavailable, general.internal],
];
const bodyErrors = [
  transport.encodingMalformed,
  transport.jsonMalformed,
  transport.keyForbidden,
  transport.bodyTruncated,
  transport.bodyTooLarge,
  transport.mediaTypeUnsupported,
];
const keyErrors = [general.idempotencyKeyRequired, transport.idempotencyKeyMalformed, general.idempotencyKeyReused];
const writeErrors: readonly ErrorDefinition[] = [
  ...[general.outcomeUnknown, general.concurrent, general.duplicate, general.idTaken, general.stillReferenced, general.wrongState],
];

/** The responses of errors by status, each with the codes it may carry. */
export function refusals(definitions: readonly ErrorDefinition[]): Record<string, JsonSchema> {
  const byStatus = new Map<number, Set<string>>();
  for (const definition of definitions) {
    const status = statusOf(definition);
    byStatus.set(status, (byStatus.get(status) ?? new Set()).add(definition.code));
  }
  const sorted = [...byStatus].sort(([a], [b]) => a - b);
  return Object.fromEntries(sorted.map(([status, codes]) => [status, refusal(status, [...codes].sort())]));
}

function refusal(status: number, codes: readonly string[]): JsonSchema {
  const repeatable = status === 429 || status === 503;
  return {
    description: codes.join(' · '),
    headers: {
      ...(repeatable && { 'Retry-After': headerRef('RetryAfter') }),
      'Content-Language': headerRef('ContentLanguage'),
      traceresponse: headerRef('traceresponse'),
    },
    content: {
      'application/problem+json': {
        schema: { allOf: [{ $ref: '#/components/schemas/ProblemDetails' }, { properties: { code: { enum: codes } } }] },
      },
    },
  };
}
