import {
  ballotCancelled,
  ballotClosed,
  ballotErrors,
  ballotOpened,
  type BallotState as State,
  type BallotView,
  type cancelBallot,
  type DecisionRule,
  type draftBallot,
  type giveBallotNotice,
  type InputOf,
  type RollTotals,
  type values,
} from '@gezhi/shared/contracts';
import { addDays, decide, ensure, instantAt, localDateOf, transitions, type Decision } from '@gezhi/shared/domain';
import { canBeSecret } from '../secret-vote/secret-vote.rules.js';

/** C-10, C-T19 A ballot goes one way; from its opening on only the end of it can come. */
export const ballotLife = transitions<State, 'notice' | 'open' | 'close' | 'certify' | 'cancel'>(
  {
    DRAFT: { notice: 'NOTICED', cancel: 'CANCELLED' },
    NOTICED: { open: 'OPEN', cancel: 'CANCELLED' },
    OPEN: { close: 'CLOSED', cancel: 'CANCELLED' },
    CLOSED: { certify: 'CERTIFIED' },
    CERTIFIED: {},
    CANCELLED: {},
  },
  { initial: 'DRAFT' },
);

export type BallotState = Readonly<BallotView> & {
  readonly noticeEvidenceIds: string[];
  readonly committeeCopyId: string | null;
};

/** What is known when a ballot is drafted. */
export interface Drafting {
  readonly rule: DecisionRule;
  /** The community in which the estate has units; undefined when none is known. */
  readonly estateCommunity: string | undefined;
}

/**
 * C-10 A question is drafted under the version of a rule that holds now. Refuses with `council.ballot.rule-superseded`,
 * `electorate-mismatch`, `estate-unknown`, `session-wanted`, `closes-too-early`, C-T21 `secret-weighted`,
 * or P-22 `special-majority-wanted` (民法典 278 (8)).
 */
export function draft(input: InputOf<typeof draftBallot>, { rule, estateCommunity }: Drafting): Decision<BallotState> {
  const { electorate, communityCode, opensOn, closesAt, ruleId: _, estateId = null, ...rest } = input;
  const { councilId = null, sessionId = null, topicId = null, subjectId = null, replacesId = null } = rest;
  ensure(!rule.superseded, ballotErrors.ruleSuperseded);
  ensure(rule.electorate === electorate && (electorate === 'OWNERS') === (estateId !== null), ballotErrors.electorateMismatch);
  ensure(estateId === null || estateCommunity === communityCode, ballotErrors.estateUnknown);
  ensure(sessionId !== null || (electorate !== 'MEMBERS' && electorate !== 'PARTIES'), ballotErrors.sessionWanted);
  ensure(closesAt > instantAt(opensOn), ballotErrors.closesTooEarly);
  ensure(!rest.secret || canBeSecret(rule), ballotErrors.secretWeighted);
  ensure(rest.matter !== 'COMMON_PART_USE' || rule.majority !== 'GENERAL', ballotErrors.specialMajorityWanted);
  return decide<BallotState>({
    ...{
      ...rest,
      councilId,
      sessionId,
      topicId,
      subjectId,
      replacesId,
      electorate,
      communityCode,
      estateId,
      opensOn,
      closesAt,
      rule,
      version: 1,
      state: ballotLife.initial as State,
    },
    ...{ noticedOn: null, noticeEvidenceIds: [], committeeCopyId: null, frozenAt: null, rollHash: null, roll: null, openedAt: null },
    ...{ closedAt: null, firstCertifierId: null, certifiedAt: null, outcome: null, cancelReason: null, tokenKey: null },
  });
}

/** C-T0 The first day on which a ballot may open after its notice (条例 14): with clear days the whole of them lies between. */
export const firstDay = (
  noticedOn: values.LocalDate,
  { noticeDays }: Pick<DecisionRule, 'noticeDays'>,
  clearDays: boolean,
): values.LocalDate => addDays(noticedOn, noticeDays + (clearDays && noticeDays > 0 ? 1 : 0));

