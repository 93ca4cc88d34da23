import { activatePartition, draftPartition, gridsOfPlace, simulatePartition, type GridType } from '@gezhi/shared/contracts';
import { idOf } from '../demo/demo-api.js';
import { boundaryOf, street } from '../demo/geography.js';
import { importSheet } from '../demo/upload.js';
import { quiet, seconds, type Figure, type Ground } from './ground.js';

const doors = 30_000;
const [west, south, width, height] = [119.5, 31.1, 0.04, 0.01];
const [before, after] = [9, 10];
const largeCommunity = `${street}099`;
const type: GridType = 'COMMUNITY_BUILDING';
const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;

/** One community with 30,000 households whose nine grids become ten: drafted and checked, simulated, activated. */
export async function measurePartition({ cluster, operator }: Ground): Promise<Figure[]> {
  await redraw(before, []);
  const rows = Array.from({ length: doors }, (_, door) => {
    const lon = west + ((door % 300) + 0.5) * (width / 300);
    const lat = south + (Math.floor(door / 300) + 0.5) * (height / 100);
    return `L-${door},居民,${largeCommunity},测量${door}室,${lon.toFixed(6)},${lat.toFixed(6)}`;
  });
  await importSheet(
    cluster.url,
    operator,
    'households',
    street,
    ['台账编号,类别,社区代码,门牌标签,经度,纬度', ...rows].join('\n'),
    'large',
  );
  await quiet(cluster);
  // As PostgreSQL does by itself within a minute.
  await cluster.query('grid', 'ANALYZE');
  await operator.refresh();
  const { items } = await operator.do(gridsOfPlace, { placeCode: largeCommunity });
  const { drafted, simulated, activated } = await redraw(
    after,
    items.map(({ code }) => code),
  );
  const parts = `drafted and checked ${drafted.toFixed(2)}, simulated ${simulated.toFixed(2)}, activated ${activated.toFixed(2)} s`;
  const whole = drafted + simulated + activated;
  return [{ name: `partition of ${doors} households: ${parts}`, value: `${whole.toFixed(2)} s`, target: '≤ 5 s' }];

  async function redraw(count: number, from: string[]): Promise<Record<'drafted' | 'simulated' | 'activated', number>> {
    const id = idOf('bench plan', count);
    const column = width / count;
    const grids = Array.from({ length: count }, (_, index) => {
      const place = { west: round(west + index * column), south, width: round(column), height };
      return { type, boundary: boundaryOf({ code: '', type, ...place }), ...(from.length && { from }) };
    });
    return {
      drafted: await seconds(() => operator.do(draftPartition, { id, communityCode: largeCommunity, grids }, id)),
      simulated: await seconds(() => operator.do(simulatePartition, { id })),
      activated: await seconds(() => operator.do(activatePartition, { id }, id)),
    };
  }
}
