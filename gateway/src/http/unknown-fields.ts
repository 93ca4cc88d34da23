import { unknownField } from './invalid-fields.js';

/**
 * Refuses members at any depth that the schema dropped: a misspelt field must not vanish silently.
 *
 * @param input as it came; @param known the same after the schema has stripped what it does not know
 * @throws DomainError `gateway.transport.field-unknown` with the pointer of the first
 */
export function refuseUnknown(input: unknown, known: unknown, path: readonly string[] = []): void {
  if (typeof input !== 'object' || input === null || typeof known !== 'object' || known === null) return;
  for (const name in input) {
    const here = [...path, name];
    if (!Object.hasOwn(known, name)) throw unknownField(here);
    refuseUnknown((input as Record<string, unknown>)[name], (known as Record<string, unknown>)[name], here);
  }
}
