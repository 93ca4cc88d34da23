import { problemErrors, type ErrorDefinition, type Happened, type importProblems, type InputOf } from '@gezhi/shared/contracts';
import { DomainError, ensure } from '@gezhi/shared/domain';
import type { ProblemPolicy } from './problem-policy.rules.js';
import { collect, type ProblemState } from './problem.rules.js';
import { rectifiedEvent } from './rectification.rules.js';

type Batch = Pick<InputOf<typeof importProblems>, 'placeCode' | 'campaignId' | 'rows'>;
type Row = Batch['rows'][number];

export interface Imported {
  readonly state: ProblemState;
  readonly events: readonly Happened[];
}

/** What is known beside the batch: ids for its rows, which references their community has already, and what holds there. */
export interface Register {
  readonly ids: readonly string[];
  isKnown(row: Row): boolean;
  policyAt(communityCode: string): ProblemPolicy;
}

/**
 * G-20 G-T6 The rows of a register that are not known yet become problems of their community, rectified ones as such; a
 * reference named twice in the batch counts once. A row is refused by its reference with the codes of collecting, or with
 * `grid.problem.outside-place`; the others are taken.
 */
export function takeOver(batch: Batch, { ids, isKnown, policyAt }: Register, by: string | null, now: string) {
  const fresh: Imported[] = [];
  const refused: { externalRef: string; code: string }[] = [];
  const seen = new Set<string>();
  let repeated = 0;
  for (const [index, row] of batch.rows.entries()) {
    const key = `${row.communityCode} ${row.externalRef}`;
    if (isKnown(row) || seen.has(key)) repeated++;
    else
      try {
        fresh.push(one(row, ids[index]!, batch, policyAt(row.communityCode), by, now));
        seen.add(key);
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        refused.push({ externalRef: row.externalRef, code: error.code });
      }
  }
  return { fresh, refused, repeated };
}

/** G-20 Rows that name grids, a community or a campaign that are not there, or a campaign that is over, are refused too, with the codes of collecting. */
export function withoutMissing(taken: ReturnType<typeof takeOver>, missing: ReadonlyMap<ProblemState, ErrorDefinition>): typeof taken {
  const refused = taken.fresh.flatMap(({ state }) => {
    const why = missing.get(state);
    return why ? [{ externalRef: state.externalRef!, code: why.code }] : [];
  });
  return { ...taken, fresh: taken.fresh.filter(({ state }) => !missing.has(state)), refused: [...taken.refused, ...refused] };
}

function one(row: Row, id: string, { placeCode, campaignId }: Batch, policy: ProblemPolicy, by: string | null, now: string): Imported {
  const { rectified, communityCode, ...rest } = row;
  const places = row.gridCodes.length ? row.gridCodes : [communityCode];
  ensure(
    places.every((code) => code.startsWith(communityCode) && code.startsWith(placeCode)),
    problemErrors.outsidePlace,
  );
  const { state, events } = collect({ ...rest, ...(row.gridCodes.length ? {} : { communityCode }), id, campaignId }, policy, by, now);
  if (!rectified) return { state, events };
  const done = { ...state, state: 'RECTIFIED', reportedAt: now, rectifiedAt: now } as const;
  return { state: done, events: [...events, rectifiedEvent(done, now, { imported: true, version: 1 })] };
}
