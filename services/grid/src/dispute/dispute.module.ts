import { Module } from '@nestjs/common';
import { HardCaseModule } from '../hard-case/hard-case.module.js';
import { DisputeCommands } from './dispute.commands.js';
import { DisputeQueries } from './dispute.queries.js';
import { DisputeSubscriber } from './dispute.subscriber.js';

@Module({ imports: [HardCaseModule], providers: [DisputeCommands, DisputeQueries, DisputeSubscriber] })
export class DisputeModule {}
