import {
  discountErrors,
  discountPublished,
  type DiscountMeasure,
  type DiscountState as State,
  type draftDiscount,
  type endDiscount,
  type EntitlementKind,
  type InputOf,
  type values,
} from '@gezhi/shared/contracts';
import { decide, divideHalfUp, ensure, localDateOf, transitions, type Decision } from '@gezhi/shared/domain';
import type { FeeSchedulePolicy } from '../fee-schedule/fee-schedule-policy.rules.js';
import { annualFen, type FeeScheduleState } from '../fee-schedule/fee-schedule.rules.js';
import { ensureImpersonal } from '../notice/personal-data.rules.js';

/** P-12 A discount is drafted, approved by a second person and published, and ended; what was published is never changed. */
export const discountLife = transitions<State, 'publish' | 'end'>(
  { DRAFT: { publish: 'PUBLISHED', end: 'ENDED' }, PUBLISHED: { end: 'ENDED' }, ENDED: {} },
  { initial: 'DRAFT' },
);

export interface DiscountState {
  readonly id: string;
  readonly version: number;
  readonly estateId: string;
  readonly communityCode: string;
  readonly feeScheduleId: string;
  readonly kind: EntitlementKind;
  readonly measure: DiscountMeasure;
  /** In basis points of the fee of a year, or in fen a year. */
  readonly value: number;
  readonly reason: string;
  readonly from: values.LocalDate;
  readonly to: values.LocalDate | null;
  readonly state: State;
  readonly draftedBy: string;
  readonly publishedAt: values.Instant | null;
  readonly endReason: string | null;
}

type Measured = Pick<DiscountState, 'kind' | 'measure' | 'value'>;
type Band = Pick<FeeSchedulePolicy, 'minimumFen' | 'unit' | 'period'>;

/** P-12 Those whom society cares for may pay less than the band of the jurisdiction, down to nothing. */
const isSocial = (kind: EntitlementKind): boolean => kind !== 'YEAR_AHEAD';
const wholeShare = 10_000;
/** In 0.01 m²: where the fee is by area, a discount is looked at for a dwelling of so much. */
const usualArea = 10_000;

/** P-12 What a discount would take off the fee of a year, in fen, rounded half up. */
const wantedFen = ({ measure, value }: Measured, grossFen: number): number =>
  measure === 'AMOUNT' ? value : Number(divideHalfUp(BigInt(grossFen) * BigInt(value), BigInt(wholeShare)));

/** P-12, P-T13 What is left of the fee of a year at least, in fen: nothing of a social entitlement, else the lower end of the band. */
export const floorFen = (kind: EntitlementKind, { minimumFen: amountFen, unit, period }: Band, area: number): number =>
  isSocial(kind) ? 0 : annualFen({ amountFen, unit, period }, area);

/** P-12, P-T13 What a discount takes off the fee of a year, in fen: never more than leaves what is left at least, and never less than nothing. */
export const discountFen = (discount: Measured, grossFen: number, band: Band, area: number): number =>
  Math.max(0, Math.min(wantedFen(discount, grossFen), grossFen - floorFen(discount.kind, band, area)));

/** A fixed amount a year off a fee by area is looked at bill by bill alone: how large a dwelling is decides. */
function ensureBound(discount: Measured, fee: FeeScheduleState, band: Band): void {
  ensure(discount.measure === 'AMOUNT' || discount.value <= wholeShare, discountErrors.aboveFee);
  if (discount.measure === 'AMOUNT' && fee.unit === 'SQUARE_METRE') return;
  const grossFen = annualFen(fee, usualArea);
  const leftFen = grossFen - wantedFen(discount, grossFen);
  ensure(leftFen >= 0, discountErrors.aboveFee);
  const minimumFen = floorFen(discount.kind, band, usualArea);
  ensure(leftFen >= minimumFen, discountErrors.belowBand, { minimumFen });
}

/**
 * P-12 A discount on a published fee is drafted, from today on. Refuses with `property.discount.fee-unpublished`, `day-wrong`,
 * `above-fee`, `below-band` {minimumFen} or `property.notice.personal-data`.
 *
 * @param fee undefined where the actor reaches none
 */
