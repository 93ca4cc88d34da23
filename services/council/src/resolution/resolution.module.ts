import { Module } from '@nestjs/common';
import { TopicModule } from '../topic/topic.module.js';
import { ResolutionCommands } from './resolution.commands.js';
import { ResolutionQueries } from './resolution.queries.js';
import { ResolutionSchedule } from './resolution.schedule.js';
import { TaskCommands } from './task.commands.js';

@Module({ imports: [TopicModule], providers: [ResolutionCommands, ResolutionQueries, ResolutionSchedule, TaskCommands] })
export class ResolutionModule {}
