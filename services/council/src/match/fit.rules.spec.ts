import fc from 'fast-check';
import type { TimeSlot } from '@gezhi/shared/contracts';
import { defaultPolicy } from '../service-field/service-field.rules.js';
import { lackOf, propose, reasonsFor, type Offered, type Wanted } from './fit.rules.js';

const id = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const communityCode = '230521100001';
const demand = (number: number, changes: Partial<Wanted> = {}): Wanted => ({
  ...{ id: id(number), communityCode, field: 'HEALTH', skill: null, slots: ['WEEKDAY_DAY', 'WEEKEND_DAY'] },
  ...changes,
});
const offer = (number: number, changes: Partial<Offered> = {}): Offered => ({
  ...{ id: id(1000 + number), placeCode: communityCode, field: 'HEALTH', skills: ['MEDICAL_ADVICE'], slots: ['WEEKDAY_DAY'] },
  ...{ capacity: 2, taken: 0 },
  ...changes,
});
const slots: TimeSlot[] = ['WEEKDAY_DAY', 'WEEKDAY_EVENING', 'WEEKEND_DAY', 'WEEKEND_EVENING'];

describe('C-14 what fits a demand, and why', () => {
  it.each([
    ['another field', { field: 'CULTURE' }, 'FIELD'],
    ['another community', { placeCode: '230521100002' }, 'PLACE'],
    ['without the skill', { skills: [] }, 'SKILL'],
    ['at other times', { slots: ['WEEKDAY_EVENING' as const] }, 'SLOTS'],
    ['the street as a whole', { placeCode: '230521100' }, null],
    ['fits', {}, null],
  ])('%s', (_, changes, lack) => {
    const one = offer(1, changes);
    expect(lackOf(demand(1, { skill: 'MEDICAL_ADVICE' }), one, 2)).toBe(lack);
  });

  it('a full offer fits nobody', () => {
    expect(lackOf(demand(1), offer(1), 0)).toBe('CAPACITY');
  });

  it('points for skill, times, nearness and spare capacity, rounded down', () => {
    const weights = { skill: 40, slots: 30, near: 20, spare: 10 };
    expect(reasonsFor(demand(1, { skill: 'MEDICAL_ADVICE' }), offer(1, { capacity: 3, taken: 1 }), 2, weights)).toEqual([
      { criterion: 'SKILL', points: 40, of: 40 },
      { criterion: 'SLOTS', points: 15, of: 30 },
      { criterion: 'NEAR', points: 20, of: 20 },
      { criterion: 'SPARE', points: 6, of: 10 },
    ]);
    expect(reasonsFor(demand(1), offer(1, { placeCode: '230521100' }), 2, weights).map(({ points }) => points)).toEqual([0, 15, 0, 10]);
  });

  it('the best come first, and no offer is first for more demands than it can serve', () => {
    const near = offer(1, { capacity: 1 });
    const far = offer(2, { placeCode: '230521100' });
    const { proposals, lacks } = propose([demand(1), demand(2), demand(3), demand(4)], [far, near], defaultPolicy);
    expect(proposals.map(({ demandId, offerId, rank }) => [demandId, offerId, rank])).toEqual([
      [id(1), near.id, 1],
      [id(1), far.id, 2],
      [id(2), far.id, 1],
      [id(3), far.id, 1],
    ]);
    expect([...lacks]).toEqual([
      [id(1), null],
      [id(2), null],
      [id(3), null],
      [id(4), 'CAPACITY'],
    ]);
  });

  it('where none fits, the condition that left none is named', () => {
    const { lacks } = propose(
      [demand(1, { field: 'CULTURE' }), demand(2, { skill: 'COUNSELLING' })],
      [offer(1), offer(2, { placeCode: '230521100002' })],
      defaultPolicy,
    );
    expect([...lacks.values()]).toEqual(['FIELD', 'SKILL']);
  });

  it('any lists: every proposal fits, at most three each, and first ranks stay within capacity', () => {
    const someSlots = fc.subarray(slots, { minLength: 1 });
    const fields = fc.constantFrom('HEALTH', 'CULTURE');
    const demands = fc.array(fc.record({ field: fields, skill: fc.constantFrom(null, 'A', 'B'), slots: someSlots }), { maxLength: 30 });
    const offered = fc.array(
      fc.record({
        ...{ field: fields, skills: fc.subarray(['A', 'B']), slots: someSlots, capacity: fc.integer({ min: 1, max: 3 }) },
        ...{ placeCode: fc.constantFrom(communityCode, '230521100', '230521100002'), taken: fc.integer({ min: 0, max: 1 }) },
      }),
      { maxLength: 15 },
    );
    fc.assert(
      fc.property(demands, offered, (wanted, given) => {
        const all = wanted.map((one, index) => demand(index, one));
        const from = given.map((one, index) => offer(index, one));
        const { proposals, lacks } = propose(all, from, defaultPolicy);
        const of = new Map(from.map((one) => [one.id, one]));
        for (const { demandId, offerId } of proposals)
          expect(
            lackOf(
              all.find((one) => one.id === demandId)!,
              of.get(offerId)!,
              1,
            ),
          ).toBeNull();
        for (const one of all) {
          const mine = proposals.filter(({ demandId }) => demandId === one.id);
          expect(mine.length).toBeLessThanOrEqual(3);
          expect(mine.map(({ score }) => score)).toEqual(mine.map(({ score }) => score).toSorted((a, b) => b - a));
          expect(lacks.get(one.id) === null).toBe(mine.length > 0);
        }
        for (const one of from) {
          const firsts = proposals.filter(({ offerId, rank }) => offerId === one.id && rank === 1).length;
          expect(firsts).toBeLessThanOrEqual(one.capacity - one.taken);
        }
      }),
    );
  });

  it('2,000 offers for 800 demands are looked through whole', () => {
    const fields = defaultPolicy.fields.map(({ code }) => code);
    const all = Array.from({ length: 800 }, (_, n) => demand(n, { field: fields[n % 4]!, slots: [slots[n % 3]!, slots[3]!] }));
    const from = Array.from({ length: 2000 }, (_, n) => offer(n, { field: fields[n % 4]!, slots: [slots[n % 4]!], capacity: 1 }));
    const { proposals } = propose(all, from, defaultPolicy);
    expect(proposals.length).toBeGreaterThan(800);
  });
});
