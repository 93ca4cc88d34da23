import type { EventData, HouseholdKind, householdLeft, householdPlaced, partitionActivated } from '@gezhi/shared/contracts';

/** What one tiding says of one household. */
export interface Tiding {
  readonly householdId: string;
  readonly kind: HouseholdKind | null;
  readonly gridCode: string | null;
  readonly communityCode: string;
  readonly hasLeft: boolean;
  readonly version: number;
}

/** P-05 A placement says of each of its households where it is now and what it is. */
export function placed({ placements, gridCode, communityCode, version }: EventData<typeof householdPlaced>): Tiding[] {
  return placements.map(({ householdId, kind }) => ({ householdId, kind, gridCode, communityCode, hasLeft: false, version }));
}

/** P-05 A partition moves households to their new grids; what they are it does not say. */
export function redrawn({ placements, communityCode, version }: EventData<typeof partitionActivated>): Tiding[] {
  return placements.map(({ householdId, gridCode }) => ({ householdId, kind: null, gridCode, communityCode, hasLeft: false, version }));
}

/** P-05 A household that left stays known, and is counted no more. */
export function left({ householdId, kind, gridCode, communityCode, version }: EventData<typeof householdLeft>): Tiding {
  return { householdId, kind, gridCode, communityCode, hasLeft: true, version };
}

/** P-05 Of two tidings of a household the one with the higher version holds, in whatever order they come; a kind once heard stays. */
export function latest(known: Tiding | undefined, heard: Tiding): Tiding {
  if (!known) return heard;
  const holds = heard.version > known.version ? heard : known;
  return { ...holds, kind: known.kind ?? heard.kind };
}

/** A household as units and opinions name it. */
export interface HouseholdThere {
  readonly communityCode: string;
  readonly hasLeft: boolean;
}

/** P-05 A household that is named must be known, in the community, and not have left. */
export const isThere = (household: HouseholdThere | undefined, communityCode: string): boolean =>
  household !== undefined && !household.hasLeft && household.communityCode === communityCode;
