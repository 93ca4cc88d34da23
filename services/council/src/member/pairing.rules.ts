import {
  followUpOverdue,
  leaderPairingErrors,
  requestErrors,
  type addFollowUp,
  type completeFollowUp,
  type FollowUpState as FollowUpStanding,
  type InputOf,
  type pairLeader,
  type PairingMode,
  type values,
} from '@gezhi/shared/contracts';
import { decide, ensure, localDateOf, transitions, type Decision } from '@gezhi/shared/domain';
import type { CouncilState } from '../council/council.rules.js';

export interface PairingState {
  readonly id: string;
  readonly version: number;
  readonly councilId: string;
  readonly communityCode: string;
  readonly personId: string;
  readonly accountId: string | null;
  readonly mode: PairingMode;
  readonly pairedOn: values.LocalDate;
  readonly endedOn: values.LocalDate | null;
  readonly endReason: string | null;
}

export interface FollowUpState {
  readonly id: string;
  readonly version: number;
  readonly pairingId: string;
  readonly councilId: string;
  readonly communityCode: string;
  readonly title: string;
  readonly dueOn: values.LocalDate;
  readonly state: FollowUpStanding;
  readonly overdueAt: values.Instant | null;
  readonly doneAt: values.Instant | null;
  readonly outcome: string | null;
  readonly evidenceIds: string[];
}

export const followUpLife = transitions<FollowUpStanding, 'elapse' | 'complete'>(
  { OPEN: { elapse: 'OVERDUE', complete: 'DONE' }, OVERDUE: { complete: 'DONE' }, DONE: {} },
  { initial: 'OPEN' },
);

/** C-13 A leader keeps in touch with the community of a council from today on. */
export function pair(
  input: InputOf<typeof pairLeader>,
  { id: councilId, communityCode }: CouncilState,
  now: values.Instant,
): Decision<PairingState> {
  const { id, personId, accountId = null, mode } = input;
  const pairing = { id, version: 1, councilId, communityCode, personId, accountId, mode };
  return decide({ ...pairing, pairedOn: localDateOf(now), endedOn: null, endReason: null });
}

/** C-13 A pairing ends, with the reason; what was promised stays to be done. Refuses with `platform.request.wrong-state`. */
export function endPairing(pairing: PairingState, reason: string, now: values.Instant): Decision<PairingState> {
  ensure(pairing.endedOn === null, requestErrors.wrongState, { from: 'ENDED', action: 'end' });
  return decide({ ...pairing, endedOn: localDateOf(now), endReason: reason });
}

/** C-13 What a paired leader promises, until a day not before today. Refuses with `council.member.pairing-ended` or `follow-up-due-invalid`. */
export function addItem(
  { id, title, dueOn }: InputOf<typeof addFollowUp>,
  pairing: PairingState,
  now: values.Instant,
): Decision<FollowUpState> {
  ensure(pairing.endedOn === null, leaderPairingErrors.pairingEnded);
  ensure(dueOn >= localDateOf(now), leaderPairingErrors.followUpDueInvalid);
  const { id: pairingId, councilId, communityCode } = pairing;
  const item = { id, version: 1, pairingId, councilId, communityCode, title, dueOn, state: followUpLife.initial };
  return decide({ ...item, overdueAt: null, doneAt: null, outcome: null, evidenceIds: [] });
}

/** C-13 What came of a promise, overdue or not. Refuses with `platform.request.wrong-state`. */
export function completeItem(
  item: FollowUpState,
  { outcome, evidenceIds }: Pick<InputOf<typeof completeFollowUp>, 'outcome' | 'evidenceIds'>,
  now: values.Instant,
): Decision<FollowUpState> {
  return decide({ ...item, state: followUpLife.next(item.state, 'complete'), doneAt: now, outcome, evidenceIds });
}

/** C-13 After its day an open promise is overdue, which is told once. Refuses with `platform.request.wrong-state` when it is not. */
export function elapseItem(item: FollowUpState, now: values.Instant): Decision<FollowUpState> {
  const state = followUpLife.next(item.state, 'elapse');
  ensure(item.dueOn < localDateOf(now), requestErrors.wrongState, { from: item.state, action: 'elapse' });
  const { id: followUpId, pairingId, councilId, communityCode, dueOn, version } = item;
  const told = followUpOverdue({ followUpId, pairingId, councilId, communityCode, dueOn, at: now, version: version + 1 });
  return decide({ ...item, state, overdueAt: now }, told);
}
