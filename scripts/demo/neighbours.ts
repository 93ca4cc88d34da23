import {
  activatePartition,
  draftPartition,
  fileServiceRequest,
  inviteAccount,
  issueHouseholdCode,
  joinServiceRequest,
  registerHousehold,
  registerPerson,
} from '@gezhi/shared/contracts';
import { password } from './accounts.js';
import { activate, bind, DemoAccount, idOf } from './demo-api.js';
import { boundaryOf, doorOf, type DemoGrid } from './geography.js';
import type { Story } from './story.js';

/** A community of another jurisdiction, 集贤县, so that its request is in no figure of 西林街道; its one grid is invented ground. */
const communityCode = '230521100001';
const grid: DemoGrid = {
  code: `${communityCode}001`,
  type: 'COMMUNITY_BUILDING',
  west: 131.14,
  south: 46.72,
  width: 0.004,
  height: 0.003,
};

/** Two neighbours: one files a request, the other joins it (附议) instead of filing it again. */
export async function joinNeighbours({ operator }: Story): Promise<void> {
  const secretary = await openSecretary(operator);
  const plan = idOf('plan', communityCode);
  const drawn = [{ serial: grid.code.slice(12), type: grid.type, boundary: boundaryOf(grid) }];
  await operator.do(draftPartition, { id: plan, communityCode, grids: drawn }, plan);
  await operator.do(activatePartition, { id: plan }, plan);
  const [first, second] = [await moveIn(secretary, 1), await moveIn(secretary, 2)];
  const id = idOf('request', communityCode);
  const asked = { class: 'GENERAL', origin: 'RESIDENT' as const, serviceMode: 'DOOR_TO_DOOR' as const, summary: '演示诉求：楼道灯不亮' };
  await first.resident.do(fileServiceRequest, { id, ...asked, householdId: first.householdId }, id);
  await second.resident.do(joinServiceRequest, { id, householdId: second.householdId }, id);
}

async function openSecretary(operator: DemoAccount): Promise<DemoAccount> {
  const username = 'secretary-jixian';
  const invited = { id: idOf('account', username), username, role: 'community-secretary' as const, scope: communityCode };
  const { code } = await operator.do(inviteAccount, invited, username);
  await activate(operator.baseUrl, code, password);
  return DemoAccount.signIn(operator.baseUrl, username, password);
}

/** A household of the grid with a member, bound as any resident is. */
async function moveIn(secretary: DemoAccount, number: number): Promise<{ householdId: string; resident: DemoAccount }> {
  const householdId = idOf('household', communityCode, number);
  const [lon, lat] = doorOf(grid, number, 4);
  const door = { kind: 'RESIDENT' as const, communityCode, addressLabel: `演示1幢${number}室`, externalRef: `D-${number}`, lon, lat };
  await secretary.do(registerHousehold, { id: householdId, ...door }, householdId);
  const personId = idOf('resident person', householdId);
  await secretary.do(registerPerson, { id: personId, householdId, name: `演示邻居${number}号` }, personId);
  const id = idOf('code of', personId);
  const { code } = await secretary.do(issueHouseholdCode, { id, householdId, personId }, id);
  const username = `neighbour-${number}`;
  await bind(secretary.baseUrl, code, username, password);
  return { householdId, resident: await DemoAccount.signIn(secretary.baseUrl, username, password) };
}
