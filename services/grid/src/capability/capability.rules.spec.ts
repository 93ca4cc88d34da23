import fc from 'fast-check';
import { levelsOf, meanLevels, type Rating } from './capability.rules.js';
import { heldSince, recordInterview } from './interview.rules.js';

const id = (last: number): string => `01900000-0000-7000-8000-${String(last).padStart(12, '0')}`;
const now = '2026-11-23T01:00:00.000Z';
const tags = ['LAW', 'LOCAL', 'MEDIATION'];
const cadre = { active: true, stratum: 'YOUNG', homePlace: '320404004' } as const;
const rated = (tag: string, level = 2) => ({ tag, level, evidence: '样例：谈话所见' });
const interview = (changes: object = {}) => ({
  ...{ id: id(1), cadreId: id(2), heldOn: '2026-11-23', summary: '样例：谈话摘要', levels: [rated('LAW'), rated('LOCAL', 0)] },
  ...changes,
});

function refusal(rule: () => unknown): unknown {
  try {
    rule();
    return 'accepted';
  } catch (error) {
    const { code, details } = error as { code: string; details: object };
    return [code, details];
  }
}

describe('G-12 an interview by stratum', () => {
  it('keeps the stratum, place and interviewer, and tells of it without a word of it', () => {
    const { state, events } = recordInterview(interview(), cadre, tags, id(3), now);
    expect(state).toMatchObject({ stratum: 'YOUNG', placeCode: '320404004', interviewerId: id(3), version: 1 });
    expect(events[0]!.data).toEqual({
      ...{ interviewId: id(1), version: 1, cadreId: id(2), stratum: 'YOUNG', placeCode: '320404004', tags: ['LAW', 'LOCAL'], at: now },
    });
  });

  it.each<[string, object, typeof cadre | undefined | { active: false }, unknown]>([
    ['of today', {}, cadre, 'accepted'],
    ['of a cadre nobody knows', {}, undefined, ['grid.capability.cadre-unknown', {}]],
    ['of one who has withdrawn', {}, { active: false }, ['grid.capability.cadre-unknown', {}]],
    ['of tomorrow', { heldOn: '2026-11-24' }, cadre, ['grid.capability.in-the-future', { date: '2026-11-24' }]],
    ['of long ago', { heldOn: '1000-01-01' }, cadre, ['grid.capability.too-long-ago', { day: '1000-01-01' }]],
    [
      'that rates one capability twice',
      { levels: [rated('LAW'), rated('LAW')] },
      cadre,
      ['grid.capability.tag-repeated', { tags: ['LAW'] }],
    ],
    ['that rates what no catalogue lists', { levels: [rated('DANCE')] }, cadre, ['grid.capability.tag-unknown', { tags: ['DANCE'] }]],
  ])('%s', (_, changes, of, expected) => {
    const cadreOf = of && { ...cadre, ...of };
    expect(refusal(() => recordInterview(interview(changes), cadreOf, tags, id(3), now))).toEqual(expected);
  });

  it('after midnight in the place it is today already', () => {
    const late = '2026-11-23T16:30:00.000Z';
    expect(refusal(() => recordInterview(interview({ heldOn: '2026-11-24' }), cadre, tags, id(3), late))).toBe('accepted');
  });

  it('its levels hold from the beginning of its day', () => expect(heldSince({ heldOn: '2026-11-23' })).toBe('2026-11-22T16:00:00.000Z'));
});

const rating = (n: number, holder: number, tag: string, level: number, at: string): Rating => ({
  ...{ id: id(n), holderId: id(holder), tag, level, at: `${at}T00:00:00.000Z` },
});

describe('G-32 the level of a capability', () => {
  const ratings = [
    rating(1, 90, 'LAW', 1, '2026-01-01'),
    rating(2, 90, 'LAW', 3, '2026-03-01'),
    rating(3, 90, 'LAW', 2, '2026-02-01'),
    rating(4, 90, 'LOCAL', 1, '2026-01-01'),
    rating(5, 90, 'LOCAL', 0, '2026-01-01'),
    rating(6, 91, 'LAW', 0, '2026-01-01'),
  ];

  it('is the latest, of two at once the one recorded later', () => {
    expect(levelsOf(ratings).map(({ id, tag, level }) => [id.slice(-1), tag, level])).toEqual([
      ['2', 'LAW', 3],
      ['5', 'LOCAL', 0],
      ['6', 'LAW', 0],
    ]);
  });

  it('does not depend on the order in which ratings are read', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(ratings, { minLength: ratings.length }), (shuffled) => {
        expect(levelsOf(shuffled)).toEqual(levelsOf(ratings));
      }),
    );
  });
});

describe('G-12 the mean level of a stratum', () => {
  it.each<[string, number[], number]>([
    ['of one', [2], 2],
    ['of three', [3, 2, 2], 2.33],
    ['half a hundredth up', [1, 0, 0, 0, 0, 0, 0, 0], 0.13],
  ])('%s', (_, levels, mean) => {
    const ratings = levels.map((level, index) => rating(index, 10 + index, 'LAW', level, '2026-01-01'));
    expect(meanLevels(ratings)).toEqual([{ tag: 'LAW', mean }]);
  });

  it('counts of each holder the latest alone, and nobody without a level', () => {
    const ratings = [rating(1, 90, 'LAW', 0, '2026-01-01'), rating(2, 90, 'LAW', 3, '2026-02-01'), rating(3, 91, 'LOCAL', 1, '2026-01-01')];
    expect(meanLevels(ratings)).toEqual([
      { tag: 'LAW', mean: 3 },
      { tag: 'LOCAL', mean: 1 },
    ]);
    expect(meanLevels([])).toEqual([]);
  });
});
