import fc from 'fast-check';
import { draw, freeze, type FitFacts } from './drawing.rules.js';
import { explain } from './explanation.rules.js';
import { diff, fitListLife, generate, override, publish, shown, supersede, type FitEntryState } from './fit-list.rules.js';
import { declare, end } from './recusal.rules.js';

const now = '2026-11-23T01:00:00.000Z';
const [first, second] = ['320404004007001', '320404004007002'] as const;
const id = (last: number): string => `01900000-0000-7000-8000-${String(last).padStart(12, '0')}`;
const [guard, mediator, local] = [id(1), id(2), id(3)] as const;
const building = {
  type: 'COMMUNITY_BUILDING',
  weights: [{ term: 'LOCAL', percent: 100 }],
  requiredLines: [],
  minimum: 1,
  maximum: 2,
} as const;
const conflict = {
  type: 'CONFLICT_RESOLUTION',
  requiredLines: ['PUBLIC_SECURITY_GOVERNANCE'],
  weights: [
    { term: 'MEDIATION', percent: 80 },
    { term: 'LOCAL', percent: 20 },
  ],
  minimum: 1,
  maximum: 1,
} as const;
const facts: FitFacts = {
  playbookVersion: 3,
  types: [conflict, building, { ...building, type: 'URBAN_RENEWAL' }],
  grids: [
    { code: second, type: 'COMMUNITY_BUILDING', openWork: 0 },
    { code: first, type: 'CONFLICT_RESOLUTION', openWork: 2 },
  ],
  cadres: [
    { id: mediator, line: null, load: 0 },
    { id: local, line: null, load: 0 },
    { id: guard, line: 'PUBLIC_SECURITY_GOVERNANCE', load: 1 },
  ],
  levels: [
    { holderId: mediator, tag: 'MEDIATION', level: 3 },
    { holderId: mediator, tag: 'LAW', level: 1 },
    { holderId: local, tag: 'LOCAL', level: 3 },
  ],
  recusals: [{ cadreId: local, placeCode: first }],
};
const of = { id: id(10), placeCode: '320404004007', number: 2, by: id(20) };
const drawn = draw(facts);
const list = generate(of, drawn, now).state;
const computed = { overrideReason: null, overriddenById: null };
const entries: FitEntryState[] = drawn.assignment.entries.map((placed) => ({ ...placed, computedGridCode: placed.gridCode, ...computed }));
const inForce = new Set<string>([first, second]);
const override1 = (changes: object = {}) =>
  override(list, entries, { cadreId: mediator, gridCode: first, reason: '样例：熟悉情况', ...changes }, id(21));

function refusal(rule: () => unknown): unknown {
  try {
    rule();
    return 'accepted';
  } catch (error) {
    const { code, details } = error as { code: string; details: object };
    return [code, details];
  }
}

describe('G-13 a list is drawn up and is a draft', () => {
  it('frozen in an order of its own, with the types that are there alone', () => {
    expect(freeze(facts)).toEqual(drawn.inputs);
    expect(drawn.inputs.cadres.map(({ id, levels, recusedAt }) => [id, levels, recusedAt])).toEqual([
      [guard, {}, []],
      [mediator, { LAW: 1, MEDIATION: 3 }, []],
      [local, { LOCAL: 3 }, [first]],
    ]);
    expect(Object.keys(drawn.inputs.types)).toEqual(['COMMUNITY_BUILDING', 'CONFLICT_RESOLUTION']);
  });

  it('G-T16 any order of the same facts is frozen to the same bytes', () => {
    const shuffled = <T>(items: readonly T[]) => fc.shuffledSubarray([...items], { minLength: items.length });
    const anyFacts = fc.record({
      ...{ playbookVersion: fc.constant(3), types: shuffled(facts.types), grids: shuffled(facts.grids), cadres: shuffled(facts.cadres) },
      ...{ levels: shuffled(facts.levels), recusals: shuffled(facts.recusals) },
    });
    fc.assert(fc.property(anyFacts, (other) => expect(JSON.stringify(draw(other))).toBe(JSON.stringify(drawn))));
  });

  it('a recusal from a community holds in each of its grids', () => {
    const { cadres } = freeze({ ...facts, recusals: [{ cadreId: local, placeCode: '320404004007' }] });
    expect(cadres.at(-1)!.recusedAt).toEqual([first, second]);
  });

  it('refused without grids or cadres', () => {
    expect(refusal(() => draw({ ...facts, grids: [] }))).toEqual(['grid.fit-list.grid-unknown', {}]);
    expect(refusal(() => draw({ ...facts, cadres: [] }))).toEqual(['grid.fit-list.cadres-missing', {}]);
  });

  it('is shown with counts in place of what it was computed from', () => {
    expect(list).toMatchObject({ status: 'DRAFT', number: 2, generatedById: id(20), generatedAt: now, gaps: [], unplaced: [] });
    expect(shown(list)).toMatchObject({ playbookVersion: 3, cadres: 3, grids: 2 });
    expect(shown(list)).not.toHaveProperty('inputs');
  });
});

