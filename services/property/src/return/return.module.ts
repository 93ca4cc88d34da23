import { Module } from '@nestjs/common';
import { ReturnCommands } from './return.commands.js';
import { ReturnQueries } from './return.queries.js';

@Module({ providers: [ReturnCommands, ReturnQueries] })
export class ReturnModule {}
