import {
  gridsOfPlace,
  householdsOfPlace,
  inviteAccount,
  issueHouseholdCode,
  registerPerson,
  roleTable,
  type Role,
} from '@gezhi/shared/contracts';
import { activate, bind, DemoAccount, idOf } from './demo-api.js';
import { shownEstate } from './estate.js';
import { street, type DemoCommunity } from './geography.js';
import type { Story } from './story.js';
import { inParallel } from './story.js';

/** A demo account as it is shown after the start. */
export interface ShownAccount {
  readonly role: Role;
  readonly zh: string;
  readonly name: string;
  readonly password: string;
}

/** The signed-in people of the demo. */
export interface DemoPeople {
  readonly leader: DemoAccount;
  /** One per community, in its order. */
  readonly secretaries: readonly DemoAccount[];
  readonly worker: DemoAccount;
  readonly cadre: DemoAccount;
  readonly resident: DemoAccount;
  readonly member: DemoAccount;
  readonly residentHousehold: string;
  readonly shown: readonly ShownAccount[];
}

export const password = 'gezhi demo only';

/** Invites and activates one account of each user kind, and a secretary for every community. */
export async function openAccounts(
  baseUrl: string,
  story: Story,
  communities: readonly DemoCommunity[],
  operatorPassword: string,
): Promise<DemoPeople> {
  const { operator } = story;
  const [first] = communities;
  const grid = first!.grids[0]!.code;
  const invite = async (username: string, role: Role, scope: string, placeCode: string): Promise<string> => {
    const own = roleTable[role].axis === 'place' ? { scope } : { scope, placeCode };
    const { code } = await operator.do(inviteAccount, { id: idOf('account', username), username, role, ...own }, username);
    await activate(baseUrl, code, password);
    return username;
  };
  const names = await inParallel(communities, 2, (community, index) =>
    invite(`secretary-${index + 1}`, 'community-secretary', community.code, community.code),
  );
  await invite('leader', 'street-leader', street, street);
  await invite('worker', 'grid-worker', grid, grid);
  await invite('cadre', 'cadre', grid, grid);
  await invite('property', 'property-company', shownEstate, first!.code);
  await invite('committee', 'committee-member', shownEstate, first!.code);
  await invite('member', 'part-time-member', idOf('council', 1), first!.code);

  const signIn = (name: string) => DemoAccount.signIn(baseUrl, name, password);
  const secretaries = await inParallel(names, 2, signIn);
  const householdId = await bindResident(baseUrl, secretaries[0]!, grid);
  const shown = (role: Role, name: string, secret = password): ShownAccount => ({ role, zh: roleTable[role].zh, name, password: secret });
  return {
    leader: await signIn('leader'),
    secretaries,
    worker: await known(await signIn('worker'), grid),
    cadre: await known(await signIn('cadre'), grid),
    resident: await signIn('resident'),
    member: await signIn('member'),
    residentHousehold: householdId,
    shown: [
      shown('operator', process.env.OPERATOR_USERNAME ?? 'operator', operatorPassword),
      shown('street-leader', 'leader'),
      shown('community-secretary', 'secretary-1'),
      shown('grid-worker', 'worker'),
      shown('cadre', 'cadre'),
      shown('resident', 'resident'),
      shown('property-company', 'property'),
      shown('committee-member', 'committee'),
      shown('part-time-member', 'member'),
    ],
  };
}

/** Invites somebody to a role at a place, who sets the password and signs in. */
export async function openAccount(operator: DemoAccount, username: string, role: Role, scope: string): Promise<DemoAccount> {
  const { code } = await operator.do(inviteAccount, { id: idOf('account', username), username, role, scope }, username);
  await activate(operator.baseUrl, code, password);
  return known(await DemoAccount.signIn(operator.baseUrl, username, password), scope);
}

/** The account, once the grid service has heard of its role there, and names it to others: it sees a grid of the place then. */
async function known(account: DemoAccount, placeCode: string): Promise<DemoAccount> {
  for (let attempt = 0; ; attempt++) {
    const { items } = await account.do(gridsOfPlace, { placeCode, limit: 1 });
    if (items.length) return account;
    if (attempt >= 200) throw new Error(`the grid service has not heard of an account at ${placeCode}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** A member of the first household of the grid, bound as any resident is: by the code that the secretary hands over. */
async function bindResident(baseUrl: string, secretary: DemoAccount, grid: string): Promise<string> {
  const { items } = await secretary.do(householdsOfPlace, { placeCode: grid, kind: 'RESIDENT', limit: 1 });
  const householdId = items[0]!.id;
  const personId = idOf('resident person', householdId);
  await secretary.do(registerPerson, { id: personId, householdId, name: '演示居民1号' }, personId);
  const id = idOf('code of', personId);
  const { code } = await secretary.do(issueHouseholdCode, { id, householdId, personId }, id);
  await bind(baseUrl, code, 'resident', password);
  return householdId;
}
