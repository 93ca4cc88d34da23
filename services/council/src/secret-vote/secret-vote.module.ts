import { Module } from '@nestjs/common';
import { ProofModule } from '../proof/proof.module.js';
import { VotingCodeModule } from '../voting-code/voting-code.module.js';
import { SecretVoteCommands } from './secret-vote.commands.js';
import { SecretVoteQueries } from './secret-vote.queries.js';

@Module({ imports: [ProofModule, VotingCodeModule], providers: [SecretVoteCommands, SecretVoteQueries] })
export class SecretVoteModule {}
