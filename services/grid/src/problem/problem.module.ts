import { Module } from '@nestjs/common';
import { CadreModule } from '../cadre/cadre.module.js';
import { AnnualItemCommands } from './annual-item.commands.js';
import { AnnualItemQueries } from './annual-item.queries.js';
import { LinkCommands } from './link.commands.js';
import { LinkQueries } from './link.queries.js';
import { MergeCommands } from './merge.commands.js';
import { ProblemCommands } from './problem.commands.js';
import { ProblemIntakeCommands } from './problem-intake.commands.js';
import { ProblemPolicyCommands } from './problem-policy.commands.js';
import { ProblemPolicyQueries } from './problem-policy.queries.js';
import { ProblemQueries } from './problem.queries.js';
import { ProblemSchedule } from './problem.schedule.js';
import { ProblemSubscriber } from './problem.subscriber.js';
import { PromotionQueries } from './promotion.queries.js';

@Module({
  imports: [CadreModule],
  providers: [
    ProblemCommands,
    AnnualItemCommands,
    LinkCommands,
    LinkQueries,
    MergeCommands,
    ProblemIntakeCommands,
    ProblemPolicyCommands,
    ProblemPolicyQueries,
    ProblemQueries,
    AnnualItemQueries,
    ProblemSchedule,
    ProblemSubscriber,
    PromotionQueries,
  ],
  exports: [ProblemQueries],
})
export class ProblemModule {}
