import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { publishWorkerPolicy, type InputOf } from '@gezhi/shared/contracts';
import { Policies, type Reply } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { acceptPolicy } from './worker-policy.rules.js';
import { WorkerPolicyVersion } from './worker.entity.js';

@Injectable()
export class WorkerPolicyCommands {
  constructor(private readonly policies: Policies) {}

  /** Holds for postings from now on; those made before keep the duties they were given. */
  @Handles(publishWorkerPolicy)
  async publish({ id, jurisdictionId, ...policy }: InputOf<typeof publishWorkerPolicy>, request: Request): Promise<Reply> {
    return this.policies.publish(request, WorkerPolicyVersion, { id, jurisdictionId, ...acceptPolicy(policy) });
  }
}
