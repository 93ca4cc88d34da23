import { Module } from '@nestjs/common';
import { ProfileModule } from '../profile/profile.module.js';
import { BurdenQueries } from './burden.queries.js';
import { DataRequestCommands } from './data-request.commands.js';
import { DataRequestQueries } from './data-request.queries.js';
import { DataRequestSubscriber } from './data-request.subscriber.js';

@Module({
  imports: [ProfileModule],
  providers: [BurdenQueries, DataRequestCommands, DataRequestQueries, DataRequestSubscriber],
})
export class DataRequestModule {}
