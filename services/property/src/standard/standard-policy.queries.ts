import { Injectable } from '@nestjs/common';
import { standardPolicy, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { Policies } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { defaultPolicy } from './standard-policy.rules.js';
import { StandardPolicyVersion } from './standard.entity.js';

const builtIn = { jurisdictionId: null, version: 0, publishedAt: null, ...defaultPolicy };

@Injectable()
export class StandardPolicyQueries {
  constructor(private readonly policies: Policies) {}

  /** What holds at a place; that of the platform where no jurisdiction has laid down its own. */
  @Handles(standardPolicy)
  async inForce({ placeCode }: InputOf<typeof standardPolicy>): Promise<OutputOf<typeof standardPolicy>> {
    return (await this.policies.inForce(StandardPolicyVersion, placeCode)) ?? builtIn;
  }
}
