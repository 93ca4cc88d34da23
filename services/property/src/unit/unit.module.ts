import { Module } from '@nestjs/common';
import { EstateModule } from '../estate/estate.module.js';
import { KnownHouseholdModule } from '../known-household/known-household.module.js';
import { UnitCommands } from './unit.commands.js';
import { UnitQueries } from './unit.queries.js';

@Module({ imports: [EstateModule, KnownHouseholdModule], providers: [UnitCommands, UnitQueries], exports: [UnitQueries] })
export class UnitModule {}
