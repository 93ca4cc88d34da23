import type { EventData, householdPlaced, partitionActivated } from '@gezhi/shared/contracts';

/** What one tiding says of one household. */
export interface Placement {
  readonly householdId: string;
  readonly gridCode: string | null;
  readonly version: number;
}

/** G-06 A placement or a redraw says of each of its households which grid serves it. */
export function placements(data: EventData<typeof householdPlaced> | EventData<typeof partitionActivated>): Placement[] {
  const grid = 'gridCode' in data ? data.gridCode : null;
  return data.placements.map((placed) => ({
    householdId: placed.householdId,
    gridCode: 'gridCode' in placed ? placed.gridCode : grid,
    version: data.version,
  }));
}

/** G-06 Of two placements of a household the one with the higher version holds, in whatever order they come. */
export function latest(known: Placement | undefined, heard: Placement): Placement {
  return known && known.version >= heard.version ? known : heard;
}
