import { Injectable } from '@nestjs/common';
import { assignRole, endAssignment, requestErrors, type InputOf } from '@gezhi/shared/contracts';
import type { Request } from '@gezhi/shared/auth';
import { UnitOfWork, type Reply } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import type { Account } from './account.entity.js';
import { ensureEndable, ensureGoverns, ensureNear } from './account.rules.js';
import { Assignment } from './assignment.entity.js';
import { endAssignments, grant, powersOf } from './assignment-writes.js';
import { assignmentOf } from './assignment-of.js';
import { HouseholdCheck } from './household-check.js';

/** Gives and takes roles. */
@Injectable()
export class AssignmentCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly households: HouseholdCheck,
  ) {}

  /** X-02 A role is given by who may appoint it, where the scope is, to an account near by; an ended account takes none. */
  @Handles(assignRole)
  async assign(input: InputOf<typeof assignRole>, request: Request): Promise<Reply> {
    const scope = await this.households.scope(input, request);
    return this.work.act(request, { place: scope.placeCode, id: input.id }, async (act) => {
      const [powers, target] = [await powersOf(act, request), { role: input.role, placeCode: scope.placeCode }];
      ensureGoverns(powers, [target]);
      const [account] = await act.query<Pick<Account, 'status' | 'placeCode'>>(
        `SELECT status, place_code AS "placeCode" FROM account WHERE id = $1 AND status <> 'ENDED' FOR SHARE`,
        [input.accountId],
      );
      ensure(account, requestErrors.notFound);
      ensureNear(powers, account.placeCode, target);
      // Whoever holds a code to set the password anew was not trusted with the new role.
      if (account.status === 'ACTIVE')
        await act.query('UPDATE one_time_code SET used_at = $2 WHERE account_id = $1 AND used_at IS NULL', [input.accountId, act.now]);
      const assignment = assignmentOf(request, act.now, input, scope);
      await grant(act, [assignment]);
      act.note({ accountId: input.accountId, role: input.role, scope: scope.scope });
      return assignment;
    });
  }

  /** X-02 A role ends at once: the next call of the account finds no scope. */
  @Handles(endAssignment)
  async end({ id }: InputOf<typeof endAssignment>, request: Request): Promise<Reply> {
    const { state } = await this.work.load(request, Assignment, id);
    return this.work.act(request, { place: state.placeCode, id }, async (act) => {
      ensureGoverns(await powersOf(act, request), [state]);
      ensureEndable(state);
      const [ended] = await endAssignments(act, { id });
      ensure(ended, requestErrors.concurrent);
      act.note({ ended: [false, true] });
      return ended;
    });
  }
}
