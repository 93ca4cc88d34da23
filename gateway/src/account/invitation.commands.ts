import { Injectable } from '@nestjs/common';
import { inviteAccount, issueHouseholdCode, renewActivation, requestErrors, accountErrors, type InputOf } from '@gezhi/shared/contracts';
import type { Request } from '@gezhi/shared/auth';
import { newId, newPerson, Person, UnitOfWork, type Act, type Reply } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { GatewaySettings } from '../config/gateway-config.js';
import { Account } from './account.entity.js';
import { accountLife, ensureGoverns, type Scope } from './account.rules.js';
import { accountViewOf } from './account-view.js';
import { grant, openAssignments, powersOf } from './assignment-writes.js';
import { assignmentOf } from './assignment-of.js';
import { HouseholdCheck } from './household-check.js';
import { issueCode, withCode } from './issue-code.js';
import { mintCode } from './one-time-code.js';

/** How people come to an account: by invitation, or by the code of their household. */
@Injectable()
export class InvitationCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly households: HouseholdCheck,
    private readonly settings: GatewaySettings,
  ) {}

  /** X-02 Accounts are invited by operator or secretary, each within their places. */
  @Handles(inviteAccount)
  async invite(input: InputOf<typeof inviteAccount>, request: Request): Promise<Reply> {
    const scope = await this.households.scope(input, request);
    const code = mintCode();
    const reply = await this.work.act(request, { place: scope.placeCode, id: input.id }, async (act) => {
      ensureGoverns(await powersOf(act, request), [{ role: input.role, placeCode: scope.placeCode }]);
      const account = this.invited(input, scope, act.now);
      await this.storePerson(act, account, input);
      await act.insert(Account, [account]);
      const assignment = assignmentOf(request, act.now, { ...input, id: newId(), accountId: input.id }, scope);
      await grant(act, [assignment]);
      const expiresAt = account.status === 'ACTIVE' ? null : await this.issueActivation(act, account, code, request);
      act.note({ status: [account.status], role: input.role, scope: scope.scope });
      return { ...accountViewOf(account), assignments: [assignment], code: null, expiresAt };
    });
    return input.oidcSubject ? reply : withCode(reply, code);
  }

  /** X-02 A lost code or a forgotten password: a new code, and every earlier one is void. */
  @Handles(renewActivation)
  async renew({ id }: InputOf<typeof renewActivation>, request: Request): Promise<Reply> {
    const { state } = await this.work.load(request, Account, id);
    const code = mintCode();
    const reply = await this.work.act(request, { place: state.placeCode, id }, async (act) => {
      ensureGoverns(await powersOf(act, request), await openAssignments(act, id));
      ensure(!state.oidcSubject, accountErrors.passwordAbsent);
      accountLife.next(state.status, 'activate');
      await act.query('UPDATE one_time_code SET used_at = $2 WHERE account_id = $1 AND used_at IS NULL', [id, act.now]);
      return { id, code: null, expiresAt: await this.issueActivation(act, state, code, request) };
    });
    return withCode(reply, code);
  }

  /** X-02 Residents are bound by a one-time code of their household, which the grid service knows to be in the actor's scope. */
  @Handles(issueHouseholdCode)
  async issueHouseholdCode({ id, householdId, personId }: InputOf<typeof issueHouseholdCode>, request: Request): Promise<Reply> {
    const { communityCode, gridCode } = await this.households.household(householdId, request);
    if (personId) await this.households.member(householdId, personId, request);
    const code = mintCode();
    const reply = await this.work.act(request, { place: gridCode ?? communityCode, id }, async (act) => {
      const issue = {
        id,
        purpose: 'household',
        accountId: null,
        householdId,
        personId: personId ?? null,
        placeCode: communityCode,
        issuedBy: request.actor.id,
      } as const;
      act.note({ householdId });
      return { id, householdId, code: null, expiresAt: await issueCode(act, code, this.settings.config.HOUSEHOLD_CODE_HOURS, issue) };
    });
    return withCode(reply, code);
  }

  private invited(input: InputOf<typeof inviteAccount>, scope: Scope, now: string): Account {
    const { OIDC_ISSUER } = this.settings.config;
    ensure(!input.oidcSubject || OIDC_ISSUER, requestErrors.invalid, { fields: ['oidcSubject'] });
    return {
      id: input.id,
      version: 1,
      username: input.username,
      status: input.oidcSubject ? accountLife.next('INVITED', 'activate') : 'INVITED',
      placeCode: scope.placeCode,
      personId: input.personId ?? (input.name || input.phone ? newId() : null),
      passwordHash: null,
      oidcSubject: input.oidcSubject ? `${OIDC_ISSUER}#${input.oidcSubject}` : null,
      invitedAt: now,
      endedAt: null,
    };
  }

  private async storePerson(act: Act, { personId, placeCode }: Account, { name, phone }: InputOf<typeof inviteAccount>): Promise<void> {
    if (!personId) return;
    await act.insert(Person, [newPerson({ id: personId, communityCode: placeCode, name, phone })], 'ON CONFLICT DO NOTHING');
  }

  private issueActivation(act: Act, account: Account, code: ReturnType<typeof mintCode>, request: Request): Promise<string> {
    const issue = {
      purpose: 'activation',
      accountId: account.id,
      householdId: null,
      personId: null,
      placeCode: account.placeCode,
      issuedBy: request.actor.id,
    } as const;
    return issueCode(act, code, this.settings.config.ACTIVATION_HOURS, issue);
  }
}
