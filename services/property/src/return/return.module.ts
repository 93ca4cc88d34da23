import { Module } from '@nestjs/common';
import { ReturnCommands } from './return.commands.js';
import { ReturnQueries } from './return.queries.js';
import { ReturnSubscriber } from './return.subscriber.js';

@Module({ providers: [ReturnCommands, ReturnQueries, ReturnSubscriber] })
export class ReturnModule {}
