import { Injectable } from '@nestjs/common';
import { accountErrors, activateAccount, bindHousehold, type InputOf } from '@gezhi/shared/contracts';
import type { Request } from '@gezhi/shared/auth';
import { Database, named, newId, newPerson, Person, UnitOfWork, type Act, type Reply } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { GatewaySettings } from '../config/gateway-config.js';
import { revokeSessions } from '../session/revoke-sessions.js';
import { Account } from './account.entity.js';
import { accountLife, ensurePassword, scopeOf } from './account.rules.js';
import { grant } from './assignment-writes.js';
import { assignmentOf } from './assignment-of.js';
import { hashOfCode } from './one-time-code.js';
import type { OneTimeCode } from './one-time-code.entity.js';
import { Passwords } from '../session/passwords.js';
import { secretRequest } from '../session/secret-request.js';

type Code = Pick<OneTimeCode, 'id' | 'accountId' | 'householdId' | 'personId' | 'placeCode'>;

const findCode = named(
  'account.code',
  `SELECT c.id, c.account_id AS "accountId", c.household_id AS "householdId", c.person_id AS "personId", c.place_code AS "placeCode", a.username
   FROM one_time_code c LEFT JOIN account a ON a.id = c.account_id
   WHERE c.code_hash = $1 AND c.purpose = $2 AND c.used_at IS NULL AND c.expires_at > gezhi_now()`,
);

/** What the holder of a one-time code may do without an account: set a password, or make the account of a resident. */
@Injectable()
export class ActivationCommands {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly passwords: Passwords,
    private readonly settings: GatewaySettings,
  ) {}

  /** X-02 The code is used up in the transaction that sets the password; sessions under an old password end. */
  @Handles(activateAccount)
  async activate({ code, password }: InputOf<typeof activateAccount>, request: Request): Promise<Reply> {
    const found = await this.find(code, 'activation');
    const passwordHash = await this.hash(password, found.username!);
    const id = found.accountId!;
    return this.work.act(secretRequest(request), { place: found.placeCode, id }, async (act) => {
      await useUp(act, found);
      const [account] = await act.query<Pick<Account, 'status'>>('SELECT status FROM account WHERE id = $1 FOR UPDATE', [id]);
      const status = accountLife.next(account!.status, 'activate');
      await act.query('UPDATE account SET status = $2, password_hash = $3, version = version + 1 WHERE id = $1', [
        id,
        status,
        passwordHash,
      ]);
      await act.query('DELETE FROM sign_in_failure WHERE account_id = $1', [id]);
      await revokeSessions(act, id, 'PASSWORD_CHANGED');
      act.note({ status: [account!.status, status] });
      return { username: found.username };
    });
  }

  /** X-02 A resident's account acts for the household of the code and, where the code names a member, for that person. */
  @Handles(bindHousehold)
  async bind({ code, username, password }: InputOf<typeof bindHousehold>, request: Request): Promise<Reply> {
    const found = await this.find(code, 'household');
    const passwordHash = await this.hash(password, username);
    const { householdId, personId, placeCode } = found;
    const id = newId();
    return this.work.act(secretRequest(request), { place: placeCode, id }, async (act) => {
      await useUp(act, found);
      if (personId)
        await act.insert(Person, [newPerson({ id: personId, householdId, communityCode: placeCode })], 'ON CONFLICT DO NOTHING');
      await act.insert(Account, [
        {
          id,
          version: 1,
          username,
          status: 'ACTIVE',
          placeCode,
          personId,
          passwordHash,
          oidcSubject: null,
          invitedAt: act.now,
          endedAt: null,
        },
      ]);
      const scopes = [householdId!, ...(personId ? [personId] : [])].map((scope) => scopeOf('resident', scope, placeCode));
      await grant(
        act,
        scopes.map((scope) =>
          assignmentOf(request, act.now, { id: newId(), accountId: id, role: 'resident', reason: `code ${found.id}` }, scope),
        ),
      );
      act.note({ status: ['ACTIVE'], householdId });
      return { username, householdId };
    });
  }

  private async find(code: string, purpose: OneTimeCode['purpose']): Promise<Code & { username: string | null }> {
    const [found] = await this.database.read<Code & { username: string | null }>(findCode, [hashOfCode(code), purpose]);
    ensure(found, accountErrors.codeRefused);
    return found;
  }

  private hash(password: string, username: string): Promise<string> {
    ensurePassword(password, username, this.settings.config.PASSWORD_LENGTH);
    return this.passwords.hash(password);
  }
}

/** A code counts once, however many ask with it at the same time. */
async function useUp(act: Act, { id }: Code): Promise<void> {
  const used = await act.query('UPDATE one_time_code SET used_at = $2 WHERE id = $1 AND used_at IS NULL AND expires_at > $2 RETURNING 1', [
    id,
    act.now,
  ]);
  ensure(used.length, accountErrors.codeRefused);
}
