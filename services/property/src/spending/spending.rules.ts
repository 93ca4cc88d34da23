import {
  estateErrors,
  fundSpent,
  ledgerErrors,
  spendingErrors,
  spendingReversed,
  type InputOf,
  type Posting,
  type proposeSpending,
  type spend,
  type SpendingFund,
  type SpendingPurpose,
  type SpendingState as State,
  type values,
} from '@gezhi/shared/contracts';
import { addFen, decide, ensure, sumFen, transitions, type Decision } from '@gezhi/shared/domain';
import { ensureDecided, type Decided } from '../known-decision/known-decision.rules.js';
import { ensureImpersonal } from '../notice/personal-data.rules.js';
import { counterPostings, ensureAmount, outOfFund, post, type Deficits, type EntryState } from '../ledger/posting.rules.js';

/** P-14 Money is spent on approved projects alone. */
export const spendingLife = transitions<State, 'approve' | 'spend' | 'complete' | 'withdraw' | 'reverse'>(
  {
    PROPOSED: { approve: 'APPROVED', withdraw: 'WITHDRAWN' },
    APPROVED: { spend: 'APPROVED', complete: 'COMPLETED', reverse: 'APPROVED' },
    COMPLETED: { reverse: 'COMPLETED' },
    WITHDRAWN: {},
  },
  { initial: 'PROPOSED' },
);

export interface SpendingState {
  readonly id: string;
  readonly version: number;
  readonly estateId: string;
  readonly communityCode: string;
  readonly fund: SpendingFund;
  readonly purpose: SpendingPurpose;
  readonly title: string;
  readonly budgetFen: number;
  readonly spentFen: number;
  readonly state: State;
  readonly decisionId: string | null;
  readonly evidenceIds: string[];
  readonly proposedBy: string;
  readonly proposedAt: values.Instant;
}

/**
 * P-14 What a fund is to be spent on; only the advance makes good a deficit. Everyone reads its title in the statement. Refuses with
 * `property.estate.estate-unknown`, `property.ledger.amount-too-large`, `property.notice.personal-data` {field, found} or
 * `property.ledger.fund-wrong`.
 */
export function propose(
  input: InputOf<typeof proposeSpending>,
  estate: { readonly communityCode: string } | undefined,
  actorId: string,
  now: values.Instant,
): Decision<SpendingState> {
  ensure(estate, estateErrors.estateUnknown);
  ensureAmount(input.budgetFen);
  ensureImpersonal({ title: input.title });
  ensure(input.purpose === 'PROJECT' || input.fund === 'GOVERNMENT_ADVANCE', ledgerErrors.fundWrong, { fund: input.fund });
  const { communityCode } = estate;
  const open = { spentFen: 0, state: spendingLife.initial, decisionId: null, evidenceIds: [] };
  return decide({ ...input, version: 1, communityCode, ...open, proposedBy: actorId, proposedAt: now });
}

/**
 * P-14, P-T14 A project is approved by the decision that passed it; what is the owners' own by their vote alone (民法典 278, 282).
 * Refuses with `property.ledger.fund-wrong` or `property.decision.decision-required`.
 */
export function approve(spending: SpendingState, decision: Decided | undefined): Decision<SpendingState> {
  const state = spendingLife.next(spending.state, 'approve');
  const { id: subjectId, estateId, communityCode, fund } = spending;
  ensure(fund !== 'GOVERNMENT_ADVANCE', ledgerErrors.fundWrong, { fund });
  const majority = fund === 'COMMON_REVENUE' ? ('GENERAL' as const) : undefined;
  ensureDecided(decision, { matter: 'FUND_SPENDING', estateId, communityCode, subjectId, majority });
  return decide({ ...spending, state, decisionId: decision.id });
}

/** P-T19 The advance is used as the government approves, by somebody else than who proposed it. Refuses with `property.ledger.fund-wrong` or `property.spending.second-person-required`. */
export function approveAdvance(spending: SpendingState, actorId: string): Decision<SpendingState> {
  const state = spendingLife.next(spending.state, 'approve');
  ensure(spending.fund === 'GOVERNMENT_ADVANCE', ledgerErrors.fundWrong, { fund: spending.fund });
  ensure(spending.proposedBy !== actorId, spendingErrors.secondPersonRequired);
  return decide({ ...spending, state });
}

