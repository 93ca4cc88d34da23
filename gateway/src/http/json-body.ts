import { transportErrors } from '@gezhi/shared/contracts';
import { DomainError } from '@gezhi/shared/domain';

const suspect = /proto|\\u/;

/**
 * The value of a JSON body; an empty one is none.
 * @throws DomainError `json-malformed`, or `key-forbidden` when a member is named `__proto__` or `prototype` at any depth
 */
export function parseJson(text: string): unknown {
  if (text === '') return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new DomainError(transportErrors.jsonMalformed);
  }
  if (suspect.test(text)) refuseForbiddenKeys(value);
  return value;
}

/** Walks without recursion: a body of brackets alone is deep. */
function refuseForbiddenKeys(root: unknown): void {
  const pending = [root];
  while (pending.length) {
    const value = pending.pop();
    if (typeof value !== 'object' || value === null) continue;
    if (Object.hasOwn(value, '__proto__') || Object.hasOwn(value, 'prototype')) throw new DomainError(transportErrors.keyForbidden);
    for (const member of Object.values(value)) pending.push(member);
  }
}
