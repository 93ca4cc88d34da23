import { Injectable } from '@nestjs/common';
import { householdPlaced, partitionActivated } from '@gezhi/shared/contracts';
import { On, type EventMessage, type Heard } from '@gezhi/shared/messaging';
import { placements, type Placement } from './known-household.rules.js';

/** The rule `latest` for many households at once, in the order of their ids so that two chunks never wait for each other in a circle. */
const remember = `
  INSERT INTO known_household AS known (household_id, grid_code, version)
  SELECT * FROM unnest($1::uuid[], $2::text[], $3::bigint[]) AS heard ORDER BY 1
  ON CONFLICT (household_id) DO UPDATE SET grid_code = excluded.grid_code, version = excluded.version
  WHERE excluded.version > known.version`;

const fields = ['householdId', 'gridCode', 'version'] as const;

@Injectable()
export class KnownHouseholdSubscriber {
  @On(householdPlaced)
  async placed(event: EventMessage<typeof householdPlaced>, heard: Heard): Promise<void> {
    await this.remember(placements(event.data), heard);
  }

  @On(partitionActivated)
  async redrawn(event: EventMessage<typeof partitionActivated>, heard: Heard): Promise<void> {
    await this.remember(placements(event.data), heard);
  }

  private async remember(heardOf: readonly Placement[], heard: Heard): Promise<void> {
    if (heardOf.length === 0) return;
    await heard.query(
      remember,
      fields.map((field) => heardOf.map((placement) => placement[field])),
    );
  }
}
