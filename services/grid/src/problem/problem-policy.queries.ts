import { Injectable } from '@nestjs/common';
import { problemPolicy, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { Policies } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { defaultPolicy } from './problem-policy.rules.js';
import { ProblemPolicyVersion } from './problem.entity.js';

const builtIn = { jurisdictionId: null, version: 0, publishedAt: null, ...defaultPolicy };

@Injectable()
export class ProblemPolicyQueries {
  constructor(private readonly policies: Policies) {}

  /** What holds at a place; the built-in default where no jurisdiction has laid down its own. */
  @Handles(problemPolicy)
  async inForce({ placeCode }: InputOf<typeof problemPolicy>): Promise<OutputOf<typeof problemPolicy>> {
    return (await this.policies.inForce(ProblemPolicyVersion, placeCode)) ?? builtIn;
  }
}
