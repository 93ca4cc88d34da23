import { Injectable } from '@nestjs/common';
import { householdLeft, householdPlaced, partitionActivated } from '@gezhi/shared/contracts';
import { On, type EventMessage, type Heard } from '@gezhi/shared/messaging';
import { left, placed, redrawn, type Tiding } from './known-household.rules.js';

/** The rule `latest` for many households at once, in the order of their ids so that two chunks never wait for each other in a circle. */
const remember = `
  INSERT INTO known_household AS known (household_id, kind, grid_code, community_code, has_left, version)
  SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::boolean[], $6::bigint[]) AS heard ORDER BY 1
  ON CONFLICT (household_id) DO UPDATE SET
    kind = coalesce(known.kind, excluded.kind),
    grid_code = CASE WHEN excluded.version > known.version THEN excluded.grid_code ELSE known.grid_code END,
    community_code = CASE WHEN excluded.version > known.version THEN excluded.community_code ELSE known.community_code END,
    has_left = CASE WHEN excluded.version > known.version THEN excluded.has_left ELSE known.has_left END,
    version = greatest(known.version, excluded.version)
  WHERE excluded.version > known.version OR (known.kind IS NULL AND excluded.kind IS NOT NULL)`;

const fields = ['householdId', 'kind', 'gridCode', 'communityCode', 'hasLeft', 'version'] as const;

@Injectable()
export class KnownHouseholdSubscriber {
  @On(householdPlaced)
  async placed(event: EventMessage<typeof householdPlaced>, heard: Heard): Promise<void> {
    await this.remember(placed(event.data), heard);
  }

  @On(partitionActivated)
  async redrawn(event: EventMessage<typeof partitionActivated>, heard: Heard): Promise<void> {
    await this.remember(redrawn(event.data), heard);
  }

  @On(householdLeft)
  async left(event: EventMessage<typeof householdLeft>, heard: Heard): Promise<void> {
    await this.remember([left(event.data)], heard);
  }

  private async remember(tidings: readonly Tiding[], heard: Heard): Promise<void> {
    if (tidings.length === 0) return;
    await heard.query(
      remember,
      fields.map((field) => tidings.map((tiding) => tiding[field])),
    );
  }
}
