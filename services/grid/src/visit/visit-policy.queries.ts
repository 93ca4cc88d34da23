import { Injectable } from '@nestjs/common';
import { visitErrors, visitPolicy, type InputOf } from '@gezhi/shared/contracts';
import { Policies } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { VisitPolicyVersion } from './visit.entity.js';

@Injectable()
export class VisitPolicyQueries {
  constructor(private readonly policies: Policies) {}

  /** How late a visit may be recorded at a place. @throws DomainError `grid.visit.policy-missing` */
  @Handles(visitPolicy)
  async inForce({ placeCode }: InputOf<typeof visitPolicy>): Promise<VisitPolicyVersion> {
    const policy = await this.policies.inForce(VisitPolicyVersion, placeCode);
    ensure(policy, visitErrors.policyMissing);
    return policy;
  }
}
