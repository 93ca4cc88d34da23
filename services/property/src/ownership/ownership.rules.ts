import {
  ownershipChanged,
  ownershipErrors,
  type correctOwnership,
  type InputOf,
  type OwnerKind,
  type OwnershipBasis,
  type OwnershipForm,
  type recordOwnership,
  type registerOwner,
  type Share,
  type Title,
  type values,
} from '@gezhi/shared/contracts';
import { decide, ensure, type Decision } from '@gezhi/shared/domain';

export interface OwnerState {
  readonly id: string;
  readonly version: number;
  readonly estateId: string;
  readonly communityCode: string;
  readonly kind: OwnerKind;
}

export interface OwnershipState {
  readonly id: string;
  /** That of the unit's register entry, which every change moves on. */
  readonly version: number;
  readonly unitId: string;
  readonly form: OwnershipForm;
  readonly titles: readonly Title[];
  readonly basis: OwnershipBasis;
  readonly evidenceIds: string[];
  readonly validFrom: values.Instant;
  readonly validTo: values.Instant | null;
  /** The entry that stands in its place; null of one that was right. */
  readonly correctedBy: string | null;
}

/** What is known when ownership is recorded. */
export interface Entry {
  readonly unit: { readonly id: string; readonly estateId: string; readonly communityCode: string; readonly version: number };
  /** From when those own it whom this ends; undefined when it never had any. */
  readonly since: values.Instant | undefined;
  /** Those of the named owners that the estate has. */
  readonly known: readonly string[];
}

/**
 * P-01, C-10 An owner is registered once for an estate, since owners are counted by heads: one owner of several units is one head
 * (区分所有权解释 9). Refuses with `property.ownership.owner-taken` {ownerId}.
 *
 * @param twin the owner of the estate with the same identity number
 */
export function registerOnce(
  { id, estateId, kind }: InputOf<typeof registerOwner>,
  communityCode: string,
  twin: string | undefined,
): OwnerState {
  ensure(twin === undefined || twin === id, ownershipErrors.ownerTaken, { ownerId: twin ?? null });
  return { id, version: 1, estateId, communityCode, kind };
}

/**
 * P-01, C-10 An identity number as it is compared: full-width digits, spaces and a small x are ways of typing, and would make two heads
 * of one owner.
 */
export const comparableIdentity = (typed: string): string => typed.normalize('NFKC').replace(/\s/g, '').toUpperCase();

/**
 * P-01 Who owns a unit from an instant on: alone, jointly, or by shares that add up to one (民法典 297–299). What held before ends
 * there, so that a unit has one ownership at every instant.
 *
 * Refuses with `property.ownership.in-future`, `not-later` {since}, `owner-repeated`, `owner-unknown` {owners}, `sole-owner-wanted`,
 * `joint-owners-wanted`, `shares-wanted` or `shares-not-whole` {sum}.
 */
export function record(
  { id, form, titles, basis, evidenceIds, validFrom }: InputOf<typeof recordOwnership>,
  { unit, since, known }: Entry,
  now: values.Instant,
): Decision<OwnershipState> {
  ensure(validFrom <= now, ownershipErrors.inFuture);
  ensure(since === undefined || validFrom > since, ownershipErrors.notLater, { since: since ?? null });
  const owners = titles.map(({ ownerId }) => ownerId);
  ensure(new Set(owners).size === owners.length, ownershipErrors.ownerRepeated);
  const strangers = owners.filter((owner) => !known.includes(owner));
  ensure(strangers.length === 0, ownershipErrors.ownerUnknown, { owners: strangers });
  ensureForm(form, titles);
  const { id: unitId, estateId, communityCode } = unit;
  const version = unit.version + 1;
  return decide(
    { id, version, unitId, form, titles, basis, evidenceIds, validFrom, validTo: null, correctedBy: null },
    ownershipChanged({ unitId, estateId, communityCode, form, titles: [...titles], validFrom, at: now, version }),
  );
}

/**
 * P-01, C-10 The present entry was wrong from the beginning: it is kept, held for no time, and another stands in its place; what held
 * before it reaches to the new one. Refuses with `property.ownership.not-present` and with what `record` refuses.
 *
 * @param present the id of the present ownership
 */
export function correct(
  { wrongId, ...input }: InputOf<typeof correctOwnership>,
  present: string | undefined,
  entry: Entry,
  now: values.Instant,
): Decision<OwnershipState> {
  ensure(present === wrongId, ownershipErrors.notPresent);
  return record(input, entry, now);
}

function ensureForm(form: OwnershipForm, titles: readonly Title[]): void {
  const shares = titles.flatMap(({ share }) => share ?? []);
  if (form === 'SOLE') return ensure(titles.length === 1 && shares.length === 0, ownershipErrors.soleOwnerWanted);
  if (form === 'JOINT') return ensure(titles.length > 1 && shares.length === 0, ownershipErrors.jointOwnersWanted);
  ensure(titles.length > 1 && shares.length === titles.length, ownershipErrors.sharesWanted);
  const { numerator, denominator } = total(shares);
  ensure(numerator === denominator, ownershipErrors.sharesNotWhole, { sum: `${numerator}/${denominator}` });
}

/** P-01 The sum of shares, exactly and in lowest terms. */
export function total(shares: readonly Share[]): { readonly numerator: bigint; readonly denominator: bigint } {
  return shares.reduce(
    (sum, share) => {
      const denominator = sum.denominator * BigInt(share.denominator);
      const numerator = sum.numerator * BigInt(share.denominator) + BigInt(share.numerator) * sum.denominator;
      const common = greatestCommonDivisor(numerator, denominator);
      return { numerator: numerator / common, denominator: denominator / common };
    },
    { numerator: 0n, denominator: 1n },
  );
}

const greatestCommonDivisor = (one: bigint, other: bigint): bigint => (other === 0n ? one : greatestCommonDivisor(other, one % other));
