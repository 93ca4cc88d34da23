import { Injectable } from '@nestjs/common';
import { endAccount, lockAccount, unlockAccount, type InputOf } from '@gezhi/shared/contracts';
import type { Request } from '@gezhi/shared/auth';
import { UnitOfWork, type Act, type Reply } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { revokeSessions } from '../session/revoke-sessions.js';
import { Account } from './account.entity.js';
import { accountLife, ensureGoverns } from './account.rules.js';
import { accountColumns, accountViewOf } from './account-view.js';
import { endAssignments, isOperatorOfAll, keepOperator, openAssignments, powersOf } from './assignment-writes.js';

type Action = 'lock' | 'unlock' | 'end';

/** Locks, unlocks and ends accounts. */
@Injectable()
export class AccountCommands {
  constructor(private readonly work: UnitOfWork) {}

  /** X-02 A locked account keeps its roles but can neither sign in nor go on. */
  @Handles(lockAccount)
  lock({ id }: InputOf<typeof lockAccount>, request: Request): Promise<Reply> {
    return this.govern(id, 'lock', request, async (act) => {
      if ((await openAssignments(act, id)).some(isOperatorOfAll)) await keepOperator(act);
      await revokeSessions(act, id, 'ACCOUNT_LOCKED');
    });
  }

  /** X-02 Opens a locked account and forgets failed sign-ins. */
  @Handles(unlockAccount)
  unlock({ id }: InputOf<typeof unlockAccount>, request: Request): Promise<Reply> {
    return this.govern(id, 'unlock', request, async (act) => {
      await act.query('DELETE FROM sign_in_failure WHERE account_id = $1', [id]);
    });
  }

  /** X-02 The person leaves: account, assignments, open codes and sessions end together. */
  @Handles(endAccount)
  end({ id }: InputOf<typeof endAccount>, request: Request): Promise<Reply> {
    return this.govern(id, 'end', request, (act) => endAll(act, id));
  }

  private async govern(id: string, action: Action, request: Request, follow: (act: Act) => Promise<void>): Promise<Reply> {
    const { state } = await this.work.load(request, Account, id);
    return this.work.act(request, { place: state.placeCode, id }, async (act) => {
      const [account] = await act.query<Account>(`SELECT ${accountColumns} FROM account WHERE id = $1 FOR UPDATE`, [id]);
      ensureGoverns(await powersOf(act, request), await openAssignments(act, id));
      const next = { ...account!, status: accountLife.next(account!.status, action), version: account!.version + 1 };
      await act.query('UPDATE account SET status = $2, ended_at = $3, version = $4 WHERE id = $1', [
        id,
        next.status,
        action === 'end' ? act.now : null,
        next.version,
      ]);
      await follow(act);
      act.note({ status: [account!.status, next.status] });
      return accountViewOf(next);
    });
  }
}

/** What ends with an account. */
export async function endAll(act: Act, id: string): Promise<void> {
  await endAssignments(act, { accountId: id });
  await act.query('UPDATE one_time_code SET used_at = $2 WHERE account_id = $1 AND used_at IS NULL', [id, act.now]);
  await revokeSessions(act, id, 'ACCOUNT_ENDED');
}
