import { isUtf8 } from 'node:buffer';
import { transportErrors } from '@gezhi/shared/contracts';
import { DomainError } from '@gezhi/shared/domain';

const suspect = /proto|\\u/;
const loneSurrogate = /\p{Surrogate}/u;

const otherCharset = /;\s*charset\s*=(?!\s*"?utf-?8"?\s*(;|$))/i;

/**
 * The value of a JSON body as it came.
 * @throws DomainError `media-type-unsupported` when it says it is not UTF-8, `encoding-malformed` when it is not; as `parseJson`
 */
export function readJson(body: Buffer, contentType: string | undefined): unknown {
  if (contentType && otherCharset.test(contentType)) throw new DomainError(transportErrors.mediaTypeUnsupported);
  if (!isUtf8(body)) throw new DomainError(transportErrors.encodingMalformed);
  return parseJson(body.toString());
}

/**
 * The value of a JSON body; an empty one is none.
 * @throws DomainError `json-malformed`; `key-forbidden` when a member is named `__proto__` or `prototype` at any depth;
 *   `text-malformed` when a text cannot be stored
 */
export function parseJson(text: string): unknown {
  if (text === '') return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new DomainError(transportErrors.jsonMalformed);
  }
  if (suspect.test(text)) refuseHostile(value);
  return value;
}

/** @throws DomainError `text-malformed` when the text has a NUL or half a surrogate pair, which no database stores */
export function refuseMalformed(text: string): void {
  if (text.includes('\0') || loneSurrogate.test(text)) throw new DomainError(transportErrors.textMalformed);
}

/** Walks without recursion: a body of brackets alone is deep. */
function refuseHostile(root: unknown): void {
  const pending = [root];
  while (pending.length) {
    const value = pending.pop();
    if (typeof value === 'string') refuseMalformed(value);
    if (typeof value !== 'object' || value === null) continue;
    if (Object.hasOwn(value, '__proto__') || Object.hasOwn(value, 'prototype')) throw new DomainError(transportErrors.keyForbidden);
    for (const [name, member] of Object.entries(value)) pending.push(name, member);
  }
}
