import { partitionErrors, type PolicyOf, type publishPartitionPolicy } from '@gezhi/shared/contracts';
import { ensure } from '@gezhi/shared/domain';

/** How large a jurisdiction wants its grids, in one version; the size band counts households, both ends included. */
export type PartitionPolicy = PolicyOf<typeof publishPartitionPolicy>;

/** G-06 The size band of a grid holds at least one number; refuses with `grid.partition.policy-invalid`. */
export function acceptPolicy(policy: PartitionPolicy): PartitionPolicy {
  const { sizeMinimum, sizeMaximum } = policy;
  ensure(sizeMaximum >= sizeMinimum, partitionErrors.policyInvalid, { sizeMinimum, sizeMaximum });
  return policy;
}
