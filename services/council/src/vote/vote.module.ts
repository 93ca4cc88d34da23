import { Module } from '@nestjs/common';
import { ProofModule } from '../proof/proof.module.js';
import { VotingCodeModule } from '../voting-code/voting-code.module.js';
import { VoteCommands } from './vote.commands.js';
import { VoteQueries } from './vote.queries.js';

@Module({ imports: [ProofModule, VotingCodeModule], providers: [VoteCommands, VoteQueries], exports: [VoteQueries] })
export class VoteModule {}
