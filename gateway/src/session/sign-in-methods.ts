import { Injectable } from '@nestjs/common';
import { sessionErrors } from '@gezhi/shared/contracts';
import { Database, named } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Passwords } from './passwords.js';
import { Oidc, type OidcAnswer } from './oidc.js';
import type { Known } from './sessions.js';
import { SignInFailures } from './sign-in-failures.js';

const columns = 'id, username, place_code AS "placeCode", status';
const byUsername = named(
  'session.by-username',
  `SELECT ${columns}, password_hash AS "passwordHash",
  EXISTS (SELECT 1 FROM sign_in_failure f WHERE f.account_id = account.id AND f.locked_until > clock_timestamp()) AS "lockedOut" FROM account WHERE username = $1`,
);
const bySubject = named('session.by-subject', `SELECT ${columns} FROM account WHERE oidc_subject = $1 AND status = 'ACTIVE'`);

/** How a person proves to be the holder of an account. */
@Injectable()
export class SignInMethods {
  constructor(
    private readonly database: Database,
    private readonly passwords: Passwords,
    private readonly failures: SignInFailures,
    private readonly oidc: Oidc,
  ) {}

  /** X-02 The account of the username if the password is right and it is active; else one refusal, after the same work. */
  async byPassword(username: string, password: string): Promise<Known> {
    const [account] = await this.database.read<Known & { status: string; passwordHash: string | null; lockedOut: boolean }>(byUsername, [
      username,
    ]);
    const right = await this.passwords.isRight(account?.passwordHash ?? null, password);
    if (!account || !right || account.status !== 'ACTIVE' || account.lockedOut) {
      await this.failures.count(username);
      ensure(false, sessionErrors.signInRefused);
    }
    return account;
  }

  /** X-02 The account of the subject the issuer vouches for. */
  async byIssuer(answer: OidcAnswer): Promise<Known> {
    const [account] = await this.database.read<Known>(bySubject, [await this.oidc.subject(answer)]);
    ensure(account, sessionErrors.oidcRefused);
    return account;
  }
}
