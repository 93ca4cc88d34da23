import { Module } from '@nestjs/common';
import { EstateModule } from '../estate/estate.module.js';
import { DiscountModule } from '../discount/discount.module.js';
import { FeeScheduleModule } from '../fee-schedule/fee-schedule.module.js';
import { BillCommands } from './bill.commands.js';
import { BillQueries } from './bill.queries.js';
import { BillSchedule } from './bill.schedule.js';
import { BillingTermsQueries } from './billing-terms.queries.js';

@Module({
  imports: [EstateModule, FeeScheduleModule, DiscountModule],
  providers: [BillCommands, BillQueries, BillSchedule, BillingTermsQueries],
  exports: [BillingTermsQueries],
})
export class BillModule {}
