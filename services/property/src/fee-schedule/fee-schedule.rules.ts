import {
  estateErrors,
  feeScheduleErrors,
  feeSchedulePublished,
  type draftFeeSchedule,
  type EstateStatus,
  type FeePeriod,
  type FeeScheduleState as State,
  type FeeUnit,
  type InputOf,
  type publishFeeSchedule,
  type values,
} from '@gezhi/shared/contracts';
import { addDays, addMonths, decide, divideHalfUp, ensure, localDateOf, transitions, type Decision } from '@gezhi/shared/domain';
import { ensureSurveyed } from '../estate/takeover.rules.js';
import { ensureDecided, type Decided } from '../known-decision/known-decision.rules.js';
import type { FeeSchedulePolicy } from './fee-schedule-policy.rules.js';

/** P-12 A fee is drafted, decided upon and published; what is published is never changed. */
export const feeScheduleLife = transitions<State, 'publish'>({ DRAFT: { publish: 'PUBLISHED' }, PUBLISHED: {} }, { initial: 'DRAFT' });

export interface FeeScheduleState {
  readonly id: string;
  readonly version: number;
  readonly estateId: string;
  readonly communityCode: string;
  readonly amountFen: number;
  readonly unit: FeeUnit;
  readonly period: FeePeriod;
  readonly state: State;
  readonly decisionId: string | null;
  readonly publishedAt: values.Instant | null;
  readonly effectiveFrom: values.LocalDate | null;
}

/** So far ahead a fee may take effect. */
const monthsAhead = 12;

/** P-T13 A fee lies in the band, both ends included. Refuses with `property.fee-schedule.unit-wrong` or `out-of-band` {minimumFen, maximumFen}. */
function ensureInBand(
  { amountFen, unit, period }: Pick<FeeScheduleState, 'amountFen' | 'unit' | 'period'>,
  policy: FeeSchedulePolicy,
): void {
  const { minimumFen, maximumFen } = policy;
  ensure(unit === policy.unit && period === policy.period, feeScheduleErrors.unitWrong, { unit: policy.unit, period: policy.period });
  ensure(amountFen >= minimumFen && amountFen <= maximumFen, feeScheduleErrors.outOfBand, { minimumFen, maximumFen });
}

/** P-12, P-T13 A fee is drafted inside the band. Refuses with `property.estate.estate-unknown`, `not-surveyed`, `property.fee-schedule.unit-wrong` or `out-of-band`. */
export function draft(
  input: InputOf<typeof draftFeeSchedule>,
  estate: { readonly communityCode: string; readonly status: EstateStatus } | undefined,
  policy: FeeSchedulePolicy,
): Decision<FeeScheduleState> {
  ensure(estate, estateErrors.estateUnknown);
  ensureSurveyed(estate.status);
  ensureInBand(input, policy);
  const open = { state: feeScheduleLife.initial, decisionId: null, publishedAt: null, effectiveFrom: null };
  return decide({ ...input, version: 1, communityCode: estate.communityCode, ...open });
}

/**
 * P-12, P-T14 A change of the fee takes the certified decision of the owners, and effect so many days after publication; the
 * first fee of an estate changes none. It takes effect within a year. Refuses with `property.decision.decision-required`,
 * `property.fee-schedule.notice-too-short` {earliest}, `too-far-ahead` {latest} or as drafting does.
 *
 * @param hasFee whether the estate has a published fee
 */
export function publish(
  schedule: FeeScheduleState,
  { effectiveFrom }: InputOf<typeof publishFeeSchedule>,
  facts: { readonly hasFee: boolean; readonly decision: Decided | undefined; readonly policy: FeeSchedulePolicy },
  now: values.Instant,
): Decision<FeeScheduleState> {
  const state = feeScheduleLife.next(schedule.state, 'publish');
  ensureInBand(schedule, facts.policy);
  const { id: subjectId, estateId, communityCode, amountFen, unit, period } = schedule;
  if (facts.hasFee || facts.decision)
    ensureDecided(facts.decision, { matter: 'FEE_SCHEDULE', estateId, communityCode, subjectId, majority: 'GENERAL' });
  const earliest = addDays(localDateOf(now), facts.hasFee ? facts.policy.noticeDays : 0);
  ensure(effectiveFrom >= earliest, feeScheduleErrors.noticeTooShort, { earliest });
  const latest = addMonths(localDateOf(now), monthsAhead);
  ensure(effectiveFrom <= latest, feeScheduleErrors.tooFarAhead, { latest });
  const decisionId = facts.decision?.id ?? null;
  const told = feeSchedulePublished({
    feeScheduleId: subjectId,
    estateId,
    communityCode,
    amountFen,
    unit,
    period,
    effectiveFrom,
    decisionId,
    at: now,
  });
  return decide({ ...schedule, state, decisionId, publishedAt: now, effectiveFrom }, told);
}

/**
 * P-12 What a unit pays for a year, in fen, rounded half up: by household the fee itself, by area the fee for each square metre.
 *
 * @param area in 0.01 m²
 */
export function annualFen({ amountFen, unit, period }: Pick<FeeScheduleState, 'amountFen' | 'unit' | 'period'>, area: number): number {
  const [times, per] = unit === 'SQUARE_METRE' ? [BigInt(area), 100n] : [1n, 1n];
  return Number(divideHalfUp(BigInt(amountFen) * times * (period === 'MONTH' ? 12n : 1n), per));
}
