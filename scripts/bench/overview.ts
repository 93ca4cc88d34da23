import { street } from '../demo/geography.js';
import { quiet, type Figure, type Ground } from './ground.js';
import { load, median, type Measured } from './load.js';

const connections = 20;
const seconds = 4;

/** The one picture of the street after the import of its register: four services asked for every answer. */
export async function measureOverview({ cluster, operator }: Ground, rounds: number): Promise<Figure[]> {
  await quiet(cluster);
  await operator.refresh();
  const headers = { authorization: `Bearer ${operator.accessToken}` };
  const shoot = (path: string, lasting: number) => load(cluster.url, connections, lasting, () => ({ method: 'GET', path, headers }));
  const path = `/v1/places/${street}/overview`;
  await shoot(path, 2);
  const shots: Measured[] = [];
  for (let round = 0; round < rounds; round++) shots.push(await shoot(path, seconds));
  const middle = (figure: 'p50' | 'p99' | 'perSecond') => Math.round(median(shots.map((shot) => shot[figure])));
  const failures = shots.reduce((sum, shot) => sum + shot.failures, 0);
  const all = shots.map(({ p99 }) => p99).join(' ');
  return [
    {
      name: `overview of the street, ${connections} connections: p50 / p99, median of rounds ${all} (${middle('perSecond')} per second, ${failures} failures)`,
      value: `${middle('p50')} / ${middle('p99')} ms`,
      target: 'p99 ≤ 50 ms',
    },
  ];
}
