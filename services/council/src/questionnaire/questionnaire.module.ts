import { Module } from '@nestjs/common';
import { KnownHouseholdModule } from '../known-household/known-household.module.js';
import { ServiceFieldModule } from '../service-field/service-field.module.js';
import { QuestionnaireCommands } from './questionnaire.commands.js';
import { QuestionnaireQueries } from './questionnaire.queries.js';
import { QuestionnaireSchedule } from './questionnaire.schedule.js';

@Module({
  imports: [KnownHouseholdModule, ServiceFieldModule],
  providers: [QuestionnaireCommands, QuestionnaireQueries, QuestionnaireSchedule],
})
export class QuestionnaireModule {}
