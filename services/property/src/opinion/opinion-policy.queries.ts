import { Injectable } from '@nestjs/common';
import { opinionPolicy, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { Policies } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { defaultPolicy } from './opinion-policy.rules.js';
import { OpinionPolicyVersion } from './opinion.entity.js';

const builtIn = { jurisdictionId: null, version: 0, publishedAt: null, ...defaultPolicy };

@Injectable()
export class OpinionPolicyQueries {
  constructor(private readonly policies: Policies) {}

  /** What holds at a place; the five classes of the platform where no jurisdiction has laid down its own. */
  @Handles(opinionPolicy)
  async inForce({ placeCode }: InputOf<typeof opinionPolicy>): Promise<OutputOf<typeof opinionPolicy>> {
    return (await this.policies.inForce(OpinionPolicyVersion, placeCode)) ?? builtIn;
  }
}
