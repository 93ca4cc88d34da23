import { Module } from '@nestjs/common';
import { FeeScheduleModule } from '../fee-schedule/fee-schedule.module.js';
import { ReturnCommands } from './return.commands.js';
import { ReturnQueries } from './return.queries.js';
import { ReturnSubscriber } from './return.subscriber.js';

@Module({ imports: [FeeScheduleModule], providers: [ReturnCommands, ReturnQueries, ReturnSubscriber] })
export class ReturnModule {}
