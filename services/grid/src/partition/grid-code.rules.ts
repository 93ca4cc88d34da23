import { partitionErrors, type values } from '@gezhi/shared/contracts';
import { ensure, gridCodeOf } from '@gezhi/shared/domain';
import { boxOf } from './boundary.rules.js';

interface Uncoded {
  readonly code?: string | undefined;
  readonly serial?: string | undefined;
  readonly boundary: values.Polygon;
}

const lastSerial = 999;
/** Borders closer than this many degrees, about ten metres, stand in one column from north to south. */
const columnWidth = 1e-4;

/** G-T1 The 15-digit code of the grid `serial` of a community. */
export const gridCodeIn = (communityCode: string, serial: number | string): string =>
  gridCodeOf(communityCode.slice(0, 6), communityCode.slice(6, 9), communityCode.slice(9, 12), String(serial).padStart(3, '0'));

/**
 * G-T1 Gives every grid of a plan its code. One that goes on keeps its own; one with a serial gets
 * that; the others get the next free serials from west to east, and from north to south. Codes once used are never used again.
 *
 * Refuses with `grid.partition.code-twofold` {code}, `code-taken` {code} or `codes-exhausted`.
 *
 * @param used every code the community ever had
 */
export function codesFor(communityCode: string, grids: readonly Uncoded[], used: readonly string[]): string[] {
  for (const { code, serial } of grids) ensure(code === undefined || serial === undefined, partitionErrors.codeTwofold, { code: code! });
  const fixed = grids.map(({ code, serial }) => code ?? (serial === undefined ? undefined : gridCodeIn(communityCode, serial)));
  grids.forEach(({ code }, index) => {
    const own = fixed[index];
    if (own === undefined) return;
    ensure(fixed.indexOf(own) === index && (code !== undefined || !used.includes(own)), partitionErrors.codeTaken, { code: own });
  });
  const taken = [...used, ...fixed.filter((code) => code !== undefined)];
  let serial = Math.max(0, ...taken.map((code) => Number(code.slice(12))));
  const codes = [...fixed];
  for (const index of readingOrder(grids).filter((index) => fixed[index] === undefined)) {
    ensure(++serial <= lastSerial, partitionErrors.codesExhausted, { communityCode });
    codes[index] = gridCodeIn(communityCode, serial);
  }
  return codes as string[];
}

function readingOrder(grids: readonly Uncoded[]): number[] {
  const corners = grids.map(({ boundary }) => {
    const [west, , , north] = boxOf(boundary);
    return { column: Math.round(west / columnWidth), north };
  });
  return corners
    .map((_, index) => index)
    .toSorted((a, b) => corners[a]!.column - corners[b]!.column || corners[b]!.north - corners[a]!.north);
}
