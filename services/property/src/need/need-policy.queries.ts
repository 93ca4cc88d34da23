import { Injectable } from '@nestjs/common';
import { needPolicy, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { Policies } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { NeedPolicyVersion } from './need.entity.js';
import { defaultPolicy } from './need.rules.js';

const builtIn = { jurisdictionId: null, version: 0, publishedAt: null, ...defaultPolicy };

@Injectable()
export class NeedPolicyQueries {
  constructor(private readonly policies: Policies) {}

  /** What holds at a place; the kinds of the platform where no jurisdiction has laid down its own. */
  @Handles(needPolicy)
  async inForce({ placeCode }: InputOf<typeof needPolicy>): Promise<OutputOf<typeof needPolicy>> {
    return (await this.policies.inForce(NeedPolicyVersion, placeCode)) ?? builtIn;
  }
}
