import { constants, createHash, createPublicKey, verify, type KeyObject } from 'node:crypto';

export const sha256 = (...parts: readonly (Buffer | string)[]): Buffer =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();

/** RFC 6962 over leaves that are hashes already. */
export function merkleRoot(leaves: readonly Buffer[]): Buffer {
  let level = leaves.map((leaf) => sha256(Buffer.of(0), leaf));
  if (!level.length) return sha256();
  // Pairing from the left and carrying the odd one up gives the tree that RFC 6962 splits from the top.
  while (level.length > 1)
    level = level.flatMap((node, index) =>
      index % 2 ? [] : index + 1 < level.length ? [sha256(Buffer.of(1), node, level[index + 1]!)] : [node],
    );
  return level[0]!;
}

/** Canonical JSON (RFC 8785) of values without fractions. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join()}}`;
}

/** An Ed25519 key in the one spelling of it; undefined for anything else. */
export function readKey(pem: string): KeyObject | undefined {
  try {
    const key = createPublicKey(pem);
    const same = key.export({ type: 'spki', format: 'pem' }).toString().trim() === pem.trim();
    return same && key.asymmetricKeyType === 'ed25519' ? key : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a signature in base64, in its one spelling, is the key's over the data. */
export function isSigned(data: Buffer, signature: string, key: KeyObject): boolean {
  const bytes = Buffer.from(signature, 'base64');
  return bytes.toString('base64') === signature && verify(null, data, key, bytes);
}

/** Whether a token carries a blindly made signature of the key (RFC 9474, RSABSSA-SHA384-PSS-Randomized: RSASSA-PSS, SHA-384, salt of 48). */
export function isToken(token: string, signature: string, pem: string): boolean {
  const [message, signed] = [Buffer.from(token, 'base64'), Buffer.from(signature, 'base64')];
  if (message.toString('base64') !== token || signed.toString('base64') !== signature || message.length !== 64) return false;
  return verify('sha384', message, { key: pem, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 }, signed);
}
