import { fitListErrors, type FitStanding } from '@gezhi/shared/contracts';
import { ensure } from '@gezhi/shared/domain';
import { comparePairs, fitOf, termsOf, type FitCadre, type FitGrid, type FitInputs } from './assignment.rules.js';
import type { FitEntryState } from './fit-list.rules.js';
import type { Reason } from './fit.rules.js';

export interface Explanation {
  readonly cadreId: string;
  readonly gridCode: string;
  readonly score: number;
  readonly reasons: readonly Reason[];
  readonly standing: FitStanding;
  /** Cadres listed in the grid who fit it better, the best first, five at most. */
  readonly better: readonly string[];
}
const shownAtMost = 5;

/**
 * G-13, G-T16 Why a cadre is, or is not, listed in a grid, from what was frozen with the list alone.
 * Refuses with `grid.fit-list.not-listed`.
 */
export function explain(inputs: FitInputs, entries: readonly FitEntryState[], cadreId: string, gridCode: string): Explanation {
  const cadre = inputs.cadres.find(({ id }) => id === cadreId);
  const grid = inputs.grids.find(({ code }) => code === gridCode);
  ensure(cadre && grid, fitListErrors.notListed, { cadreId, gridCode });
  const { score, reasons } = fitOf(inputs, cadre, grid);
  const here = entries.filter((entry) => entry.gridCode === gridCode);
  const rivals = betterThan({ cadre, grid, score }, here, inputs);
  const maximum = termsOf(inputs, grid).maximum;
  const standing = standingOf(cadre, grid, entries, { score, full: here.length >= maximum, outbid: rivals.length > 0 });
  return { cadreId, gridCode, score, reasons, standing, better: rivals.slice(0, shownAtMost) };
}

function betterThan(
  pair: { readonly cadre: FitCadre; readonly grid: FitGrid; readonly score: number },
  here: readonly FitEntryState[],
  inputs: FitInputs,
): string[] {
  const listed = new Set(here.map(({ cadreId }) => cadreId));
  return inputs.cadres
    .filter(({ id }) => listed.has(id) && id !== pair.cadre.id)
    .map((cadre) => ({ cadre, grid: pair.grid, score: fitOf(inputs, cadre, pair.grid).score }))
    .filter((rival) => comparePairs(rival, pair) < 0)
    .toSorted(comparePairs)
    .map(({ cadre }) => cadre.id);
}

function standingOf(
  cadre: FitCadre,
  { code }: FitGrid,
  entries: readonly FitEntryState[],
  pair: { readonly score: number; readonly full: boolean; readonly outbid: boolean },
): FitStanding {
  const own = entries.find(({ cadreId }) => cadreId === cadre.id);
  if (own && own.overriddenById !== null && [own.gridCode, own.computedGridCode].includes(code)) return 'OVERRIDDEN';
  if (own?.gridCode === code) return 'CHOSEN';
  if (cadre.recusedAt.includes(code)) return 'RECUSED';
  if (!pair.full || (own && own.score > pair.score)) return 'ELSEWHERE';
  return pair.outbid ? 'OUTBID' : 'FULL';
}
