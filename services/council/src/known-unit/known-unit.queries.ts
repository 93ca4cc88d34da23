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
