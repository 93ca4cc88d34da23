import { activatePartition, draftPartition, registerHousehold, type HouseholdKind } from '@gezhi/shared/contracts';
import { newId, type Person } from './people.js';

export const xilin = '320404004';
export const jixian = '230521';

const width = 0.01;

/** A community of two square grids side by side, west and east of `border`. */
export interface Community {
  readonly code: string;
  readonly west: string;
  readonly east: string;
  /** Longitude and latitude of its south-western corner. */
  readonly origin: readonly [number, number];
}

type Side = 'west' | 'east';

/** The area between two longitudes of a community, as GeoJSON. */
export function stripe({ origin: [lon, lat] }: Pick<Community, 'origin'>, from: number, to: number) {
  const [w, e, s, n] = [lon + from * width, lon + to * width, lat, lat + width];
  const corners: [number, number][] = [
    [w, s],
    [e, s],
    [e, n],
    [w, n],
    [w, s],
  ];
  return { type: 'Polygon' as const, coordinates: [corners] };
}

/** A spot in the west or the east of a community; another one for every number up to 10,000. */
export function spot({ origin: [lon, lat] }: Pick<Community, 'origin'>, side: Side, number: number): { lon: number; lat: number } {
  const [column, row] = [(number % 100) + 1, Math.floor(number / 100) % 100];
  const within = (part: number) => Number((part * width).toFixed(7));
  return {
    lon: Number((lon + within((side === 'west' ? 0 : 1) + column / 102)).toFixed(7)),
    lat: Number((lat + within((row + 1) / 102)).toFixed(7)),
  };
}

/** Draws the grids 001 (west) and 002 (east) and brings them into force. */
export async function drawCommunity(leader: Person, code: string, origin: readonly [number, number] = [119.9, 31.77]): Promise<Community> {
  const community = { code, west: `${code}001`, east: `${code}002`, origin };
  const id = newId();
  await leader.call(draftPartition, {
    id,
    communityCode: code,
    grids: [
      { serial: '001', type: 'COMMUNITY_BUILDING', boundary: stripe(community, 0, 1) },
      { serial: '002', type: 'CONFLICT_RESOLUTION', boundary: stripe(community, 1, 2) },
    ],
  });
  await leader.call(activatePartition, { id });
  return community;
}

/** Registers a household at a spot of its own and gives its id. */
export async function settle(
  registrar: Person,
  community: Community,
  side: Side,
  number: number,
  kind: HouseholdKind = 'RESIDENT',
): Promise<string> {
  const id = newId();
  const where = spot(community, side, number);
  await registrar.call(registerHousehold, {
    id,
    kind,
    communityCode: community.code,
    addressLabel: `${number}幢101`,
    externalRef: `H-${side}-${number}`,
    ...where,
  });
  return id;
}
