import type { IncomingHttpHeaders } from 'node:http';
import { requestErrors, transportErrors } from '@gezhi/shared/contracts';
import { DomainError } from '@gezhi/shared/domain';

/** The bearer token; undefined without an Authorization header. @throws DomainError for any other scheme */
export function bearerToken(authorization: string | undefined): string | undefined {
  if (authorization === undefined) return undefined;
  const token = authorization.length <= 4096 && authorization.slice(0, 7).toLowerCase() === 'bearer ' ? authorization.slice(7).trim() : '';
  if (!token) throw new DomainError(transportErrors.tokenRejected);
  return token;
}

/** The `Idempotency-Key` of a write. @throws DomainError when it is missing or not 1 to 200 visible ASCII characters */
export function idempotencyKey(headers: IncomingHttpHeaders): string {
  const key = headers['idempotency-key'];
  if (key === undefined) throw new DomainError(requestErrors.idempotencyKeyRequired);
  if (typeof key !== 'string' || key.length < 1 || key.length > 200) throw new DomainError(transportErrors.idempotencyKeyMalformed);
  for (let index = 0; index < key.length; index++) {
    const code = key.charCodeAt(index);
    if (code < 33 || code > 126) throw new DomainError(transportErrors.idempotencyKeyMalformed);
  }
  return key;
}

const tag = /^"([1-9][0-9]{0,14})"$/;

/** The version an If-Match demands; `*` demands none. @throws DomainError `gateway.transport.version-malformed` */
export function expectedVersion(header: string | undefined): number | undefined {
  if (header === undefined || header === '*') return undefined;
  const match = tag.exec(header);
  if (!match) throw new DomainError(transportErrors.versionMalformed);
  return Number(match[1]);
}

export const etag = (version: number): string => `"${version}"`;
