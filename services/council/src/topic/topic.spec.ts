import fc from 'fast-check';
import type { EventData, problemRectified, problemTransferred } from '@gezhi/shared/contracts';
import { latest, rectified, reopened, stateOf, transferred, type CandidateFacts } from './candidate.rules.js';

const id = '01900002-0000-7000-8000-000000000001';
const placeCode = '320404004001001';
const about = (version: number) => ({
  problemId: id,
  version,
  scope: 'COMMON' as const,
  class: 'CHARGING',
  placeCode,
  communityCode: '320404004001',
  gridCodes: [placeCode],
  campaignId: null,
});
const day = (number: number): string => `2026-11-${number}T01:00:00.000Z`;
const transfer = (version: number): EventData<typeof problemTransferred> => ({
  ...about(version),
  annualItemId: id,
  year: 2027,
  ownerCadreId: id,
  milestones: 1,
  transferredAt: day(10 + version),
});
const rectify = (version: number): EventData<typeof problemRectified> => ({
  ...about(version),
  rectifiedAt: day(10 + version),
  track: 'ORDINARY',
  collectedById: null,
  rectifiedById: null,
  verifiedById: null,
  imported: false,
  requestIds: [],
});
const fold = (tidings: readonly CandidateFacts[]): CandidateFacts => tidings.reduce<CandidateFacts | undefined>(latest, undefined)!;

describe('C-09 problems transferred from the grids are candidates for topics while they are unmet', () => {
  const history = [transferred(transfer(2)), rectified(rectify(3)), reopened({ ...about(4), reopenedAt: day(14) })];

  it.each([
    ['transferred', 1, 'open'],
    ['rectified since', 2, 'withdrawn'],
    ['failed its re-check', 3, 'open'],
  ])('%s', (_, tidings, state) => {
    expect(stateOf(fold(history.slice(0, tidings)))).toBe(state);
  });

  it('a problem whose transfer was not heard is none', () => {
    expect(stateOf(fold(history.slice(1)))).toBeNull();
  });

  it('any order with any repetition ends the same', () => {
    const arrival = fc.shuffledSubarray([...history, ...history], { minLength: 6, maxLength: 6 });
    fc.assert(fc.property(arrival, (tidings) => expect(fold(tidings)).toEqual(fold(history))));
  });
});
