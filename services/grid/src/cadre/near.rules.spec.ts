import {
  cadreErrors,
  capabilityErrors,
  disputeErrors,
  resourceErrors,
  stationErrors,
  trainingErrors,
  workerErrors,
} from '@gezhi/shared/contracts';
import { ensureNear, ensureNotFarAhead, ensureNotLongAgo } from './near.rules.js';

const now = '2026-10-20T01:00:00.000Z';

function refusal(rule: () => unknown): string {
  try {
    rule();
    return 'accepted';
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe('G-09 G-27 G-33 whoever serves a grid, and what is allocated to it, begins and ends on a plausible day', () => {
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

describe('G-12 G-26 G-30 G-35 G-41 what is planned is within two years, what is entered of the past within ten', () => {
  it.each([
    ['grid.training', trainingErrors],
    ['grid.station', stationErrors],
    ['grid.resource', resourceErrors],
  ])('%s', (feature, { tooFarAhead }) => {
    const planned = (day: string) => refusal(() => ensureNotFarAhead(day, now, tooFarAhead));
    expect([planned('2028-10-20'), planned('9999-12-31')]).toEqual(['accepted', `${feature}.too-far-ahead`]);
  });

  it.each([
    ['grid.capability', capabilityErrors],
    ['grid.dispute', disputeErrors],
    ['grid.resource', resourceErrors],
  ])('%s', (feature, { tooLongAgo }) => {
    const entered = (day: string) => refusal(() => ensureNotLongAgo(day, now, tooLongAgo));
    expect([entered('2016-10-20'), entered('1000-01-01')]).toEqual(['accepted', `${feature}.too-long-ago`]);
  });
});
