import { admitOrganization, appointMember, foundCouncil, type MemberRole, type OrganizationKind } from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import type { TestCaller, TestService } from '@gezhi/shared/testing';

export const street = '230521100';

/** A council of a community of the street, with its secretary and a member organisation of each kind. */
export async function foundedCouncil(service: TestService, communityCode: string) {
  const secretary = service.as({ roles: ['community-secretary'], place: communityCode });
  const council = await secretary.call(foundCouncil, { id: newId(), communityCode, name: '演示社区议事会', evidenceIds: [newId()] });
  const admit = async (kind: OrganizationKind, name: string) =>
    (await secretary.call(admitOrganization, { id: newId(), councilId: council.id, kind, name })).id;
  const organizations = {
    agency: await admit('AGENCY', '演示机关'),
    enterprise: await admit('ENTERPRISE', '演示企业'),
    social: await admit('SOCIAL_ORGANIZATION', '演示社会组织'),
  };
  return { council, secretary, organizations };
}

/** A part-time member who serves from the first of 2026 on for so many months, with an account of its own. */
export async function appointed(
  service: TestService,
  secretary: TestCaller,
  { councilId, organizationId }: { readonly councilId: string; readonly organizationId: string },
  { roles = ['COMMUNITY_ADVISER'], termMonths = 60 }: { readonly roles?: MemberRole[]; readonly termMonths?: number } = {},
) {
  const caller = service.as({ roles: ['part-time-member'], council: councilId });
  const { id } = await secretary.call(appointMember, {
    ...{ id: newId(), personId: newId(), councilId, organizationId, name: '演示委员', accountId: caller.accountId },
    ...{ roles, termFrom: '2026-01-01', termMonths, evidenceIds: [newId()] },
  });
  return { id, caller };
}
