import { Module } from '@nestjs/common';
import { ReconciliationCommands } from './reconciliation.commands.js';
import { ReconciliationQueries } from './reconciliation.queries.js';

@Module({ providers: [ReconciliationCommands, ReconciliationQueries] })
export class ReconciliationModule {}
