import { activatePartition, classifyGrid, draftPartition, type InputOf } from '@gezhi/shared/contracts';
import { idOf } from '../demo-api.js';
import { boundaryOf, type DemoGrid } from '../geography.js';
import type { Story } from '../story.js';

/** A street and a community of another jurisdiction, 集贤县, so that nothing of it is in a figure of 西林街道; the ground is invented. */
export const jixian = '230521';
export const town = `${jixian}100`;
export const communityCode = `${town}001`;

const square = (serial: string, column: number): DemoGrid => ({
  code: `${communityCode}${serial}`,
  type: 'COMMUNITY_BUILDING',
  west: 131.14 + column * 0.004,
  south: 46.72,
  width: 0.004,
  height: 0.003,
});
const [first, second, third] = ['001', '002', '003'].map(square) as [DemoGrid, DemoGrid, DemoGrid];
const half = { ...third, width: third.width / 2 };
const halves = [half, { ...half, west: third.west + half.width }];

/** Where households are, by the grids in force. */
export const grounds: readonly DemoGrid[] = [first, second, ...halves];
/** The grids in force once the third was split: its halves have the next serials. */
export const home = first;
export const gridCodes: readonly string[] = [first.code, second.code, `${communityCode}004`, `${communityCode}005`];

/** Three grids; then, as a second partition, the third is split (G-06), and one has another type from then on (G-07). */
export async function drawJixian({ operator }: Story): Promise<void> {
  const draw = async (turn: number, grids: InputOf<typeof draftPartition>['grids']): Promise<void> => {
    const id = turn === 1 ? idOf('plan', communityCode) : idOf('plan', communityCode, turn);
    await operator.do(draftPartition, { id, communityCode, grids }, id);
    await operator.do(activatePartition, { id }, id);
  };
  const drawn = (grid: DemoGrid, ...from: string[]) => ({ type: grid.type, boundary: boundaryOf(grid), from });
  await draw(
    1,
    [first, second, third].map((grid) => ({ serial: grid.code.slice(12), ...drawn(grid) })),
  );
  await draw(2, [
    ...[first, second].map((grid) => ({ code: grid.code, ...drawn(grid) })),
    ...halves.map((grid, index) => ({ serial: `00${4 + index}`, ...drawn(grid, third.code) })),
  ]);
  const type = 'ENVIRONMENT_IMPROVEMENT';
  await operator.do(classifyGrid, { code: second.code, type, reason: '环境整治任务较重（演示）' }, 'classify', second.code);
}
