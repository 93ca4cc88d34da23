import { Module } from '@nestjs/common';
import { ProofModule } from '../proof/proof.module.js';
import { VoteCommands } from './vote.commands.js';
import { VoteQueries } from './vote.queries.js';

@Module({ imports: [ProofModule], providers: [VoteCommands, VoteQueries], exports: [VoteQueries] })
export class VoteModule {}
