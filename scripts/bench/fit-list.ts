import { generateFitList } from '@gezhi/shared/contracts';
import { appointCadres } from '../demo/cadres.js';
import { idOf } from '../demo/demo-api.js';
import { demoCommunities, street } from '../demo/geography.js';
import { Story } from '../demo/story.js';
import { seconds, type Figure, type Ground } from './ground.js';

/** The fit list of the whole street: 223 cadres and 67 grids, everything it rests on read and every pair explained. */
export async function measureFitList({ operator }: Ground): Promise<Figure[]> {
  const communities = demoCommunities();
  const people = { secretaries: communities.map(() => operator), cadre: operator } as never;
  const cadres = await appointCadres(new Story(operator, new Date()), people, communities);
  await operator.refresh();
  const times: number[] = [];
  for (let round = 0; round < 3; round++) {
    const id = idOf('bench fit list', round);
    times.push(await seconds(() => operator.do(generateFitList, { id, placeCode: street }, id)));
  }
  const [, middle] = times.toSorted((a, b) => a - b);
  const grids = communities.flatMap((community) => community.grids).length;
  return [{ name: `fit list, ${cadres.length} cadres × ${grids} grids, median of 3`, value: `${middle!.toFixed(2)} s`, target: '≤ 2 s' }];
}
