import { lineTerm, type FitWeight } from '@gezhi/shared/contracts';
import { divideHalfUp } from '@gezhi/shared/domain';

/** The latest level, 0 to 3, of each capability somebody has. */
export type Levels = Readonly<Record<string, number>>;

/** What one term adds to a score; in ten-thousandths. */
export interface Reason {
  readonly term: string;
  readonly percent: number;
  readonly level: number;
  readonly contribution: number;
}
export interface Fit {
  /** Ten-thousandths. */
  readonly score: number;
  readonly reasons: readonly Reason[];
}

const full = 3;
/** percent × level ÷ (3 × 100) in ten-thousandths, rounded half-up. */
const tenThousandths = (percentLevels: number): number => Number(divideHalfUp(BigInt(percentLevels) * 100n, BigInt(full)));

/**
 * G-13, G-T16 How well somebody fits a type of grid: the weighted mean of the levels the type asks for, as a share of the full
 * level, computed exactly and rounded half-up once. A capability not held counts 0; LINE counts fully or not at all.
 *
 * @param weights percent of each term, 100 in all
 * @param lineFits whether the line is one the type requires
 */
export function fit(levels: Levels, weights: readonly FitWeight[], lineFits: boolean): Fit {
  const levelOf = (term: string): number => {
    if (term === lineTerm) return lineFits ? full : 0;
    return Object.hasOwn(levels, term) ? levels[term]! : 0;
  };
  const terms = weights.map(({ term, percent }) => ({ term, percent, level: levelOf(term) }));
  return {
    score: tenThousandths(terms.reduce((sum, { percent, level }) => sum + percent * level, 0)),
    reasons: terms.map((term) => ({ ...term, contribution: tenThousandths(term.percent * term.level) })),
  };
}
