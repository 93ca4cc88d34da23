import {
  addFollowUp,
  admitOrganization,
  appointMember,
  completeFollowUp,
  completeProject,
  concludeAgreement,
  foundCouncil,
  inviteAccount,
  logRoleWork,
  openProgramme,
  pairLeader,
  reportProject,
  startProject,
  type InputOf,
  type MemberRole,
  type OrganizationKind,
} from '@gezhi/shared/contracts';
import { password } from '../accounts.js';
import { activate, DemoAccount, idOf, onceHeard } from '../demo-api.js';
import { communityCode, jixian as county } from '../jixian/ground.js';
import { uploadPicture } from '../picture.js';
import type { Carers } from '../property/people.js';
import { inParallel, numbers, type Story } from '../story.js';

/** The part-time members (C-04), in four roles (C-05), sent by organisations of three kinds. */
export const memberCount = 55;
export const councilId = idOf('jixian council');
const roles: readonly MemberRole[] = ['POLICY_PRESENTER', 'COMMUNITY_ADVISER', 'PROJECT_FOLLOWER', 'OPINION_COLLECTOR'];
const organizations: readonly (readonly [OrganizationKind, string])[] = [
  ['AGENCY', '演示教育局'],
  ['AGENCY', '演示卫生院'],
  ['AGENCY', '演示供电所'],
  ['ENTERPRISE', '演示建材公司'],
  ['ENTERPRISE', '演示商贸公司'],
  ['SOCIAL_ORGANIZATION', '演示社会工作服务中心'],
];
export const organizationOf = (index: number): string => idOf('jixian organisation', index % organizations.length);
export const memberOf = (index: number): string => idOf('jixian part-time member', index);
const agreementOf = (index: number): string => idOf('jixian agreement', index);
const projectOf = (index: number): string => idOf('jixian project', index);

/** Those who take part in the council of 集贤县. */
export interface Councillors extends Carers {
  /** A part-time member who votes by the own account; the others vote on paper. */
  readonly councillor: DemoAccount;
}

/** The council round its community (C-01): member organisations, agreements and projects (C-02) under a programme (C-03). */
export async function openCouncil(story: Story, day: number, { secretary, leader, ...others }: Carers): Promise<Councillors> {
  const evidenceIds = [await uploadPicture(secretary, 'jixian council')];
  const named = { id: councilId, communityCode, name: '演示繁荣社区议事会' };
  await onceHeard(() => secretary.do(foundCouncil, { ...named, evidenceIds }, councilId));
  await inParallel(organizations, 4, async ([kind, name], index) => {
    const id = organizationOf(index);
    await secretary.do(admitOrganization, { id, councilId, kind, name }, id);
  });
  const programmeId = idOf('jixian programme');
  const { operator } = story;
  await operator.do(openProgramme, { id: programmeId, placeCode: county, title: '灯塔回航', from: story.dayAt(day) }, programmeId);
  const term = { from: story.dayAt(day), to: story.dayAt(day + 365) };
  await inParallel(numbers(4), 4, async (index) => {
    const id = agreementOf(index);
    await secretary.do(
      concludeAgreement,
      { id, organizationId: organizationOf(index), title: `共建协议（演示）${index + 1}`, ...term, evidenceIds },
      id,
    );
    const project = projectOf(index);
    const started = { agreementId: id, programmeId, title: `共建项目（演示）${index + 1}`, dueOn: story.dayAt(day + 100) };
    await secretary.do(startProject, { id: project, ...started }, project);
    const step = { id: project, progress: '已过半（演示）', percent: 60 };
    if (index < 2) await secretary.do(reportProject, step, 'report', project);
    if (index === 0) await secretary.do(completeProject, { id: project, evidenceIds }, 'complete', project);
  });
  const councillor = await appointMembers(story, day, secretary, evidenceIds);
  await pairLeaders(story, day, leader, secretary);
  return { secretary, leader, ...others, councillor };
}

/** Everybody is invited to an account, of which the first is used; a code that nobody redeems costs nothing. */
async function appointMembers(story: Story, day: number, secretary: DemoAccount, evidenceIds: string[]): Promise<DemoAccount> {
  const { operator } = story;
  const accounts = await inParallel(numbers(memberCount), 8, async (index) => {
    const username = `councillor-jixian-${index + 1}`;
    const at = { role: 'part-time-member' as const, scope: councilId, placeCode: communityCode };
    return operator.do(inviteAccount, { id: idOf('account', username), username, ...at }, username);
  });
  await activate(operator.baseUrl, accounts[0]!.code, password);
  await inParallel(accounts, 8, async ({ id: accountId }, index) => {
    const id = memberOf(index);
    const held = index < 8 ? [roles[index % 4]!, roles[(index + 1) % 4]!] : [roles[index % 4]!];
    const person = { personId: idOf('jixian councillor', index), name: `演示兼职委员${index + 1}号`, accountId, roles: held };
    const term = { termFrom: story.dayAt(day), termMonths: 36 };
    const appointed = { id, councilId, organizationId: organizationOf(index), ...person, ...term, evidenceIds };
    await onceHeard(() => secretary.do(appointMember, appointed, id));
  });
  return DemoAccount.signIn(operator.baseUrl, 'councillor-jixian-1', password);
}

const works: Readonly<Record<MemberRole, Partial<InputOf<typeof logRoleWork>>>> = {
  POLICY_PRESENTER: { participants: 30 },
  COMMUNITY_ADVISER: {},
  PROJECT_FOLLOWER: { projectId: projectOf(1) },
  OPINION_COLLECTOR: { opinions: 6 },
};

/** What members did in their roles (C-05), an adviser at a session that was held. */
export async function recordWorks(story: Story, day: number, { secretary, councillor }: Councillors, sessionId: string): Promise<void> {
  await inParallel(numbers(20), 4, async (index) => {
    const id = idOf('jixian role work', index);
    const role = roles[index % 4]!;
    const done = { ...works[role], ...(role === 'COMMUNITY_ADVISER' && { sessionId }) };
    const work = { id, memberId: memberOf(index), role, occurredOn: story.dayAt(day), summary: '履职记录（演示）', ...done };
    await (index ? secretary : councillor).do(logRoleWork, work, id);
  });
}

/** Two leaders keep in touch (C-13); of what one promised something is done and something is not. */
async function pairLeaders(story: Story, day: number, leader: DemoAccount, secretary: DemoAccount): Promise<void> {
  for (const [index, mode] of (['LEADER_LIAISON', 'LINKED_HELP'] as const).entries()) {
    const id = idOf('jixian leader pairing', index);
    const person = { personId: idOf('jixian paired leader', index), name: `演示对接领导${index + 1}号` };
    const account = index ? {} : { accountId: leader.accountId };
    await secretary.do(pairLeader, { id, councilId, ...person, ...account, mode }, id);
    const followUp = idOf('jixian follow-up', index);
    await secretary.do(addFollowUp, { id: followUp, pairingId: id, title: '协调路灯修复（演示）', dueOn: story.dayAt(day + 30) }, followUp);
    if (!index) await secretary.do(completeFollowUp, { id: followUp, outcome: '路灯已修复（演示）' }, 'complete', followUp);
  }
}
