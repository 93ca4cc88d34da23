import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { recordCommitteeDecision, requestErrors, type InputOf } from '@gezhi/shared/contracts';
import { guard, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { CommitteeProfileQueries } from './committee-profile.queries.js';
import { Committee, CommitteeDecision } from './committee.entity.js';
import { stands } from './committee.queries.js';
import { recordDecision } from './meeting.rules.js';

const stillStands = `EXISTS (SELECT 1 FROM committee WHERE id = ?::uuid AND ${stands})`;

@Injectable()
export class MeetingCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly profiles: CommitteeProfileQueries,
  ) {}

  /** Whoever reaches the committee, by its place or its estate, may record; nothing is decided by one that no longer stands. */
  @Handles(recordCommitteeDecision)
  async record(input: InputOf<typeof recordCommitteeDecision>, request: Request): Promise<Reply> {
    const { state: committee } = await this.work.load(request, Committee, input.committeeId);
    const profile = await this.profiles.at(committee.communityCode);
    const also = [guard(requestErrors.wrongState, stillStands, committee.id)];
    const where = { place: committee.communityCode, own: true, also };
    return this.work.create(
      request,
      CommitteeDecision,
      (now) => recordDecision(input, committee, profile, now),
      () => where,
    );
  }
}
