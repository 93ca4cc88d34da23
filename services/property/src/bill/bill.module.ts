import { Module } from '@nestjs/common';
import { EstateModule } from '../estate/estate.module.js';
import { FeeScheduleModule } from '../fee-schedule/fee-schedule.module.js';
import { BillCommands } from './bill.commands.js';
import { BillQueries } from './bill.queries.js';
import { BillSchedule } from './bill.schedule.js';

@Module({ imports: [EstateModule, FeeScheduleModule], providers: [BillCommands, BillQueries, BillSchedule] })
export class BillModule {}
