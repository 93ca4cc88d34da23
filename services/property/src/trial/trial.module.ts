import { Module } from '@nestjs/common';
import { OfferModule } from '../offer/offer.module.js';
import { TrialCommands } from './trial.commands.js';
import { TrialQueries } from './trial.queries.js';
import { TrialSchedule } from './trial.schedule.js';

@Module({ imports: [OfferModule], providers: [TrialCommands, TrialQueries, TrialSchedule], exports: [TrialQueries] })
export class TrialModule {}
