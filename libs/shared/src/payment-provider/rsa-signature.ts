import { createSign, createVerify, type KeyObject } from 'node:crypto';

/** RSA with SHA-256 over the text in UTF-8 (PKCS#1 v1.5), in base64: `SHA256withRSA`, by which both providers sign. */
export const signText = (key: KeyObject, text: string): string => createSign('RSA-SHA256').update(text).sign(key, 'base64');

/** Whether the key signed exactly this text. The base64 must be the one there is: what decodes to the same bytes does not pass. */
export function verifyText(key: KeyObject, signature: string, text: string): boolean {
  const bytes = Buffer.from(signature, 'base64');
  return bytes.toString('base64') === signature && createVerify('RSA-SHA256').update(text).verify(key, bytes);
}
