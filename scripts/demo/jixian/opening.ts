import {
  confirmWorkerDuties,
  postWorker,
  publishRequestPolicy,
  publishWorkerPolicy,
  registerWorker,
  requestPolicy,
  workerPolicy,
} from '@gezhi/shared/contracts';
import { openAccount } from '../accounts.js';
import { idOf, type DemoAccount } from '../demo-api.js';
import { inParallel, type Story } from '../story.js';
import { communityCode, drawJixian, gridCodes, jixian, town } from './ground.js';
import { moveIn, type Neighbour } from './neighbours.js';

const workerCount = 40;

/** Those who act in 集贤县; of its forty grid workers the first of each grid has an account. */
export interface Jixian {
  readonly leader: DemoAccount;
  readonly secretary: DemoAccount;
  readonly worker: DemoAccount;
  /** One of each grid, in its order. */
  readonly workers: readonly DemoAccount[];
  readonly workerIds: readonly string[];
  readonly neighbours: readonly [Neighbour, Neighbour];
}

/** Opens the second jurisdiction: its catalogues, grids, people and grid workers. */
export async function openJixian(story: Story): Promise<Jixian> {
  const { operator } = story;
  await drawJixian(story);
  const leader = await openAccount(operator, 'leader-jixian', 'street-leader', town);
  const secretary = await openAccount(operator, 'secretary-jixian', 'community-secretary', communityCode);
  await publishCatalogues(operator);
  const accounts = await inParallel(gridCodes, 2, (gridCode, index) => {
    return openAccount(operator, `worker-jixian-${index + 1}`, 'grid-worker', gridCode);
  });
  const workerIds = await postWorkers(story, secretary, accounts);
  const neighbours = [await moveIn(secretary, 1), await moveIn(secretary, 2)] as const;
  return { leader, secretary, worker: accounts[0]!, workers: accounts, workerIds, neighbours };
}

const hourly = ['calendar-hour', 'working-hour'];

/** “8+4+1” and the limits of requests (民需即办), as the county lays them down for itself. */
async function publishCatalogues(operator: DemoAccount): Promise<void> {
  const { duties, loop } = await operator.do(workerPolicy, { placeCode: jixian });
  const workers = idOf('worker policy', jixian);
  await operator.do(publishWorkerPolicy, { id: workers, jurisdictionId: jixian, duties, loop }, workers);
  const { jurisdictionId: _, version: __, publishedAt: ___, ...limits } = await operator.do(requestPolicy, { placeCode: jixian });
  const classes = limits.classes.map((each) => ({
    ...each,
    // An emergency and what is cleared within hours keep their own: no response is due later than the resolution.
    ...(!hourly.includes(each.resolve.unit) && { firstResponse: { amount: 4, unit: 'working-hour' as const } }),
    source: '集贤县演示目录：民需即办',
    assumed: true,
  }));
  const requests = idOf('request policy', jixian);
  await operator.do(publishRequestPolicy, { id: requests, jurisdictionId: jixian, ...limits, classes }, requests);
}

/** Ten workers a grid (定格定人); those with an account take note of their duties (定责). */
async function postWorkers(story: Story, secretary: DemoAccount, accounts: readonly DemoAccount[]): Promise<string[]> {
  const startsOn = story.at(0).toISOString().slice(0, 10);
  return inParallel(Array.from({ length: workerCount }), 8, async (_, index) => {
    const id = idOf('jixian worker', index);
    const posting = idOf('jixian posting', index);
    const account = accounts[index];
    const named = { personId: idOf('jixian worker person', index), name: `演示小格管家${index + 1}号`, homePlace: communityCode };
    await secretary.do(registerWorker, { id, ...named, joinedOn: startsOn, ...(account && { accountId: account.accountId }) }, id);
    const gridCode = gridCodes[index % gridCodes.length]!;
    await secretary.do(postWorker, { id: posting, workerId: id, gridCode, startsOn }, posting);
    if (account) await account.do(confirmWorkerDuties, { id: posting }, posting);
    return id;
  });
}
