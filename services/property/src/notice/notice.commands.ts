import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { noticeErrors, postNotice, proveNotice, publishNoticePolicy, type InputOf } from '@gezhi/shared/contracts';
import { constraint, Policies, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { contentHash } from '@gezhi/shared/platform';
import { EstateQueries } from '../estate/estate.queries.js';
import { acceptPolicy } from './notice-policy.rules.js';
import { NoticePolicyQueries } from './notice-policy.queries.js';
import { Notice, NoticePolicyVersion, NoticeProof } from './notice.entity.js';
import { NoticeQueries } from './notice.queries.js';
import { post, prove } from './notice.rules.js';

constraint('notice_corrects_key', noticeErrors.alreadyCorrected);

/** That the actor acts at the estate, by place or by the estate itself, was looked up. */
const at = ({ communityCode: place }: { readonly communityCode: string }) => ({ place, own: true });

@Injectable()
export class NoticeCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly allPolicies: Policies,
    private readonly policies: NoticePolicyQueries,
    private readonly estates: EstateQueries,
    private readonly queries: NoticeQueries,
  ) {}

  @Handles(postNotice)
  async post(input: InputOf<typeof postNotice>, request: Request): Promise<Reply> {
    const [estate, corrected] = await Promise.all([
      this.estates.standing(input.estateId, request),
      this.queries.corrected(input.correctsId),
    ]);
    const policy = await this.policies.inForce({ placeCode: estate?.communityCode ?? '' });
    return this.work.create(request, Notice, (now) => post(input, { estate, corrected, policy, hashOf: contentHash }, now), at);
  }

  @Handles(proveNotice)
  async prove(input: InputOf<typeof proveNotice>, request: Request): Promise<Reply> {
    const notice = await this.queries.reached(input.noticeId, request);
    return this.work.create(request, NoticeProof, (now) => prove(input, notice, now), at);
  }

  @Handles(publishNoticePolicy)
  publishPolicy({ id, jurisdictionId, ...policy }: InputOf<typeof publishNoticePolicy>, request: Request): Promise<Reply> {
    return this.allPolicies.publish(request, NoticePolicyVersion, { id, jurisdictionId, ...acceptPolicy(policy) });
  }
}
