import { checkReachable } from '@gezhi/shared/domain';
import { acceptPolicy, defaultPolicy } from './opinion-policy.rules.js';
import { classify, list, markDuplicate, opinionLife, raise, record, refuse, similar, type OpinionState } from './opinion.rules.js';

const now = '2026-03-01T00:00:00.000Z';
const later = '2026-03-02T00:00:00.000Z';
const id = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const estate = { communityCode: '230521100001' };
const input = { id: id(5), estateId: id(1), class: 'SANITATION', summary: '楼后垃圾长期无人清运' };
const opinion: OpinionState = record(input, estate, undefined, defaultPolicy, now).state;
const coded = (code: string) => expect.objectContaining({ code: `property.opinion.${code}` });
const decided = () => expect.objectContaining({ code: 'platform.request.wrong-state' });

describe('P-06 opinions in five classes', () => {
  it('the catalogue of the platform has five; a jurisdiction’s own must differ', () => {
    expect(defaultPolicy.classes).toHaveLength(5);
    expect(acceptPolicy(defaultPolicy)).toBe(defaultPolicy);
    const twice = { ...defaultPolicy, classes: [defaultPolicy.classes[0]!, defaultPolicy.classes[0]!] };
    expect(() => acceptPolicy(twice)).toThrow(coded('policy-invalid'));
  });

  it('one is recorded in a class of the catalogue, and told without its words', () => {
    const { events } = record(input, estate, undefined, defaultPolicy, now);
    expect(opinion).toMatchObject({ state: 'RECORDED', class: 'SANITATION', recordedAt: now, decidedAt: null });
    expect(JSON.stringify(events)).not.toContain('垃圾');
    expect(() => record({ ...input, class: 'NOISE' }, estate, undefined, defaultPolicy, now)).toThrow(coded('class-unknown'));
    const named = { ...input, householdId: id(9) };
    const there = { ...estate, hasLeft: false, isOfUnit: true, isRegistered: true };
    expect(record(named, estate, there, defaultPolicy, now).state.householdId).toBe(id(9));
    expect(record(named, estate, { ...there, isOfUnit: false, isRegistered: false }, defaultPolicy, now).state.householdId).toBe(id(9));
    for (const other of [undefined, { ...there, hasLeft: true }, { ...there, isOfUnit: false }])
      expect(() => record(named, estate, other, defaultPolicy, now)).toThrow(coded('household-unknown'));
  });

  it('a household says it of the estate it belongs to alone', () => {
    const own = { ...input, householdId: id(9) };
    const dwelling = { ...estate, hasLeft: false, isOfUnit: true, isRegistered: true };
    expect(raise(own, estate, dwelling, defaultPolicy, now).state).toEqual({ ...opinion, householdId: id(9) });
    for (const [where, who] of [
      [undefined, dwelling],
      [estate, undefined],
      [estate, { ...dwelling, isOfUnit: false }],
      [estate, { ...dwelling, hasLeft: true }],
    ] as const)
      expect(() => raise(own, where, who, defaultPolicy, now)).toThrow(coded('household-elsewhere'));
    expect(() => raise({ ...own, class: 'NOISE' }, estate, dwelling, defaultPolicy, now)).toThrow(coded('class-unknown'));
  });

  it('each ends listed, refused with a reason, or as the same as another, and that stands', () => {
    expect(() => checkReachable(opinionLife)).not.toThrow();
    const ends = [
      list(opinion, id(7), { estateId: id(1) }, later).state,
      refuse(opinion, '属私有部分，由业主自行维修', later).state,
      markDuplicate(opinion, { ...opinion, id: id(6) }, 0, later).state,
    ];
    expect(ends.map(({ state, problemId, reason, originalId }) => [state, problemId ?? reason ?? originalId])).toEqual([
      ['LISTED', id(7)],
      ['REFUSED', '属私有部分，由业主自行维修'],
      ['DUPLICATE', id(6)],
    ]);
    for (const end of ends) {
      expect(end.decidedAt).toBe(later);
      expect(() => list(end, id(7), { estateId: id(1) }, later)).toThrow(decided());
      expect(() => refuse(end, '理由', later)).toThrow(decided());
      expect(() => markDuplicate(end, { ...opinion, id: id(6) }, 0, later)).toThrow(decided());
      expect(() => classify(end, 'SAFETY', defaultPolicy, later)).toThrow(decided());
    }
  });

  it('is listed under a problem of its own estate only', () => {
    for (const problem of [undefined, { estateId: id(2) }])
      expect(() => list(opinion, id(7), problem, later)).toThrow(coded('problem-unknown'));
  });

  it('no chains of duplicates, and nothing is the same as itself or as what is said elsewhere', () => {
    const other = { ...opinion, id: id(6) };
    for (const original of [undefined, opinion, { ...other, estateId: id(2) }, { ...other, state: 'DUPLICATE' as const }])
      expect(() => markDuplicate(opinion, original, 0, later)).toThrow(coded('original-unknown'));
    expect(() => markDuplicate(opinion, other, 1, later)).toThrow(coded('has-duplicates'));
  });

  it('is told again only when its class is another', () => {
    expect(classify(opinion, 'SAFETY', defaultPolicy, later).events).toHaveLength(1);
    expect(classify(opinion, 'SANITATION', defaultPolicy, later).events).toEqual([]);
    expect(() => classify(opinion, 'NOISE', defaultPolicy, later)).toThrow(coded('class-unknown'));
  });

  it('those that seem the same come most similar first', () => {
    const others = ['楼后垃圾无人清运', '希望增设充电桩', '楼后垃圾长期无人清运'].map((summary, index) => ({
      ...opinion,
      id: id(20 + index),
      summary,
    }));
    const found = similar(input.summary, others, 40);
    expect(found.map(({ opinion: each }) => each.summary)).toEqual(['楼后垃圾长期无人清运', '楼后垃圾无人清运']);
    expect(found[0]!.similarity).toBe(100);
  });
});
