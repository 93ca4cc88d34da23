import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { correctUnit, registerBuilding, registerUnit, unitErrors, type InputOf } from '@gezhi/shared/contracts';
import { constraint, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { EstateQueries } from '../estate/estate.queries.js';
import { KnownHouseholdQueries } from '../known-household/known-household.queries.js';
import { Building, Unit } from './unit.entity.js';
import { UnitQueries } from './unit.queries.js';
import { build, correct, register } from './unit.rules.js';

constraint('building_label_key', unitErrors.buildingTaken);
constraint('unit_label_key', unitErrors.labelTaken);
constraint('unit_external_ref_key', unitErrors.externalRefTaken);

const at = ({ communityCode: place }: { readonly communityCode: string }) => ({ place });

@Injectable()
export class UnitCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly estates: EstateQueries,
    private readonly units: UnitQueries,
    private readonly households: KnownHouseholdQueries,
  ) {}

  @Handles(registerBuilding)
  async build(input: InputOf<typeof registerBuilding>, request: Request): Promise<Reply> {
    const estate = await this.estates.estate(input.estateId, request);
    return this.work.create(request, Building, () => build(input, estate), at);
  }

  @Handles(registerUnit)
  async register(input: InputOf<typeof registerUnit>, request: Request): Promise<Reply> {
    const [building, household] = await Promise.all([
      this.units.building(input.buildingId, request),
      this.households.one(input.householdId),
    ]);
    return this.work.create(request, Unit, (now) => register(input, building, household, now), at);
  }

  @Handles(correctUnit)
  async correct(input: InputOf<typeof correctUnit>, request: Request): Promise<Reply> {
    const household = await this.households.one(input.householdId);
    return this.work.change(request, Unit, input.id, (unit, now) => correct(unit, input, household, now), at);
  }
}
