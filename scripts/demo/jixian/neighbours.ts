import { fileServiceRequest, issueHouseholdCode, joinServiceRequest, registerHousehold, registerPerson } from '@gezhi/shared/contracts';
import { password } from '../accounts.js';
import { bind, DemoAccount, idOf } from '../demo-api.js';
import { doorOf } from '../geography.js';
import { communityCode, home } from './ground.js';
import type { Jixian } from './opening.js';

export interface Neighbour {
  readonly householdId: string;
  readonly resident: DemoAccount;
}

/** Two neighbours: one files a request, the other joins it (附议) instead of filing it again. */
export async function joinNeighbours({ neighbours: [first, second] }: Jixian): Promise<void> {
  const id = idOf('request', communityCode);
  const asked = { class: 'GENERAL', origin: 'RESIDENT' as const, serviceMode: 'DOOR_TO_DOOR' as const, summary: '演示诉求：楼道灯不亮' };
  await first.resident.do(fileServiceRequest, { id, ...asked, householdId: first.householdId }, id);
  await second.resident.do(joinServiceRequest, { id, householdId: second.householdId }, id);
}

/** A household of the home grid with a member, bound as any resident is. */
export async function moveIn(secretary: DemoAccount, number: number): Promise<Neighbour> {
  const householdId = idOf('household', communityCode, number);
  const [lon, lat] = doorOf(home, number, 4);
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
