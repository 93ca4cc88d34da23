import { Module } from '@nestjs/common';
import { BillModule } from '../bill/bill.module.js';
import { ReturnCommands } from './return.commands.js';
import { ReturnQueries } from './return.queries.js';
import { ReturnSubscriber } from './return.subscriber.js';

@Module({ imports: [BillModule], providers: [ReturnCommands, ReturnQueries, ReturnSubscriber] })
export class ReturnModule {}
