import { Injectable } from '@nestjs/common';
import { sessionPolicy, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { Policies } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { defaultPolicy } from './session-policy.rules.js';
import { SessionPolicyVersion } from './session.entity.js';

const builtIn = { jurisdictionId: null, version: 0, publishedAt: null, ...defaultPolicy };

@Injectable()
export class SessionPolicyQueries {
  constructor(private readonly policies: Policies) {}

  /** What holds at a place; the assumed policy of the platform where no jurisdiction has laid down its own. */
  @Handles(sessionPolicy)
  async inForce({ placeCode }: InputOf<typeof sessionPolicy>): Promise<OutputOf<typeof sessionPolicy>> {
    return (await this.policies.inForce(SessionPolicyVersion, placeCode)) ?? builtIn;
  }
}
