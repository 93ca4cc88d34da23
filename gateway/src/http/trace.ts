import { randomFillSync } from 'node:crypto';

const length = 55;
const hyphens = [2, 35, 52];

function isHex(text: string, from: number, to: number): boolean {
  for (let index = from; index < to; index++) {
    const code = text.charCodeAt(index);
    if (!((code >= 48 && code <= 57) || (code >= 97 && code <= 102))) return false;
  }
  return true;
}

/** Whether the text is a W3C traceparent of version 00 with ids that are not all zero. */
export function isTraceparent(text: string | undefined): text is string {
  if (text?.length !== length || !text.startsWith('00-')) return false;
  if (hyphens.some((index) => text.charCodeAt(index) !== 45)) return false;
  if (!isHex(text, 3, 35) || !isHex(text, 36, 52) || !isHex(text, 53, 55)) return false;
  return text.slice(3, 35) !== '0'.repeat(32) && text.slice(36, 52) !== '0'.repeat(16);
}

const idBytes = 24;
// Random bytes are drawn many at once: one draw costs as much as the rest of a request's admission.
const pool = Buffer.alloc(idBytes * 256);
let drawn = pool.length;

/** A new traceparent, sampled with the given share of 1. */
export function freshTraceparent(share: number): string {
  if (drawn === pool.length) {
    randomFillSync(pool);
    drawn = 0;
  }
  const hex = pool.toString('hex', drawn, (drawn += idBytes));
  return `00-${hex.slice(0, 32)}-${hex.slice(32)}-${Math.random() < share ? '01' : '00'}`;
}

/** The caller's traceparent, or a new one that is sampled with the given share. */
export const traceparentOf = (header: string | string[] | undefined, share: number): string =>
  typeof header === 'string' && isTraceparent(header) ? header : freshTraceparent(share);

export const traceIdOf = (traceparent: string): string => traceparent.slice(3, 35);
