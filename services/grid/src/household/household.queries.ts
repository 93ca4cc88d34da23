import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, within, type Request } from '@gezhi/shared/auth';
import {
  householdCounts,
  householdsOfPlace,
  personsOfHousehold,
  readHousehold,
  requestErrors,
  type HouseholdKind,
  type HouseholdView,
  type InputOf,
  type OutputOf,
} from '@gezhi/shared/contracts';
import { ascending, Database, keyset, named, pageOf } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';

const place = 'coalesce(g.grid_code, t.community_code)';
const withGrid = 'household t LEFT JOIN household_grid g ON g.household_id = t.id AND g.valid_to IS NULL';
const columns = `t.id, t.version, t.kind, t.community_code AS "communityCode", g.grid_code AS "gridCode", t.address_label AS "addressLabel",
  t.lon, t.lat, t.status, t.external_ref AS "externalRef"`;

/** Where the active households of community `$1` are, and the grid each is in. */
export const doorstepsOf = named(
  'household.doorsteps',
  `SELECT t.id AS "householdId", t.kind, t.lon, t.lat, g.grid_code AS "gridCode" FROM ${withGrid} WHERE t.community_code = $1 AND t.status = 'ACTIVE' ORDER BY t.id`,
);

/** A household as a subject of visits and requests. */
export interface Subject {
  readonly id: string;
  readonly kind: HouseholdKind;
  readonly status: 'ACTIVE' | 'LEFT';
  readonly communityCode: string;
  readonly gridCode: string | null;
  readonly externalRef: string;
}

const subjectColumns =
  't.id, t.kind, t.status, t.community_code AS "communityCode", g.grid_code AS "gridCode", t.external_ref AS "externalRef"';
const subjectById = named(
  'household.subject',
  `SELECT ${subjectColumns} FROM ${withGrid} WHERE t.id = $3 AND ${inScope({ place, self: 't.id' })}`,
);
/** The households of the registers `$1` (community codes) and `$2` (their numbers), pairwise. */
export const subjectsByRef = named(
  'household.subjects-by-ref',
  `SELECT DISTINCT ON (t.id) ${subjectColumns} FROM unnest($1::text[], $2::text[]) AS r (community_code, external_ref)
   JOIN household t USING (community_code, external_ref) LEFT JOIN household_grid g ON g.household_id = t.id AND g.valid_to IS NULL ORDER BY t.id`,
);

const count = (kind: HouseholdKind) => `(count(*) FILTER (WHERE t.kind = '${kind}'))::int AS ${kind.toLowerCase()}`;
const counts = `${count('RESIDENT')}, ${count('SHOP')}, ${count('ENTERPRISE')}`;

const byId = named('household.by-id', `SELECT ${columns} FROM ${withGrid} WHERE t.id = $3 AND ${inScope({ place, self: 't.id' })}`);
const ofPlace = named(
  'household.of-place',
  `SELECT ${columns} FROM ${withGrid}
   WHERE t.status = 'ACTIVE' AND ${within('$3', place)} AND ($4::text IS NULL OR t.kind = $4) AND t.id > $5::uuid
   ORDER BY t.id LIMIT $6`,
);
const countsByGrid = named(
  'household.counts-by-grid',
  `SELECT g.grid_code AS "gridCode", ${counts} FROM ${withGrid}
   WHERE t.status = 'ACTIVE' AND ${within('$3', place)} GROUP BY g.grid_code ORDER BY g.grid_code`,
);
const personsOf = named(
  'household.persons',
  `SELECT p.id, p.name, p.phone, p.identity_number AS "identityNumber", p.address, p.birth_date AS "birthDate"
   FROM person p WHERE p.household_id = $1 AND p.erased_at IS NULL ORDER BY p.id LIMIT 100`,
);

@Injectable()
export class HouseholdQueries {
  constructor(private readonly database: Database) {}

  @Handles(readHousehold)
  async read(input: { id: string }, request: Request): Promise<HouseholdView> {
    const [row] = await this.database.read<HouseholdView>(byId, [...scopeParameters(request), input.id]);
    ensure(row, requestErrors.notFound);
    return row;
  }

  @Handles(householdsOfPlace)
  async ofPlace(
    { placeCode, kind, after, limit }: InputOf<typeof householdsOfPlace>,
    request: Request,
  ): Promise<OutputOf<typeof householdsOfPlace>> {
    const parameters = [...scopeParameters(request), placeCode, kind ?? null, ...keyset(after, ascending('uuid')), limit + 1];
    return pageOf(await this.database.read<HouseholdView>(ofPlace, parameters), limit, ({ id }) => [id]);
  }

  @Handles(householdCounts)
  async counts({ placeCode }: InputOf<typeof householdCounts>, request: Request): Promise<OutputOf<typeof householdCounts>> {
    const grids = await this.database.read<OutputOf<typeof householdCounts>['grids'][number]>(countsByGrid, [
      ...scopeParameters(request),
      placeCode,
    ]);
    const sum = (kind: 'resident' | 'shop' | 'enterprise') => grids.reduce((total, grid) => total + grid[kind], 0);
    return { resident: sum('resident'), shop: sum('shop'), enterprise: sum('enterprise'), grids };
  }

  @Handles(personsOfHousehold)
  async persons({ householdId }: InputOf<typeof personsOfHousehold>, request: Request): Promise<OutputOf<typeof personsOfHousehold>> {
    await this.read({ id: householdId }, request);
    return { items: await this.database.read(personsOf, [householdId]) };
  }

  /** The household, when the actor may act on it. */
  async subject(id: string, request: Request): Promise<Subject | undefined> {
    return (await this.database.read<Subject>(subjectById, [...scopeParameters(request), id]))[0];
  }
}
