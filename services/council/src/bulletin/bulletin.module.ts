import { Module } from '@nestjs/common';
import { BallotModule } from '../ballot/ballot.module.js';
import { TopicModule } from '../topic/topic.module.js';
import { BulletinCommands } from './bulletin.commands.js';
import { BulletinQueries } from './bulletin.queries.js';

@Module({ imports: [BallotModule, TopicModule], providers: [BulletinCommands, BulletinQueries], exports: [BulletinQueries] })
export class BulletinModule {}
