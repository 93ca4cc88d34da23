import { Module } from '@nestjs/common';
import { EstateModule } from '../estate/estate.module.js';
import { VisitTeamPolicyQueries } from './visit-team-policy.queries.js';
import { VisitTeamCommands } from './visit-team.commands.js';
import { VisitTeamQueries } from './visit-team.queries.js';

@Module({ imports: [EstateModule], providers: [VisitTeamCommands, VisitTeamQueries, VisitTeamPolicyQueries] })
export class VisitTeamModule {}
