import { createHash, randomBytes } from 'node:crypto';

/** Crockford's base 32: no I, L, O or U to misread. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const length = 16;

export interface MintedCode {
  /** For the person, once: `XXXX-XXXX-XXXX-XXXX`. */
  readonly text: string;
  readonly hash: Buffer;
}

/** The SHA-256 of a code without hyphens; its 80 random bits need no slow hash. */
export const hashOfCode = (code: string): Buffer => createHash('sha256').update(code).digest();

/** A new code of 80 random bits. */
export function mintCode(): MintedCode {
  const code = [...randomBytes(length)].map((byte) => alphabet[byte % alphabet.length]).join('');
  return { text: code.replace(/(.{4})(?!$)/g, '$1-'), hash: hashOfCode(code) };
}
