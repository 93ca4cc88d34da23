import { Module } from '@nestjs/common';
import { CadreModule } from '../cadre/cadre.module.js';
import { HouseholdModule } from '../household/household.module.js';
import { ProblemModule } from '../problem/problem.module.js';
import { CampaignCommands } from './campaign.commands.js';
import { CampaignQueries } from './campaign.queries.js';
import { PairingCommands } from './pairing.commands.js';
import { PairingQueries } from './pairing.queries.js';
import { VisitIntakeCommands } from './visit-intake.commands.js';
import { VisitPolicyCommands } from './visit-policy.commands.js';
import { VisitPolicyQueries } from './visit-policy.queries.js';
import { VisitCommands } from './visit.commands.js';
import { VisitQueries } from './visit.queries.js';
import { VisitSubscriber } from './visit.subscriber.js';

@Module({
  imports: [CadreModule, HouseholdModule, ProblemModule],
  providers: [
    CampaignCommands,
    CampaignQueries,
    PairingCommands,
    PairingQueries,
    VisitCommands,
    VisitIntakeCommands,
    VisitPolicyCommands,
    VisitPolicyQueries,
    VisitQueries,
    VisitSubscriber,
  ],
  exports: [CampaignQueries, VisitQueries],
})
export class VisitModule {}
