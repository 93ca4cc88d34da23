import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { UnitOfWork } from '@gezhi/shared/database';
import { ownRequest } from '../session/secret-request.js';
import { endAll } from './account.commands.js';
import { ensureGoverns } from './account.rules.js';
import { openAssignments, powersOf } from './assignment-writes.js';

/** Ends the account of a person whose data were erased, and clears what it was known by. */
@Injectable()
export class AccountErasure {
  constructor(private readonly work: UnitOfWork) {}

  /** X-T8 The own account, or one the actor governs. */
  async erase({ id, placeCode }: { readonly id: string; readonly placeCode: string }, request: Request): Promise<void> {
    const { contract: _contract, ...own } = ownRequest(request, request.actor.id);
    await this.work.act(own, { place: placeCode, id }, async (act) => {
      const open = await openAssignments(act, id);
      if (id !== request.actor.id) ensureGoverns(await powersOf(act, request), open);
      await endAll(act, id);
      await act.query(
        `UPDATE account SET status = 'ENDED', ended_at = $2, username = 'erased-' || id, password_hash = NULL, oidc_subject = NULL, version = version + 1 WHERE id = $1 AND status <> 'ENDED'`,
        [id, act.now],
      );
      act.note({ status: ['ENDED'] });
      return {};
    });
  }
}
