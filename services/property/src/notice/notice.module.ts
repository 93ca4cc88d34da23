import { Module } from '@nestjs/common';
import { EstateModule } from '../estate/estate.module.js';
import { UnitModule } from '../unit/unit.module.js';
import { NoticePolicyQueries } from './notice-policy.queries.js';
import { NoticeCommands } from './notice.commands.js';
import { NoticeQueries } from './notice.queries.js';
import { ObjectionCommands } from './objection.commands.js';
import { ObjectionQueries } from './objection.queries.js';

@Module({
  imports: [EstateModule, UnitModule],
  providers: [NoticeCommands, NoticeQueries, NoticePolicyQueries, ObjectionCommands, ObjectionQueries],
  exports: [NoticePolicyQueries],
})
export class NoticeModule {}
