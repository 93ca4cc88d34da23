import { Module } from '@nestjs/common';
import { EstateModule } from '../estate/estate.module.js';
import { TakeoverCommands } from './takeover.commands.js';
import { TakeoverQueries } from './takeover.queries.js';

@Module({ imports: [EstateModule], providers: [TakeoverCommands, TakeoverQueries], exports: [TakeoverQueries] })
export class TakeoverModule {}
