import { offerErrors, offerOpened, type InputOf, type openOffer, type values } from '@gezhi/shared/contracts';
import { decide, ensure, type Decision } from '@gezhi/shared/domain';

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
 * it is never changed. Refuses with `property.offer.fee-schedule-missing`.
 */
export function open(
  input: InputOf<typeof openOffer>,
  facts: {
    readonly communityCode: string;
    readonly offers: number;
    readonly feeScheduleId: string | undefined;
    /** SHA-256 of canonical JSON, in hexadecimal. */
    readonly hash: (content: object) => string;
  },
  now: values.Instant,
): Decision<OfferState> {
  const { communityCode, offers, feeScheduleId, hash } = facts;
  ensure(feeScheduleId, offerErrors.feeScheduleMissing);
  const { id, estateId } = input;
  const content = { ...input, number: offers + 1, feeScheduleId };
  const state = { ...content, version: 1, communityCode, contentHash: hash(content), openedAt: now };
  return decide(
    state,
    offerOpened({ offerId: id, estateId, communityCode, number: state.number, contentHash: state.contentHash, at: now }),
  );
}
