import { Module } from '@nestjs/common';
import { EstateModule } from '../estate/estate.module.js';
import { KnownDecisionModule } from '../known-decision/known-decision.module.js';
import { SpaceConversionCommands } from './space-conversion.commands.js';
import { SpaceConversionQueries } from './space-conversion.queries.js';

@Module({ imports: [EstateModule, KnownDecisionModule], providers: [SpaceConversionCommands, SpaceConversionQueries] })
export class SpaceConversionModule {}
