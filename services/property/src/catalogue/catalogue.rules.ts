import {
  estateErrors,
  serviceItemErrors,
  serviceItemPublished,
  serviceItemWithdrawn,
  type InputOf,
  type publishServiceItem,
  type reviseServiceItem,
  type ServiceItemState as State,
  type ServiceTier,
  type ServiceUnit,
  type values,
} from '@gezhi/shared/contracts';
import { addDays, addMonths, decide, ensure, localDateOf, transitions, type Decision } from '@gezhi/shared/domain';
import { ensureAmount } from '../ledger/posting.rules.js';
import { ensureImpersonal } from '../notice/personal-data.rules.js';

/** P-13 An item is offered until it is withdrawn; meanwhile its versions follow one another. */
export const serviceItemLife = transitions<State, 'revise' | 'withdraw'>(
  { OFFERED: { revise: 'OFFERED', withdraw: 'WITHDRAWN' }, WITHDRAWN: {} },
  { initial: 'OFFERED' },
);

export interface ServiceItemState {
  readonly id: string;
  readonly version: number;
  /** Null for what is offered in all estates of a jurisdiction. */
  readonly estateId: string | null;
  /** The community of the estate, or the jurisdiction. */
  readonly placeCode: values.PlaceCode;
  readonly tier: ServiceTier;
  readonly state: State;
  readonly versions: number;
  readonly latestFrom: values.LocalDate;
  readonly withdrawnFrom: values.LocalDate | null;
}

export interface ServiceItemVersionState {
  readonly id: string;
  readonly itemId: string;
  readonly number: number;
  readonly name: string;
  readonly description: string;
  readonly priceFen: number | null;
  readonly unit: ServiceUnit | null;
  readonly effectiveFrom: values.LocalDate;
  readonly publishedAt: values.Instant;
}

/** A version as an order sees it. */
export interface OfferedVersion extends Pick<ServiceItemVersionState, 'id' | 'itemId' | 'priceFen' | 'unit' | 'effectiveFrom'> {
  readonly estateId: string | null;
  readonly placeCode: values.PlaceCode;
  readonly tier: ServiceTier;
  readonly withdrawnFrom: values.LocalDate | null;
  /** The day a later version takes its place. */
  readonly supersededFrom: values.LocalDate | null;
}

type Terms = Omit<InputOf<typeof reviseServiceItem>, 'id'>;

export interface Published {
  readonly decision: Decision<ServiceItemState>;
  readonly published: ServiceItemVersionState;
}

/** So far ahead a price may be published, or an item withdrawn: what is announced for good can still be corrected in time. */
const monthsAhead = 12;

/** P-12 Refuses with `property.catalogue.effective-too-early` {earliest} or `effective-too-late` {latest}. */
function ensureDay(day: values.LocalDate, earliest: values.LocalDate, now: values.Instant): void {
  ensure(day >= earliest, serviceItemErrors.effectiveTooEarly, { earliest });
  const latest = addMonths(localDateOf(now), monthsAhead);
  ensure(day <= latest, serviceItemErrors.effectiveTooLate, { latest });
}

/** Tells of the item as it will be with its latest version. */
function publication(item: ServiceItemState, { versionId, ...terms }: Terms, version: number, now: values.Instant): Published {
  const { id: itemId, estateId, placeCode, tier, versions: number } = item;
  const { name, description, priceFen = null, unit = null, effectiveFrom } = terms;
  ensure(tier !== 'BASIC' || (priceFen === null && unit === null), serviceItemErrors.basicUnpriced);
  ensure(tier === 'BASIC' || (priceFen !== null && unit !== null), serviceItemErrors.priceMissing);
  ensureAmount(priceFen ?? 0);
  ensureImpersonal({ name, description });
  const told = { itemId, estateId, placeCode, tier, versionId, number, priceFen, unit, effectiveFrom, at: now, version };
  const published = { id: versionId, itemId, number, name, description, priceFen, unit, effectiveFrom, publishedAt: now };
  return { decision: decide(item, serviceItemPublished(told)), published };
}

