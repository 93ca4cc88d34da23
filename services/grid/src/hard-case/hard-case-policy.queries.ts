import { Injectable } from '@nestjs/common';
import { hardCasePolicy, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { Policies } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { defaultPolicy } from './hard-case-policy.rules.js';
import { HardCasePolicyVersion } from './hard-case.entity.js';

const builtIn = { jurisdictionId: null, version: 0, publishedAt: null, ...defaultPolicy };

@Injectable()
export class HardCasePolicyQueries {
  constructor(private readonly policies: Policies) {}

  /** What holds at a place; the built-in default where no jurisdiction has laid down its own. */
  @Handles(hardCasePolicy)
  async inForce({ placeCode }: InputOf<typeof hardCasePolicy>): Promise<OutputOf<typeof hardCasePolicy>> {
    return (await this.policies.inForce(HardCasePolicyVersion, placeCode)) ?? builtIn;
  }
}
