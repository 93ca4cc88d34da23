import { Injectable } from '@nestjs/common';
import { householdLeft } from '@gezhi/shared/contracts';
import { On, type EventMessage, type Heard } from '@gezhi/shared/messaging';
import { vacate, type UnitState } from './unit.rules.js';

/** Unless the household is known to have come again since. */
const lived = `SELECT u.id, u.version, u.estate_id AS "estateId", u.building_id AS "buildingId", u.community_code AS "communityCode", u.label, u.kind,
    u.area, u.area_source AS "areaSource", u.household_id AS "householdId", u.external_ref AS "externalRef"
  FROM unit u WHERE u.household_id = $1
    AND NOT EXISTS (SELECT 1 FROM known_household h WHERE h.household_id = $1 AND h.version > $2) ORDER BY u.id FOR NO KEY UPDATE`;

@Injectable()
export class UnitSubscriber {
  @On(householdLeft)
  async left({ data }: EventMessage<typeof householdLeft>, heard: Heard): Promise<void> {
    for (const unit of await heard.query<UnitState>(lived, [data.householdId, data.version])) {
      const { state, events } = vacate(unit, heard.now);
      await heard.query('UPDATE unit SET version = $2, household_id = NULL WHERE id = $1', [state.id, state.version]);
      for (const happened of events) heard.emit(happened, { id: state.id, place: state.communityCode });
    }
  }
}
