import { isThere, type HouseholdThere } from '../known-household/known-household.rules.js';

/** What is known of a household and the units of an estate. */
export interface Dwelling extends HouseholdThere {
  /** A unit of the estate names the household. */
  readonly isOfUnit: boolean;
  /** Units of the estate name any household at all. */
  readonly isRegistered: boolean;
}

/**
 * P-20, P-25 A household belongs to an estate when a unit of it names the household; as long as no unit of the estate names any,
 * every household of its community that has not left may speak for it.
 */
export const belongsTo = (dwelling: Dwelling | undefined, communityCode: string): boolean =>
  isThere(dwelling, communityCode) && (dwelling!.isOfUnit || !dwelling!.isRegistered);
