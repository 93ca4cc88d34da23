import { cadreErrors, workerErrors } from '@gezhi/shared/contracts';
import { ensureNear } from './near.rules.js';

const now = '2026-10-20T01:00:00.000Z';

function refusal(rule: () => unknown): string {
  try {
    rule();
    return 'accepted';
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe('G-27 G-33 whoever serves a grid begins and ends on a plausible day', () => {
  it.each([
    ['2028-10-20', 'accepted'],
    ['2028-10-21', 'too-far-ahead'],
    ['9999-12-31', 'too-far-ahead'],
    ['2016-10-20', 'accepted'],
    ['2016-10-19', 'too-long-ago'],
    ['1000-01-01', 'too-long-ago'],
  ])('%s: %s', (day, expected) => {
    const [cadre, worker] = [cadreErrors, workerErrors].map((errors) => refusal(() => ensureNear(day, now, errors)));
    expect([cadre, worker]).toEqual(expected === 'accepted' ? [expected, expected] : [`grid.cadre.${expected}`, `grid.worker.${expected}`]);
  });
});
