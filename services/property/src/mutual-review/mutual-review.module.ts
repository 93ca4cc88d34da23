import { Module } from '@nestjs/common';
import { EstateModule } from '../estate/estate.module.js';
import { MutualReviewPolicyQueries } from './mutual-review-policy.queries.js';
import { MutualReviewCommands } from './mutual-review.commands.js';
import { MutualReviewQueries } from './mutual-review.queries.js';

@Module({ imports: [EstateModule], providers: [MutualReviewCommands, MutualReviewPolicyQueries, MutualReviewQueries] })
export class MutualReviewModule {}
