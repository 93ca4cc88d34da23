import { createHash } from 'node:crypto';
import { importSPKI, jwtVerify, decodeProtectedHeader, type CryptoKey } from 'jose';
import { requestErrors } from '../contracts/platform.js';
import type { Role } from '../contracts/roles.js';
import { DomainError } from '../domain/decision.js';
import type { Account } from './actor.js';

export const tokenIssuer = 'gezhi';
export const tokenAudience = 'gezhi-services';

interface Verified {
  readonly account: Account;
  /** Real time in milliseconds; tokens never follow the movable clock. */
  readonly expiresAt: number;
}

/** The key id of a public key: the first 16 hex digits of the SHA-256 of its PEM. */
export const keyId = (spki: string): string => createHash('sha256').update(spki.trim()).digest('hex').slice(0, 16);

/**
 * Verifies access tokens and remembers the verdict until the token expires or its session is revoked,
 * because one verification costs more than a whole read.
 */
export class TokenVerifier {
  private readonly verified = new Map<string, Verified>();
  private readonly revoked = new Map<string, number>();
  private keys: Map<string, CryptoKey> | undefined;

  /** @param publicKeys SPKI PEM texts: the current key and the next */
  constructor(
    private readonly publicKeys: readonly string[],
    private readonly capacity = 50_000,
  ) {}

  /**
   * @param token compact EdDSA JWT
   * @returns the account it speaks for
   * @throws DomainError `platform.request.unauthenticated` or `platform.request.token-expired`
   */
  async verify(token: string): Promise<Account> {
    const known = this.verified.get(token);
    const found = known ?? (await this.check(token));
    if (found.expiresAt <= Date.now()) {
      this.verified.delete(token);
      throw new DomainError(requestErrors.tokenExpired);
    }
    if (this.revoked.has(found.account.session)) throw new DomainError(requestErrors.unauthenticated);
    if (!known) this.remember(token, found);
    return found.account;
  }

  /** Ends a session at once in this process; forgotten when its last token must have expired. */
  revoke(session: string): void {
    this.revoked.set(session, Date.now());
    for (const [key, at] of this.revoked) {
      if (at > Date.now() - 600_000) break;
      this.revoked.delete(key);
    }
  }

  private remember(token: string, found: Verified): void {
    if (this.verified.size >= this.capacity) this.verified.delete(this.verified.keys().next().value!);
    this.verified.set(token, found);
  }

  private async check(token: string): Promise<Verified> {
    try {
      this.keys ??= new Map(
        await Promise.all(this.publicKeys.map(async (spki) => [keyId(spki), await importSPKI(spki, 'EdDSA')] as const)),
      );
      const key = this.keys.get(decodeProtectedHeader(token).kid ?? '');
      if (!key) throw new DomainError(requestErrors.unauthenticated);
      const { payload } = await jwtVerify(token, key, {
        issuer: tokenIssuer,
        audience: tokenAudience,
        algorithms: ['EdDSA'],
        clockTolerance: 5,
      });
      const account: Account = { kind: 'account', id: payload.sub!, session: String(payload.sid), roles: payload.roles as Role[] };
      return { account, expiresAt: payload.exp! * 1000 };
    } catch (error) {
      if ((error as { code?: string }).code === 'ERR_JWT_EXPIRED') throw new DomainError(requestErrors.tokenExpired);
      throw new DomainError(requestErrors.unauthenticated);
    }
  }
}
