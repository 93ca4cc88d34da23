import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { publishPartitionPolicy, type InputOf } from '@gezhi/shared/contracts';
import { Policies, type Reply } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { acceptPolicy } from './partition-policy.rules.js';
import { PartitionPolicyVersion } from './partition.entity.js';

@Injectable()
export class PartitionPolicyCommands {
  constructor(private readonly policies: Policies) {}

  /** Holds for the plans drafted and simulated from now on; grids in force stay as they are. */
  @Handles(publishPartitionPolicy)
  async publish({ id, jurisdictionId, ...policy }: InputOf<typeof publishPartitionPolicy>, request: Request): Promise<Reply> {
    return this.policies.publish(request, PartitionPolicyVersion, { id, jurisdictionId, ...acceptPolicy(policy) });
  }
}
