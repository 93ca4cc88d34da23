import { Injectable } from '@nestjs/common';
import { publishRequestPolicy, type InputOf } from '@gezhi/shared/contracts';
import type { Request } from '@gezhi/shared/auth';
import { Policies, type Reply } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { ensureLadderRises, ensureLimitsEnd, ensureLimitsInOrder } from './limits.rules.js';
import { acceptPolicy } from './request-policy.rules.js';
import { RequestPolicyVersion } from './service-request.entity.js';

@Injectable()
export class RequestPolicyCommands {
  constructor(private readonly policies: Policies) {}

  /** The next version holds for what is filed from now on; requests under way keep the terms they were filed under. */
  @Handles(publishRequestPolicy)
  async publish({ id, jurisdictionId, ...body }: InputOf<typeof publishRequestPolicy>, request: Request): Promise<Reply> {
    const { calendar } = acceptPolicy(body);
    ensureLimitsInOrder(body.classes, calendar);
    ensureLadderRises(body.escalation);
    ensureLimitsEnd(body.classes, calendar, body.escalation);
    return this.policies.publish(request, RequestPolicyVersion, { id, jurisdictionId, body });
  }
}
