import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** What a sign-in at the issuer needs again when it comes back. */
export interface SignInState {
  readonly verifier: string;
  readonly nonce: string;
  /** Real time in milliseconds. */
  readonly until: number;
}

/**
 * Carries the state of a sign-in through the browser, encrypted and authenticated (AES-256-GCM), so that no replica has to
 * remember it and nobody else can read the PKCE verifier.
 */
export class SealedState {
  private readonly key: Buffer;

  constructor(secret: string) {
    this.key = Buffer.from(hkdfSync('sha256', secret, '', 'gezhi oidc state', 32));
  }

  seal(state: SignInState): string {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.key, iv);
    const sealed = Buffer.concat([cipher.update(JSON.stringify(state)), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
  }

  /** @returns undefined when it was not sealed here or its time is over */
  open(text: string, now: number): SignInState | undefined {
    const bytes = Buffer.from(text, 'base64url');
    if (bytes.length < 29) return undefined;
    const decipher = createDecipheriv('aes-256-gcm', this.key, bytes.subarray(0, 12)).setAuthTag(bytes.subarray(12, 28));
    try {
      const state = JSON.parse(Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString()) as SignInState;
      return state.until > now ? state : undefined;
    } catch {
      // Authentication failed: altered, or sealed with another key.
      return undefined;
    }
  }
}
