import { Module } from '@nestjs/common';
import { ProofModule } from '../proof/proof.module.js';
import { VoteModule } from '../vote/vote.module.js';
import { VotingCodeModule } from '../voting-code/voting-code.module.js';
import { PaperVoteCommands } from './paper-vote.commands.js';
import { PaperVoteQueries } from './paper-vote.queries.js';

@Module({ imports: [ProofModule, VoteModule, VotingCodeModule], providers: [PaperVoteCommands, PaperVoteQueries] })
export class PaperVoteModule {}
