import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import type { values } from '@gezhi/shared/contracts';
import { boxOf } from './boundary.rules.js';

export interface Bounded {
  readonly code: string;
  readonly boundary: values.Polygon;
}

export interface Located {
  readonly lon: number;
  readonly lat: number;
}

/** The grid that holds a point, or why none does: it lies in no grid, or inside several. */
export type Place =
  { readonly in: 'one'; readonly code: string } | { readonly in: 'none' } | { readonly in: 'several'; readonly codes: readonly string[] };

/**
 * G-T2 The one grid that holds a point. A point on a common border belongs to the neighbour with the lowest
 * code, so that it is in exactly one grid; a point inside two grids is in several.
 */
export function placing(grids: readonly Bounded[]): (point: Located) => Place {
  const sorted = grids
    .toSorted((a, b) => (a.code < b.code ? -1 : 1))
    .map(({ code, boundary }) => ({ code, polygon: { ...boundary, bbox: boxOf(boundary) as [number, number, number, number] } }));
  return ({ lon, lat }) => {
    const holds = (ignoreBoundary: boolean) =>
      sorted.filter(({ polygon }) => booleanPointInPolygon([lon, lat], polygon, { ignoreBoundary })).map(({ code }) => code);
    const inside = holds(true);
    if (inside.length > 1) return { in: 'several', codes: inside };
    const code = inside[0] ?? holds(false)[0];
    return code === undefined ? { in: 'none' } : { in: 'one', code };
  };
}

export interface Assignment<H extends Located> {
  readonly placed: readonly { readonly household: H; readonly code: string }[];
  /** In no grid. */
  readonly orphans: readonly H[];
  /** Inside several grids. */
  readonly overlaps: readonly H[];
}

/** G-06, G-T2 Every household with the one grid that holds it, and those that have none or several. */
export function assign<H extends Located>(households: readonly H[], grids: readonly Bounded[]): Assignment<H> {
  const place = placing(grids);
  const placed: { household: H; code: string }[] = [];
  const [orphans, overlaps]: [H[], H[]] = [[], []];
  for (const household of households) {
    const found = place(household);
    if (found.in === 'one') placed.push({ household, code: found.code });
    else (found.in === 'none' ? orphans : overlaps).push(household);
  }
  return { placed, orphans, overlaps };
}
