import { ledgerErrors, ledgerPeriodClosed, periodErrors, type Posting, type values } from '@gezhi/shared/contracts';
import { addDays, addFen, decide, ensure, localDateOf, sumFen, type Decision } from '@gezhi/shared/domain';
import { post, type EntryState } from '../ledger/posting.rules.js';

/** What the accounts of an estate moved by in a period, in fen: a debit above 0, a credit below. */
export interface Movements {
  readonly basicIncome: number;
  readonly optionalIncome: number;
  readonly valueAddedIncome: number;
  readonly cost: number;
  /** Recorded costs that are not proven. */
  readonly unprovenCost: number;
  /** Deficit of earlier periods that nobody has made good. */
  readonly carriedDeficit: number;
  /** What the bank holds at the end of the period and nobody prepaid. */
  readonly cash: number;
  /** What is prepaid at the end of the period. */
  readonly prepaid: number;
  readonly commonIncome: number;
  readonly commonCost: number;
}

export interface PeriodState {
  readonly id: string;
  readonly version: number;
  readonly estateId: string;
  readonly communityCode: string;
  readonly number: number;
  readonly from: values.LocalDate;
  readonly to: values.LocalDate;
  readonly basicIncomeFen: number;
  readonly optionalIncomeFen: number;
  readonly valueAddedIncomeFen: number;
  readonly incomeFen: number;
  readonly verifiedCostFen: number;
  readonly unprovenCostFen: number;
  readonly surplusFen: number;
  readonly carriedDeficitFen: number;
  readonly deficitFen: number;
  readonly prepaidFen: number;
  readonly commonIncomeFen: number;
  readonly commonCostFen: number;
  readonly closedAt: values.Instant;
}

/**
 * P-T20 The days that are closed next: from the day after the last closed one, up to yesterday at most. Refuses with
 * `property.ledger.period-closed` {from} or `property.ledger-period.not-over` {latest}.
 *
 * @param closedTo the last closed day, or null with `beginsOn` as the first day of all
 */
export function nextPeriod(closedTo: values.LocalDate | null, beginsOn: values.LocalDate, to: values.LocalDate, now: values.Instant) {
  const from = closedTo ? addDays(closedTo, 1) : beginsOn;
  const latest = addDays(localDateOf(now), -1);
  ensure(to >= from, ledgerErrors.periodClosed, { from });
  ensure(to <= latest, periodErrors.notOver, { latest });
  return { from, to };
}

/** P-T16 What was earned since the last close leaves what is prepaid and becomes income of its tier; the entry is of the last day. */
export function recognise(
  of: {
    readonly id: string;
    readonly estateId: string;
    readonly communityCode: string;
    readonly sourceId: string;
    readonly bookedOn: values.LocalDate;
  },
  earned: { readonly BASIC: number; readonly OPTIONAL: number; readonly VALUE_ADDED: number },
  now: values.Instant,
): EntryState | undefined {
  const sum = sumFen(Object.values(earned));
  if (sum === 0) return undefined;
  const income = (['BASIC', 'OPTIONAL', 'VALUE_ADDED'] as const).map((tier): Posting => ({
    fund: 'SERVICE',
    account: `${tier}_INCOME`,
    amountFen: -earned[tier],
  }));
  return post({ ...of, kind: 'INCOME_EARNED' }, [{ fund: 'SERVICE', account: 'PREPAID', amountFen: sum }, ...income], now);
}

/**
 * P-14, P-T16, P-T17, P-T18, P-T19 A period is closed: what was earned pays verified cost and the deficit carried from before, and
 * the rest goes to the reinvestment fund, all of it. What it cannot pay stays owed: the deficit, which later income or the
 * government's advance makes good. What households prepaid pays nothing, unproven cost counts as nothing, and common revenue is not
 * part of it.
 */
export function close(
  of: { readonly id: string; readonly entryId: string; readonly estateId: string; readonly communityCode: string; readonly number: number },
  { from, to }: { readonly from: values.LocalDate; readonly to: values.LocalDate },
  moved: Movements,
  now: values.Instant,
): { readonly decision: Decision<PeriodState>; readonly entry: EntryState | undefined } {
  const incomeFen = sumFen([moved.basicIncome, moved.optionalIncome, moved.valueAddedIncome]);
  const result = sumFen([incomeFen, -moved.cost, -moved.carriedDeficit]);
  const [surplusFen, deficitFen] = [Math.max(0, result), Math.max(0, -result)];
  const postings: Posting[] = [
    { fund: 'SERVICE', account: 'BASIC_INCOME', amountFen: moved.basicIncome },
    { fund: 'SERVICE', account: 'OPTIONAL_INCOME', amountFen: moved.optionalIncome },
    { fund: 'SERVICE', account: 'VALUE_ADDED_INCOME', amountFen: moved.valueAddedIncome },
    { fund: 'SERVICE', account: 'SERVICE_COST', amountFen: -moved.cost },
    { fund: 'SERVICE', account: 'PAYABLE', amountFen: addFen(moved.cash, -surplusFen) },
    { fund: 'SERVICE', account: 'DEFICIT', amountFen: addFen(deficitFen, -moved.carriedDeficit) },
    { fund: 'SERVICE', account: 'BANK', amountFen: -moved.cash },
    { fund: 'REINVESTMENT', account: 'BANK', amountFen: surplusFen },
    { fund: 'REINVESTMENT', account: 'FUND_BALANCE', amountFen: -surplusFen },
  ];
  const { id, entryId, estateId, communityCode, number } = of;
  const moving = postings.some(({ amountFen }) => amountFen !== 0);
  const entry = moving
    ? post({ id: entryId, estateId, communityCode, kind: 'CLOSING', sourceId: id, bookedOn: to }, postings, now)
    : undefined;
  const period: PeriodState = {
    ...{
      id,
      version: 1,
      estateId,
      communityCode,
      number,
      from,
      to,
      basicIncomeFen: moved.basicIncome,
      optionalIncomeFen: moved.optionalIncome,
    },
    ...{ valueAddedIncomeFen: moved.valueAddedIncome, incomeFen, verifiedCostFen: moved.cost, unprovenCostFen: moved.unprovenCost },
    ...{
      surplusFen,
      carriedDeficitFen: moved.carriedDeficit,
      deficitFen,
      prepaidFen: moved.prepaid,
      commonIncomeFen: moved.commonIncome,
      commonCostFen: moved.commonCost,
      closedAt: now,
    },
  };
  const told = { periodId: id, estateId, communityCode, from, to, incomeFen, verifiedCostFen: moved.cost, surplusFen, deficitFen, at: now };
  return { decision: decide(period, ledgerPeriodClosed(told)), entry };
}
