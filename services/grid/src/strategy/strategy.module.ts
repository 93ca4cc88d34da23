import { Module } from '@nestjs/common';
import { PlaybookModule } from '../playbook/playbook.module.js';
import { MeasureCommands } from './measure.commands.js';
import { StrategyCommands } from './strategy.commands.js';
import { StrategyQueries } from './strategy.queries.js';
import { StrategySubscriber } from './strategy.subscriber.js';

@Module({ imports: [PlaybookModule], providers: [StrategyCommands, MeasureCommands, StrategyQueries, StrategySubscriber] })
export class StrategyModule {}
