import {
  costErrors,
  estateErrors,
  type CostState as State,
  type InputOf,
  type Posting,
  type recordCost,
  type values,
} from '@gezhi/shared/contracts';
import { decide, ensure, localDateOf, transitions, type Decision } from '@gezhi/shared/domain';
import { counterPostings, outOfFund, post, type EntryState } from '../ledger/posting.rules.js';

/** P-T18 A cost counts once a second person has verified it; what counted is taken back by a counter-entry alone. */
export const costLife = transitions<State, 'attachVoucher' | 'verify' | 'reverse'>(
  { UNPROVEN: { attachVoucher: 'UNPROVEN', verify: 'VERIFIED' }, VERIFIED: { reverse: 'REVERSED' }, REVERSED: {} },
  { initial: 'UNPROVEN' },
);

export interface CostState {
  readonly id: string;
  readonly version: number;
  readonly estateId: string;
  readonly communityCode: string;
  readonly fund: 'SERVICE' | 'COMMON_REVENUE';
  readonly amountFen: number;
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

/** P-14 A cost is recorded, unproven at first. Refuses with `property.estate.estate-unknown` or `property.cost.date-ahead`. */
export function record(
  input: InputOf<typeof recordCost>,
  estate: { readonly communityCode: string } | undefined,
  actorId: string,
  now: values.Instant,
): Decision<CostState> {
  ensure(estate, estateErrors.estateUnknown);
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

/** P-T17 The cost of the common parts lessens what the owners have of them; that of the service is counted against its income. */
function costPostings({ fund, amountFen }: CostState): Posting[] {
  if (fund === 'COMMON_REVENUE') return outOfFund(fund, amountFen);
  return [
    { fund, account: 'SERVICE_COST', amountFen },
    { fund, account: 'BANK', amountFen: -amountFen },
  ];
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

/** P-T20 A verified cost is taken back by its counter-entry, in the current period. */
export function reverse(cost: CostState, entryId: string, reason: string, now: values.Instant): Booked {
  const state = costLife.next(cost.state, 'reverse');
  const { estateId, communityCode } = cost;
  const input = { id: entryId, estateId, communityCode, kind: 'REVERSAL', sourceId: cost.id, reversesId: cost.entryId!, reason } as const;
  return { cost: { ...cost, state }, entry: post(input, counterPostings(costPostings(cost)), now) };
}
