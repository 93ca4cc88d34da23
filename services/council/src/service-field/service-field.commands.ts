import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { publishServiceFieldPolicy, type InputOf } from '@gezhi/shared/contracts';
import { Policies, type Reply } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { ServiceFieldPolicyVersion } from './service-field.entity.js';
import { acceptPolicy } from './service-field.rules.js';

@Injectable()
export class ServiceFieldCommands {
  constructor(private readonly policies: Policies) {}

  @Handles(publishServiceFieldPolicy)
  publish({ id, jurisdictionId, ...policy }: InputOf<typeof publishServiceFieldPolicy>, request: Request): Promise<Reply> {
    return this.policies.publish(request, ServiceFieldPolicyVersion, { id, jurisdictionId, ...acceptPolicy(policy) });
  }
}
