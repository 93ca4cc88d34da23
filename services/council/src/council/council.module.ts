import { Module } from '@nestjs/common';
import { CouncilCommands } from './council.commands.js';
import { CouncilQueries } from './council.queries.js';

@Module({ providers: [CouncilCommands, CouncilQueries], exports: [CouncilQueries] })
export class CouncilModule {}
