import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { recordCommitteeDecision, requestErrors, type InputOf } from '@gezhi/shared/contracts';
import { guard, newId, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { EstateQueries } from '../estate/estate.queries.js';
import { NoticePolicyQueries } from '../notice/notice-policy.queries.js';
import { announce, noticeOf } from '../notice/notice.plan.js';
import { CommitteeProfileQueries } from './committee-profile.queries.js';
import { Committee, CommitteeDecision } from './committee.entity.js';
import { stands } from './committee.queries.js';
import { noticeOfDecision, recordDecision } from './meeting.rules.js';

const stillStands = `EXISTS (SELECT 1 FROM committee WHERE id = ?::uuid AND ${stands})`;

@Injectable()
export class MeetingCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly profiles: CommitteeProfileQueries,
    private readonly estates: EstateQueries,
    private readonly policies: NoticePolicyQueries,
  ) {}

  /**
   * Whoever reaches the committee, by its place or its estate, may record; nothing is decided by one that no longer stands. What is
   * to be published is on the board in the same statement.
   */
  @Handles(recordCommitteeDecision)
  async record(input: InputOf<typeof recordCommitteeDecision>, request: Request): Promise<Reply> {
    const { state: committee } = await this.work.load(request, Committee, input.committeeId);
    const { estateId, communityCode: place } = committee;
    const [profile, estate, policy] = await Promise.all([
      this.profiles.at(place),
      this.estates.standing(estateId, request),
      this.policies.inForce({ placeCode: place }),
    ]);
    ensure(estate, requestErrors.notFound);
    const stillThere = guard(requestErrors.wrongState, stillStands, committee.id);
    const rule = (now: string) => {
      const { state, events } = recordDecision(input, committee, profile, newId(), now);
      const { noticeId: id, publishDays } = state;
      if (id === null) return { state, events, also: [stillThere] };
      const notice = announce({ id, estateId, kind: 'DECISION', ...noticeOfDecision(state), days: publishDays! }, { estate, policy }, now);
      return { state, events: [...events, ...notice.events], also: [stillThere, noticeOf(notice.state)] };
    };
    return this.work.create(request, CommitteeDecision, rule, (_, { also }) => ({ place, own: true, also }));
  }
}
