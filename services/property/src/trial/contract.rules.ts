import {
  contractSigned,
  offerErrors,
  trialErrors,
  type EstateStatus,
  type InputOf,
  type signContract,
  type values,
} from '@gezhi/shared/contracts';
import { addDays, decide, ensure, localDateOf, type Decision } from '@gezhi/shared/domain';
import { ensureSurveyed } from '../estate/takeover.rules.js';
import { ensureFee, type OfferState } from '../offer/offer.rules.js';
import type { Consent, ContractState } from './trial.rules.js';

/** A unit as its contracts see it. */
export interface ServedUnit {
  readonly estateId: string;
  readonly communityCode: string;
  readonly estateStatus: EstateStatus;
  readonly householdId: string | null;
  /** The last day that is free, or of a contract that ended; null when it was never served. */
  readonly servedUntil: values.LocalDate | null;
}

/**
 * P-10, P-11 Nothing is lost by a no: who declined, returned or moved in begins paid service by a contract on the promise that holds
 * now, without free months, from the day after what was free or served before, tomorrow at the earliest. That no trial runs and no
 * other contract stands the database keeps. Refuses with `property.trial.unit-unknown`, `household-missing`, `consent-required`,
 * `property.estate.not-surveyed`, `property.offer.offer-unknown` or `fee-not-in-force` {day}.
 */
export function sign(
  { id, unitId, consentEvidenceIds }: InputOf<typeof signContract>,
  unit: ServedUnit | undefined,
  offer: OfferState | undefined,
  { own, feeFrom }: Consent,
  now: values.Instant,
): Decision<ContractState> {
  ensure(unit, trialErrors.unitUnknown);
  const { estateId, communityCode, householdId, estateStatus, servedUntil } = unit;
  ensureSurveyed(estateStatus);
  ensure(householdId, trialErrors.householdMissing);
  ensure(offer, offerErrors.offerUnknown);
  ensure(own || consentEvidenceIds.length > 0, trialErrors.consentRequired);
  const today = localDateOf(now);
  const startsOn = addDays(servedUntil !== null && servedUntil > today ? servedUntil : today, 1);
  ensureFee(feeFrom, startsOn);
  const offerId = offer.id;
  const told = contractSigned({ contractId: id, unitId, estateId, communityCode, householdId, offerId, startsOn, at: now, version: 1 });
  const contract: ContractState = {
    ...{ id, version: 1, estateId, communityCode, unitId, householdId, trialId: null, offerId, consentEvidenceIds, startsOn },
    ...{ endsOn: null, state: 'STANDING' },
  };
  return decide(contract, told);
}
