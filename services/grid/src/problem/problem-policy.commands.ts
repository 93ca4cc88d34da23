import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { publishProblemPolicy, type InputOf } from '@gezhi/shared/contracts';
import { Policies, type Reply } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { acceptPolicy } from './problem-policy.rules.js';
import { ProblemPolicyVersion } from './problem.entity.js';

@Injectable()
export class ProblemPolicyCommands {
  constructor(private readonly policies: Policies) {}

  /** Holds for what is collected from now on; what is known keeps its class and its limit. */
  @Handles(publishProblemPolicy)
  async publish({ id, jurisdictionId, ...policy }: InputOf<typeof publishProblemPolicy>, request: Request): Promise<Reply> {
    return this.policies.publish(request, ProblemPolicyVersion, { id, jurisdictionId, ...acceptPolicy(policy) });
  }
}
