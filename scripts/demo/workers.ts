import { confirmWorkerDuties, postWorker, registerWorker, runThreeFixedCheck } from '@gezhi/shared/contracts';
import { openAccount, type DemoPeople } from './accounts.js';
import { idOf, type DemoAccount } from './demo-api.js';
import type { DemoCommunity } from './geography.js';
import { inParallel, type Story } from './story.js';

export interface DemoWorker {
  readonly id: string;
  readonly account: DemoAccount;
}

/** A grid worker for every grid of the first community (三定): a check finds the one who has not confirmed, a second check nothing. */
export async function postWorkers(story: Story, people: DemoPeople, [community]: readonly DemoCommunity[]): Promise<DemoWorker[]> {
  const secretary = people.secretaries[0]!;
  const { code: placeCode, grids } = community!;
  const startsOn = story.at(28).toISOString().slice(0, 10);
  const workers = await inParallel(grids, 2, async ({ code: gridCode }, index) => {
    const account = index === 0 ? people.worker : await openAccount(story.operator, `worker-${index + 1}`, 'grid-worker', gridCode);
    const id = idOf('worker', index);
    const named = { personId: idOf('worker person', index), name: `演示网格员${index + 1}号`, homePlace: placeCode };
    await secretary.do(registerWorker, { id, ...named, accountId: account.accountId, joinedOn: startsOn }, id);
    await secretary.do(postWorker, { id: postingOf(index), workerId: id, gridCode, startsOn }, postingOf(index));
    return { id, account };
  });
  const confirm = ({ account }: DemoWorker, index: number) =>
    account.do(confirmWorkerDuties, { id: postingOf(index) }, postingOf(index)).then(() => undefined);
  const check = (run: string) => secretary.do(runThreeFixedCheck, { id: idOf('three-fixed', run), placeCode }, run);
  const last = workers.length - 1;
  await inParallel(workers.slice(0, last), 2, confirm);
  await check('first');
  await confirm(workers[last]!, last);
  await check('repaired');
  return workers;
}

const postingOf = (index: number): string => idOf('posting', index);
