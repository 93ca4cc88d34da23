import { Injectable } from '@nestjs/common';
import { partitionErrors, partitionPolicy, type InputOf } from '@gezhi/shared/contracts';
import { Policies } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { PartitionPolicyVersion } from './partition.entity.js';

@Injectable()
export class PartitionPolicyQueries {
  constructor(private readonly policies: Policies) {}

  @Handles(partitionPolicy)
  async inForce({ placeCode }: InputOf<typeof partitionPolicy>): Promise<PartitionPolicyVersion> {
    const policy = await this.policies.inForce(PartitionPolicyVersion, placeCode);
    ensure(policy, partitionErrors.policyMissing);
    return policy;
  }
}
