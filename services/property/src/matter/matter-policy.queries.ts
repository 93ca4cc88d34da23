import { Injectable } from '@nestjs/common';
import { matterPolicy, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { Policies } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { defaultPolicy } from './matter-policy.rules.js';
import { MatterPolicyVersion } from './matter.entity.js';

const builtIn = { jurisdictionId: null, version: 0, publishedAt: null, ...defaultPolicy };

@Injectable()
export class MatterPolicyQueries {
  constructor(private readonly policies: Policies) {}

  /** What holds at a place; the assumed limits of the platform where no jurisdiction has laid down its own. */
  @Handles(matterPolicy)
  async inForce({ placeCode }: InputOf<typeof matterPolicy>): Promise<OutputOf<typeof matterPolicy>> {
    return (await this.policies.inForce(MatterPolicyVersion, placeCode)) ?? builtIn;
  }
}
