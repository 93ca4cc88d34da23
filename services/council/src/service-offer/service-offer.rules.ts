import {
  councilErrors,
  serviceOfferErrors,
  type InputOf,
  type listService,
  type OfferProvider,
  type OfferState as OfferStanding,
  type TimeSlot,
  type values,
} from '@gezhi/shared/contracts';
import { decide, ensure, localDateOf, transitions, type Decision } from '@gezhi/shared/domain';
import type { MemberOrganizationState } from '../council/council.rules.js';
import { ensureInTaxonomy, type ServiceFieldPolicy } from '../service-field/service-field.rules.js';

export interface OfferState {
  readonly id: string;
  readonly version: number;
  readonly placeCode: string;
  readonly provider: OfferProvider;
  readonly organizationId: string | null;
  readonly field: string;
  readonly skills: string[];
  readonly title: string;
  readonly slots: TimeSlot[];
  readonly from: values.LocalDate;
  readonly to: values.LocalDate;
  readonly capacity: number;
  readonly taken: number;
  readonly state: OfferStanding;
  readonly withdrawalReason: string | null;
}

export const offerLife = transitions<OfferStanding, 'change' | 'withdraw'>(
  { LISTED: { change: 'LISTED', withdraw: 'WITHDRAWN' }, WITHDRAWN: {} },
  { initial: 'LISTED' },
);

/**
 * C-14 What an organisation, or volunteers without one, offer comes on the list, with how many demands it serves. Refuses with
 * `council.council.organization-withdrawn`, `council.service-offer.period-invalid`, `council.service-field.field-unknown` or `skill-unknown`.
 *
 * @param organization that offers, `undefined` for volunteers
 */
export function list(
  input: InputOf<typeof listService>,
  {
    organization,
    policy,
  }: { readonly organization: MemberOrganizationState | undefined; readonly policy: Pick<ServiceFieldPolicy, 'fields'> },
  now: values.Instant,
): Decision<OfferState> {
  const { id, placeCode, field, skills, title, slots, from, to, capacity } = input;
  ensureInTaxonomy(policy, field, skills);
  ensure(from <= to && localDateOf(now) <= to, serviceOfferErrors.periodInvalid);
  ensure(!organization || organization.state === 'ADMITTED', councilErrors.organizationWithdrawn);
  return decide({
    ...{ id, version: 1, placeCode, provider: organization ? 'ORGANIZATION' : 'VOLUNTEER', organizationId: organization?.id ?? null },
    ...{ field, skills: [...new Set(skills)], title, slots: [...new Set(slots)], from, to, capacity, taken: 0 },
    ...{ state: offerLife.initial, withdrawalReason: null },
  });
}

/** C-14 An offer serves more or fewer demands, never fewer than claimed it. Refuses with `council.service-offer.capacity-taken` {taken} or `platform.request.wrong-state`. */
export function changeCapacity(offer: OfferState, capacity: number): Decision<OfferState> {
  const state = offerLife.next(offer.state, 'change');
  ensure(capacity >= offer.taken, serviceOfferErrors.capacityTaken, { taken: offer.taken });
  return decide({ ...offer, state, capacity });
}

/** C-14 An offer leaves the list, with the reason; what was claimed of it stays claimed. Refuses with `platform.request.wrong-state`. */
export function withdraw(offer: OfferState, reason: string): Decision<OfferState> {
  return decide({ ...offer, state: offerLife.next(offer.state, 'withdraw'), withdrawalReason: reason });
}

/** C-14 Whether an offer is on the list on a day. */
export const isOffered = ({ state, from, to }: Pick<OfferState, 'state' | 'from' | 'to'>, on: values.LocalDate): boolean =>
  offerLife.allows(state, 'change') && from <= on && on <= to;
