import { Injectable } from '@nestjs/common';
import { placeServiceRequest, serviceRequestErrors, type InputOf } from '@gezhi/shared/contracts';
import type { Request } from '@gezhi/shared/auth';
import { guard, type Reply } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { InForceQueries } from '../partition/in-force.queries.js';
import { stillDrawn } from '../partition/in-force.plan.js';
import { placeIn } from './point.rules.js';
import { RequestChanges } from './request-change.commands.js';
import type { ServiceRequestState } from './request-life.rules.js';

const unplaced = 'NOT EXISTS (SELECT 1 FROM household_grid p WHERE p.household_id = ?::uuid AND p.valid_to IS NULL)';

@Injectable()
export class PlacementCommands {
  constructor(
    private readonly changes: RequestChanges,
    private readonly grids: InForceQueries,
  ) {}

  @Handles(placeServiceRequest)
  async place({ id, gridCode }: InputOf<typeof placeServiceRequest>, request: Request): Promise<Reply> {
    const { communityCode } = await this.changes.facts(id);
    const grids = await this.grids.inForce(communityCode);
    const also = ({ householdId, atPoint }: ServiceRequestState) => [
      guard(serviceRequestErrors.placeFollowsHousehold, unplaced, atPoint ? null : householdId),
      ...grids.filter(({ code }) => code === gridCode).map(stillDrawn),
    ];
    return this.changes.step(request, id, 'place', (state) => placeIn(state, gridCode, grids), { also });
  }
}
