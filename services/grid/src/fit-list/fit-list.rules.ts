import {
  fitListErrors,
  fitListPublished,
  type FitListStatus,
  type InputOf,
  type OutputOf,
  type overrideFit,
  type readFitList,
  type values,
} from '@gezhi/shared/contracts';
import { decide, ensure, transitions, type Decision } from '@gezhi/shared/domain';
import { fitOf, gapsOf, type FitInputs } from './assignment.rules.js';
import type { Drawn } from './drawing.rules.js';

export const fitListLife = transitions<FitListStatus, 'override' | 'publish' | 'supersede'>(
  { DRAFT: { override: 'DRAFT', publish: 'PUBLISHED' }, PUBLISHED: { supersede: 'SUPERSEDED' }, SUPERSEDED: {} },
  { initial: 'DRAFT' },
);

export interface FitListState {
  readonly id: string;
  readonly version: number;
  readonly placeCode: string;
  /** Counts from 1 at the place. */
  readonly number: number;
  readonly status: FitListStatus;
  readonly inputs: FitInputs;
  readonly gaps: string[];
  readonly unplaced: string[];
  readonly generatedById: string;
  readonly generatedAt: values.Instant;
  readonly publishedById: string | null;
  readonly publishedAt: values.Instant | null;
}

export interface FitEntryState {
  readonly cadreId: string;
  readonly gridCode: string;
  readonly score: number;
  readonly computedGridCode: string;
  readonly overrideReason: string | null;
  readonly overriddenById: string | null;
}

const inOrder = (a: string, b: string): number => Number(a > b) - Number(a < b);

/** G-13 What was drawn up is a draft, the next of its place. */
export function generate(
  of: { readonly id: string; readonly placeCode: string; readonly number: number; readonly by: string },
  { inputs, assignment }: Drawn,
  now: values.Instant,
): Decision<FitListState> {
  const { id, placeCode, number, by: generatedById } = of;
  const [gaps, unplaced] = [[...assignment.gaps], [...assignment.unplaced]];
  const unpublished = { publishedById: null, publishedAt: null };
  return decide({
    ...{ id, version: 1, placeCode, number, status: fitListLife.initial, inputs, gaps, unplaced },
    ...{ generatedById, generatedAt: now, ...unpublished },
  });
}

/**
 * G-13 A person places a cadre of a draft in another grid, with the reason; the computed grid stays known.
 * Refuses with `grid.fit-list.not-draft`, `not-listed` or `recused`.
 *
 * @returns the list with its gaps counted anew, and the entry
 */
export function override(
  list: FitListState,
  entries: readonly FitEntryState[],
  { cadreId, gridCode, reason }: Pick<InputOf<typeof overrideFit>, 'cadreId' | 'gridCode' | 'reason'>,
  by: string,
): Decision<FitListState> & { readonly entry: FitEntryState } {
  const status = fitListLife.next(list.status, 'override', fitListErrors.notDraft);
  const known = entries.find((entry) => entry.cadreId === cadreId);
  const cadre = list.inputs.cadres.find(({ id }) => id === cadreId);
  const grid = list.inputs.grids.find(({ code }) => code === gridCode);
  ensure(cadre && grid, fitListErrors.notListed, { cadreId, gridCode });
  ensure(!cadre.recusedAt.includes(gridCode), fitListErrors.recused, { cadreId, gridCode });
  ensure(known, fitListErrors.notListed, { cadreId });
  const { score } = fitOf(list.inputs, cadre, grid);
  const entry = { ...known, gridCode, score, overrideReason: reason, overriddenById: by };
  const next = entries.map((each) => (each === known ? entry : each));
  return { ...decide({ ...list, status, gaps: gapsOf(next, list.inputs) }), entry };
}

/**
 * G-13, G-T17 A draft is published once every grid has a cadre of each line its type requires: a grid of conflict resolution one of
 * public security and governance. Refuses with `grid.fit-list.not-draft`, `grid-unknown` {gridCodes} when grids were redrawn since,
 * or `line-cover-missing` {gridCodes}.
 *
 * @param inForce the codes of the grids in force now
 */
export function publish(
  list: FitListState,
  entries: readonly FitEntryState[],
  inForce: ReadonlySet<string>,
  by: string,
  now: values.Instant,
): Decision<FitListState> {
  const status = fitListLife.next(list.status, 'publish', fitListErrors.notDraft);
  const retired = list.inputs.grids.map(({ code }) => code).filter((code) => !inForce.has(code));
  ensure(!retired.length, fitListErrors.gridUnknown, { gridCodes: retired });
  const gaps = gapsOf(entries, list.inputs);
  ensure(!gaps.length, fitListErrors.lineCoverMissing, { gridCodes: gaps });
  const { id: listId, placeCode, number } = list;
  const overridden = entries.filter(({ overriddenById }) => overriddenById !== null).length;
  const counts = { cadres: entries.length, grids: list.inputs.grids.length, overridden };
  return decide(
    { ...list, status, gaps, publishedById: by, publishedAt: now },
    fitListPublished({ listId, version: list.version + 1, placeCode, number, ...counts, at: now }),
  );
}

/** G-13 A list gives way to the one published after it. */
export function supersede<L extends Pick<FitListState, 'status'>>(list: L): Decision<L> {
  return decide({ ...list, status: fitListLife.next(list.status, 'supersede') });
}

type Entry = Pick<FitEntryState, 'cadreId' | 'gridCode'>;

/** G-13 Who moved from one list to another, who joined and who left, by cadre. */
export function diff(before: readonly Entry[], after: readonly Entry[]) {
  const [from, to] = [before, after].map((entries) => new Map(entries.map(({ cadreId, gridCode }) => [cadreId, gridCode]))) as [
    Map<string, string>,
    Map<string, string>,
  ];
  const cadres = [...new Set([...from.keys(), ...to.keys()])].toSorted(inOrder);
  return {
    moved: cadres
      .filter((id) => from.has(id) && to.has(id) && from.get(id) !== to.get(id))
      .map((cadreId) => ({ cadreId, from: from.get(cadreId)!, to: to.get(cadreId)! })),
    joined: cadres.filter((id) => !from.has(id)),
    left: cadres.filter((id) => !to.has(id)),
  };
}

/** G-13 A list as it is shown: counts in place of what it was computed from. */
export function shown({ inputs, ...list }: FitListState): OutputOf<typeof readFitList> {
  const { playbookVersion, cadres, grids } = inputs;
  return { ...list, playbookVersion, cadres: cadres.length, grids: grids.length };
}
