import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import {
  changeCommitteeMembers,
  committeeErrors,
  dissolveCommittee,
  fileCommittee,
  formCommittee,
  handOverCommittee,
  publishCommitteeProfile,
  sealCommittee,
  type CommitteeMember,
  type InputOf,
} from '@gezhi/shared/contracts';
import { constraint, Policies, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { EstateQueries } from '../estate/estate.queries.js';
import { CommitteeProfileQueries } from './committee-profile.queries.js';
import { acceptProfile } from './committee-profile.rules.js';
import { Committee, CommitteeProfileVersion } from './committee.entity.js';
import { CommitteeQueries } from './committee.queries.js';
import { changeMembers, dissolve, file, form, handOver, seal } from './committee.rules.js';

constraint('committee_standing_key', committeeErrors.alreadyStanding);

const ownerIdsOf = (members: readonly CommitteeMember[]): string[] => members.flatMap(({ ownerId }) => ownerId ?? []);
const at = ({ communityCode: place }: { readonly communityCode: string }) => ({ place });

@Injectable()
export class CommitteeCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly policies: Policies,
    private readonly profiles: CommitteeProfileQueries,
    private readonly estates: EstateQueries,
    private readonly queries: CommitteeQueries,
  ) {}

  @Handles(formCommittee)
  async form(input: InputOf<typeof formCommittee>, request: Request): Promise<Reply> {
    const named = ownerIdsOf(input.members);
    const [estate, owners] = await Promise.all([this.estates.estate(input.estateId, request), this.queries.owning(input.estateId, named)]);
    const profile = await this.profiles.at(estate?.communityCode ?? '');
    return this.work.create(request, Committee, (now) => form(input, estate, profile, owners, now), at);
  }

  @Handles(changeCommitteeMembers)
  async changeMembers(input: InputOf<typeof changeCommitteeMembers>, request: Request): Promise<Reply> {
    const { state } = await this.work.load(request, Committee, input.id);
    const profile = await this.profiles.at(state.communityCode);
    const owners = await this.queries.owning(state.estateId, ownerIdsOf(input.members));
    return this.work.change(request, Committee, input.id, (committee) => changeMembers(committee, input, profile, owners), at);
  }

  @Handles(fileCommittee)
  file(input: InputOf<typeof fileCommittee>, request: Request): Promise<Reply> {
    return this.work.change(request, Committee, input.id, (committee, now) => file(committee, input, now), at);
  }

  @Handles(sealCommittee)
  seal(input: InputOf<typeof sealCommittee>, request: Request): Promise<Reply> {
    return this.work.change(request, Committee, input.id, (committee) => seal(committee, input), at);
  }

  @Handles(dissolveCommittee)
  async dissolve(input: InputOf<typeof dissolveCommittee>, request: Request): Promise<Reply> {
    const { state } = await this.work.load(request, Committee, input.id);
    const profile = await this.profiles.at(state.communityCode);
    return this.work.change(request, Committee, input.id, (committee, now) => dissolve(committee, input, profile, now), at);
  }

  @Handles(handOverCommittee)
  handOver({ id, evidenceIds }: InputOf<typeof handOverCommittee>, request: Request): Promise<Reply> {
    return this.work.change(request, Committee, id, (committee, now) => handOver(committee, evidenceIds, now), at);
  }

  @Handles(publishCommitteeProfile)
  publishProfile({ id, jurisdictionId, ...profile }: InputOf<typeof publishCommitteeProfile>, request: Request): Promise<Reply> {
    return this.policies.publish(request, CommitteeProfileVersion, { id, jurisdictionId, ...acceptProfile(profile) });
  }
}
