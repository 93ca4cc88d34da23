import { Module } from '@nestjs/common';
import { ServiceFieldModule } from '../service-field/service-field.module.js';
import { QuestionnaireCommands } from './questionnaire.commands.js';
import { QuestionnaireQueries } from './questionnaire.queries.js';
import { QuestionnaireSchedule } from './questionnaire.schedule.js';

@Module({ imports: [ServiceFieldModule], providers: [QuestionnaireCommands, QuestionnaireQueries, QuestionnaireSchedule] })
export class QuestionnaireModule {}
