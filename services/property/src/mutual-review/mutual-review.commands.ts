import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import {
  answerCoordinationRequest,
  answerReview,
  mutualReviewErrors,
  publishMutualReviewPolicy,
  raiseToCommunity,
  rateProvider,
  type InputOf,
} from '@gezhi/shared/contracts';
import { constraint, Policies, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { EstateQueries } from '../estate/estate.queries.js';
import { MutualReviewPolicyQueries } from './mutual-review-policy.queries.js';
import { acceptPolicy } from './mutual-review-policy.rules.js';
import { CoordinationRequest, MutualReview, MutualReviewPolicyVersion } from './mutual-review.entity.js';
import { answer, raise, rate } from './mutual-review.rules.js';

constraint('mutual_review_month_key', mutualReviewErrors.monthTaken);

const at = ({ communityCode: place }: { readonly communityCode: string }) => ({ place });

@Injectable()
export class MutualReviewCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly allPolicies: Policies,
    private readonly policies: MutualReviewPolicyQueries,
    private readonly estates: EstateQueries,
  ) {}

  @Handles(rateProvider)
  async rate(input: InputOf<typeof rateProvider>, request: Request): Promise<Reply> {
    const { estate, policy } = await this.around(input.estateId, request);
    return this.work.create(request, MutualReview, (now) => rate(input, estate, policy, now), at);
  }

  @Handles(answerReview)
  answerReview({ id, answer: text }: InputOf<typeof answerReview>, request: Request): Promise<Reply> {
    return this.work.change(request, MutualReview, id, (review, now) => answer(review, text, now), at);
  }

  /** The provider is assigned to the estate, not to its place: that it is was seen when the estate was read. */
  @Handles(raiseToCommunity)
  async raise(input: InputOf<typeof raiseToCommunity>, request: Request): Promise<Reply> {
    const { estate, policy } = await this.around(input.estateId, request);
    const own = (state: CoordinationRequest) => ({ ...at(state), own: true });
    return this.work.create(request, CoordinationRequest, (now) => raise(input, estate, policy, now), own);
  }

  @Handles(answerCoordinationRequest)
  answerRequest({ id, answer: text }: InputOf<typeof answerCoordinationRequest>, request: Request): Promise<Reply> {
    return this.work.change(request, CoordinationRequest, id, (need, now) => answer(need, text, now), at);
  }

  @Handles(publishMutualReviewPolicy)
  publishPolicy({ id, jurisdictionId, ...policy }: InputOf<typeof publishMutualReviewPolicy>, request: Request): Promise<Reply> {
    return this.allPolicies.publish(request, MutualReviewPolicyVersion, { id, jurisdictionId, ...acceptPolicy(policy) });
  }

  private async around(estateId: string, request: Request) {
    const estate = await this.estates.estate(estateId, request);
    return { estate, policy: await this.policies.inForce({ placeCode: estate?.communityCode ?? '' }) };
  }
}
