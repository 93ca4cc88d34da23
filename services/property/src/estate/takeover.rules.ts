import {
  estateErrors,
  estateRegistered,
  type AbandonmentCause,
  type EstateStatus,
  type InputOf,
  type registerEstate,
  type values,
} from '@gezhi/shared/contracts';
import { decide, ensure, transitions, type Decision } from '@gezhi/shared/domain';

/** P-01 The way of an estate: abandoned → surveyed → on trial → taken over; what ends a trial leads back to surveyed. */
export const estateLife = transitions<EstateStatus, 'completeSurvey' | 'beginTrial' | 'endTrial' | 'takeOver'>(
  {
    ABANDONED: { completeSurvey: 'SURVEYED' },
    SURVEYED: { beginTrial: 'TRIAL' },
    TRIAL: { endTrial: 'SURVEYED', takeOver: 'TAKEN_OVER' },
    TAKEN_OVER: {},
  },
  { initial: 'ABANDONED' },
);

export interface EstateState {
  readonly id: string;
  readonly version: number;
  readonly communityCode: string;
  readonly name: string;
  readonly addressLabel: string;
  readonly status: EstateStatus;
  readonly cause: AbandonmentCause;
  readonly grounds: string;
  readonly evidenceIds: string[];
  readonly registeredAt: values.Instant;
  readonly surveyedAt: values.Instant | null;
}

/** P-01 An estate is registered as abandoned, with the cause and its evidence. */
export function register(input: InputOf<typeof registerEstate>, now: values.Instant): Decision<EstateState> {
  const { id: estateId, communityCode } = input;
  const state = { ...input, version: 1, status: estateLife.initial, registeredAt: now, surveyedAt: null };
  return decide<EstateState>(state, estateRegistered({ estateId, communityCode, at: now, version: 1 }));
}

/**
 * P-01, P-07 An abandoned estate is surveyed when every facility of its inventory has a survey, and there is one.
 *
 * @param facilities label and latest grade of each
 * Refuses with `platform.request.wrong-state`, `property.estate.no-facility` or `facility-not-surveyed` {facilities}: the first 20.
 */
export function completeSurvey(
  estate: EstateState,
  facilities: readonly { readonly label: string; readonly grade: string | null }[],
  now: values.Instant,
): Decision<EstateState> {
  const status = estateLife.next(estate.status, 'completeSurvey');
  ensure(facilities.length > 0, estateErrors.noFacility);
  const missing = facilities.filter(({ grade }) => grade === null).map(({ label }) => label);
  ensure(missing.length === 0, estateErrors.facilityNotSurveyed, { facilities: missing.slice(0, 20) });
  return decide({ ...estate, status, surveyedAt: now });
}

/** P-01 Fee, promise, free months and paid service come to an estate that was surveyed. Refuses with `property.estate.not-surveyed`. */
export function ensureSurveyed(status: EstateStatus): void {
  ensure(status !== estateLife.initial, estateErrors.notSurveyed);
}

/** P-01, P-21 A surveyed estate is cared for on trial. Refuses with `platform.request.wrong-state`. */
export function beginTrial(estate: EstateState): Decision<EstateState> {
  return decide({ ...estate, status: estateLife.next(estate.status, 'beginTrial') });
}

/** P-01, P-21 A trial ended without a take-over: the estate is surveyed again. Refuses with `platform.request.wrong-state`. */
export function endTrial(estate: EstateState): Decision<EstateState> {
  return decide({ ...estate, status: estateLife.next(estate.status, 'endTrial') });
}

/** P-01, P-21 An estate on trial is taken over; what must be handed over before is for the take-over to say. Refuses with `platform.request.wrong-state`. */
export function takeOver(estate: EstateState): Decision<EstateState> {
  return decide({ ...estate, status: estateLife.next(estate.status, 'takeOver') });
}
