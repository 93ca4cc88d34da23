import { readFileSync } from 'node:fs';
import type { GridType } from '@gezhi/shared/contracts';

export interface Place {
  readonly code: string;
  readonly name: string;
  readonly level: string;
  readonly parent: string | null;
}

/** Invented ground of one grid: a rectangle, so that households can be laid out inside without a map of real people. */
export interface DemoGrid {
  readonly code: string;
  readonly type: GridType;
  readonly west: number;
  readonly south: number;
  readonly width: number;
  readonly height: number;
}

export interface DemoCommunity extends Place {
  readonly grids: readonly DemoGrid[];
}

export const street = '320404004';
const gridsPerCommunity = [9, 9, 9, 8, 8, 8, 8, 8];
const types: readonly GridType[] = [
  'CONFLICT_RESOLUTION',
  'URBAN_RENEWAL',
  'COMMUNITY_BUILDING',
  'ENVIRONMENT_IMPROVEMENT',
  'ENTERPRISE_SERVICE',
];
const [width, height] = [0.004, 0.003];
const [west, north] = [119.9, 31.8];

/** The eight real communities of 西林街道, each cut into invented rectangular grids side by side: 67 in all. */
export function demoCommunities(): DemoCommunity[] {
  const places = JSON.parse(readFileSync('scripts/demo/places.json', 'utf8')) as Place[];
  const communities = places.filter(({ level, parent }) => level === 'community' && parent === street);
  let serial = 0;
  return communities.map((place, row) => ({
    ...place,
    grids: Array.from({ length: gridsPerCommunity[row]! }, (_, column) => ({
      code: `${place.code}${String(column + 1).padStart(3, '0')}`,
      type: types[serial++ % types.length]!,
      west: round(west + column * width),
      south: round(north - (row + 1) * height),
      width,
      height,
    })),
  }));
}

/** The grid's boundary as GeoJSON, counter-clockwise and closed. */
export function boundaryOf({ west: w, south: s, width: x, height: y }: DemoGrid): { type: 'Polygon'; coordinates: [number, number][][] } {
  const [e, n] = [round(w + x), round(s + y)];
  return {
    type: 'Polygon',
    coordinates: [
      [
        [w, s],
        [e, s],
        [e, n],
        [w, n],
        [w, s],
      ],
    ],
  };
}

/** The `index`th of `count` doors of a grid, spread over its inside. */
export function doorOf(grid: DemoGrid, index: number, count: number): [number, number] {
  const columns = Math.ceil(Math.sqrt(count));
  const x = ((index % columns) + 0.5) / columns;
  const y = (Math.floor(index / columns) + 0.5) / columns;
  return [round(grid.west + grid.width * x), round(grid.south + grid.height * y)];
}

const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;
