import { Module } from '@nestjs/common';
import { CatalogueModule } from '../catalogue/catalogue.module.js';
import { FeeScheduleModule } from '../fee-schedule/fee-schedule.module.js';
import { OfferModule } from '../offer/offer.module.js';
import { OrderCommands } from './order.commands.js';
import { OrderQueries } from './order.queries.js';
import { OrderSubscriber } from './order.subscriber.js';

@Module({ imports: [CatalogueModule, FeeScheduleModule, OfferModule], providers: [OrderCommands, OrderQueries, OrderSubscriber] })
export class OrderModule {}
