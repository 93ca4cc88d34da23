import { Injectable } from '@nestjs/common';
import { mutualReviewPolicy, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { Policies } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { defaultPolicy } from './mutual-review-policy.rules.js';
import { MutualReviewPolicyVersion } from './mutual-review.entity.js';

const builtIn = { jurisdictionId: null, version: 0, publishedAt: null, ...defaultPolicy };

@Injectable()
export class MutualReviewPolicyQueries {
  constructor(private readonly policies: Policies) {}

  /** What holds at a place; the assumed criteria and days of the platform where no jurisdiction has laid down its own. */
  @Handles(mutualReviewPolicy)
  async inForce({ placeCode }: InputOf<typeof mutualReviewPolicy>): Promise<OutputOf<typeof mutualReviewPolicy>> {
    return (await this.policies.inForce(MutualReviewPolicyVersion, placeCode)) ?? builtIn;
  }
}
