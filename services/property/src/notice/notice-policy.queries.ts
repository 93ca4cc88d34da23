import { Injectable } from '@nestjs/common';
import { noticePolicy, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { Policies } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { defaultPolicy } from './notice-policy.rules.js';
import { NoticePolicyVersion } from './notice.entity.js';

const builtIn = { jurisdictionId: null, version: 0, publishedAt: null, ...defaultPolicy };

@Injectable()
export class NoticePolicyQueries {
  constructor(private readonly policies: Policies) {}

  /** What holds at a place; the kinds of the platform where no jurisdiction has laid down its own. */
  @Handles(noticePolicy)
  async inForce({ placeCode }: InputOf<typeof noticePolicy>): Promise<OutputOf<typeof noticePolicy>> {
    return (await this.policies.inForce(NoticePolicyVersion, placeCode)) ?? builtIn;
  }
}
