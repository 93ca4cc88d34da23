import { Injectable } from '@nestjs/common';
import { propertyOverview, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import type { Request } from '@gezhi/shared/auth';
import { Handles } from '@gezhi/shared/messaging';
import { EstateQueries } from '../estate/estate.queries.js';
import { KnownHouseholdQueries } from '../known-household/known-household.queries.js';

@Injectable()
export class OverviewQueries {
  constructor(
    private readonly households: KnownHouseholdQueries,
    private readonly estates: EstateQueries,
  ) {}

  @Handles(propertyOverview)
  async ofPlace(input: InputOf<typeof propertyOverview>, request: Request): Promise<OutputOf<typeof propertyOverview>> {
    const [households, estates] = await Promise.all([this.households.counts(input.placeCode, request), this.estates.board(input)]);
    return { households, estates };
  }
}
