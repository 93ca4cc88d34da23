import { createHmac, timingSafeEqual } from 'node:crypto';
import { transportErrors } from '@gezhi/shared/contracts';
import { DomainError } from '@gezhi/shared/domain';

const macBytes = 16;

/** Signs the positions of pages, so that a cursor serves only the operation and the account it was given to. */
export class Cursors {
  constructor(private readonly key: string) {}

  /** @param position the plain cursor of a service @returns base64url text */
  sign(position: string, operation: string, account: string): string {
    return Buffer.concat([this.mac(position, operation, account), Buffer.from(position)]).toString('base64url');
  }

  /** The plain position. @throws DomainError `gateway.transport.cursor-invalid` */
  verify(cursor: string, operation: string, account: string): string {
    const bytes = Buffer.from(cursor, 'base64url');
    const position = bytes.toString('utf8', macBytes);
    if (bytes.length <= macBytes || !timingSafeEqual(bytes.subarray(0, macBytes), this.mac(position, operation, account)))
      throw new DomainError(transportErrors.cursorInvalid);
    return position;
  }

  private mac(position: string, operation: string, account: string): Buffer {
    return createHmac('sha256', this.key).update(`${operation}\n${account}\n${position}`).digest().subarray(0, macBytes);
  }
}

const last = Buffer.from('"next":null}');
const lead = ',"next":"';

/**
 * A page's answer with its cursor signed. The last page passes untouched; otherwise only the tail is parsed, since
 * `next` is the last member of a page as the contracts declare it.
 */
export function signNext(body: string | Uint8Array, sign: (position: string) => string): string | Uint8Array {
  if (typeof body === 'string' ? body.endsWith('"next":null}') : last.equals(body.subarray(-last.length))) return body;
  const text = typeof body === 'string' ? body : Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString();
  const at = text.lastIndexOf(lead);
  if (at > 0 && text.endsWith('"}')) {
    const position = literal(text.slice(at + lead.length - 1, -1));
    if (position !== undefined) return `${text.slice(0, at + lead.length - 1)}${JSON.stringify(sign(position))}}`;
  }
  const page = JSON.parse(text) as { next: string | null };
  return page.next === null ? body : JSON.stringify({ ...page, next: sign(page.next) });
}

/** The text of a JSON string literal; undefined when there is more than that. */
function literal(json: string): string | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
