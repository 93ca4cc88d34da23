import { Module } from '@nestjs/common';
import { EstateModule } from '../estate/estate.module.js';
import { LedgerCommands } from './ledger.commands.js';
import { LedgerQueries } from './ledger.queries.js';

@Module({ imports: [EstateModule], providers: [LedgerCommands, LedgerQueries], exports: [LedgerQueries] })
export class LedgerModule {}
