import { fileErrors, registry, requestErrors, transportErrors, type ErrorCategory, type ErrorDefinition } from '@gezhi/shared/contracts';
import type { ErrorDetails } from '@gezhi/shared/domain';
import type { Failure } from '@gezhi/shared/errors';
import { InvalidInput } from './invalid-fields.js';
import type { Language } from './language.js';
import { securityHeaders } from './security-headers.js';

export const problemType = 'application/problem+json; charset=utf-8';

const headersIn = (language: Language): Readonly<Record<string, string>> => ({
  ...securityHeaders,
  'content-type': problemType,
  'content-language': language,
  vary: 'accept-language',
  'cache-control': 'no-store',
});

/** What every problem says of itself, by the language of its sentences. */
export const problemHeaders: Readonly<Record<Language, Readonly<Record<string, string>>>> = { zh: headersIn('zh'), en: headersIn('en') };

/** RFC 9457, with the stable code, the wrong fields and the trace to quote. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail?: string;
  readonly errors?: readonly { readonly pointer: string; readonly message: string }[];
  /** Short values that help to correct the request. */
  readonly details?: ErrorDetails;
  readonly traceId: string;
}

const byCategory: Readonly<Record<ErrorCategory, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  precondition: 412,
  rule: 422,
  'too-many': 429,
  internal: 500,
  unavailable: 503,
};
const byCode: Readonly<Record<string, number>> = {
  [transportErrors.methodNotAllowed.code]: 405,
  [transportErrors.bodyTooLarge.code]: 413,
  [fileErrors.tooLarge.code]: 413,
  [transportErrors.mediaTypeUnsupported.code]: 415,
  [requestErrors.versionRequired.code]: 428,
};

/** The HTTP status of a declared error. */
export const statusOf = (definition: Pick<ErrorDefinition, 'code' | 'category'>): number =>
  byCode[definition.code] ?? byCategory[definition.category];

/** Seconds after which the same request may succeed; undefined when repeating it is of no use. */
export function retryAfter({ category, details }: Failure): number | undefined {
  if (category !== 'unavailable' && category !== 'too-many') return undefined;
  return typeof details.retryAfter === 'number' ? details.retryAfter : category === 'unavailable' ? 1 : 60;
}

const detail = (seconds: number, language: Language): string =>
  language === 'zh' ? `请在 ${seconds} 秒后重试` : `Try again in ${seconds} s`;

/**
 * A failure as people and programs read it.
 * @param thrown the error itself where it arose in the gateway; its sentences about fields are then given too
 */
export function problem(failed: Failure, language: Language, traceId: string, thrown?: unknown): Problem {
  const definition = registry.error(failed.code) ?? requestErrors.internal;
  const seconds = retryAfter(failed);
  const { fields, ...details } = failed.details;
  const errors =
    thrown instanceof InvalidInput
      ? thrown.faults.map(({ pointer, message }) => ({ pointer, message: message[language] }))
      : listed(fields, language);
  return {
    type: `/problems/${definition.code}`,
    title: definition.title[language],
    status: statusOf(definition),
    code: definition.code,
    ...(seconds !== undefined && { detail: detail(seconds, language) }),
    ...(errors && { errors }),
    ...(Object.keys(details).length > 0 && { details }),
    traceId,
  };
}

function listed(fields: ErrorDetails[string] | undefined, language: Language): Problem['errors'] {
  if (!Array.isArray(fields)) return undefined;
  const message = language === 'zh' ? '内容不符合要求' : 'not acceptable';
  return fields.map((field) => ({ pointer: field === '' ? '' : `/${String(field).replaceAll('.', '/').replace(/^\//, '')}`, message }));
}
