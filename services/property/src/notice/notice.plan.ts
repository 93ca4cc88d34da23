import { insert, type Act, type Write } from '@gezhi/shared/database';
import { addDays, localDateOf, type Decision } from '@gezhi/shared/domain';
import { contentHash } from '@gezhi/shared/platform';
import type { values } from '@gezhi/shared/contracts';
import { minimumDays, withKind } from './notice-policy.rules.js';
import { Notice } from './notice.entity.js';
import { post, type Board, type NoticeState } from './notice.rules.js';

/** What is put on the board by what was done, and not by hand. */
export interface Announcement {
  readonly id: string;
  readonly estateId: string;
  readonly kind: 'ACCOUNTS' | 'DECISION';
  readonly title: string;
  readonly text: string;
  /** For how many days at least; as its kind must hang, if that is longer. */
  readonly days?: number;
  readonly correctsId?: string;
}

type Around = Pick<Board, 'policy'> & { readonly estate: NonNullable<Board['estate']>; readonly corrected?: Board['corrected'] };

/** A notice of today, for as long as its kind must hang, there or by the platform. Refuses as `post` does. */
export function announce(
  announcement: Announcement,
  { estate, policy: laidDown, corrected }: Around,
  now: values.Instant,
): Decision<NoticeState> {
  const { days = 1, ...notice } = announcement;
  const policy = withKind(laidDown, notice.kind);
  const postedFrom = localDateOf(now);
  const postedTo = addDays(postedFrom, Math.max(days, minimumDays(policy, notice.kind)) - 1);
  const input = { ...notice, postedFrom, postedTo, withdraws: false };
  return post(input, { estate, policy, corrected, hashOf: contentHash }, now);
}

/** A notice, for the statement that writes what it tells of. */
export const noticeOf = (notice: NoticeState): Write => insert(Notice, notice);

const correctedNotice = `SELECT t.estate_id AS "estateId", (SELECT c.id FROM notice c WHERE c.corrects_id = t.id) AS "correctedById" FROM notice t WHERE t.id = $1`;

/** Puts a notice on the board of an estate, within an act. */
export async function hang(act: Act, announcement: Announcement, around: Around): Promise<void> {
  const { state, events } = announce(announcement, around, act.now);
  await act.insert(Notice, [state]);
  for (const happened of events) act.emit(happened, { id: state.id });
}

/** Puts a notice on the board that corrects another, unless that was corrected by hand; both stay. */
export async function hangInstead(act: Act, announcement: Announcement, formerId: string, around: Around): Promise<void> {
  const [corrected] = await act.query<NonNullable<Board['corrected']>>(correctedNotice, [formerId]);
  if (corrected?.correctedById === null) await hang(act, { ...announcement, correctsId: formerId }, { ...around, corrected });
  else await hang(act, announcement, around);
}
