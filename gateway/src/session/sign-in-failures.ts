import { Injectable } from '@nestjs/common';
import type { ErrorDefinition } from '@gezhi/shared/contracts';
import { Database, named, type Act } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { GatewaySettings } from '../config/gateway-config.js';

const fresh = `(sign_in_failure.locked_until <= clock_timestamp() OR sign_in_failure.last_at < clock_timestamp() - $3 * interval '1 minute')`;
const lockAt = (attempts: string) => `CASE WHEN ${attempts} >= $2::int THEN clock_timestamp() + $3 * interval '1 minute' END`;
const countFailure = named(
  'session.count-failure',
  `INSERT INTO sign_in_failure (account_id, attempts, last_at, locked_until)
   SELECT id, 1, clock_timestamp(), ${lockAt('1')} FROM account WHERE username = $1
   ON CONFLICT (account_id) DO UPDATE SET
     attempts = CASE WHEN ${fresh} THEN 1 ELSE sign_in_failure.attempts + 1 END,
     last_at = clock_timestamp(),
     locked_until = CASE WHEN sign_in_failure.locked_until > clock_timestamp() THEN sign_in_failure.locked_until
       ELSE ${lockAt(`CASE WHEN ${fresh} THEN 1 ELSE sign_in_failure.attempts + 1 END`)} END`,
);

/**
 * Counts wrong passwords of an account by one conditional statement, in real time: after LOCK_OUT_FAILURES of them the
 * right one does not help either until LOCK_OUT_MINUTES have passed.
 */
@Injectable()
export class SignInFailures {
  constructor(
    private readonly database: Database,
    private readonly settings: GatewaySettings,
  ) {}

  /** Takes as long for a username nobody has. */
  async count(username: string): Promise<void> {
    const { LOCK_OUT_FAILURES, LOCK_OUT_MINUTES } = this.settings.config;
    await this.database.write(countFailure, [username, LOCK_OUT_FAILURES, LOCK_OUT_MINUTES]);
  }

  /**
   * Refuses while the account is locked out, decided in the transaction that lets somebody in: of many guesses at once,
   * none counts that comes after the last permitted failure. Forgets the failures otherwise.
   */
  async ensureOpen(act: Act, accountId: string, refusal: ErrorDefinition): Promise<void> {
    const locked = await act.query('SELECT 1 FROM sign_in_failure WHERE account_id = $1 AND locked_until > clock_timestamp() FOR UPDATE', [
      accountId,
    ]);
    ensure(!locked.length, refusal);
    await act.query('DELETE FROM sign_in_failure WHERE account_id = $1', [accountId]);
  }
}
