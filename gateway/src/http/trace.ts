import { newTraceparent } from '@gezhi/shared/telemetry';

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

/** The caller's traceparent, or a new one that is sampled with the given share. */
export const traceparentOf = (header: string | string[] | undefined, share: number): string =>
  typeof header === 'string' && isTraceparent(header) ? header : newTraceparent(share);

export const traceIdOf = (traceparent: string): string => traceparent.slice(3, 35);
