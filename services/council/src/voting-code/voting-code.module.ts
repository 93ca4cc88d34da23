import { Module } from '@nestjs/common';
import { ProofModule } from '../proof/proof.module.js';
import { VotingCodeQueries } from './voting-code.queries.js';

@Module({ imports: [ProofModule], providers: [VotingCodeQueries], exports: [VotingCodeQueries] })
export class VotingCodeModule {}