/**
 * C-T0 Notice is given to all who may vote, with a copy to the residents' committee where the rule wants one. Refuses with
 * `platform.request.wrong-state`, `council.ballot.notice-in-future`, `committee-copy-missing` or `notice-too-short` {opensFrom}.
 */
export function giveNotice(ballot: BallotState, notice: InputOf<typeof giveBallotNotice>, now: values.Instant): Decision<BallotState> {
  const state = ballotLife.next(ballot.state, 'notice');
  const { noticedOn, evidenceIds, committeeCopyId = null } = notice;
  ensure(noticedOn <= localDateOf(now), ballotErrors.noticeInFuture);
  ensure(!ballot.rule.committeeCopy || committeeCopyId !== null, ballotErrors.committeeCopyMissing);
  const opensFrom = firstDay(noticedOn, ballot.rule, ballot.clearDays);
  ensure(ballot.opensOn >= opensFrom, ballotErrors.noticeTooShort, { opensFrom });
  return decide({ ...ballot, state, noticedOn, noticeEvidenceIds: evidenceIds, committeeCopyId });
}

/** C-T14 The roll of a noticed ballot is frozen, once and for good. Refuses with `platform.request.wrong-state` or `council.ballot.roll-frozen`. */
export function freeze(
  ballot: BallotState,
  { rollHash, totals }: { readonly rollHash: string; readonly totals: RollTotals },
  now: values.Instant,
): Decision<BallotState> {
  ensureFreezable(ballot);
  return decide({ ...ballot, frozenAt: now, rollHash, roll: totals });
}

/** C-T14 Whether the roll may be frozen now. Refuses as `freeze` does. */
export function ensureFreezable({ state, frozenAt }: Pick<BallotState, 'state' | 'frozenAt'>): void {
  ballotLife.next(state, 'open');
  ensure(frozenAt === null, ballotErrors.rollFrozen);
}

/**
 * C-T19 A ballot with a frozen roll is opened from its day on. Refuses with `platform.request.wrong-state`,
 * `council.ballot.roll-not-frozen`, `notice-too-short` {opensFrom}, or `closed` after its end.
 *
 * @param tokenKey of a secret ballot, SPKI PEM of the key made for it
 */
export function open(ballot: BallotState, now: values.Instant, tokenKey: string | null = null): Decision<BallotState> {
  const state = ballotLife.next(ballot.state, 'open');
  const { id: ballotId, communityCode, estateId, electorate, rollHash, roll, closesAt, opensOn, version } = ballot;
  ensure(rollHash !== null && roll !== null && roll.entries > 0, ballotErrors.rollNotFrozen);
  ensure(localDateOf(now) >= opensOn, ballotErrors.noticeTooShort, { opensFrom: opensOn });
  ensure(now < closesAt, ballotErrors.closed);
  const told = { ballotId, communityCode, at: now, version: version + 1 };
  return decide({ ...ballot, state, openedAt: now, tokenKey }, ballotOpened({ ...told, estateId, electorate, rollHash, closesAt }));
}

/**
 * C-10 A ballot is closed when its end is reached; that of a meeting also before, when the chair ends the vote. Refuses with
 * `platform.request.wrong-state` or `council.ballot.still-running`.
 */
export function close(ballot: BallotState, now: values.Instant): Decision<BallotState> {
  const state = ballotLife.next(ballot.state, 'close');
  ensure(now >= ballot.closesAt || ballot.electorate !== 'OWNERS', ballotErrors.stillRunning);
  const { id: ballotId, communityCode, version } = ballot;
  return decide({ ...ballot, state, closedAt: now }, ballotClosed({ ballotId, communityCode, at: now, version: version + 1 }));
}

/** C-T19 A ballot is cancelled before it is closed; what was cast stays. Refuses with `platform.request.wrong-state`. */
export function cancel(ballot: BallotState, { reason }: InputOf<typeof cancelBallot>, now: values.Instant): Decision<BallotState> {
  const state = ballotLife.next(ballot.state, 'cancel');
  const { id: ballotId, communityCode, version } = ballot;
  return decide({ ...ballot, state, cancelReason: reason }, ballotCancelled({ ballotId, communityCode, at: now, version: version + 1 }));
}
