import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { changePartySeat, councilSessionErrors, formJointMeeting, type InputOf } from '@gezhi/shared/contracts';
import { guard, UnitOfWork, type Reply, type Write } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { CouncilQueries } from '../council/council.queries.js';
import { PersonQueries } from '../member/person.queries.js';
import { changeSeat, form } from './joint-meeting.rules.js';
import { SessionPolicyQueries } from './session-policy.queries.js';
import { JointMeeting } from './session.entity.js';

type Seat = InputOf<typeof formJointMeeting>['seats'][number];

/** Parties come from everywhere: their accounts hold some role, whatever it is. */
const holdsAnyRole = 'EXISTS (SELECT 1 FROM known_assignment WHERE account_id = ?::uuid AND NOT ended)';
const invited = (seats: readonly Pick<Seat, 'accountId'>[]): Write[] =>
  seats.flatMap(({ accountId }) => (accountId ? [guard(councilSessionErrors.seatAccountNotInvited, holdsAnyRole, accountId)] : []));

@Injectable()
export class JointMeetingCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly councils: CouncilQueries,
    private readonly policies: SessionPolicyQueries,
    private readonly people: PersonQueries,
  ) {}

  @Handles(formJointMeeting)
  async form(input: InputOf<typeof formJointMeeting>, request: Request): Promise<Reply> {
    const council = await this.councils.council(input.councilId, request);
    const { communityCode: place } = council;
    const policy = await this.policies.inForce({ placeCode: place });
    const also = await this.seated(input.seats, place);
    return this.work.create(
      request,
      JointMeeting,
      () => form(input, council, policy),
      () => ({ place, also }),
    );
  }

  @Handles(changePartySeat)
  async changeSeat(input: InputOf<typeof changePartySeat>, request: Request): Promise<Reply> {
    const { state: known } = await this.work.load(request, JointMeeting, input.id);
    const also = await this.seated([input], known.communityCode);
    return this.work.change(
      request,
      JointMeeting,
      input.id,
      (meeting) => changeSeat(meeting, input),
      ({ communityCode: place }) => ({ place, also }),
    );
  }

  private async seated(seats: readonly Seat[], communityCode: string): Promise<Write[]> {
    return [...(await this.people.newAmong(seats, communityCode)), ...invited(seats)];
  }
}
