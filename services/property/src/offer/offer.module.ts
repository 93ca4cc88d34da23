import { Module } from '@nestjs/common';
import { EstateModule } from '../estate/estate.module.js';
import { FeeScheduleModule } from '../fee-schedule/fee-schedule.module.js';
import { OfferCommands } from './offer.commands.js';
import { OfferQueries } from './offer.queries.js';

@Module({ imports: [EstateModule, FeeScheduleModule], providers: [OfferCommands, OfferQueries], exports: [OfferQueries] })
export class OfferModule {}
