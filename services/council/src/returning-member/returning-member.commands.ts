import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import {
  changeAvailability,
  leaveRegister,
  offerMemberService,
  recordMemberService,
  reportBack,
  returningMemberErrors,
  type InputOf,
} from '@gezhi/shared/contracts';
import { constraint, guard, insert, Person, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { personOf } from '../member/member.plan.js';
import { ServiceFieldQueries } from '../service-field/service-field.queries.js';
import { listOffer } from '../service-offer/service-offer.plan.js';
import { MemberOffer, MemberService, ReturningMember } from './returning-member.entity.js';
import { changeAbility, leave, offer, recordService, report } from './returning-member.rules.js';

constraint('returning_member_person_key', returningMemberErrors.alreadyReported);

const stillReported = "EXISTS (SELECT 1 FROM returning_member WHERE id = ?::uuid AND state = 'REPORTED')";
const at = ({ homeCommunityCode: place }: { readonly homeCommunityCode: string }) => ({ place });

@Injectable()
export class ReturningMemberCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly fields: ServiceFieldQueries,
  ) {}

  @Handles(reportBack)
  async report(input: InputOf<typeof reportBack>, request: Request): Promise<Reply> {
    const { homeCommunityCode: placeCode } = input;
    const policy = await this.fields.inForce({ placeCode });
    return this.work.create(
      request,
      ReturningMember,
      (now) => report(input, policy, now),
      (member) => ({ ...at(member), also: [insert(Person, personOf(input, placeCode))] }),
    );
  }

  @Handles(changeAvailability)
  async changeAvailability(input: InputOf<typeof changeAvailability>, request: Request): Promise<Reply> {
    const { state: known } = await this.work.load(request, ReturningMember, input.id);
    const policy = await this.fields.inForce({ placeCode: known.homeCommunityCode });
    return this.work.change(request, ReturningMember, input.id, (member) => changeAbility(member, input, policy), at);
  }

  @Handles(leaveRegister)
  leave({ id }: InputOf<typeof leaveRegister>, request: Request): Promise<Reply> {
    return this.work.change(request, ReturningMember, id, leave, at);
  }

  @Handles(offerMemberService)
  async offer(input: InputOf<typeof offerMemberService>, request: Request): Promise<Reply> {
    const { id: offerId, memberId } = input;
    const { state: member } = await this.work.load(request, ReturningMember, memberId);
    const policy = await this.fields.inForce({ placeCode: member.homeCommunityCode });
    const also = [insert(MemberOffer, { offerId, memberId }), guard(returningMemberErrors.hasLeft, stillReported, memberId)];
    return listOffer(this.work, request, (now) => offer(input, member, policy, now), also);
  }

  @Handles(recordMemberService)
  async record(input: InputOf<typeof recordMemberService>, request: Request): Promise<Reply> {
    const { state: member } = await this.work.load(request, ReturningMember, input.memberId);
    const policy = await this.fields.inForce({ placeCode: member.homeCommunityCode });
    return this.work.create(request, MemberService, (now) => recordService(input, member, policy, now), at);
  }
}
