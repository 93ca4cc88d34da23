import { Module } from '@nestjs/common';
import { HouseholdModule } from '../household/household.module.js';
import { CampaignCommands } from './campaign.commands.js';
import { CampaignQueries } from './campaign.queries.js';
import { UnsettledProblems } from './unsettled-problems.queries.js';
import { VisitIntakeCommands } from './visit-intake.commands.js';
import { VisitCommands } from './visit.commands.js';
import { VisitQueries } from './visit.queries.js';

@Module({
  imports: [HouseholdModule],
  providers: [CampaignCommands, CampaignQueries, UnsettledProblems, VisitCommands, VisitIntakeCommands, VisitQueries],
  exports: [CampaignQueries, VisitQueries],
})
export class VisitModule {}
