import { Module } from '@nestjs/common';
import { EstateModule } from '../estate/estate.module.js';
import { UnitModule } from '../unit/unit.module.js';
import { SatisfactionCommands } from './satisfaction.commands.js';
import { SatisfactionQueries } from './satisfaction.queries.js';
import { SatisfactionSchedule } from './satisfaction.schedule.js';

@Module({ imports: [EstateModule, UnitModule], providers: [SatisfactionCommands, SatisfactionQueries, SatisfactionSchedule] })
export class SatisfactionModule {}
