import { admitOrganization, appointMember, foundCouncil, type FileView } from '@gezhi/shared/contracts';
import { jpegOf } from '../../gateway/src/file/pictures.fixture.js';
import { drawCommunity, settle } from './community.js';
import { appoint, bindResident, newId, operatorOf, type Host, type Person } from './people.js';

export const communityCode = '230521100001';
export const street = communityCode.slice(0, 9);

/** A community with its council, and those who act there. */
export interface CouncilScene {
  readonly operator: Person;
  readonly secretary: Person;
  readonly leader: Person;
  readonly resident: Person;
  readonly householdId: string;
  readonly councilId: string;
  readonly members: readonly Person[];
}

/** Founds a council with so many members, each with an account. */
export async function foundScene(cluster: Host, count: number): Promise<CouncilScene> {
  const operator = await operatorOf(cluster);
  const community = await drawCommunity(operator, communityCode, [131.14, 46.72]);
  const secretary = await appoint(cluster, operator, { role: 'community-secretary', scope: communityCode });
  const leader = await appoint(cluster, operator, { role: 'street-leader', scope: street });
  const householdId = await settle(secretary, community, 'west', 1);
  const resident = await bindResident(cluster, secretary, householdId);
  const [councilId, organizationId] = [newId(), newId()];
  const evidenceIds = [await pictureOf(secretary)];
  await secretary.call(foundCouncil, { id: councilId, communityCode, name: '演示社区议事会', evidenceIds });
  await secretary.call(admitOrganization, { id: organizationId, councilId, kind: 'AGENCY', name: '演示机关' });
  const members: Person[] = [];
  for (let number = 0; number < count; number++) {
    const member = await appoint(cluster, operator, { role: 'part-time-member', scope: councilId, placeCode: communityCode });
    const person = { id: newId(), personId: newId(), name: `演示委员${number + 1}号`, accountId: member.accountId };
    const term = { termFrom: new Date().toISOString().slice(0, 10), termMonths: 36 };
    const roles = ['COMMUNITY_ADVISER' as const];
    await secretary.call(appointMember, { ...person, councilId, organizationId, roles, ...term, evidenceIds });
    members.push(member);
  }
  return { operator, secretary, leader, resident, householdId, councilId, members };
}

/** Uploads a photograph that proves something. */
export async function pictureOf(person: Person): Promise<string> {
  const form = new FormData();
  form.append('file', new Blob([jpegOf() as BlobPart]), 'picture.jpg');
  const uploaded = await person.fetch('/v1/files', { method: 'POST', headers: { 'idempotency-key': newId() }, body: form });
  return ((await uploaded.json()) as FileView).id;
}
