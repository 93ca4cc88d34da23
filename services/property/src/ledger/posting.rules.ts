import { largestAmountFen, ledgerErrors, type EntryKind, type Fund, type Posting, type values } from '@gezhi/shared/contracts';
import { ensure, localDateOf, sumFen } from '@gezhi/shared/domain';

export interface EntryState {
  readonly id: string;
  readonly version: number;
  readonly estateId: string;
  readonly communityCode: string;
  readonly kind: EntryKind;
  readonly bookedOn: values.LocalDate;
  readonly sourceId: string | null;
  readonly reversesId: string | null;
  readonly reason: string | null;
  readonly evidenceIds: string[];
  readonly postings: Posting[];
  readonly postedAt: values.Instant;
}

/** What an estate has to make good, in fen. */
export interface Deficits {
  /** Verified cost of closed periods that nothing has paid yet. */
  readonly deficitFen: number;
  /** What the government's advance paid of such cost, and has not got back. */
  readonly drawnFen: number;
}

export interface EntryInput {
  readonly id: string;
  readonly estateId: string;
  readonly communityCode: string;
  readonly kind: EntryKind;
  readonly sourceId?: string;
  readonly reversesId?: string;
  readonly reason?: string;
  readonly evidenceIds?: string[];
  /** The last day of a period that is being closed; else the entry is of today. */
  readonly bookedOn?: values.LocalDate;
}

/**
 * P-T20 An entry of the ledger: its postings, of which those of 0 fen are left out, add up to zero in every fund, so that no
 * money passes from one fund to another unseen. It is dated today. Refuses with `property.ledger.unbalanced`.
 */
export function post(input: EntryInput, postings: readonly Posting[], now: values.Instant): EntryState {
  const { sourceId = null, reversesId = null, reason = null, evidenceIds = [], bookedOn = localDateOf(now), ...rest } = input;
  const moved = postings.filter(({ amountFen }) => amountFen !== 0);
  const funds = new Set(moved.map(({ fund }) => fund));
  const balanced = [...funds].every((fund) => sumFen(moved.filter((one) => one.fund === fund).map(({ amountFen }) => amountFen)) === 0);
  ensure(balanced && moved.length > 0, ledgerErrors.unbalanced);
  return { ...rest, version: 1, bookedOn, sourceId, reversesId, reason, evidenceIds, postings: moved, postedAt: now };
}

/**
 * P-T20 An amount that somebody enters, in fen: bounded, so that however many of them add up. Refuses with
 * `property.ledger.amount-too-large` {largestFen}.
 */
export function ensureAmount(amountFen: number): void {
  ensure(amountFen <= largestAmountFen, ledgerErrors.amountTooLarge, { largestFen: largestAmountFen });
}

/** P-14 Money that comes into a fund: the bank has more, and the fund. */
export const intoFund = (fund: Fund, amountFen: number): Posting[] => [
  { fund, account: 'BANK', amountFen },
  { fund, account: 'FUND_BALANCE', amountFen: -amountFen },
];

/** P-14 Money that leaves a fund: the bank has less, and the fund. */
export const outOfFund = (fund: Fund, amountFen: number): Posting[] => [
  { fund, account: 'FUND_BALANCE', amountFen },
  { fund, account: 'BANK', amountFen: -amountFen },
];

/** P-T20 The postings that take back those of an entry. */
export const counterPostings = (postings: readonly Posting[]): Posting[] =>
  postings.map(({ fund, account, amountFen }) => ({ fund, account, amountFen: -amountFen }));

/** Those taken back by hand; all others where they come from, so that cost, payment or project changes with them. */
const reversible: readonly EntryKind[] = ['COMMON_INCOME', 'ADVANCE_BOOKED'];

/** P-T20 A correction is the counter-entry, never a change. Refuses with `property.ledger.not-reversible` {kind}. */
export function reverse(entry: EntryState, id: string, reason: string, now: values.Instant): EntryState {
  ensure(reversible.includes(entry.kind), ledgerErrors.notReversible, { kind: entry.kind });
  const { estateId, communityCode, evidenceIds } = entry;
  return post(
    { id, estateId, communityCode, kind: 'REVERSAL', sourceId: entry.id, reversesId: entry.id, reason, evidenceIds },
    counterPostings(entry.postings),
    now,
  );
}
