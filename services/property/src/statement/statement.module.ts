import { Module } from '@nestjs/common';
import { EstateModule } from '../estate/estate.module.js';
import { NoticeModule } from '../notice/notice.module.js';
import { HouseholdStatementQueries } from './household-statement.queries.js';
import { StatementCommands } from './statement.commands.js';
import { StatementQueries } from './statement.queries.js';

@Module({ imports: [EstateModule, NoticeModule], providers: [StatementCommands, StatementQueries, HouseholdStatementQueries] })
export class StatementModule {}
