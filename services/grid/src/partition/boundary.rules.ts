import { area } from '@turf/area';
import { featureCollection, polygon as feature } from '@turf/helpers';
import { intersect } from '@turf/intersect';
import { kinks } from '@turf/kinks';
import { partitionErrors, type values } from '@gezhi/shared/contracts';
import { ensure } from '@gezhi/shared/domain';

type Polygon = values.Polygon;
type Position = Polygon['coordinates'][number][number];
/** Square metres: less is no ground, only the rounding of a line. */
const smallest = 1;

type Box = readonly [west: number, south: number, east: number, north: number];

/**
 * G-06 A boundary is closed, encloses an area and nowhere crosses or touches itself.
 *
 * Refuses with `grid.partition.not-closed`, `degenerate` or `self-crossing` {grid}.
 *
 * @param grid what the refusal names: the code or the number of the grid in its plan
 */
export function checkBoundary(polygon: Polygon, grid: string): void {
  for (const ring of polygon.coordinates) ensure(same(ring[0]!, ring.at(-1)!), partitionErrors.notClosed, { grid });
  ensure(kinks(feature(polygon.coordinates)).features.length === 0, partitionErrors.selfCrossing, { grid });
  ensure(area(feature(polygon.coordinates)) >= smallest, partitionErrors.degenerate, { grid });
  ensure(!polygon.coordinates.some(foldsBack), partitionErrors.selfCrossing, { grid });
}

/**
 * G-T2 The grids of one plan do not overlap; a common border is no overlap.
 *
 * Refuses with `grid.partition.overlap` {grids, squareMetres} naming the first pair.
 *
 * @param sliver square metres by which neighbours drawn by hand may overlap, from the jurisdiction's policy
 */
export function checkSiblings(grids: readonly { readonly code: string; readonly boundary: Polygon }[], sliver: number): void {
  const boxed = grids.map((grid) => ({ ...grid, box: boxOf(grid.boundary) }));
  boxed.forEach((a, index) => {
    for (const b of boxed.slice(index + 1)) {
      if (!meet(a.box, b.box)) continue;
      const squareMetres = overlapOf(a.boundary, b.boundary);
      ensure(squareMetres <= sliver, partitionErrors.overlap, { grids: [a.code, b.code], squareMetres: Math.ceil(squareMetres) });
    }
  });
}

/** G-T2 The square metres two boundaries have in common; 0 when they only touch. */
export function overlapOf(a: Polygon, b: Polygon): number {
  const common = intersect(featureCollection([feature(a.coordinates), feature(b.coordinates)]));
  return common ? area(common) : 0;
}

/** G-06 Whether a grid takes ground from another: more than the rounding of a line. */
export const takesGround = (a: Polygon, b: Polygon): boolean => meet(boxOf(a), boxOf(b)) && overlapOf(a, b) >= smallest;

/** G-T1 West, south, east and north of a boundary in degrees; codes follow the west and the north. */
export function boxOf(polygon: Polygon): Box {
  const outer = polygon.coordinates[0]!;
  const [lons, lats] = [outer.map(([lon]) => lon), outer.map(([, lat]) => lat)];
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}

const same = (a: Position, b: Position): boolean => a[0] === b[0] && a[1] === b[1];

const meet = (a: Box, b: Box): boolean => a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];

/** Whether a ring goes back along the edge it came by, or stands still: the crossing test sees neither. */
function foldsBack(ring: readonly Position[]): boolean {
  return ring.slice(0, -1).some((corner, index) => {
    const before = index === 0 ? ring.at(-2)! : ring[index - 1]!;
    const after = ring[index + 1]!;
    const [inX, inY, outX, outY] = [corner[0] - before[0], corner[1] - before[1], after[0] - corner[0], after[1] - corner[1]];
    return inX * outY === inY * outX && inX * outX + inY * outY <= 0;
  });
}
