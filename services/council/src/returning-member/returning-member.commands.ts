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
import { constraint, guard, insert, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { PersonQueries } from '../member/person.queries.js';
import { ServiceFieldQueries } from '../service-field/service-field.queries.js';
import { listOffer, offerWithdrawn } from '../service-offer/service-offer.plan.js';
import { MemberOffer, MemberService, ReturningMember } from './returning-member.entity.js';
import { ReturningMemberQueries } from './returning-member.queries.js';
import { changeAbility, leave, offer, recordService, report } from './returning-member.rules.js';

constraint('returning_member_person_key', returningMemberErrors.alreadyReported);

const stillReported = "EXISTS (SELECT 1 FROM returning_member WHERE id = ?::uuid AND state = 'REPORTED' FOR SHARE)";
const at = ({ homeCommunityCode: place }: { readonly homeCommunityCode: string }) => ({ place });

@Injectable()
export class ReturningMemberCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly fields: ServiceFieldQueries,
    private readonly people: PersonQueries,
    private readonly members: ReturningMemberQueries,
  ) {}

  @Handles(reportBack)
  async report(input: InputOf<typeof reportBack>, request: Request): Promise<Reply> {
    const { homeCommunityCode: placeCode } = input;
    const also = await this.people.newAmong([input], placeCode);
    const policy = await this.fields.inForce({ placeCode });
    return this.work.create(
      request,
      ReturningMember,
      (now) => report(input, policy, now),
      (member) => ({ ...at(member), also }),
    );
  }

  @Handles(changeAvailability)
  async changeAvailability(input: InputOf<typeof changeAvailability>, request: Request): Promise<Reply> {
    const { state: known } = await this.work.load(request, ReturningMember, input.id);
    const policy = await this.fields.inForce({ placeCode: known.homeCommunityCode });
    return this.work.change(request, ReturningMember, input.id, (member) => changeAbility(member, input, policy), at);
  }

  @Handles(leaveRegister)
  async leave({ id }: InputOf<typeof leaveRegister>, request: Request): Promise<Reply> {
    const listed = await this.members.listedOffers(id);
    return this.work.change(request, ReturningMember, id, leave, (member) => ({ ...at(member), also: listed.map(offerWithdrawn) }));
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