export function draft(
  input: InputOf<typeof draftDiscount>,
  { fee, band, actorId }: { readonly fee: FeeScheduleState | undefined; readonly band: Band; readonly actorId: string },
  now: values.Instant,
): Decision<DiscountState> {
  ensure(fee?.state === 'PUBLISHED', discountErrors.feeUnpublished);
  ensure(input.from >= localDateOf(now) && (input.to === null || input.to >= input.from), discountErrors.dayWrong);
  ensureBound(input, fee, band);
  ensureImpersonal({ reason: input.reason });
  const { estateId, communityCode } = fee;
  const open = { state: discountLife.initial, draftedBy: actorId, publishedAt: null, endReason: null };
  return decide({ ...input, version: 1, estateId, communityCode, ...open });
}

/**
 * P-12 A discount is approved by somebody else than who drafted it, before the day it begins or on it. Refuses with
 * `property.discount.second-person-required` or as drafting does.
 */
export function publish(
  discount: DiscountState,
  { fee, band, actorId }: { readonly fee: FeeScheduleState; readonly band: Band; readonly actorId: string },
  now: values.Instant,
): Decision<DiscountState> {
  const state = discountLife.next(discount.state, 'publish');
  ensure(discount.draftedBy !== actorId, discountErrors.secondPersonRequired);
  ensure(discount.from >= localDateOf(now), discountErrors.dayWrong);
  ensureBound(discount, fee, band);
  const { id: discountId, estateId, communityCode, feeScheduleId, from, to } = discount;
  const told = discountPublished({ discountId, estateId, communityCode, feeScheduleId, from, to, at: now });
  return decide({ ...discount, state, publishedAt: now }, told);
}

/** P-12 A discount ends with a day from today on, earlier than it would. Refuses with `property.discount.day-wrong` or `property.notice.personal-data`. */
export function end(
  discount: DiscountState,
  { lastDay, reason }: InputOf<typeof endDiscount>,
  now: values.Instant,
): Decision<DiscountState> {
  const state = discountLife.next(discount.state, 'end');
  ensure(lastDay >= localDateOf(now) && (discount.to === null || lastDay <= discount.to), discountErrors.dayWrong);
  ensureImpersonal({ reason });
  return decide({ ...discount, state, to: lastDay, endReason: reason });
}

/** A confirmed entitlement of the household that is billed, in force on the first day of the term. */
export interface Entitled {
  readonly id: string;
  readonly kind: EntitlementKind;
}

/** What a bill is lessened by, and why. */
export interface Lessening {
  readonly discountId: string;
  readonly entitlementId: string;
  readonly amountFen: number;
}

/**
 * P-12, P-14 What the bill of a term is lessened by: of the discounts on its fee that hold on its first day and to which the household
 * is entitled the largest, one alone. Undefined when none takes anything off.
 *
 * @param discounts published ones of the estate
 */
export function bestDiscount(
  {
    from,
    feeScheduleId,
    amountFen,
  }: { readonly from: values.LocalDate; readonly feeScheduleId: string | null; readonly amountFen: number },
  { discounts, entitled, band, area }: Lessened,
): Lessening | undefined {
  const holding = discounts.filter(
    (one) => one.publishedAt && one.feeScheduleId === feeScheduleId && one.from <= from && (one.to === null || from <= one.to),
  );
  const found = holding.flatMap((discount) =>
    entitled
      .filter(({ kind }) => kind === discount.kind)
      .map(({ id: entitlementId }) => ({
        discountId: discount.id,
        entitlementId,
        amountFen: discountFen(discount, amountFen, band, area),
      })),
  );
  const [best] = found.filter((one) => one.amountFen > 0).sort(byAmount);
  return best;
}

const key = ({ discountId, entitlementId }: Lessening): string => `${discountId} ${entitlementId}`;
const byAmount = (a: Lessening, b: Lessening): number => b.amountFen - a.amountFen || (key(a) < key(b) ? -1 : 1);

/** What a bill may be lessened by. */
export interface Lessened {
  readonly discounts: readonly DiscountState[];
  readonly entitled: readonly Entitled[];
  readonly band: Band;
  /** Of the dwelling, in 0.01 m². */
  readonly area: number;
}
