import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { declareInterest, memberErrors, withdrawInterest, type InputOf } from '@gezhi/shared/contracts';
import { constraint, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { Interest, PartTimeMember } from './member.entity.js';
import { ownOrAt } from './member.plan.js';
import { declare, withdraw } from './recusal.rules.js';

constraint('interest_standing_key', memberErrors.interestKnown);

@Injectable()
export class RecusalCommands {
  constructor(private readonly work: UnitOfWork) {}

  @Handles(declareInterest)
  async declare(input: InputOf<typeof declareInterest>, request: Request): Promise<Reply> {
    const { state: member } = await this.work.load(request, PartTimeMember, input.memberId);
    return this.work.create(
      request,
      Interest,
      (now) => declare(input, member, request.actor.id, now),
      () => ownOrAt(member, request),
    );
  }

  @Handles(withdrawInterest)
  withdraw({ id, reason }: InputOf<typeof withdrawInterest>, request: Request): Promise<Reply> {
    return this.work.change(
      request,
      Interest,
      id,
      (interest, now) => withdraw(interest, reason, now),
      ({ communityCode: place }) => ({ place }),
    );
  }
}
