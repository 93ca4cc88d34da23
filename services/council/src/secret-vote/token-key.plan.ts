import {
  constants,
  createCipheriv,
  createDecipheriv,
  createHash,
  createPrivateKey,
  generateKeyPair,
  privateDecrypt,
  randomBytes,
  verify,
} from 'node:crypto';
import { promisify } from 'node:util';
import type { BallotKey } from '../proof/proof.plan.js';

/** Blinding hides tokens whatever the length; a token can be forged only while the ballot is open, so that 2,048 bits are plenty. */
const modulusLength = 2048;
const use = 'council ballot token key';

/** A new key for the tokens of one ballot: the public half as SPKI PEM, the private one sealed for the database. */
export async function makeTokenKey(key: BallotKey, ballotId: string): Promise<{ readonly publicKey: string; readonly sealed: Buffer }> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'der' },
  });
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key.derived(use), nonce).setAAD(Buffer.from(ballotId));
  const content = Buffer.concat([cipher.update(privateKey), cipher.final()]);
  return { publicKey, sealed: Buffer.concat([nonce, cipher.getAuthTag(), content]) };
}

/**
 * BlindSign of RFC 9474 over what a voter blinded: the plain RSA operation, by OpenSSL in constant time. Undefined when it is no number
 * below the modulus.
 */
export function signBlindly(ballotKey: BallotKey, ballotId: string, sealed: Buffer, blinded: Buffer): Buffer | undefined {
  const decipher = createDecipheriv('aes-256-gcm', ballotKey.derived(use), sealed.subarray(0, 12))
    .setAAD(Buffer.from(ballotId))
    .setAuthTag(sealed.subarray(12, 28));
  const der = Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]);
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  der.fill(0);
  try {
    return privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, blinded);
  } catch {
    return undefined;
  }
}

/** Whether a token carries the signature of its ballot's key: RSABSSA-SHA384-PSS-Randomized of RFC 9474, an RSASSA-PSS signature. */
export const isToken = (tokenKey: string, token: Buffer, signature: Buffer): boolean =>
  verify('sha384', token, { key: tokenKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 }, signature);

export const hashOf = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();
