import { Module } from '@nestjs/common';
import { EstateModule } from '../estate/estate.module.js';
import { LedgerPeriodCommands } from './ledger-period.commands.js';
import { LedgerPeriodQueries } from './ledger-period.queries.js';

@Module({ imports: [EstateModule], providers: [LedgerPeriodCommands, LedgerPeriodQueries] })
export class LedgerPeriodModule {}
