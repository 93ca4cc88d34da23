import { Module } from '@nestjs/common';
import { EstateModule } from '../estate/estate.module.js';
import { KnownDecisionModule } from '../known-decision/known-decision.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { SpendingCommands } from './spending.commands.js';
import { SpendingQueries } from './spending.queries.js';

@Module({ imports: [EstateModule, KnownDecisionModule, LedgerModule], providers: [SpendingCommands, SpendingQueries] })
export class SpendingModule {}
