import { Module } from '@nestjs/common';
import { HouseholdModule } from '../household/household.module.js';
import { ProblemModule } from '../problem/problem.module.js';
import { CampaignCommands } from './campaign.commands.js';
import { CampaignQueries } from './campaign.queries.js';
import { VisitIntakeCommands } from './visit-intake.commands.js';
import { VisitPolicyCommands } from './visit-policy.commands.js';
import { VisitPolicyQueries } from './visit-policy.queries.js';
import { VisitCommands } from './visit.commands.js';
import { VisitQueries } from './visit.queries.js';

@Module({
  imports: [HouseholdModule, ProblemModule],
  providers: [CampaignCommands, CampaignQueries, VisitCommands, VisitIntakeCommands, VisitPolicyCommands, VisitPolicyQueries, VisitQueries],
  exports: [CampaignQueries, VisitQueries],
})
export class VisitModule {}
