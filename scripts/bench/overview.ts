import { street } from '../demo/geography.js';
import { quiet, type Figure, type Ground } from './ground.js';
import { load } from './load.js';

const connections = 20;
const seconds = 10;

/** The one picture of the street after the import of its register: four services asked for every answer. */
export async function measureOverview({ cluster, operator }: Ground): Promise<Figure[]> {
  await quiet(cluster);
  await operator.refresh();
  const headers = { authorization: `Bearer ${operator.accessToken}` };
  const shoot = (path: string, lasting: number) => load(cluster.url, connections, lasting, () => ({ method: 'GET', path, headers }));
  const path = `/v1/places/${street}/overview`;
  await shoot(path, 2);
  const { p50, p99, perSecond, failures } = await shoot(path, seconds);
  return [
    {
      name: `overview of the street, ${connections} connections: p50 / p99 (${Math.round(perSecond)} per second, ${failures} failures)`,
      value: `${p50} / ${p99} ms`,
      target: 'p99 ≤ 50 ms',
    },
  ];
}
