import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { SignJWT } from 'jose';
import type { Role } from '@gezhi/shared/contracts';
import { keyId, tokenAudience, tokenIssuer } from '@gezhi/shared/auth';
import { GatewaySettings } from '../config/gateway-config.js';

export interface AccessToken {
  readonly token: string;
  readonly expiresAt: string;
}

/** Signs access tokens: EdDSA, a few minutes, by real time. */
@Injectable()
export class AccessTokens {
  private readonly key: KeyObject;
  private readonly kid: string;
  private readonly seconds: number;

  constructor({ config }: GatewaySettings) {
    this.key = createPrivateKey(config.JWT_PRIVATE_KEY);
    this.kid = keyId(createPublicKey(this.key).export({ type: 'spki', format: 'pem' }).toString());
    this.seconds = config.ACCESS_TOKEN_SECONDS;
    if (!config.JWT_PUBLIC_KEYS.some((spki) => keyId(spki) === this.kid))
      throw new Error('configuration: the public key of JWT_PRIVATE_KEY is not among JWT_PUBLIC_KEYS');
  }

  /** X-02 A token says who and which session; roles spare a look-up, and where they hold is resolved on every call. */
  async issue(accountId: string, sessionId: string, roles: readonly Role[]): Promise<AccessToken> {
    const now = Math.floor(Date.now() / 1000);
    const expires = now + this.seconds;
    const token = await new SignJWT({ sid: sessionId, roles })
      .setProtectedHeader({ alg: 'EdDSA', kid: this.kid })
      .setSubject(accountId)
      .setIssuer(tokenIssuer)
      .setAudience(tokenAudience)
      .setIssuedAt(now)
      .setExpirationTime(expires)
      .sign(this.key);
    return { token, expiresAt: new Date(expires * 1000).toISOString() };
  }
}
