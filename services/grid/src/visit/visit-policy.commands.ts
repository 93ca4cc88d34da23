import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { publishVisitPolicy, type InputOf } from '@gezhi/shared/contracts';
import { Policies, type Reply } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { acceptPolicy } from './visit-policy.rules.js';
import { VisitPolicyVersion } from './visit.entity.js';

@Injectable()
export class VisitPolicyCommands {
  constructor(private readonly policies: Policies) {}

  /** Holds for what is recorded from now on. */
  @Handles(publishVisitPolicy)
  async publish({ id, jurisdictionId, ...policy }: InputOf<typeof publishVisitPolicy>, request: Request): Promise<Reply> {
    return this.policies.publish(request, VisitPolicyVersion, { id, jurisdictionId, ...acceptPolicy(policy) });
  }
}
