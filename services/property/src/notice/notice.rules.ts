import {
  estateErrors,
  noticeErrors,
  noticePosted,
  type EstateParty,
  type InputOf,
  type postNotice,
  type proveNotice,
  type values,
} from '@gezhi/shared/contracts';
import { daysIncluded, decide, ensure, localDateOf, type Decision } from '@gezhi/shared/domain';
import { partyOf, type Standing } from '../estate/standing.rules.js';
import { minimumDays, type NoticePolicy } from './notice-policy.rules.js';
import { ensureImpersonal } from './personal-data.rules.js';

/** What everyone may read of a notice, and its hash seals. */
export interface NoticeContent {
  readonly id: string;
  readonly estateId: string;
  readonly kind: string;
  readonly title: string;
  readonly text: string;
  readonly postedFrom: values.LocalDate;
  readonly postedTo: values.LocalDate;
  readonly issuer: EstateParty;
  readonly correctsId: string | null;
  readonly withdraws: boolean;
  readonly postedAt: values.Instant;
}

export interface NoticeState extends NoticeContent {
  readonly version: number;
  readonly communityCode: string;
  readonly hash: string;
}

export interface NoticeProofState {
  readonly id: string;
  readonly version: number;
  readonly noticeId: string;
  readonly estateId: string;
  readonly communityCode: string;
  readonly evidenceIds: string[];
  readonly takenAt: values.Instant;
  readonly recordedAt: values.Instant;
}

/** What is known when a notice is posted. */
export interface Board {
  readonly estate: Standing | undefined;
  /** The notice that is to be corrected. */
  readonly corrected: { readonly estateId: string; readonly correctedById: string | null } | undefined;
  readonly policy: Pick<NoticePolicy, 'kinds'>;
  /** SHA-256 of canonical JSON, in hex. */
  readonly hashOf: (content: NoticeContent) => string;
}

/**
 * P-20 A notice is put on the board of an estate for the days that its kind must hang, and sealed by its hash. Refuses with
 * `property.estate.estate-unknown`, `property.notice.kind-unknown`, `personal-data` {field, found}, `posted-in-past`,
 * `posted-too-short` {minimumDays}, or as `ensureCorrectable` does.
 */
export function post(input: InputOf<typeof postNotice>, board: Board, now: values.Instant): Decision<NoticeState> {
  const { estate, policy } = board;
  ensure(estate, estateErrors.estateUnknown);
  const { id, estateId, kind, title, text, postedFrom, postedTo, correctsId = null, withdraws } = input;
  const least = minimumDays(policy, kind);
  ensureImpersonal({ title, text });
  ensure(postedFrom >= localDateOf(now), noticeErrors.postedInPast);
  ensure(daysIncluded(postedFrom, postedTo) >= least, noticeErrors.postedTooShort, { minimumDays: least });
  ensureCorrectable(input, board.corrected);
  const span = { postedFrom, postedTo };
  const content: NoticeContent = {
    ...{ id, estateId, kind, title, text, ...span, issuer: partyOf(estate), correctsId, withdraws, postedAt: now },
  };
  const hash = board.hashOf(content);
  const { communityCode } = estate;
  return decide(
    { ...content, version: 1, communityCode, hash },
    noticePosted({ noticeId: id, estateId, communityCode, kind, hash, correctsId, withdraws, ...span, at: now }),
  );
}

/**
 * P-20 A notice corrects or withdraws another of its estate that none has corrected yet; both stay on the board, and none is
 * withdrawn without one that says so. Refuses with `property.notice.withdraws-nothing`, `corrected-unknown` or `already-corrected` {by}.
 */
export function ensureCorrectable(
  { id, estateId, correctsId, withdraws }: Pick<InputOf<typeof postNotice>, 'id' | 'estateId' | 'correctsId' | 'withdraws'>,
  corrected: Board['corrected'],
): void {
  ensure(correctsId !== undefined || !withdraws, noticeErrors.withdrawsNothing);
  if (correctsId === undefined) return;
  ensure(corrected?.estateId === estateId, noticeErrors.correctedUnknown);
  const by = corrected.correctedById;
  // Its own is the answer to a resend.
  ensure(by === null || by === id, noticeErrors.alreadyCorrected, { by });
}

type Hung = Pick<NoticeState, 'estateId' | 'communityCode' | 'postedFrom' | 'postedTo'>;

/** P-20 Whether a notice is to hang on the board on the day of an instant; the first and the last day count. */
export const hangsAt = ({ postedFrom, postedTo }: Pick<Hung, 'postedFrom' | 'postedTo'>, instant: values.Instant): boolean => {
  const day = localDateOf(instant);
  return postedFrom <= day && day <= postedTo;
};

/** P-20 Photographs show a notice on the board, taken while it hung. Refuses with `property.notice.notice-unknown` or `taken-outside`. */
export function prove(
  { id, noticeId, evidenceIds, takenAt }: InputOf<typeof proveNotice>,
  notice: Hung | undefined,
  now: values.Instant,
): Decision<NoticeProofState> {
  ensure(notice, noticeErrors.noticeUnknown);
  ensure(takenAt <= now && hangsAt(notice, takenAt), noticeErrors.takenOutside);
  const { estateId, communityCode } = notice;
  return decide({ id, version: 1, noticeId, estateId, communityCode, evidenceIds, takenAt, recordedAt: now });
}
