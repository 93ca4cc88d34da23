import { Module } from '@nestjs/common';
import { EstateModule } from '../estate/estate.module.js';
import { KnownHouseholdModule } from '../known-household/known-household.module.js';
import { UnitCommands } from './unit.commands.js';
import { UnitQueries } from './unit.queries.js';
import { UnitSubscriber } from './unit.subscriber.js';

@Module({ imports: [EstateModule, KnownHouseholdModule], providers: [UnitCommands, UnitQueries, UnitSubscriber], exports: [UnitQueries] })
export class UnitModule {}
