import {
  offerErrors,
  trialConverted,
  trialDeclined,
  trialErrors,
  trialExpired,
  trialReminded,
  trialStarted,
  type EstateStatus,
  type ServiceContractState as ContractStanding,
  type TrialState as State,
  type values,
} from '@gezhi/shared/contracts';
import {
  addDays,
  daysIncluded,
  decide,
  ensure,
  localDateOf,
  periodFrom,
  transitions,
  type Decision,
  type Period,
} from '@gezhi/shared/domain';
import { ensureSurveyed } from '../estate/takeover.rules.js';
import { ensureFee, type OfferState } from '../offer/offer.rules.js';

/** P-10, P-T7 A trial ends by an explicit yes, a no, or without an answer; who gave none may still say yes later. */
export const trialLife = transitions<State, 'convert' | 'decline' | 'expire'>(
  {
    ACTIVE: { convert: 'CONVERTED', decline: 'DECLINED', expire: 'EXPIRED' },
    EXPIRED: { convert: 'CONVERTED', decline: 'DECLINED' },
    CONVERTED: {},
    DECLINED: {},
  },
  { initial: 'ACTIVE' },
);

export interface TrialState {
  readonly id: string;
  readonly version: number;
  readonly estateId: string;
  readonly communityCode: string;
  readonly unitId: string;
  readonly householdId: string;
  readonly offerId: string;
  /** Whom the trial uses up: the unit, or the ownership of other owners who try again. */
  readonly grantedTo: string;
  readonly signedOn: values.LocalDate;
  readonly firstDay: values.LocalDate;
  readonly lastDay: values.LocalDate;
  readonly state: State;
  readonly endedAt: values.Instant | null;
  readonly remindedAt: values.Instant | null;
  readonly consentEvidenceIds: string[];
  readonly contractId: string | null;
}

export interface ContractState {
  readonly id: string;
  readonly version: number;
  readonly estateId: string;
  readonly communityCode: string;
  readonly unitId: string;
  readonly householdId: string;
  /** The free months it followed; null of one that was signed without any. */
  readonly trialId: string | null;
  readonly offerId: string;
  readonly consentEvidenceIds: string[];
  readonly startsOn: values.LocalDate;
  readonly endsOn: values.LocalDate | null;
  readonly state: ContractStanding;
}

/** A unit as trials and bills see it. */
export interface TriedUnit {
  readonly estateId: string;
  readonly communityCode: string;
  readonly householdId: string | null;
  readonly estateStatus: EstateStatus;
  /** The present ownership; null when nobody is entered as owner. */
  readonly ownershipId: string | null;
  /** The present owners. */
  readonly owners: readonly string[];
  /** Of each trial that the unit had, who owned it when that was signed. */
  readonly ownersThen: readonly (readonly string[])[];
}

/**
 * P-10, P-T6 Whether a unit belongs to others than whenever it was tried: its owners then and now are entered, and none of them is the
 * same. Another entry of the same owners is no change.
 */
export const ownersChanged = ({ owners, ownersThen }: Pick<TriedUnit, 'owners' | 'ownersThen'>): boolean =>
  owners.length > 0 && ownersThen.every((then) => then.length > 0 && !then.some((owner) => owners.includes(owner)));

/** P-T1 to P-T4 The free days of a trial signed on a day: the day itself does not count, and months end by the civil code (201–203). */
export function trialDays(
  signedOn: values.LocalDate,
  { trialMonths, rollHoliday, holidays, makeUpWorkdays }: Pick<OfferState, 'trialMonths' | 'rollHoliday' | 'holidays' | 'makeUpWorkdays'>,
): Period {
  const table = { holidays: new Set(holidays), makeUpWorkdays: new Set(makeUpWorkdays) };
  return periodFrom(signedOn, { months: trialMonths }, rollHoliday ? { rollHoliday, holidays: table } : { rollHoliday });
}

const told = ({ id, unitId, estateId, communityCode, householdId, offerId, lastDay }: TrialState, version: number, at: values.Instant) => ({
  ...{ trialId: id, unitId, estateId, communityCode, householdId, offerId, lastDay, at, version },
});

/**
 * P-10, P-T6 The free months of a unit begin, under the promise that holds now; a unit is granted them once, which the database
 * keeps, and again to other owners where the promise says so. Refuses with `property.trial.unit-unknown`, `household-missing`,
 * `already-used`, `property.estate.not-surveyed` or `property.offer.offer-unknown`.
 */
