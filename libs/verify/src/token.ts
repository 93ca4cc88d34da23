import { webcrypto } from 'node:crypto';
import { RSABSSA } from '@cloudflare/blindrsa-ts';

/** What a voter keeps between asking for the signature and casting: whoever has it can cast the vote. All in base64. */
export interface PreparedToken {
  /** 64 random bytes: the message of RFC 9474, prepared. */
  readonly token: string;
  /** Goes to the service, signed in; it says nothing of the token. */
  readonly blinded: string;
  /** Takes the blinding off again. */
  readonly inverse: string;
}

const suite = RSABSSA.SHA384.PSS.Randomized();
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));
const keyOf = (tokenKey: string) =>
  webcrypto.subtle.importKey('spki', bytesOf(tokenKey.replace(/-----[^-]+-----|\s/g, '')), { name: 'RSA-PSS', hash: 'SHA-384' }, true, [
    'verify',
  ]);

/** Makes a token and hides it for the service to sign. @param tokenKey SPKI PEM, as the ballot names it */
export async function prepareToken(tokenKey: string): Promise<PreparedToken> {
  const message = suite.prepare(webcrypto.getRandomValues(new Uint8Array(32)));
  const { blindedMsg, inv } = await suite.blind(await keyOf(tokenKey), message);
  return { token: base64(message), blinded: base64(blindedMsg), inverse: base64(inv) };
}

/**
 * The signature of the token, for casting it: wait some time, and use another connection than the one that was signed in.
 * @throws Error when the service did not sign with the ballot's key
 */
export async function finishToken(tokenKey: string, { token, inverse }: PreparedToken, blindSignature: string): Promise<string> {
  return base64(await suite.finalize(await keyOf(tokenKey), bytesOf(token), bytesOf(blindSignature), bytesOf(inverse)));
}
