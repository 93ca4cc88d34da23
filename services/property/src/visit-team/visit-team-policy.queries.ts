import { Injectable } from '@nestjs/common';
import { visitTeamPolicy, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { Policies } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { defaultPolicy } from './visit-team-policy.rules.js';
import { VisitTeamPolicyVersion } from './visit-team.entity.js';

const builtIn = { jurisdictionId: null, version: 0, publishedAt: null, ...defaultPolicy };

@Injectable()
export class VisitTeamPolicyQueries {
  constructor(private readonly policies: Policies) {}

  /** What holds at a place; the template of the platform where no jurisdiction has laid down its own. */
  @Handles(visitTeamPolicy)
  async inForce({ placeCode }: InputOf<typeof visitTeamPolicy>): Promise<OutputOf<typeof visitTeamPolicy>> {
    return (await this.policies.inForce(VisitTeamPolicyVersion, placeCode)) ?? builtIn;
  }
}
