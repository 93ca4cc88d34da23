import { Module } from '@nestjs/common';
import type { ServiceDefinition } from '@gezhi/shared/boot';
import { Household, HouseholdGrid } from './household/household.entity.js';
import { HouseholdModule } from './household/household.module.js';
import { CreatePartition1700000100000 } from './migrations/1700000100000-create-partition.js';
import { CreateHousehold1700000200000 } from './migrations/1700000200000-create-household.js';
import { CreateVisit1700000300000 } from './migrations/1700000300000-create-visit.js';
import { CreateProfile1700000400000 } from './migrations/1700000400000-create-profile.js';
import { Grid, GridLineage, PartitionPlan, PartitionPolicyVersion, PartitionRoot } from './partition/partition.entity.js';
import { PartitionModule } from './partition/partition.module.js';
import { ProfileCatalogue, ProfileField, ProfileVersion } from './profile/profile.entity.js';
import { ProfileModule } from './profile/profile.module.js';
import { Campaign, CampaignWaiver, Visit, VisitPolicyVersion } from './visit/visit.entity.js';
import { VisitModule } from './visit/visit.module.js';

/** The features of the grid service. */
@Module({
  imports: [
    PartitionModule,
    HouseholdModule,
    ProfileModule,
    VisitModule,
  ],
})
class GridModule {}

export const gridService: ServiceDefinition = {
  name: 'grid',
  module: GridModule,
  entities: [
    ...[Grid, GridLineage, PartitionPlan, PartitionPolicyVersion, PartitionRoot],
    ...[Household, HouseholdGrid],
    ...[ProfileCatalogue, ProfileField, ProfileVersion],
    ...[Campaign, CampaignWaiver, Visit, VisitPolicyVersion],
  ],
  migrations: [
    CreatePartition1700000100000,
    CreateHousehold1700000200000,
    CreateVisit1700000300000,
    CreateProfile1700000400000,
  ],
  appendOnly: ['grid_lineage', 'partition_policy_version', 'campaign_waiver', 'visit', 'visit_policy_version', 'profile_catalogue', 'profile_version'],
};
