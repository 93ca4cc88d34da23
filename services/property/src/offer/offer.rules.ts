import { offerErrors, offerOpened, type EstateStatus, type InputOf, type openOffer, type values } from '@gezhi/shared/contracts';
import { addDays, decide, ensure, localDateOf, periodFrom, type Decision } from '@gezhi/shared/domain';
import { ensureSurveyed } from '../estate/takeover.rules.js';
import { ensureImpersonal } from '../notice/personal-data.rules.js';

export interface OfferState {
  readonly id: string;
  readonly version: number;
  readonly estateId: string;
  readonly communityCode: string;
  readonly number: number;
  readonly text: string;
  readonly trialMonths: number;
  readonly rollHoliday: boolean;
  readonly holidays: string[];
  readonly makeUpWorkdays: string[];
  readonly refundWithinDays: number;
  readonly retrialOnOwnershipChange: boolean;
  readonly feeScheduleId: string;
  readonly contentHash: string;
  readonly openedAt: values.Instant;
}

/**
 * P-09, P-11 A promise is published under the next number of its estate, with the fee that it names and the hash of its content;
 * it is never changed, and everyone reads it. A fee is in force on the first day after the free months that could begin today.
 * Refuses with `property.estate.not-surveyed`, `property.notice.personal-data` {field, found}, `property.offer.fee-schedule-missing` or
 * `fee-not-in-force` {day}.
 */
export function open(
  input: InputOf<typeof openOffer>,
  facts: {
    readonly communityCode: string;
    readonly status: EstateStatus;
    readonly offers: number;
    readonly feeScheduleId: string | undefined;
    /** From when on a published fee is in force. */
    readonly feeFrom: values.LocalDate | null;
    /** SHA-256 of canonical JSON, in hexadecimal. */
    readonly hash: (content: object) => string;
  },
  now: values.Instant,
): Decision<OfferState> {
  const { communityCode, status, offers, feeScheduleId, feeFrom, hash } = facts;
  ensureSurveyed(status);
  ensureImpersonal({ text: input.text });
  ensure(feeScheduleId, offerErrors.feeScheduleMissing);
  ensureFee(feeFrom, addDays(periodFrom(localDateOf(now), { months: input.trialMonths }, { rollHoliday: false }).to, 1));
  const { id, estateId } = input;
  const content = { ...input, number: offers + 1, feeScheduleId };
  const state = { ...content, version: 1, communityCode, contentHash: hash(content), openedAt: now };
  return decide(
    state,
    offerOpened({ offerId: id, estateId, communityCode, number: state.number, contentHash: state.contentHash, at: now }),
  );
}

/**
 * P-12, P-13 Nobody pays for a day on which no fee is in force. Refuses with `property.offer.fee-not-in-force` {day}.
 *
 * @param feeFrom from when on a published fee is in force: what is published stays, so it is in force on every later day
 */
export function ensureFee(feeFrom: values.LocalDate | null, day: values.LocalDate): void {
  ensure(feeFrom !== null && feeFrom <= day, offerErrors.feeNotInForce, { day });
}
