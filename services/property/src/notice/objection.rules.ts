import {
  noticeErrors,
  noticeObjected,
  noticeObjectionAnswered,
  noticeObjectionErrors,
  type InputOf,
  type NoticeObjectionState as State,
  type objectToNotice,
  type values,
} from '@gezhi/shared/contracts';
import { decide, endOfDayAfter, ensure, transitions, type Decision } from '@gezhi/shared/domain';
import { belongsTo, type Dwelling } from '../unit/dwelling.rules.js';
import type { NoticePolicy } from './notice-policy.rules.js';
import { hangsAt, type NoticeState } from './notice.rules.js';
import { ensureImpersonal } from './personal-data.rules.js';

/** P-20 An objection waits for its answer, which stands. */
export const objectionLife = transitions<State, 'answer'>({ RAISED: { answer: 'ANSWERED' }, ANSWERED: {} }, { initial: 'RAISED' });

export interface ObjectionState {
  readonly id: string;
  readonly version: number;
  readonly noticeId: string;
  readonly estateId: string;
  readonly communityCode: string;
  readonly householdId: string | null;
  readonly text: string;
  readonly state: State;
  readonly answer: string | null;
  readonly raisedAt: values.Instant;
  readonly dueAt: values.Instant;
  readonly answeredAt: values.Instant | null;
}

/** The notice that somebody objects to. */
export type Objectionable = Pick<NoticeState, 'id' | 'estateId' | 'communityCode' | 'postedFrom' | 'postedTo'>;

/**
 * P-20 A household of the estate, or its committee, objects to a notice while it hangs; the answer is due at the end of the last of
 * the policy's days. Refuses with `property.notice.notice-unknown`, `household-elsewhere` or `board-closed`.
 *
 * @param dwelling of the household that objects; not asked for when the committee does
 */
export function raise(
  input: InputOf<typeof objectToNotice>,
  notice: Objectionable | undefined,
  dwelling: Dwelling | undefined,
  { answerDays }: Pick<NoticePolicy, 'answerDays'>,
  now: values.Instant,
): Decision<ObjectionState> {
  ensure(notice, noticeErrors.noticeUnknown);
  const { id, householdId = null, text } = input;
  const { id: noticeId, estateId, communityCode } = notice;
  ensure(householdId === null || belongsTo(dwelling, communityCode), noticeObjectionErrors.householdElsewhere);
  ensure(hangsAt(notice, now), noticeObjectionErrors.boardClosed, { postedFrom: notice.postedFrom, postedTo: notice.postedTo });
  const dueAt = endOfDayAfter(now, answerDays);
  const state: ObjectionState = {
    ...{ id, version: 1, noticeId, estateId, communityCode, householdId, text, state: objectionLife.initial },
    ...{ answer: null, raisedAt: now, dueAt, answeredAt: null },
  };
  const by = householdId === null ? 'COMMITTEE' : 'HOUSEHOLD';
  return decide(state, noticeObjected({ objectionId: id, noticeId, estateId, communityCode, by, dueAt, at: now, version: 1 }));
}

/** P-20 An objection is answered with text that everyone may read. Refuses with `platform.request.wrong-state` or `property.notice.personal-data`. */
export function answer(objection: ObjectionState, text: string, now: values.Instant): Decision<ObjectionState> {
  const state = objectionLife.next(objection.state, 'answer');
  ensureImpersonal({ answer: text });
  const { id: objectionId, noticeId, estateId, communityCode, dueAt } = objection;
  const told = { objectionId, noticeId, estateId, communityCode, dueAt, isOnTime: now < dueAt };
  const event = noticeObjectionAnswered({ ...told, at: now, version: objection.version + 1 });
  return decide({ ...objection, state, answer: text, answeredAt: now }, event);
}
