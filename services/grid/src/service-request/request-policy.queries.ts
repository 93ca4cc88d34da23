import { Injectable } from '@nestjs/common';
import { serviceRequestClasses, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { Database, named } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { defaultPolicy } from './default-policy.rules.js';
import { acceptPolicy, termsOf, type PolicyInForce, type RequestPolicy } from './request-policy.rules.js';
import type { Terms } from './time-limit.rules.js';

const body = named('request-policy.body', 'SELECT body FROM request_policy_version WHERE id = $1');
const inForce = named(
  'request-policy.in-force',
  `SELECT jurisdiction_id AS "jurisdictionId", version, body FROM request_policy_version WHERE starts_with($1::text, jurisdiction_id)
   ORDER BY length(jurisdiction_id) DESC, version DESC LIMIT 1`,
);
const defaultInForce = acceptPolicy(defaultPolicy);

@Injectable()
export class RequestPolicyQueries {
  /** A version never changes once published, so it is read once per process. */
  private readonly known = new Map<string, PolicyInForce>();

  constructor(private readonly database: Database) {}

  @Handles(serviceRequestClasses)
  async classes({ placeCode }: InputOf<typeof serviceRequestClasses>): Promise<OutputOf<typeof serviceRequestClasses>> {
    const [row] = await this.database.read<{ jurisdictionId: string; version: number; body: RequestPolicy }>(inForce, [placeCode]);
    const { jurisdictionId, version, body: policy } = row ?? { jurisdictionId: null, version: 0, body: defaultPolicy };
    return { jurisdictionId, version, classes: policy.classes, modes: policy.modes };
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
  async terms(policyId: string | null, code: string): Promise<Terms> {
    return termsOf(await this.policy(policyId), code);
  }
}
