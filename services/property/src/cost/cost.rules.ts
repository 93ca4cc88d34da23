import {
  costErrors,
  estateErrors,
  type CostCategory,
  type CostState as State,
  type InputOf,
  type Posting,
  type recordCost,
  type values,
} from '@gezhi/shared/contracts';
import { decide, ensure, localDateOf, transitions, type Decision } from '@gezhi/shared/domain';
import { counterPostings, ensureAmount, intoFund, outOfFund, post, type Deficits, type EntryState } from '../ledger/posting.rules.js';

/** P-T18 A cost counts once a second person has verified it; what counted is taken back by a counter-entry alone. */
export const costLife = transitions<State, 'attachVoucher' | 'verify' | 'reverse' | 'withdraw'>(
  {
    UNPROVEN: { attachVoucher: 'UNPROVEN', verify: 'VERIFIED', withdraw: 'WITHDRAWN' },
    VERIFIED: { reverse: 'REVERSED' },
    REVERSED: {},
    WITHDRAWN: {},
  },
  { initial: 'UNPROVEN' },
);

export interface CostState {
  readonly id: string;
  readonly version: number;
  readonly estateId: string;
  readonly communityCode: string;
  readonly fund: 'SERVICE' | 'COMMON_REVENUE';
  readonly amountFen: number;
  readonly category: CostCategory;
  readonly purpose: string;
  readonly incurredOn: values.LocalDate;
  readonly evidenceIds: string[];
  readonly state: State;
  readonly recordedBy: string;
  readonly recordedAt: values.Instant;
  /** Who attached vouchers afterwards. */
  readonly vouchedBy: string[];
  readonly verifiedBy: string | null;
  readonly verifiedAt: values.Instant | null;
  /** The entry that booked it. */
  readonly entryId: string | null;
}

/** P-14 A cost is recorded, unproven at first. Refuses with `property.estate.estate-unknown`, `property.ledger.amount-too-large` or `property.cost.date-ahead`. */
export function record(
  input: InputOf<typeof recordCost>,
  estate: { readonly communityCode: string } | undefined,
  actorId: string,
  now: values.Instant,
): Decision<CostState> {
  ensure(estate, estateErrors.estateUnknown);
  ensureAmount(input.amountFen);
  ensure(input.incurredOn <= localDateOf(now), costErrors.dateAhead);
  const { communityCode } = estate;
  const open = { state: costLife.initial, vouchedBy: [] as string[], verifiedBy: null, verifiedAt: null, entryId: null } as const;
  return decide({ ...input, version: 1, communityCode, recordedBy: actorId, recordedAt: now, ...open });
}

/** P-T18 Vouchers come to a cost that is not verified yet; those it has stay. */
export function attach(cost: CostState, evidenceIds: readonly string[], actorId: string): Decision<CostState> {
  const state = costLife.next(cost.state, 'attachVoucher');
  const vouchedBy = [...new Set([...cost.vouchedBy, actorId])];
  return decide({ ...cost, state, evidenceIds: [...new Set([...cost.evidenceIds, ...evidenceIds])], vouchedBy });
}

/** P-T18 A cost that counts nowhere yet is withdrawn by whoever recorded it, or by a leader. Refuses with `property.cost.not-yours`. */
export function withdraw(cost: CostState, actorId: string, leads: boolean): Decision<CostState> {
  const state = costLife.next(cost.state, 'withdraw');
  ensure(leads || cost.recordedBy === actorId, costErrors.notYours);
  return decide({ ...cost, state });
}

/** P-T17, P-T19 The cost of the common parts lessens what the owners have of them; that of the service is owed until income pays it. */
function costPostings({ fund, amountFen }: CostState): Posting[] {
  if (fund === 'COMMON_REVENUE') return outOfFund(fund, amountFen);
  return [
    { fund, account: 'SERVICE_COST', amountFen },
    { fund, account: 'PAYABLE', amountFen: -amountFen },
  ];
}

/** The entry of a cost, and how the books stand when it is taken back. */
export interface Standing extends Deficits {
  readonly bookedOn: values.LocalDate;
  readonly closedTo: values.LocalDate | null;
}

/** What a cost books, with the cost itself. */
export interface Booked {
  readonly cost: CostState;
  readonly entry: EntryState;
}

/**
 * P-T18 A cost with a voucher is verified by somebody else than who recorded it or attached a voucher, and booked. A voucher proves one
 * cost that counts, which the database keeps.
 * Refuses with `property.cost.voucher-missing` or `second-person-required`.
 */
export function verify(cost: CostState, entryId: string, actorId: string, now: values.Instant): Booked {
  const state = costLife.next(cost.state, 'verify');
  ensure(cost.evidenceIds.length > 0, costErrors.voucherMissing);
  ensure(cost.recordedBy !== actorId && !cost.vouchedBy.includes(actorId), costErrors.secondPersonRequired);
  const { estateId, communityCode, evidenceIds } = cost;
  const kind = cost.fund === 'SERVICE' ? 'COST' : 'COMMON_COST';
  const entry = post({ id: entryId, estateId, communityCode, kind, sourceId: cost.id, evidenceIds }, costPostings(cost), now);
  return { cost: { ...cost, state, verifiedBy: actorId, verifiedAt: now, entryId }, entry };
}

/**
 * P-T19, P-T20 What takes back a service cost of a closed period: it lessens the deficit first, as far as nothing has paid it; what was
 * paid comes back, first what the advance paid, to the advance. Only the rest is the period's own again.
 */
function paidBack({ amountFen }: CostState, { deficitFen, drawnFen }: Deficits): Posting[] {
  const unpaid = Math.min(amountFen, deficitFen);
  const returned = Math.min(amountFen - unpaid, drawnFen);
  const rest = amountFen - unpaid - returned;
  return [
    { fund: 'SERVICE', account: 'PAYABLE', amountFen: unpaid },
    { fund: 'SERVICE', account: 'DEFICIT', amountFen: -unpaid },
    { fund: 'SERVICE', account: 'BANK', amountFen: rest },
    { fund: 'SERVICE', account: 'SERVICE_COST', amountFen: -rest },
    ...intoFund('GOVERNMENT_ADVANCE', returned),
  ];
}

/**
 * P-T20 A verified cost is taken back by its counter-entry: of the day it was booked on while that period is open, else of today. What
 * was taken back counts for nothing in the period, and makes no surplus out of what was never earned.
 */
export function reverse(cost: CostState, standing: Standing, entryId: string, reason: string, now: values.Instant): Booked {
  const state = costLife.next(cost.state, 'reverse');
  const { estateId, communityCode } = cost;
  const { bookedOn, closedTo } = standing;
  const open = closedTo === null || bookedOn > closedTo;
  const postings = open || cost.fund === 'COMMON_REVENUE' ? counterPostings(costPostings(cost)) : paidBack(cost, standing);
  const input = { id: entryId, estateId, communityCode, kind: 'REVERSAL', sourceId: cost.id, reversesId: cost.entryId!, reason } as const;
  const entry = post(open ? { ...input, bookedOn } : input, postings, now);
  return { cost: { ...cost, state, version: cost.version + 1 }, entry };
}
