import { visitErrors, type PolicyOf, type publishVisitPolicy } from '@gezhi/shared/contracts';
import { ensure } from '@gezhi/shared/domain';

/** How late a jurisdiction lets visits be recorded, in one version. */
export type VisitPolicy = PolicyOf<typeof publishVisitPolicy>;

/** G-19, X-03 What may be recorded late on its own may also be taken in from a register; refuses with `grid.visit.policy-invalid`. */
export function acceptPolicy(policy: VisitPolicy): VisitPolicy {
  const { offlineDays, importDays } = policy;
  ensure(importDays >= offlineDays, visitErrors.policyInvalid, { offlineDays, importDays });
  return policy;
}
