import { Injectable } from '@nestjs/common';
import { serviceFieldPolicy, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { Policies } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { ServiceFieldPolicyVersion } from './service-field.entity.js';
import { defaultPolicy } from './service-field.rules.js';

const builtIn = { jurisdictionId: null, version: 0, publishedAt: null, ...defaultPolicy };

@Injectable()
export class ServiceFieldQueries {
  constructor(private readonly policies: Policies) {}

  /** What holds at a place; the taxonomy of the platform where no jurisdiction has laid down its own. */
  @Handles(serviceFieldPolicy)
  async inForce({ placeCode }: InputOf<typeof serviceFieldPolicy>): Promise<OutputOf<typeof serviceFieldPolicy>> {
    return (await this.policies.inForce(ServiceFieldPolicyVersion, placeCode)) ?? builtIn;
  }
}
