import { Injectable } from '@nestjs/common';
import { householdLeft, householdPlaced, partitionActivated } from '@gezhi/shared/contracts';
import { On, type EventMessage, type Heard } from '@gezhi/shared/messaging';
import { left, placed, redrawn, type KnownHouseholdState } from './known-household.rules.js';

/** The rule `latest` for many households at once, in the order of their ids so that two chunks never wait for each other in a circle. */
const remember = `
  INSERT INTO known_household AS known (household_id, grid_code, community_code, has_left, version)
  SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::boolean[], $5::bigint[]) AS heard ORDER BY 1
  ON CONFLICT (household_id) DO UPDATE SET grid_code = excluded.grid_code, community_code = excluded.community_code,
    has_left = excluded.has_left, version = excluded.version
  WHERE excluded.version > known.version`;

const fields = ['householdId', 'gridCode', 'communityCode', 'hasLeft', 'version'] as const;

@Injectable()
export class KnownHouseholdSubscriber {
  @On(householdPlaced)
  async placed({ data }: EventMessage<typeof householdPlaced>, heard: Heard): Promise<void> {
    await this.remember(placed(data), heard);
  }

  @On(partitionActivated)
  async redrawn({ data }: EventMessage<typeof partitionActivated>, heard: Heard): Promise<void> {
    await this.remember(redrawn(data), heard);
  }

  @On(householdLeft)
  async left({ data }: EventMessage<typeof householdLeft>, heard: Heard): Promise<void> {
    await this.remember([left(data)], heard);
  }

  private async remember(tidings: readonly KnownHouseholdState[], heard: Heard): Promise<void> {
    await heard.query(
      remember,
      fields.map((field) => tidings.map((tiding) => tiding[field])),
    );
  }
}
