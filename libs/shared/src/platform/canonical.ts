import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

// The package's types describe an ES module; what it exports is the function itself.
const serialise = canonicalize as unknown as (value: unknown) => string | undefined;

/** A value as canonical JSON (RFC 8785): equal values have equal texts, whatever the order of their members. */
export const canonical = (value: object): string => serialise(value)!;

/** SHA-256 over parts one behind the other; of none, that of nothing. */
export const sha256 = (...parts: readonly (Buffer | string)[]): Buffer =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();

/** SHA-256 of a value's canonical JSON, in hex: whoever has the value can compute it again, in any language. */
export const contentHash = (value: object): string => sha256(canonical(value)).toString('hex');
