import { Module } from '@nestjs/common';
import { EstateModule } from '../estate/estate.module.js';
import { KnownDecisionModule } from '../known-decision/known-decision.module.js';
import { InspectionCommands } from './inspection.commands.js';
import { InspectionQueries } from './inspection.queries.js';
import { StandardPolicyQueries } from './standard-policy.queries.js';
import { StandardCommands } from './standard.commands.js';
import { StandardQueries } from './standard.queries.js';

@Module({
  imports: [EstateModule, KnownDecisionModule],
  providers: [StandardCommands, StandardQueries, StandardPolicyQueries, InspectionCommands, InspectionQueries],
})
export class StandardModule {}
