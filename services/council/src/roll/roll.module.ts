import { Module } from '@nestjs/common';
import { BallotModule } from '../ballot/ballot.module.js';
import { SessionModule } from '../session/session.module.js';
import { RollCommands } from './roll.commands.js';
import { RollQueries } from './roll.queries.js';

@Module({ imports: [BallotModule, SessionModule], providers: [RollCommands, RollQueries], exports: [RollQueries] })
export class RollModule {}
