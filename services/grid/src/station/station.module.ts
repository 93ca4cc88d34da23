import { Module } from '@nestjs/common';
import { StationCommands } from './station.commands.js';
import { StationQueries } from './station.queries.js';

@Module({ providers: [StationCommands, StationQueries] })
export class StationModule {}
