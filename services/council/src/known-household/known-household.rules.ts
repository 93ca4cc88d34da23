import type { EventData, householdLeft, householdPlaced } from '@gezhi/shared/contracts';

/** Where a household lives, as the grids told. */
export interface KnownHouseholdState {
  readonly householdId: string;
  readonly communityCode: string;
  readonly hasLeft: boolean;
  readonly version: number;
}

/** C-16 A placement says of each of its households in which community it lives. */
export function placed({ placements, communityCode, version }: EventData<typeof householdPlaced>): KnownHouseholdState[] {
  return placements.map(({ householdId }) => ({ householdId, communityCode, hasLeft: false, version }));
}

/** C-16 A household that left answers no more. */
export function left({ householdId, communityCode, version }: EventData<typeof householdLeft>): KnownHouseholdState {
  return { householdId, communityCode, hasLeft: true, version };
}

/** C-16 Of two tidings of a household the one with the higher version holds, in whatever order they come. */
export const latest = (known: KnownHouseholdState | undefined, heard: KnownHouseholdState): KnownHouseholdState =>
  known && known.version >= heard.version ? known : heard;
