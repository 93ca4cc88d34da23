import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import { buildingsOfEstate, readUnit, unitsOfEstate, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { ascending, Database, keyset, named, pageOf, UnitOfWork } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import type { Dwelling } from './dwelling.rules.js';
import { Building, Unit } from './unit.entity.js';
import type { BuildingState, UnitState } from './unit.rules.js';

const reached = inScope(Building.scope);
const buildings = named(
  'unit.buildings',
  `SELECT t.id, t.version, t.estate_id AS "estateId", t.community_code AS "communityCode", t.label
   FROM building t WHERE t.estate_id = $3 AND ${reached} AND t.label > $4 ORDER BY t.label LIMIT $5`,
);
const ofEstate = named(
  'unit.of-estate',
  `SELECT t.id, t.version, t.estate_id AS "estateId", t.building_id AS "buildingId", t.community_code AS "communityCode", t.label, t.kind, t.area,
     t.area_source AS "areaSource", t.household_id AS "householdId", t.external_ref AS "externalRef"
   FROM unit t WHERE t.estate_id = $3 AND ${reached} AND ($4::uuid IS NULL OR t.building_id = $4)
     AND (t.building_id, t.label) > ($5::uuid, $6) ORDER BY t.building_id, t.label LIMIT $7`,
);
const oneBuilding = named(
  'unit.building-reached',
  `SELECT t.estate_id AS "estateId", t.community_code AS "communityCode" FROM building t WHERE t.id = $3 AND ${reached}`,
);
const dwelling = named(
  'unit.dwelling',
  `SELECT h.community_code AS "communityCode", h.has_left AS "hasLeft",
     EXISTS (SELECT 1 FROM unit u WHERE u.estate_id = $1 AND u.household_id = h.household_id) AS "isOfUnit",
     EXISTS (SELECT 1 FROM unit u WHERE u.estate_id = $1 AND u.household_id IS NOT NULL) AS "isRegistered"
   FROM known_household h WHERE h.household_id = $2`,
);

@Injectable()
export class UnitQueries {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
  ) {}

  @Handles(readUnit)
  async read({ id }: InputOf<typeof readUnit>, request: Request): Promise<OutputOf<typeof readUnit>> {
    return (await this.work.load(request, Unit, id)).state;
  }

  @Handles(buildingsOfEstate)
  async buildings(input: InputOf<typeof buildingsOfEstate>, request: Request): Promise<OutputOf<typeof buildingsOfEstate>> {
    const { estateId, after, limit } = input;
    const parameters = [...scopeParameters(request), estateId, ...keyset(after, ascending('text')), limit + 1];
    return pageOf(await this.database.read<BuildingState>(buildings, parameters), limit, ({ label }) => [label]);
  }

  @Handles(unitsOfEstate)
  async ofEstate(input: InputOf<typeof unitsOfEstate>, request: Request): Promise<OutputOf<typeof unitsOfEstate>> {
    const { estateId, buildingId = null, after, limit } = input;
    const parameters = [...scopeParameters(request), estateId, buildingId, ...keyset(after, ascending('uuid', 'text')), limit + 1];
    const rows = await this.database.read<UnitState>(ofEstate, parameters);
    return pageOf(rows, limit, (unit) => [unit.buildingId, unit.label]);
  }

  /** What is known of a household and the units of an estate; undefined when the household is not known. */
  async dwelling(estateId: string, householdId: string): Promise<Dwelling | undefined> {
    return (await this.database.read<Dwelling>(dwelling, [estateId, householdId]))[0];
  }

  /** The building, when the actor acts there. */
  async building(id: string, request: Request): Promise<Pick<BuildingState, 'estateId' | 'communityCode'> | undefined> {
    return (await this.database.read<Pick<BuildingState, 'estateId' | 'communityCode'>>(oneBuilding, [...scopeParameters(request), id]))[0];
  }
}
