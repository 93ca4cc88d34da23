import { Injectable } from '@nestjs/common';
import { ownershipChanged, unitRegistered } from '@gezhi/shared/contracts';
import { On, type EventMessage, type Heard } from '@gezhi/shared/messaging';
import { changedOwnership, registeredUnit } from './known-unit.rules.js';

const rememberUnit = `
  INSERT INTO known_unit AS known (unit_id, estate_id, community_code, kind, area, area_source, household_id, version)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
  ON CONFLICT (unit_id) DO UPDATE SET estate_id = excluded.estate_id, community_code = excluded.community_code, kind = excluded.kind,
    area = excluded.area, area_source = excluded.area_source, household_id = excluded.household_id, version = excluded.version
  WHERE excluded.version > known.version`;
const rememberOwnership =
  'INSERT INTO known_ownership (unit_id, version, owner_ids, valid_from) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING';

/** Units and owners, heard in whatever order and however often. */
@Injectable()
export class KnownUnitSubscriber {
  @On(unitRegistered)
  async registered({ data }: EventMessage<typeof unitRegistered>, heard: Heard): Promise<void> {
    const { unitId, estateId, communityCode, kind, area, areaSource, householdId, version } = registeredUnit(data);
    await heard.query(rememberUnit, [unitId, estateId, communityCode, kind, area, areaSource, householdId, version]);
  }

  @On(ownershipChanged)
  async changed({ data }: EventMessage<typeof ownershipChanged>, heard: Heard): Promise<void> {
    const { unitId, version, ownerIds, validFrom } = changedOwnership(data);
    await heard.query(rememberOwnership, [unitId, version, ownerIds, validFrom]);
  }
}
