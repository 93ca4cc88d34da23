import { createDecipheriv, randomBytes, type KeyObject } from 'node:crypto';
import { paymentErrors } from '../contracts/property/payment.js';
import { DomainError, ensure } from '../domain/decision.js';
import type { SignedText } from './payment-provider.js';
import { signText, verifyText } from './rsa-signature.js';

/** So far a timestamp may be from now, either way; WeChat Pay says five minutes. */
const windowSeconds = 300;

const linesOf = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

/** The signature over the lines, each ended by a line feed. */
export const signLines = (key: KeyObject, ...lines: string[]): string => signText(key, linesOf(lines));

export const verifyLines = (key: KeyObject, signature: string, ...lines: string[]): boolean => verifyText(key, signature, linesOf(lines));

export const nonce = (): string => randomBytes(16).toString('hex');
export const seconds = (milliseconds = Date.now()): string => String(Math.floor(milliseconds / 1000));

export type SignedHeaders = Readonly<Record<`wechatpay-${'timestamp' | 'nonce' | 'signature' | 'serial'}`, string>>;

/**
 * Proves that a text was signed by the provider just now: known certificate, timestamp within five minutes, signature over
 * timestamp, nonce and body. Real time counts, whatever the clock of a demo says.
 * @throws DomainError `certificate-unknown`, `notification-stale`, `signature-invalid`
 */
export function proveSigned({ headers, body }: SignedText, keys: ReadonlyMap<string, KeyObject>): void {
  const [timestamp, once, signature, serial] = ['timestamp', 'nonce', 'signature', 'serial'].map((name) => headers[`wechatpay-${name}`]);
  ensure(timestamp && once && signature, paymentErrors.signatureInvalid);
  const key = keys.get(serial ?? '');
  ensure(key, paymentErrors.certificateUnknown);
  ensure(/^\d{10}$/.test(timestamp) && Math.abs(Number(timestamp) - Date.now() / 1000) <= windowSeconds, paymentErrors.notificationStale);
  ensure(verifyLines(key, signature, timestamp, once, body), paymentErrors.signatureInvalid);
}

export interface Sealed {
  readonly ciphertext: string;
  readonly nonce: string;
  readonly associated_data?: string | undefined;
}

const tagLength = 16;

/** Opens what was sealed by AES-256-GCM with the API key. @throws DomainError `notification-malformed` */
export function unseal({ ciphertext, nonce: once, associated_data: associated = '' }: Sealed, apiKey: string): unknown {
  try {
    const bytes = Buffer.from(ciphertext, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', Buffer.from(apiKey), Buffer.from(once));
    decipher.setAuthTag(bytes.subarray(-tagLength));
    decipher.setAAD(Buffer.from(associated));
    const text = Buffer.concat([decipher.update(bytes.subarray(0, -tagLength)), decipher.final()]).toString();
    return JSON.parse(text);
  } catch {
    throw new DomainError(paymentErrors.notificationMalformed);
  }
}
