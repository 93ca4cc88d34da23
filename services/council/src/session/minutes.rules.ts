import {
  minutesErrors,
  minutesFinalized,
  type amendMinutes,
  type AmendmentState as AmendmentStanding,
  type answerAmendment,
  type draftMinutes,
  type InputOf,
  type MinutesPhase,
  type values,
} from '@gezhi/shared/contracts';
import { decide, ensure, transitions, type Decision } from '@gezhi/shared/domain';
import { sessionLife, type SessionState } from './session.rules.js';

export interface MinutesState {
  readonly id: string;
  readonly version: number;
  readonly sessionId: string;
  readonly councilId: string;
  readonly communityCode: string;
  readonly phase: MinutesPhase;
  readonly text: string;
  readonly draftedAt: values.Instant;
  readonly finalizedAt: values.Instant | null;
  readonly hash: string | null;
}

export interface AmendmentState {
  readonly id: string;
  readonly version: number;
  readonly minutesId: string;
  readonly councilId: string;
  readonly communityCode: string;
  readonly memberId: string | null;
  readonly party: string | null;
  readonly text: string;
  readonly state: AmendmentStanding;
  readonly proposedAt: values.Instant;
  readonly answeredAt: values.Instant | null;
  readonly reason: string | null;
}

export const minutesLife = transitions<MinutesPhase, 'rewrite' | 'prepare' | 'openToAmendments' | 'amend' | 'finalize'>(
  {
    DRAFT: { rewrite: 'DRAFT', prepare: 'PREPARED' },
    PREPARED: { rewrite: 'PREPARED', openToAmendments: 'AMENDING' },
    AMENDING: { amend: 'AMENDING', finalize: 'FINAL' },
    FINAL: {},
  },
  { initial: 'DRAFT' },
);

export const amendmentLife = transitions<AmendmentStanding, 'accept' | 'refuse'>(
  { PROPOSED: { accept: 'ACCEPTED', refuse: 'REFUSED' }, ACCEPTED: {}, REFUSED: {} },
  { initial: 'PROPOSED' },
);

/** C-06 The minutes of a session begin as a draft once it is open. Refuses with `platform.request.wrong-state`. */
export function draft({ id, text }: InputOf<typeof draftMinutes>, session: SessionState, now: values.Instant): Decision<MinutesState> {
  if (session.state !== 'CLOSED') sessionLife.next(session.state, 'attend');
  const { id: sessionId, councilId, communityCode } = session;
  const minutes = { id, version: 1, sessionId, councilId, communityCode, phase: minutesLife.initial, text };
  return decide({ ...minutes, draftedAt: now, finalizedAt: null, hash: null });
}

/** C-06 The writers rewrite what is a draft or prepared; afterwards the text changes by amendments alone. Refuses with `platform.request.wrong-state`. */
export function rewrite(minutes: MinutesState, text: string): Decision<MinutesState> {
  return decide({ ...minutes, phase: minutesLife.next(minutes.phase, 'rewrite'), text });
}

/** C-06 The draft of a closed session is shown to those who attended. Refuses with `platform.request.wrong-state` or `council.session.minutes-too-early`. */
export function prepare(minutes: MinutesState, session: Pick<SessionState, 'state'>): Decision<MinutesState> {
  const phase = minutesLife.next(minutes.phase, 'prepare');
  ensure(session.state === 'CLOSED', minutesErrors.minutesTooEarly);
  return decide({ ...minutes, phase });
}

/** C-06 Prepared minutes are open to amendments by those who attended. Refuses with `platform.request.wrong-state`. */
export function openToAmendments(minutes: MinutesState): Decision<MinutesState> {
  return decide({ ...minutes, phase: minutesLife.next(minutes.phase, 'openToAmendments') });
}

/** Who attended, as a member or for a party. */
export interface Attendee {
  readonly memberId: string | null;
  readonly party: string | null;
}

/**
 * C-06 One who attended proposes an amendment while the minutes are open to it. Refuses with `platform.request.wrong-state` or
 * `council.session.not-an-attendee`.
 */
export function amend(
  { id, text }: InputOf<typeof amendMinutes>,
  minutes: MinutesState,
  attendee: Attendee | undefined,
  now: values.Instant,
): Decision<AmendmentState> {
  minutesLife.next(minutes.phase, 'amend');
  ensure(attendee, minutesErrors.notAnAttendee);
  const { id: minutesId, councilId, communityCode } = minutes;
  const { memberId, party } = attendee;
  const amendment = { id, version: 1, minutesId, councilId, communityCode, memberId, party, text };
  return decide({ ...amendment, state: amendmentLife.initial, proposedAt: now, answeredAt: null, reason: null });
}

/**
 * C-06 Every amendment is answered: accepted with the text as amended, or refused with a reason. Refuses with
 * `platform.request.wrong-state`, `council.session.amendment-text-missing` or `amendment-reason-missing`.
 */
export function answer(
  amendment: AmendmentState,
  minutes: MinutesState,
  { accepted, text, reason }: InputOf<typeof answerAmendment>,
  now: values.Instant,
): { readonly amendment: AmendmentState; readonly minutes: MinutesState } {
  const state = amendmentLife.next(amendment.state, accepted ? 'accept' : 'refuse');
  const phase = minutesLife.next(minutes.phase, 'amend');
  ensure(!accepted || text, minutesErrors.amendmentTextMissing);
  ensure(accepted || reason, minutesErrors.amendmentReasonMissing);
  return {
    amendment: { ...amendment, state, answeredAt: now, reason: reason ?? null },
    minutes: accepted ? { ...minutes, phase, text: text! } : minutes,
  };
}

/**
 * C-06 Minutes become final once every amendment is answered: neither text nor hash changes after that. Refuses with
 * `platform.request.wrong-state` or `council.session.amendment-open` {amendments}.
 *
 * @param open the amendments that wait for an answer
 * @param hashOf SHA-256 of a value's canonical JSON
 */
export function finalize(
  minutes: MinutesState,
  open: readonly string[],
  hashOf: (value: object) => string,
  now: values.Instant,
): Decision<MinutesState> {
  const phase = minutesLife.next(minutes.phase, 'finalize');
  ensure(!open.length, minutesErrors.amendmentOpen, { amendments: open });
  const { id: minutesId, sessionId, councilId, communityCode, text, version } = minutes;
  const hash = hashOf({ sessionId, text });
  const told = minutesFinalized({ minutesId, sessionId, councilId, communityCode, hash, at: now, version: version + 1 });
  return decide({ ...minutes, phase, finalizedAt: now, hash }, told);
}
