import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { changePartySeat, councilSessionErrors, formJointMeeting, type InputOf } from '@gezhi/shared/contracts';
import { guard, insert, Person, UnitOfWork, type Reply, type Write } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { CouncilQueries } from '../council/council.queries.js';
import { personOf } from '../member/member.plan.js';
import { changeSeat, form } from './joint-meeting.rules.js';
import { SessionPolicyQueries } from './session-policy.queries.js';
import { JointMeeting } from './session.entity.js';

type Seat = InputOf<typeof formJointMeeting>['seats'][number];

/** Parties come from everywhere: their accounts hold some role, whatever it is. */
const holdsAnyRole = 'EXISTS (SELECT 1 FROM known_assignment WHERE account_id = ?::uuid AND NOT ended)';
const seated = (seats: readonly Seat[], communityCode: string): Write[] =>
  seats.flatMap(({ accountId, ...seat }) => [
    insert(Person, personOf(seat, communityCode)),
    ...(accountId ? [guard(councilSessionErrors.seatAccountNotInvited, holdsAnyRole, accountId)] : []),
  ]);

@Injectable()
export class JointMeetingCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly councils: CouncilQueries,
    private readonly policies: SessionPolicyQueries,
  ) {}

  @Handles(formJointMeeting)
  async form(input: InputOf<typeof formJointMeeting>, request: Request): Promise<Reply> {
    const council = await this.councils.council(input.councilId, request);
    const { communityCode: place } = council;
    const policy = await this.policies.inForce({ placeCode: place });
    return this.work.create(
      request,
      JointMeeting,
      () => form(input, council, policy),
      () => ({ place, also: seated(input.seats, place) }),
    );
  }

  @Handles(changePartySeat)
  changeSeat(input: InputOf<typeof changePartySeat>, request: Request): Promise<Reply> {
    return this.work.change(
      request,
      JointMeeting,
      input.id,
      (meeting) => changeSeat(meeting, input),
      ({ communityCode: place }) => ({ place, also: seated([input], place) }),
    );
  }
}
