import type { OutputOf, backlogClearance } from '@gezhi/shared/contracts';
import { rate } from '@gezhi/shared/domain';

export interface ClearanceCounts {
  /** Open when the period began. */
  readonly openAtStart: number;
  /** Registered in the period. */
  readonly registered: number;
  /** Of the cases reopened in the period those that were neither open at its start nor registered in it. */
  readonly returned: number;
  /** Cleared in the period and neither reopened in it nor within the quiet period. */
  readonly cleared: number;
  /** All cases reopened in the period. */
  readonly reopened: number;
}

/** G-17 The clearance of a period (积案化解率): of the cases that were open at some time in it, those cleared and not reopened. */
export function clearance({ openAtStart, registered, returned, cleared, reopened }: ClearanceCounts): OutputOf<typeof backlogClearance> {
  return { openAtStart, registered, cleared, reopened, rate: rate(cleared, openAtStart + registered + returned) };
}
