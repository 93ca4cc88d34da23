import { councilSessionErrors, type changePartySeat, type formJointMeeting, type InputOf, type PartySeat } from '@gezhi/shared/contracts';
import { decide, ensure, type Decision } from '@gezhi/shared/domain';
import type { CouncilState } from '../council/council.rules.js';
import { seatParties, type SessionPolicy } from './session-policy.rules.js';

export interface JointMeetingState {
  readonly id: string;
  readonly version: number;
  readonly councilId: string;
  readonly communityCode: string;
  readonly estateId: string | null;
  readonly seats: PartySeat[];
}

/** C-19, P-18 A standing joint meeting has the five seats that its place demands. Refuses with `council.session.parties-invalid` {parties}. */
export function form(
  input: InputOf<typeof formJointMeeting>,
  { id: councilId, communityCode }: CouncilState,
  policy: Pick<SessionPolicy, 'parties'>,
): Decision<JointMeetingState> {
  const { id, estateId = null, seats } = input;
  return decide({ id, version: 1, councilId, communityCode, estateId, seats: seatParties(seats, policy) });
}

/** C-19 Another person speaks for a party from now on. Refuses with `council.session.parties-invalid` {parties}. */
export function changeSeat(meeting: JointMeetingState, input: InputOf<typeof changePartySeat>): Decision<JointMeetingState> {
  const { party, personId, accountId = null } = input;
  const parties = meeting.seats.map((seat) => seat.party);
  ensure(parties.includes(party), councilSessionErrors.partiesInvalid, { parties });
  const seats = meeting.seats.map((seat) => (seat.party === party ? { ...seat, personId, accountId } : seat));
  return decide({ ...meeting, seats });
}
