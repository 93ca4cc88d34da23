import { Module } from '@nestjs/common';
import { PlaybookModule } from '../playbook/playbook.module.js';
import { CaseCommands } from './case.commands.js';
import { ClassCommands } from './class.commands.js';
import { CourseCommands } from './course.commands.js';
import { DrillCommands } from './drill.commands.js';
import { TrainingQueries } from './training.queries.js';

@Module({
  imports: [PlaybookModule],
  providers: [CaseCommands, ClassCommands, CourseCommands, DrillCommands, TrainingQueries],
})
export class TrainingModule {}
