import { guard, type Act, type Write } from '@gezhi/shared/database';
import { requestErrors, type values } from '@gezhi/shared/contracts';
import type { GridState } from './grid-type.rules.js';
import { gridsInForce } from './in-force.queries.js';

/** 12 digits of the community and a serial of 3. */
export const gridCodeLength = 15;
/** For the writing statement: there is such a grid in force, until what is written is stored: a redraw hears of it or comes first. */
export const gridInForce = 'EXISTS (SELECT 1 FROM grid g WHERE g.code = ? AND g.valid_to IS NULL FOR SHARE)';
/** For the writing statement: all these grids are in force, as above. */
export const gridsInForceAll = `NOT EXISTS (SELECT 1 FROM unnest(?::text[]) named(code)
  WHERE NOT EXISTS (SELECT 1 FROM grid g WHERE g.code = named.code AND g.valid_to IS NULL FOR SHARE))`;
/** For the writing statement: some grid in force lies at this place, of whatever kind. */
export const gridsAtPlace = 'EXISTS (SELECT 1 FROM grid g WHERE starts_with(g.code, ?::text) AND g.valid_to IS NULL)';
/** The grid is in force within the same boundary until what is written is stored. */
export const stillDrawn = ({ id }: GridState): Write =>
  guard(requestErrors.concurrent, 'EXISTS (SELECT 1 FROM grid g WHERE g.id = ?::uuid AND g.valid_to IS NULL FOR SHARE)', id);

export interface InForce {
  /** The database's now after the lock: no placement of the community is later. */
  readonly now: values.Instant;
  readonly grids: readonly GridState[];
}

const lock = {
  shared: 'SELECT 1 FROM partition_root WHERE community_code = $1 FOR SHARE',
  alone: 'SELECT 1 FROM partition_root WHERE community_code = $1 FOR UPDATE',
};

/**
 * Holds the grids of a community still until the act ends, and reads them: `shared` to place households, `alone` to redraw.
 * Whoever locks several communities does so in the order of their codes.
 */
export async function holdGrids(act: Act, communityCode: string, how: keyof typeof lock): Promise<InForce> {
  await act.query('INSERT INTO partition_root (community_code) VALUES ($1) ON CONFLICT DO NOTHING', [communityCode]);
  await act.query(lock[how], [communityCode]);
  const grids = await act.query<GridState>(gridsInForce.text, [communityCode]);
  const [clock] = await act.query<{ now: values.Instant }>('SELECT gezhi_now() AS now');
  return { now: clock!.now, grids };
}

/** Holds the grids of several communities, as `holdGrids` does for one; `now` is that of the last. */
export async function holdGridsOf(
  act: Act,
  communityCodes: readonly string[],
): Promise<{ now: values.Instant; grids: ReadonlyMap<string, readonly GridState[]> }> {
  const grids = new Map<string, readonly GridState[]>();
  let { now } = act;
  for (const communityCode of [...new Set(communityCodes)].toSorted()) {
    const held = await holdGrids(act, communityCode, 'shared');
    grids.set(communityCode, held.grids);
    ({ now } = held);
  }
  return { now, grids };
}
