import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import { ownedUnitsOfEstate, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { ascending, Database, keyset, named, pageOf } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { ownedUnitColumns, unitsOwnedAt } from './known-unit.plan.js';

type Row = OutputOf<typeof ownedUnitsOfEstate>['items'][number];

const ofEstate = named(
  'known-unit.of-estate',
  `SELECT ${ownedUnitColumns}, u.area_source AS "areaSource", u.version, o.valid_from AS "ownedFrom"
   FROM ${unitsOwnedAt('coalesce($4::timestamptz, gezhi_now())')}
   WHERE u.estate_id = $3 AND ${inScope({ place: 'u.community_code', estate: 'u.estate_id' })} AND u.unit_id > $5::uuid
   ORDER BY u.unit_id LIMIT $6`,
);
/** SQL: the account of an owner or a household, as the text `self` names it, has a unit in the community `place`. */
export const isAtHome = (self: string, place: string): string =>
  `EXISTS (SELECT 1 FROM known_unit u WHERE u.community_code = ${place} AND u.household_id = ${self}::uuid) OR EXISTS (
     SELECT 1 FROM known_ownership o JOIN known_unit u USING (unit_id) WHERE o.owner_ids @> ARRAY[${self}::uuid] AND u.community_code = ${place}
       AND o.version = (SELECT max(k.version) FROM known_ownership k WHERE k.unit_id = o.unit_id AND k.valid_from <= gezhi_now()))`;

/** SQL: the estate, as the text `estate` names it, has a unit in the community `place`. */
export const isEstateIn = (estate: string, place: string): string =>
  `EXISTS (SELECT 1 FROM known_unit u WHERE u.estate_id = ${estate}::uuid AND u.community_code = ${place})`;

const community = named('known-unit.community', 'SELECT community_code AS "communityCode" FROM known_unit WHERE estate_id = $1 LIMIT 1');

@Injectable()
export class KnownUnitQueries {
  constructor(private readonly database: Database) {}

  @Handles(ownedUnitsOfEstate)
  async ofEstate(input: InputOf<typeof ownedUnitsOfEstate>, request: Request): Promise<OutputOf<typeof ownedUnitsOfEstate>> {
    const { estateId, at = null, after, limit } = input;
    const parameters = [...scopeParameters(request), estateId, at, ...keyset(after, ascending('uuid')), limit + 1];
    return pageOf(await this.database.read<Row>(ofEstate, parameters), limit, ({ unitId }) => [unitId]);
  }

  /** The community of an estate, once one of its units is known. */
  async communityOf(estateId: string): Promise<string | undefined> {
    return (await this.database.read<{ communityCode: string }>(community, [estateId]))[0]?.communityCode;
  }
}
