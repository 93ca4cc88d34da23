import { Module } from '@nestjs/common';
import { EstateModule } from '../estate/estate.module.js';
import { VolunteerTeamCommands } from './volunteer-team.commands.js';
import { VolunteerTeamQueries } from './volunteer-team.queries.js';

@Module({ imports: [EstateModule], providers: [VolunteerTeamCommands, VolunteerTeamQueries] })
export class VolunteerTeamModule {}
