import { assignRole, estateBoard, inviteAccount, readEstate, type Role } from '@gezhi/shared/contracts';
import { password } from '../accounts.js';
import { activate, DemoAccount, idOf, onceHeard } from '../demo-api.js';
import { estateCount, estateOf } from '../jixian/estates.js';
import { communityCode, gridCodes } from '../jixian/ground.js';
import type { Jixian } from '../jixian/opening.js';
import { inParallel, numbers } from '../story.js';

/** Those who care for the estates of 集贤县. */
export interface Carers extends Jixian {
  /** The welfare property company, at every estate. */
  readonly company: DemoAccount;
  /** Of the committee of the estate shown most. */
  readonly member: DemoAccount;
}

/** The estate with accounts of its company and committee, where the worked case of P-T16 happens. */
export const shown = 0;

/** Waits until the property service has heard of those on duty: they act on its estates next. */
export async function meetProperty({ leader, secretary, workers }: Jixian): Promise<void> {
  for (const account of [leader, secretary]) await onceHeard(() => account.do(estateBoard, { placeCode: communityCode }));
  for (const [index, worker] of workers.entries()) await onceHeard(() => worker.do(estateBoard, { placeCode: gridCodes[index]! }));
}

/** The company and a member of a committee get accounts once their estates are registered. */
export async function inviteCarers(jixian: Jixian, operator: DemoAccount): Promise<Carers> {
  const company = await invite(operator, 'property-jixian', 'property-company');
  const member = await invite(operator, 'committee-jixian', 'committee-member');
  await inParallel(numbers(estateCount).slice(1), 4, async (estate) => {
    const id = idOf('jixian company at', estate);
    const role = { role: 'property-company' as const, scope: estateOf(estate), placeCode: communityCode };
    await operator.do(assignRole, { id, accountId: company.accountId, ...role }, id);
  });
  for (const estate of numbers(estateCount)) await onceHeard(() => company.do(readEstate, { id: estateOf(estate) }));
  await onceHeard(() => member.do(readEstate, { id: estateOf(shown) }));
  return { ...jixian, company, member };
}

async function invite(operator: DemoAccount, username: string, role: Role): Promise<DemoAccount> {
  const at = { scope: estateOf(shown), placeCode: communityCode };
  const { code } = await operator.do(inviteAccount, { id: idOf('account', username), username, role, ...at }, username);
  await activate(operator.baseUrl, code, password);
  return DemoAccount.signIn(operator.baseUrl, username, password);
}
