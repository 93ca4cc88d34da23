import { Module } from '@nestjs/common';
import { ServiceFieldModule } from '../service-field/service-field.module.js';
import { NeedUpdateQueries } from './need-update.queries.js';
import { NeedUpdateSubscriber } from './need-update.subscriber.js';

@Module({ imports: [ServiceFieldModule], providers: [NeedUpdateQueries, NeedUpdateSubscriber], exports: [NeedUpdateQueries] })
export class NeedUpdateModule {}
