import { Injectable } from '@nestjs/common';
import { accountErrors, changePassword, requestErrors, type InputOf } from '@gezhi/shared/contracts';
import type { Account as Actor, Request } from '@gezhi/shared/auth';
import { Database, named, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { GatewaySettings } from '../config/gateway-config.js';
import { revokeSessions } from '../session/revoke-sessions.js';
import { SignInFailures } from '../session/sign-in-failures.js';
import type { Account } from './account.entity.js';
import { ensurePassword } from './account.rules.js';
import { Passwords } from '../session/passwords.js';
import { ownRequest } from '../session/secret-request.js';

const findOwn = named(
  'account.own-password',
  `SELECT username, place_code AS "placeCode", password_hash AS "passwordHash" FROM account WHERE id = $1 AND status = 'ACTIVE'`,
);

/** The own password. */
@Injectable()
export class PasswordCommands {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly passwords: Passwords,
    private readonly failures: SignInFailures,
    private readonly settings: GatewaySettings,
  ) {}

  /** X-02 Needs the current password, counted like a sign-in when wrong; other sessions end with the old one. */
  @Handles(changePassword)
  async change({ currentPassword, newPassword }: InputOf<typeof changePassword>, request: Request): Promise<Reply> {
    const { id, session } = request.actor as Actor;
    const [own] = await this.database.read<Pick<Account, 'username' | 'placeCode' | 'passwordHash'>>(findOwn, [id]);
    ensure(own, requestErrors.unauthenticated);
    ensure(own.passwordHash, accountErrors.passwordAbsent);
    const right = await this.passwords.isRight(own.passwordHash, currentPassword);
    if (!right) await this.failures.count(own.username);
    ensure(right, accountErrors.passwordWrong);
    ensurePassword(newPassword, own.username, this.settings.config.PASSWORD_LENGTH);
    const next = await this.passwords.hash(newPassword);
    return this.work.act(ownRequest(request, id), { place: own.placeCode, id }, async (act) => {
      await this.failures.ensureOpen(act, id, accountErrors.passwordWrong);
      const changed = await act.query(
        `UPDATE account SET password_hash = $3, version = version + 1 WHERE id = $1 AND password_hash = $2 AND status = 'ACTIVE' RETURNING 1`,
        [id, own.passwordHash, next],
      );
      ensure(changed.length, requestErrors.concurrent);
      await revokeSessions(act, id, 'PASSWORD_CHANGED', { except: session });
      return { username: own.username };
    });
  }
}
