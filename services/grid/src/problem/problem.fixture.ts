import { defaultPolicy } from './problem-policy.rules.js';
import { collect, type ProblemState } from './problem.rules.js';

/** Evidently invented, for specs. */
export const now = '2026-11-23T01:00:00.000Z';
export const grid = '320404004003001';
export const [collector, rectifier, verifier] = ['a', 'b', 'c'].map((last) => `01900000-0000-7000-8000-00000000000${last}`) as [
  string,
  string,
  string,
];
export const idOf = (number: number): string => `01900000-0000-7000-8000-${String(number).padStart(12, '0')}`;

export const collecting = (number = 1) => ({
  id: idOf(number),
  scope: 'INDIVIDUAL' as const,
  class: 'SANITATION',
  summary: '样例：楼道堆物',
  gridCodes: [grid],
});
export const open = (number = 1, changes: Partial<ProblemState> = {}): ProblemState => ({
  ...collect(collecting(number), defaultPolicy, collector, now).state,
  ...changes,
});

/** The code of the refusal a rule gives, or `accepted`. */
export function refusal(rule: () => unknown): string {
  try {
    rule();
    return 'accepted';
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}