/** P-T19 The advance makes good a deficit: it leaves its fund, and pays what the service owes; it is never income. */
function postingsOf({ fund, purpose }: SpendingState, amountFen: number): Posting[] {
  if (purpose === 'PROJECT') return outOfFund(fund, amountFen);
  const made: Posting[] = [
    { fund: 'SERVICE', account: 'PAYABLE', amountFen },
    { fund: 'SERVICE', account: 'DEFICIT', amountFen: -amountFen },
  ];
  return [...outOfFund(fund, amountFen), ...made];
}

/**
 * P-T21 Money leaves a fund for an approved project, within its budget; that the fund holds it, and a deficit is that large, is
 * held by the accounts themselves. Refuses with `property.spending.over-budget` {leftFen}.
 */
export function pay(
  spending: SpendingState,
  { amountFen, evidenceIds }: InputOf<typeof spend>,
  entryId: string,
  now: values.Instant,
): { readonly decision: Decision<SpendingState>; readonly entry: EntryState } {
  const state = spendingLife.next(spending.state, 'spend');
  const spentFen = addFen(spending.spentFen, amountFen);
  ensure(spentFen <= spending.budgetFen, spendingErrors.overBudget, { leftFen: spending.budgetFen - spending.spentFen });
  const { id, estateId, communityCode, fund, version } = spending;
  const kind = spending.purpose === 'DEFICIT' ? 'ADVANCE_DRAWN' : 'SPENDING';
  const entry = post({ id: entryId, estateId, communityCode, kind, sourceId: id, evidenceIds }, postingsOf(spending, amountFen), now);
  const next = { ...spending, state, spentFen, evidenceIds: [...spending.evidenceIds, ...evidenceIds] };
  const told = fundSpent({ projectId: id, estateId, communityCode, fund, amountFen, spentFen, at: now, version: version + 1 });
  return { decision: decide(next, told), entry };
}

/**
 * P-T20 What was recorded wrongly as spent is taken back by somebody else than who proposed it: the fund has it again, and what the
 * advance had paid is owed again. Refuses with `property.spending.second-person-required`, `entry-of-another`,
 * `property.ledger.already-reversed`, or `property.spending.advance-returned` when what the advance had paid went back to it already.
 */
export function takeBack(
  spending: SpendingState,
  {
    booked,
    reversed,
    drawnFen,
    reason,
  }: Pick<Deficits, 'drawnFen'> & {
    readonly booked: EntryState | undefined;
    readonly reversed: boolean;
    readonly reason: string;
  },
  actorId: string,
  entryId: string,
  now: values.Instant,
): { readonly decision: Decision<SpendingState>; readonly entry: EntryState } {
  const state = spendingLife.next(spending.state, 'reverse');
  const { id, estateId, communityCode, fund, version } = spending;
  ensure(spending.proposedBy !== actorId, spendingErrors.secondPersonRequired);
  ensure(booked?.sourceId === id && ['SPENDING', 'ADVANCE_DRAWN'].includes(booked.kind), spendingErrors.entryOfAnother);
  ensure(!reversed, ledgerErrors.alreadyReversed);
  const amountFen = sumFen(booked.postings.filter(({ account }) => account === 'FUND_BALANCE').map((one) => one.amountFen));
  ensure(booked.kind === 'SPENDING' || amountFen <= drawnFen, spendingErrors.advanceReturned);
  const input = { id: entryId, estateId, communityCode, kind: 'REVERSAL', sourceId: id, reversesId: booked.id, reason } as const;
  const spentFen = addFen(spending.spentFen, -amountFen);
  const told = spendingReversed({ projectId: id, estateId, communityCode, fund, amountFen, spentFen, at: now, version: version + 1 });
  const next = { ...spending, version: version + 1, state, spentFen };
  return { decision: decide(next, told), entry: post(input, counterPostings(booked.postings), now) };
}

/** P-14 A project is done, or withdrawn before it was approved; nothing more is spent on it. */
export function end(spending: SpendingState, how: 'complete' | 'withdraw'): Decision<SpendingState> {
  return decide({ ...spending, state: spendingLife.next(spending.state, how) });
}
