import type { values } from '@gezhi/shared/contracts';
import { rate } from '@gezhi/shared/domain';

/** Inspections by what they found at first, and how many were found kept when looked at again. */
export interface Counts {
  readonly met: number;
  readonly partly: number;
  readonly notMet: number;
  readonly corrected: number;
}

/** P-24 The score of inspections: kept counts two of two, partly kept one of two, as an exact share; `null` without any. */
export const scoreOf = ({ met, partly, notMet }: Counts): values.Rate => rate(2 * met + partly, 2 * (met + partly + notMet));

/** P-24 The inspections of several promises counted together. */
export const totalOf = (counts: readonly Counts[]): Counts =>
  counts.reduce<Counts>(
    (sum, { met, partly, notMet, corrected }) => ({
      met: sum.met + met,
      partly: sum.partly + partly,
      notMet: sum.notMet + notMet,
      corrected: sum.corrected + corrected,
    }),
    { met: 0, partly: 0, notMet: 0, corrected: 0 },
  );
