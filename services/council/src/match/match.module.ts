import { Module } from '@nestjs/common';
import { DemandModule } from '../demand/demand.module.js';
import { KnownHouseholdModule } from '../known-household/known-household.module.js';
import { ServiceFieldModule } from '../service-field/service-field.module.js';
import { MatchCommands } from './match.commands.js';
import { MatchQueries } from './match.queries.js';

@Module({ imports: [DemandModule, KnownHouseholdModule, ServiceFieldModule], providers: [MatchCommands, MatchQueries] })
export class MatchModule {}