describe('G-13 an override', () => {
  it('keeps the computed grid, the reason and who, and counts the gaps anew', () => {
    expect(entries.map(({ cadreId, gridCode }) => [cadreId, gridCode])).toEqual([
      [guard, first],
      [mediator, second],
      [local, second],
    ]);
    const { entry, state } = override1();
    expect(entry).toMatchObject({
      gridCode: first,
      computedGridCode: second,
      score: 8000,
      overrideReason: '样例：熟悉情况',
      overriddenById: id(21),
    });
    expect(state.gaps).toEqual([]);
    expect(override1({ cadreId: guard, gridCode: second }).state.gaps).toEqual([first]);
  });

  it.each<[string, () => unknown, unknown]>([
    ['of a cadre not listed', () => override1({ cadreId: id(9) }), ['grid.fit-list.not-listed', { cadreId: id(9), gridCode: first }]],
    [
      'to a grid not listed',
      () => override1({ gridCode: '320404004007009' }),
      ['grid.fit-list.not-listed', { cadreId: mediator, gridCode: '320404004007009' }],
    ],
    [
      'to where the cadre stands back from',
      () => override1({ cadreId: local }),
      ['grid.fit-list.recused', { cadreId: local, gridCode: first }],
    ],
    [
      'of a published list',
      () => override({ ...list, status: 'PUBLISHED' }, entries, { cadreId: mediator, gridCode: first, reason: '样例' }, id(21)),
      ['grid.fit-list.not-draft', { from: 'PUBLISHED', action: 'override', allowed: ['supersede'] }],
    ],
  ])('%s is refused', (_, rule, expected) => expect(refusal(rule)).toEqual(expected));
});

describe('G-T17 publishing', () => {
  it('a list that leaves a grid of conflict resolution without public security and governance is refused', () => {
    const { state, entry } = override1({ cadreId: guard, gridCode: second });
    const moved = entries.map((each) => (each.cadreId === guard ? entry : each));
    expect(refusal(() => publish(state, moved, inForce, id(22), now))).toEqual([
      'grid.fit-list.line-cover-missing',
      { gridCodes: [first] },
    ]);
  });

  it('tells how many cadres, grids and overrides, and no reason', () => {
    const { entry } = override1();
    const changed = entries.map((each) => (each.cadreId === mediator ? entry : each));
    const { state, events } = publish(list, changed, inForce, id(22), now);
    expect(state).toMatchObject({ status: 'PUBLISHED', publishedById: id(22), publishedAt: now });
    expect(events[0]!.data).toEqual({
      ...{ listId: list.id, version: 2, placeCode: of.placeCode, number: 2, cadres: 3, grids: 2, overridden: 1, at: now },
    });
  });

  it('of a list whose grids were redrawn since, or twice, is refused', () => {
    expect(refusal(() => publish(list, entries, new Set([first]), id(22), now))).toEqual([
      'grid.fit-list.grid-unknown',
      { gridCodes: [second] },
    ]);
    const published = publish(list, entries, inForce, id(22), now).state;
    expect(refusal(() => publish(published, entries, inForce, id(22), now))).toEqual([
      'grid.fit-list.not-draft',
      { from: 'PUBLISHED', action: 'publish', allowed: ['supersede'] },
    ]);
    expect(supersede(published).state.status).toBe('SUPERSEDED');
  });

  it('every step of the life of a list is one of the three', () => {
    expect(fitListLife.all().map(({ from, action, to }) => `${from} ${action} ${to}`)).toEqual([
      'DRAFT override DRAFT',
      'DRAFT publish PUBLISHED',
      'PUBLISHED supersede SUPERSEDED',
    ]);
  });
});

