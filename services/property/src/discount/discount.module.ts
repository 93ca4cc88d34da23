import { Module } from '@nestjs/common';
import { EstateModule } from '../estate/estate.module.js';
import { FeeScheduleModule } from '../fee-schedule/fee-schedule.module.js';
import { DiscountCommands } from './discount.commands.js';
import { DiscountQueries } from './discount.queries.js';

@Module({ imports: [EstateModule, FeeScheduleModule], providers: [DiscountCommands, DiscountQueries], exports: [DiscountQueries] })
export class DiscountModule {}
