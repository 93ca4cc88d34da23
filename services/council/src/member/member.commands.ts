import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import {
  appointMember,
  assignMemberRole,
  bindMemberAccount,
  endMemberTerm,
  logRoleWork,
  memberErrors,
  relieveMemberRole,
  type InputOf,
} from '@gezhi/shared/contracts';
import { constraint, UnitOfWork, type Reply, type Write } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { holdsRoleAt } from '@gezhi/shared/platform';
import { projectOfCouncil, stillAdmitted } from '../council/council.plan.js';
import { CouncilQueries } from '../council/council.queries.js';
import { sessionOfCouncil } from '../session/session.plan.js';
import { PartTimeMember, RoleWork } from './member.entity.js';
import { ownOrAt } from './member.plan.js';
import { appoint, bindAccount, endTerm, type MemberState } from './member.rules.js';
import { PersonQueries } from './person.queries.js';
import { assignRole, logWork, relieveRole } from './role.rules.js';

constraint('part_time_member_account_key', memberErrors.accountTaken);

const at = ({ communityCode: place }: MemberState) => ({ place });
const invited = (accountId: string | undefined, councilId: string): Write[] =>
  holdsRoleAt(memberErrors.accountNotInvited, 'part-time-member', accountId, councilId);

@Injectable()
export class MemberCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly councils: CouncilQueries,
    private readonly people: PersonQueries,
  ) {}

  @Handles(appointMember)
  async appoint(input: InputOf<typeof appointMember>, request: Request): Promise<Reply> {
    const organization = await this.councils.organization(input.organizationId, request);
    const also = [
      ...(await this.people.newAmong([input], organization.communityCode)),
      stillAdmitted(organization.id),
      ...invited(input.accountId, input.councilId),
    ];
    return this.work.create(
      request,
      PartTimeMember,
      (now) => appoint(input, organization, now),
      (member) => ({ ...at(member), also }),
    );
  }

  @Handles(bindMemberAccount)
  bindAccount({ id, accountId }: InputOf<typeof bindMemberAccount>, request: Request): Promise<Reply> {
    return this.work.change(
      request,
      PartTimeMember,
      id,
      (member) => bindAccount(member, accountId),
      (member) => ({ ...at(member), also: invited(accountId, member.councilId) }),
    );
  }

  @Handles(endMemberTerm)
  endTerm(input: InputOf<typeof endMemberTerm>, request: Request): Promise<Reply> {
    return this.work.change(request, PartTimeMember, input.id, (member, now) => endTerm(member, input, now), at);
  }

  @Handles(assignMemberRole)
  assignRole({ id, role }: InputOf<typeof assignMemberRole>, request: Request): Promise<Reply> {
    return this.work.change(request, PartTimeMember, id, (member) => assignRole(member, role), at);
  }

  @Handles(relieveMemberRole)
  relieveRole({ id, role }: InputOf<typeof relieveMemberRole>, request: Request): Promise<Reply> {
    return this.work.change(request, PartTimeMember, id, (member) => relieveRole(member, role), at);
  }

  @Handles(logRoleWork)
  async logWork(input: InputOf<typeof logRoleWork>, request: Request): Promise<Reply> {
    const { state: member } = await this.work.load(request, PartTimeMember, input.memberId);
    const { projectId, sessionId } = input;
    const also = [
      ...(projectId ? [projectOfCouncil(memberErrors.projectUnknown, projectId, member.councilId)] : []),
      ...(sessionId ? [sessionOfCouncil(memberErrors.sessionUnknown, sessionId, member.councilId)] : []),
    ];
    return this.work.create(
      request,
      RoleWork,
      (now) => logWork(input, member, now),
      () => ({ ...ownOrAt(member, request), also }),
    );
  }
}
