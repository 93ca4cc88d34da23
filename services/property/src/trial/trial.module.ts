import { Module } from '@nestjs/common';
import { FeeScheduleModule } from '../fee-schedule/fee-schedule.module.js';
import { OfferModule } from '../offer/offer.module.js';
import { TrialCommands } from './trial.commands.js';
import { TrialQueries } from './trial.queries.js';
import { TrialSchedule } from './trial.schedule.js';
import { TrialSubscriber } from './trial.subscriber.js';

@Module({
  imports: [FeeScheduleModule, OfferModule],
  providers: [TrialCommands, TrialQueries, TrialSchedule, TrialSubscriber],
  exports: [TrialQueries],
})
export class TrialModule {}
