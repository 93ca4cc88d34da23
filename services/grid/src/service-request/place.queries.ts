import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import { requestErrors, serviceRequestErrors } from '@gezhi/shared/contracts';
import { Database, guard, named, Remembered, type Statement, type Write } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import type { GridState } from '../partition/grid-type.rules.js';
import { gridsInForce } from '../partition/in-force.queries.js';
import { gridsAtPlace, stillDrawn } from '../partition/in-force.plan.js';
import { gridAt, gridFromHome } from './point.rules.js';
import type { Named, Place } from './service-request.rules.js';

/** The policy in force of the nearest jurisdiction above a place. */
const withPolicy = (place: string): string =>
  `SELECT place.community_code AS "communityCode", place.grid_code AS "gridCode", place.type AS "gridType",
     (SELECT v.id FROM request_policy_version v WHERE starts_with(place.community_code, v.jurisdiction_id)
      ORDER BY length(v.jurisdiction_id) DESC, v.version DESC LIMIT 1) AS "policyId" FROM (${place}) place`;

interface PlaceKind {
  readonly read: Statement;
  /** For the writing statement, with the key first: the place is still what it was read as. */
  readonly unchanged: string;
}

/**
 * @param place SQL over the key `$1`
 * @param held how the writing statement holds its rows
 */
const kind = (name: string, keyType: string, place: string, held = ''): PlaceKind => ({
  read: named(`service-request.place-of-${name}`, withPolicy(place)),
  unchanged: `EXISTS (SELECT FROM (${withPolicy(place.replace('$1', `?::${keyType}`) + held)}) now
    WHERE (now."communityCode", now."gridCode", now."gridType", now."policyId") IS NOT DISTINCT FROM (?, ?, ?, ?::uuid))`,
});
const ofHousehold = kind(
  'household',
  'uuid',
  `SELECT coalesce(left(p.grid_code, 12), h.community_code) AS community_code, p.grid_code, g.type
   FROM household h LEFT JOIN household_grid p ON p.household_id = h.id AND p.valid_to IS NULL
     LEFT JOIN grid g ON g.code = p.grid_code AND g.valid_to IS NULL WHERE h.id = $1`,
);
/** Held until the request is stored, so that a redraw of the grid hears of it or comes first; one of a household follows that. */
const ofGrid = kind(
  'grid',
  'text',
  'SELECT community_code, code AS grid_code, type FROM grid WHERE code = $1 AND valid_to IS NULL',
  ' FOR SHARE',
);
const ofCommunity = kind('community', 'text', 'SELECT $1::text AS community_code, NULL::text AS grid_code, NULL::text AS type');

/** The actor may act at the place of a household, or lives there. */
const inReach = named('service-request.in-reach', `SELECT 1 WHERE ${inScope({ place: '$3::text', self: '$4::uuid' })}`);

const naming = ({ householdId, gridCode, communityCode }: Named): readonly [PlaceKind, string] =>
  householdId ? [ofHousehold, householdId] : gridCode ? [ofGrid, gridCode] : [ofCommunity, communityCode!];

/** Where requests lie and which policy holds there. */
@Injectable()
export class PlaceQueries {
  private readonly places = new Remembered<Place>();

  constructor(private readonly database: Database) {}

  /** In one statement; `undefined` for an unknown place. */
  async placeOf(given: Named): Promise<Place | undefined> {
    const [{ read }, key] = naming(given);
    return (await this.database.read<Place>(read, [key]))[0];
  }

  /**
   * Writes upon a place, which is hardly ever read for it: what `write` writes holds `unchanged`. A point says in which grid of
   * the community it is, that of a household named before others.
   *
   * @throws DomainError place-unknown, community-unknown, point-elsewhere; not-found for the point of a household out of reach
   */
  upon<T>(given: Named, request: Request, write: (place: Place, unchanged: Write[]) => Promise<T>): Promise<T> {
    const [{ unchanged }, key] = naming(given);
    const read = async () => {
      const place = await this.placeOf(given);
      ensure(place, serviceRequestErrors.placeUnknown);
      return place;
    };
    return this.places.upon(key, read, async (place) => {
      const { communityCode, gridCode, gridType, policyId } = place;
      const still = guard(requestErrors.concurrent, unchanged, key, communityCode, gridCode, gridType, policyId);
      const holds = given.communityCode ? [still, guard(serviceRequestErrors.communityUnknown, gridsAtPlace, communityCode)] : [still];
      const grid = await this.gridOf(given, place, request);
      if (!grid) return write(place, holds);
      const atPoint = Boolean(given.householdId) && grid.code !== gridCode;
      return write({ ...place, gridCode: grid.code, gridType: grid.type, atPoint }, [...holds, stillDrawn(grid)]);
    });
  }

  /** Where the point is compared with a household tells where that is. */
  private async gridOf({ point, householdId }: Named, place: Place, request: Request): Promise<GridState | undefined> {
    if (!point) return undefined;
    const { communityCode, gridCode } = place;
    if (householdId) {
      const reached = await this.database.read(inReach, [...scopeParameters(request), gridCode ?? communityCode, householdId]);
      ensure(reached.length, requestErrors.notFound);
    }
    const grids = await this.database.read<GridState>(gridsInForce, [communityCode]);
    return (householdId ? gridFromHome : gridAt)(gridCode, point, grids);
  }
}
