import { fileServiceRequest, householdsOfPlace, serviceRequestsOfPlace, type Contract } from '@gezhi/shared/contracts';
import { idOf } from '../demo/demo-api.js';
import { street } from '../demo/geography.js';
import { inParallel } from '../demo/story.js';
import { quiet, seconds, type Figure, type Ground } from './ground.js';
import { median } from './load.js';
import { benchCommunity } from './requests.js';

const pages = 1000;
const limit = 10;
const compared = 50;

/** Lists read from the first page to the thousandth: what the last pages cost against the first ones. */
export async function measurePages(ground: Ground): Promise<Figure[]> {
  const { operator, cluster } = ground;
  const ids = Array.from({ length: pages * limit + 1 }, (_, index) => idOf('bench page', index));
  const filing = { class: 'GENERAL', origin: 'PATROL' as const, summary: '测量用诉求', communityCode: benchCommunity };
  await inParallel(ids, 32, (id) => operator.do(fileServiceRequest, { id, ...filing }, id));
  await quiet(cluster);
  return [await flatness(ground, 'households', householdsOfPlace), await flatness(ground, 'service requests', serviceRequestsOfPlace)];
}

/** Walks the list once for its cursors, then reads pages of its beginning and of its end in turn. */
async function flatness({ operator }: Ground, what: string, list: Contract): Promise<Figure> {
  const read = async (after: string | undefined) =>
    ((await operator.client.call(list, { placeCode: street, limit, ...(after && { after }) })) as { next: string | null }).next;
  const cursors: (string | undefined)[] = [undefined];
  while (cursors.length < pages) {
    await operator.refresh();
    const next = await read(cursors.at(-1));
    if (!next) throw new Error(`the list of ${what} ends at page ${cursors.length}`);
    cursors.push(next);
  }
  const times: { first: number; last: number }[] = [];
  for (let page = 0; page < compared; page++) {
    const first = await seconds(() => read(cursors[page]));
    times.push({ first, last: await seconds(() => read(cursors[pages - compared + page])) });
  }
  const [first, last] = (['first', 'last'] as const).map((end) => median(times.map((time) => time[end] * 1000))) as [number, number];
  return {
    name: `${what}, pages of ${limit}: the last ${compared} of ${pages} against the first (${last.toFixed(1)} / ${first.toFixed(1)} ms)`,
    value: (last / first).toFixed(2),
    target: 'flat: about 1',
  };
}
