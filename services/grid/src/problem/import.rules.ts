import { problemErrors, type Happened, type importProblems, type InputOf } from '@gezhi/shared/contracts';
import { ensure } from '@gezhi/shared/domain';
import type { ProblemCatalogue } from './problem-class.rules.js';
import { collect, type ProblemState } from './problem.rules.js';
import { rectifiedEvent } from './rectification.rules.js';

type Batch = InputOf<typeof importProblems>;

export interface Imported {
  readonly state: ProblemState;
  readonly events: readonly Happened[];
}

/**
 * G-20 G-T6 The rows of a register that are not known yet become problems of the community, rectified ones as such; a reference
 * named twice in the batch counts once. Refuses with `grid.problem.outside-place` {externalRef} or the codes of collecting.
 *
 * @param known register numbers the community has already
 */
export function takeOver(
  batch: Batch,
  known: ReadonlySet<string>,
  catalogue: ProblemCatalogue,
  by: string | null,
  now: string,
): Imported[] {
  const { communityCode, campaignId } = batch;
  const seen = new Set(known);
  const fresh = batch.rows.filter(({ externalRef }) => !seen.has(externalRef) && seen.add(externalRef));
  return fresh.map(({ rectified, ...row }) => {
    ensure(
      row.gridCodes.every((code) => code.startsWith(communityCode)),
      problemErrors.outsidePlace,
      { externalRef: row.externalRef },
    );
    const place = row.gridCodes.length ? {} : { communityCode };
    const { state, events } = collect({ ...row, ...place, campaignId }, catalogue, by, now);
    if (!rectified) return { state, events };
    const done = { ...state, state: 'RECTIFIED', reportedAt: now, rectifiedAt: now } as const;
    return { state: done, events: [...events, rectifiedEvent(done, now, true, 1)] };
  });
}
