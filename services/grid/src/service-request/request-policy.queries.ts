import { Injectable } from '@nestjs/common';
import { requestPolicy, serviceRequestClasses, type GridType, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { Database, named, Policies } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { defaultPolicy } from './default-policy.rules.js';
import { acceptPolicy, termsOf, type PolicyInForce, type RequestPolicy } from './request-policy.rules.js';
import { RequestPolicyVersion } from './service-request.entity.js';
import type { Terms } from './time-limit.rules.js';

const body = named('request-policy.body', 'SELECT body FROM request_policy_version WHERE id = $1');
const builtIn = { jurisdictionId: null, version: 0, publishedAt: null, body: defaultPolicy };
const defaultInForce = acceptPolicy(defaultPolicy);

@Injectable()
export class RequestPolicyQueries {
  /** A version never changes once published, so it is read once per process. */
  private readonly known = new Map<string, PolicyInForce>();

  constructor(
    private readonly database: Database,
    private readonly policies: Policies,
  ) {}

  @Handles(requestPolicy)
  async inForce({ placeCode }: InputOf<typeof requestPolicy>): Promise<OutputOf<typeof requestPolicy>> {
    const { body, ...version } = (await this.policies.inForce(RequestPolicyVersion, placeCode)) ?? builtIn;
    return { ...version, ...body };
  }

  @Handles(serviceRequestClasses)
  classes(input: InputOf<typeof serviceRequestClasses>): Promise<OutputOf<typeof serviceRequestClasses>> {
    return this.inForce(input);
  }

  /** The policy of a version id, or the built-in default for `null`. */
  async policy(policyId: string | null): Promise<PolicyInForce> {
    if (policyId === null) return defaultInForce;
    let policy = this.known.get(policyId);
    if (!policy) {
      const [row] = await this.database.read<{ body: RequestPolicy }>(body, [policyId]);
      this.known.set(policyId, (policy = acceptPolicy(row!.body)));
    }
    return policy;
  }

  /** The terms of a class; refuses with `grid.service-request.class-unknown`. */
  async terms(policyId: string | null, code: string, gridType: GridType | null): Promise<Terms> {
    return termsOf(await this.policy(policyId), code, gridType);
  }
}