/**
 * P-12, P-13 A service is offered in an estate or in all estates of a jurisdiction, from today on or later. Basic service costs the
 * fee of the estate and has no price of its own; optional and value-added name price, in fen, and unit. Refuses with
 * `property.catalogue.place-wrong`, `property.estate.estate-unknown`, `property.catalogue.effective-too-early` {earliest},
 * `effective-too-late` {latest}, `basic-unpriced`, `price-missing`, `property.ledger.amount-too-large` {largestFen} or
 * `property.notice.personal-data` {field, found}.
 *
 * @param estate the estate that the input names, when the actor acts there
 */
export function publish(
  { id, estateId, placeCode, tier, ...terms }: InputOf<typeof publishServiceItem>,
  estate: { readonly communityCode: string } | undefined,
  now: values.Instant,
): Published {
  ensure((estateId === undefined) !== (placeCode === undefined), serviceItemErrors.placeWrong);
  ensure(estateId === undefined || estate, estateErrors.estateUnknown);
  ensureDay(terms.effectiveFrom, localDateOf(now), now);
  const open = { state: serviceItemLife.initial, versions: 1, latestFrom: terms.effectiveFrom, withdrawnFrom: null };
  const item = { id, version: 1, estateId: estateId ?? null, placeCode: estate?.communityCode ?? placeCode!, tier, ...open };
  return publication(item, terms, 1, now);
}

/**
 * P-12 A published price stands; the next version holds from a later day, after today and after the day of the version before, so
 * that what is in force on a day never changes once the day has begun. Refuses with `property.catalogue.effective-too-early`
 * {earliest} or as publishing does.
 */
export function revise(item: ServiceItemState, { id: _, ...terms }: InputOf<typeof reviseServiceItem>, now: values.Instant): Published {
  const state = serviceItemLife.next(item.state, 'revise');
  const today = localDateOf(now);
  const earliest = addDays(item.latestFrom > today ? item.latestFrom : today, 1);
  ensureDay(terms.effectiveFrom, earliest, now);
  return publication({ ...item, state, versions: item.versions + 1, latestFrom: terms.effectiveFrom }, terms, item.version + 1, now);
}

/**
 * P-13 An item is offered no more from a day on, today at the earliest and within a year; what was ordered is served. Refuses with
 * `property.catalogue.effective-too-early` {earliest} or `effective-too-late` {latest}.
 */
export function withdraw(item: ServiceItemState, from: values.LocalDate | undefined, now: values.Instant): Decision<ServiceItemState> {
  const state = serviceItemLife.next(item.state, 'withdraw');
  const earliest = localDateOf(now);
  const { id: itemId, estateId, placeCode, tier } = item;
  const withdrawnFrom = from ?? earliest;
  ensureDay(withdrawnFrom, earliest, now);
  const told = { itemId, estateId, placeCode, tier, withdrawnFrom, at: now, version: item.version + 1 };
  return decide({ ...item, state, withdrawnFrom }, serviceItemWithdrawn(told));
}

/**
 * P-13 What can be ordered in an estate on a day: the version in force of an item that is offered there. Refuses with
 * `property.catalogue.item-unknown`, `withdrawn` {withdrawnFrom}, `not-in-force` {effectiveFrom} or `superseded` {supersededFrom}.
 */
export function ensureOffered(
  offered: OfferedVersion | undefined,
  estate: { readonly estateId: string; readonly communityCode: string },
  day: values.LocalDate,
): asserts offered is OfferedVersion {
  const there = offered && (offered.estateId ? offered.estateId === estate.estateId : estate.communityCode.startsWith(offered.placeCode));
  ensure(there, serviceItemErrors.itemUnknown);
  const { withdrawnFrom, effectiveFrom, supersededFrom } = offered;
  ensure(!withdrawnFrom || day < withdrawnFrom, serviceItemErrors.withdrawn, { withdrawnFrom });
  ensure(effectiveFrom <= day, serviceItemErrors.notInForce, { effectiveFrom });
  ensure(!supersededFrom || day < supersededFrom, serviceItemErrors.superseded, { supersededFrom });
}
