import type { DepartmentLine, FitWeight, GridType } from '@gezhi/shared/contracts';
import { fit, type Fit, type Levels } from './fit.rules.js';

export interface FitGrid {
  readonly code: string;
  readonly type: GridType;
  /** Problems and service requests open in it. */
  readonly openWork: number;
}
export interface FitCadre {
  readonly id: string;
  readonly line: DepartmentLine | null;
  /** Duties open already. */
  readonly load: number;
  readonly levels: Levels;
  /** The grids of the list the cadre stands back from. */
  readonly recusedAt: readonly string[];
}
/** What a type of grid asks of its cadres. */
export interface FitTerms {
  readonly weights: readonly FitWeight[];
  readonly requiredLines: readonly DepartmentLine[];
  readonly minimum: number;
  readonly maximum: number;
}
/** All a list is computed from, as it was then: whoever asks later why gets the same answer. */
export interface FitInputs {
  readonly playbookVersion: number;
  readonly grids: readonly FitGrid[];
  readonly cadres: readonly FitCadre[];
  readonly types: Readonly<Partial<Record<GridType, FitTerms>>>;
}
/** A cadre in a grid. */
export interface Placed {
  readonly cadreId: string;
  readonly gridCode: string;
  readonly score: number;
}
export interface Assignment {
  /** By cadre. */
  readonly entries: readonly Placed[];
  /** Grids that lack a cadre of a line they need. */
  readonly gaps: readonly string[];
  /** Cadres who stand back from every grid. */
  readonly unplaced: readonly string[];
}
interface Pair {
  readonly cadre: FitCadre;
  readonly grid: FitGrid;
  readonly score: number;
}

const inOrder = (a: string, b: string): number => Number(a > b) - Number(a < b);
const byNeed = (a: FitGrid, b: FitGrid): number => b.openWork - a.openWork || inOrder(a.code, b.code);
const none: FitTerms = { weights: [], requiredLines: [], minimum: 0, maximum: 0 };

/** G-13 What the type of a grid asks for, as frozen with the list. */
export function termsOf({ types }: Pick<FitInputs, 'types'>, { type }: Pick<FitGrid, 'type'>): FitTerms {
  return types[type] ?? none;
}

/** G-13, G-T16 How well a cadre fits a grid, from what was frozen with the list. */
export function fitOf(inputs: Pick<FitInputs, 'types'>, cadre: Pick<FitCadre, 'levels' | 'line'>, grid: Pick<FitGrid, 'type'>): Fit {
  const { weights, requiredLines } = termsOf(inputs, grid);
  return fit(cadre.levels, weights, cadre.line !== null && requiredLines.includes(cadre.line));
}

/** G-T16 The order of pairs: the better score, then who has fewer duties open, then cadre and grid by their codes. */
export function comparePairs(a: Pair, b: Pair): number {
  return b.score - a.score || a.cadre.load - b.cadre.load || inOrder(a.cadre.id, b.cadre.id) || inOrder(a.grid.code, b.grid.code);
}

/** G-T17 The grids without a cadre of a line their type requires, by code. */
export function gapsOf(entries: readonly Pick<Placed, 'cadreId' | 'gridCode'>[], inputs: FitInputs): string[] {
  const lineOf = new Map(inputs.cadres.map(({ id, line }) => [id, line]));
  const present = new Set(entries.map(({ cadreId, gridCode }) => `${gridCode} ${lineOf.get(cadreId)}`));
  return inputs.grids
    .filter((grid) => termsOf(inputs, grid).requiredLines.some((line) => !present.has(`${grid.code} ${line}`)))
    .map(({ code }) => code)
    .toSorted(inOrder);
}

/**
 * G-13, G-T16 Places every cadre in one grid, in an order that is always the same: first the lines that grids require, the grid
 * with the most open work first; then in rounds every grid up to its minimum; then the best pairs while there is room; at last
 * the rest where the fewest are. Nobody is placed where they stand back from.
 */
export function assign(inputs: FitInputs): Assignment {
  const grids = inputs.grids.toSorted(byNeed);
  const free = new Map(inputs.cadres.toSorted((a, b) => inOrder(a.id, b.id)).map((cadre) => [cadre.id, cadre]));
  const entries: Placed[] = [];
  const counts = new Map(grids.map(({ code }) => [code, 0]));
  const countOf = (grid: FitGrid): number => counts.get(grid.code)!;
  const hasRoom = (grid: FitGrid): boolean => countOf(grid) < termsOf(inputs, grid).maximum;
  const scores = new Map<string, number>();
  const scoreOf = (cadre: FitCadre, grid: FitGrid): number => {
    const key = `${cadre.id} ${grid.type}`;
    let score = scores.get(key);
    if (score === undefined) scores.set(key, (score = fitOf(inputs, cadre, grid).score));
    return score;
  };
  const place = ({ cadre, grid, score }: Pair): void => {
    free.delete(cadre.id);
    counts.set(grid.code, countOf(grid) + 1);
    entries.push({ cadreId: cadre.id, gridCode: grid.code, score });
  };
  const pairsOf = (grid: FitGrid, line?: DepartmentLine): Pair[] =>
    [...free.values()]
      .filter((cadre) => (line === undefined || cadre.line === line) && !cadre.recusedAt.includes(grid.code))
      .map((cadre) => ({ cadre, grid, score: scoreOf(cadre, grid) }));
  const placeBest = (grid: FitGrid, line?: DepartmentLine): void => {
    const [best] = pairsOf(grid, line).toSorted(comparePairs);
    if (best) place(best);
  };

  for (const grid of grids) for (const line of termsOf(inputs, grid).requiredLines) if (hasRoom(grid)) placeBest(grid, line);
  const rounds = Math.max(0, ...grids.map((grid) => termsOf(inputs, grid).minimum));
  for (let round = 1; round <= rounds; round++)
    for (const grid of grids) if (countOf(grid) < Math.min(round, termsOf(inputs, grid).minimum)) placeBest(grid);
  for (const pair of grids.flatMap((grid) => (hasRoom(grid) ? pairsOf(grid) : [])).toSorted(comparePairs))
    if (free.has(pair.cadre.id) && hasRoom(pair.grid)) place(pair);
  for (const cadre of [...free.values()]) {
    const [fewest] = grids
      .filter(({ code }) => !cadre.recusedAt.includes(code))
      .map((grid) => ({ cadre, grid, score: scoreOf(cadre, grid) }))
      .toSorted((a, b) => countOf(a.grid) - countOf(b.grid) || comparePairs(a, b));
    if (fewest) place(fewest);
  }
  return { entries: entries.toSorted((a, b) => inOrder(a.cadreId, b.cadreId)), gaps: gapsOf(entries, inputs), unplaced: [...free.keys()] };
}
