import type { EventData, householdLeft, householdPlaced, partitionActivated } from '@gezhi/shared/contracts';

/** Where a household lives, as the grids told. */
export interface KnownHouseholdState {
  readonly householdId: string;
  readonly gridCode: string | null;
  readonly communityCode: string;
  readonly hasLeft: boolean;
  readonly version: number;
}

type Placed = Pick<EventData<typeof householdPlaced>, 'gridCode' | 'communityCode' | 'version'>;

const at = (householdId: string, { gridCode, communityCode, version }: Placed): KnownHouseholdState => ({
  householdId,
  gridCode,
  communityCode,
  hasLeft: false,
  version,
});

/** C-16 A placement says of each of its households where it lives. */
export const placed = (data: EventData<typeof householdPlaced>): KnownHouseholdState[] =>
  data.placements.map(({ householdId }) => at(householdId, data));

/** C-16 A partition moves households to their new grids. */
export const redrawn = ({ placements, communityCode, version }: EventData<typeof partitionActivated>): KnownHouseholdState[] =>
  placements.map(({ householdId, gridCode }) => at(householdId, { gridCode, communityCode, version }));

/** C-16 A household that left answers no more. */
export const left = (data: EventData<typeof householdLeft>): KnownHouseholdState => ({ ...at(data.householdId, data), hasLeft: true });

/** C-16 Of two tidings of a household the one with the higher version holds, in whatever order they come. */
export const latest = (known: KnownHouseholdState | undefined, heard: KnownHouseholdState): KnownHouseholdState =>
  known && known.version >= heard.version ? known : heard;
