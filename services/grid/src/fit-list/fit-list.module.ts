import { Module } from '@nestjs/common';
import { PlaybookModule } from '../playbook/playbook.module.js';
import { FitFactsQueries } from './fit-facts.queries.js';
import { FitListCommands } from './fit-list.commands.js';
import { FitListQueries } from './fit-list.queries.js';
import { FitPairQueries } from './fit-pair.queries.js';
import { RecusalCommands } from './recusal.commands.js';

/** Which cadre suits which grid of a place: computed, explained, overridden with reason, published. */
@Module({ imports: [PlaybookModule], providers: [FitFactsQueries, FitListCommands, FitListQueries, FitPairQueries, RecusalCommands] })
export class FitListModule {}
