import { Module } from '@nestjs/common';
import { EstateModule } from '../estate/estate.module.js';
import { OpinionModule } from '../opinion/opinion.module.js';
import { ProblemListCommands } from './problem-list.commands.js';
import { ProblemListQueries } from './problem-list.queries.js';

@Module({ imports: [EstateModule, OpinionModule], providers: [ProblemListCommands, ProblemListQueries] })
export class ProblemListModule {}
