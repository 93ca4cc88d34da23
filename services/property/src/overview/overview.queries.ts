import { Injectable } from '@nestjs/common';
import { propertyOverview, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import type { Request } from '@gezhi/shared/auth';
import { Handles } from '@gezhi/shared/messaging';
import { KnownHouseholdQueries } from '../known-household/known-household.queries.js';

@Injectable()
export class OverviewQueries {
  constructor(private readonly households: KnownHouseholdQueries) {}

  @Handles(propertyOverview)
  async ofPlace(input: InputOf<typeof propertyOverview>, request: Request): Promise<OutputOf<typeof propertyOverview>> {
    return { households: await this.households.counts(input.placeCode, request) };
  }
}