describe('G-13 why a pair is or is not listed', () => {
  const standing = (cadreId: string, gridCode: string, of = entries) => {
    const { standing, better } = explain(drawn.inputs, of, cadreId, gridCode);
    return [standing, better];
  };
  it('chosen, elsewhere, recused, full', () => {
    expect(standing(guard, first)).toEqual(['CHOSEN', []]);
    expect(standing(guard, second)).toEqual(['OUTBID', [local, mediator]]);
    expect(standing(local, first)).toEqual(['RECUSED', []]);
    expect(standing(mediator, first)).toEqual(['FULL', []]);
    expect(explain(drawn.inputs, entries, mediator, first)).toMatchObject({
      score: 8000,
      reasons: [
        { term: 'MEDIATION', percent: 80, level: 3, contribution: 8000 },
        { term: 'LOCAL', percent: 20, level: 0, contribution: 0 },
      ],
    });
  });

  it('elsewhere, when the cadre fits the own grid better or the other has room', () => {
    const open = draw({ ...facts, recusals: [] });
    const there = open.assignment.entries.map((placed) => ({ ...placed, computedGridCode: placed.gridCode, ...computed }));
    expect(explain(open.inputs, there, local, first).standing).toBe('ELSEWHERE');
    const roomy = draw({ ...facts, types: [{ ...conflict, maximum: 9 }, building] });
    const placed = [{ cadreId: guard, gridCode: second, score: 0, computedGridCode: second, ...computed }];
    expect(explain(roomy.inputs, placed, guard, first).standing).toBe('ELSEWHERE');
  });

  it('overridden, both where a person put the cadre and where from', () => {
    const changed = entries.map((each) => (each.cadreId === mediator ? override1().entry : each));
    expect([standing(mediator, first, changed)[0], standing(mediator, second, changed)[0]]).toEqual(['OVERRIDDEN', 'OVERRIDDEN']);
    expect(standing(guard, first, changed)).toEqual(['CHOSEN', [mediator]]);
  });

  it('refused for who or what is not on the list', () => {
    expect(refusal(() => explain(drawn.inputs, entries, id(9), first))).toEqual([
      'grid.fit-list.not-listed',
      { cadreId: id(9), gridCode: first },
    ]);
  });
});

describe('G-13 what has changed between two lists', () => {
  it('who moved, joined and left', () => {
    const before = [
      { cadreId: guard, gridCode: first },
      { cadreId: local, gridCode: second },
    ];
    const after = [
      { cadreId: mediator, gridCode: second },
      { cadreId: guard, gridCode: second },
    ];
    expect(diff(before, after)).toEqual({ moved: [{ cadreId: guard, from: first, to: second }], joined: [mediator], left: [local] });
  });

  it('nothing between a list and itself', () => expect(diff(entries, entries)).toEqual({ moved: [], joined: [], left: [] }));
});

describe('G-13 a recusal', () => {
  const declaring = { id: id(30), cadreId: guard, placeCode: first, reason: '样例：亲属居住于此' };
  it('holds until it is ended, once', () => {
    const { state } = declare(declaring, id(20), now);
    expect(state).toMatchObject({ declaredById: id(20), declaredAt: now, endedAt: null });
    const ended = end(state, now).state;
    expect(ended.endedAt).toBe(now);
    expect(refusal(() => end(ended, now))).toEqual(['platform.request.wrong-state', { from: 'ENDED', action: 'end', allowed: [] }]);
  });
});