export function start(
  { id, unitId }: { readonly id: string; readonly unitId: string },
  unit: TriedUnit | undefined,
  offer: OfferState | undefined,
  now: values.Instant,
): Decision<TrialState> {
  ensure(unit, trialErrors.unitUnknown);
  ensureSurveyed(unit.estateStatus);
  ensure(unit.householdId, trialErrors.householdMissing);
  ensure(offer, offerErrors.offerUnknown);
  const again = unit.ownersThen.length > 0;
  ensure(!again || (offer.retrialOnOwnershipChange && ownersChanged(unit)), trialErrors.alreadyUsed);
  const signedOn = localDateOf(now);
  const { from: firstDay, to: lastDay } = trialDays(signedOn, offer);
  const { estateId, communityCode, householdId, ownershipId } = unit;
  const grantedTo = again ? ownershipId! : unitId;
  const open = { state: trialLife.initial, endedAt: null, remindedAt: null, consentEvidenceIds: [], contractId: null };
  const trial = {
    id,
    version: 1,
    estateId,
    communityCode,
    unitId,
    householdId,
    offerId: offer.id,
    grantedTo,
    signedOn,
    firstDay,
    lastDay,
    ...open,
  };
  return decide(trial, trialStarted(told(trial, 1, now)));
}

/** What paid service begins with, beside the signed forms. */
export interface Consent {
  /** Whether a resident of the household itself says so. */
  readonly own: boolean;
  readonly feeFrom: values.LocalDate | null;
}

/**
 * P-10, P-T7 Paid service begins the day after the free months, or tomorrow when they are over, by the consent of the household:
 * its own act, or its signed form. Refuses with `property.trial.consent-required` or `property.offer.fee-not-in-force` {day}.
 *
 * @param facts whether a resident of the household itself says so, and from when on a published fee is in force
 */
export function convert(
  trial: TrialState,
  { contractId, consentEvidenceIds }: { readonly contractId: string; readonly consentEvidenceIds: string[] },
  { own, feeFrom }: Consent,
  now: values.Instant,
): { readonly decision: Decision<TrialState>; readonly contract: ContractState } {
  const state = trialLife.next(trial.state, 'convert');
  ensure(own || consentEvidenceIds.length > 0, trialErrors.consentRequired);
  const today = localDateOf(now);
  const startsOn = addDays(trial.lastDay >= today ? trial.lastDay : today, 1);
  ensureFee(feeFrom, startsOn);
  const { id: trialId, version, estateId, communityCode, unitId, householdId, offerId } = trial;
  const contract: ContractState = {
    ...{ id: contractId, version: 1, estateId, communityCode, unitId, householdId, trialId, offerId, startsOn },
    ...{ consentEvidenceIds, endsOn: null, state: 'STANDING' },
  };
  const next = { ...trial, state, endedAt: now, consentEvidenceIds, contractId };
  return { decision: decide(next, trialConverted({ ...told(trial, version + 1, now), contractId, startsOn })), contract };
}

/** P-10 The free months are of the unit: while they run, whoever it names now answers, and is reminded anew. */
export const handOver = (trial: TrialState, householdId: string): TrialState => ({
  ...trial,
  version: trial.version + 1,
  householdId,
  remindedAt: null,
});

/** P-10 A household does not go on: no reason, no charge. */
export function decline(trial: TrialState, now: values.Instant): Decision<TrialState> {
  const state = trialLife.next(trial.state, 'decline');
  return decide({ ...trial, state, endedAt: now }, trialDeclined(told(trial, trial.version + 1, now)));
}

/** P-T7 Free months that ended without an answer: nothing is charged, and nobody is reminded any more. */
export function expire(trial: TrialState, now: values.Instant): Decision<TrialState> {
  ensure(trial.lastDay < localDateOf(now), trialErrors.stillRunning, { lastDay: trial.lastDay });
  const state = trialLife.next(trial.state, 'expire');
  return decide({ ...trial, state, endedAt: now }, trialExpired(told(trial, trial.version + 1, now)));
}

/** P-10 A household is reminded once that its free months end. Refuses with `platform.request.wrong-state` when they ended, or `property.trial.already-reminded`. */
export function remind(trial: TrialState, now: values.Instant): Decision<TrialState> {
  trialLife.next(trial.state, 'expire');
  ensure(!trial.remindedAt, trialErrors.alreadyReminded);
  return decide({ ...trial, remindedAt: now }, trialReminded(told(trial, trial.version + 1, now)));
}

/** P-10 The free days that are left, today included; none once it ended. */
export function daysLeft({ state, lastDay, firstDay }: TrialState, now: values.Instant): number {
  const today = localDateOf(now);
  return state === 'ACTIVE' ? Math.max(0, daysIncluded(today > firstDay ? today : firstDay, lastDay)) : 0;
}
