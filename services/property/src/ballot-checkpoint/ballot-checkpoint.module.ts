import { Module } from '@nestjs/common';
import { BallotCheckpointQueries } from './ballot-checkpoint.queries.js';
import { BallotCheckpointSubscriber } from './ballot-checkpoint.subscriber.js';

@Module({ providers: [BallotCheckpointSubscriber, BallotCheckpointQueries] })
export class BallotCheckpointModule {}
