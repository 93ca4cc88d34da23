import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { publishHardCasePolicy, type InputOf } from '@gezhi/shared/contracts';
import { Policies, type Reply } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { acceptPolicy } from './hard-case-policy.rules.js';
import { HardCasePolicyVersion } from './hard-case.entity.js';

@Injectable()
export class HardCasePolicyCommands {
  constructor(private readonly policies: Policies) {}

  /** Classes and quiet days hold for what is registered and cleared from now on; priorities for every case at once. */
  @Handles(publishHardCasePolicy)
  async publish({ id, jurisdictionId, ...policy }: InputOf<typeof publishHardCasePolicy>, request: Request): Promise<Reply> {
    return this.policies.publish(request, HardCasePolicyVersion, { id, jurisdictionId, ...acceptPolicy(policy) });
  }
}
