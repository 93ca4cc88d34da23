import fc from 'fast-check';
import type { InputOf, draftStrategy } from '@gezhi/shared/contracts';
import { checkReachable } from '@gezhi/shared/domain';
import { draft, ownersOf, problemsOf, type DraftFacts, type IdentifiedMeasure } from './draft.rules.js';
import type { MeasureState } from './measure.rules.js';
import { approve, end, inherit, strategyLife, type StrategyState } from './strategy.rules.js';

const now = '2026-06-01T02:00:00.000Z';
const due = '2026-06-30T16:00:00.000Z';
const gridCode = '320404004001001';
const id = (serial: number) => `01890000-0000-7000-8000-${String(serial).padStart(12, '0')}`;
const [drafter, leader, owner, other, problem] = [id(1), id(2), id(3), id(4), id(5)];
const facts: DraftFacts = {
  ...{ gridType: 'CONFLICT_RESOLUTION', lastNumber: 0 },
  ...{ activeOwners: [owner, other], openProblems: [problem] },
};
const own = { id: id(11), title: '试：整治楼道', ownerCadreId: other, dueAt: due };
const input: InputOf<typeof draftStrategy> = {
  ...{ id: id(10), gridCode, goal: '试：矛盾减少', problemIds: [], applyPlaybook: false, measures: [own] },
};
const playbook: IdentifiedMeasure[] = [
  { id: id(21), code: 'SORT_OUT', zh: '摸清矛盾', days: 30 },
  { id: id(22), code: 'MEDIATE', zh: '定期调解', days: 90 },
];
const refusal = (code: string, details?: object) =>
  expect.objectContaining({ code: code.includes('.') ? code : `grid.strategy.${code}`, ...(details && { details }) });
const drafted = (more: object = {}, known: DraftFacts = facts) => draft({ ...input, ...more }, playbook, known, drafter, now);
const first = drafted().decision.state;

describe('G-10 a strategy is a draft until it is approved', () => {
  it('reaches every state', () => {
    expect(checkReachable(strategyLife)).toEqual({ unreachable: [], unknown: [] });
  });

  it('has goal, problems and measures with owner and due date, and the next number of its grid', () => {
    const { decision, measures } = drafted({ problemIds: [problem] }, { ...facts, lastNumber: 3 });
    expect(decision.state).toMatchObject({ number: 4, status: 'DRAFT', gridType: 'CONFLICT_RESOLUTION', problemIds: [problem] });
    expect([decision.events, measures]).toEqual([[], [expect.objectContaining({ ...own, strategyId: id(10), code: null, version: 1 })]]);
  });

  it.each([
    ['grid-unknown', {}, { ...facts, gridType: undefined }, {}],
    ['measures-missing', { measures: [] }, facts, {}],
    ['due-past', { measures: [{ ...own, dueAt: now }] }, facts, {}],
    ['owner-unknown', {}, { ...facts, activeOwners: [owner] }, { ids: [other] }],
    ['owner-unknown', { applyPlaybook: true }, facts, { ids: [] }],
    ['problem-unknown', { problemIds: [problem, id(6)] }, facts, { ids: [id(6)] }],
    ['problem-unknown', { measures: [{ ...own, problemId: id(7) }] }, facts, { ids: [id(7)] }],
  ])('refuses %s', (code, more, known, details) => {
    expect(() => drafted(more, known)).toThrow(refusal(code, details));
  });

  it('names owners and problems once', () => {
    const measures = [
      { ...own, problemId: problem },
      { ...own, id: id(12) },
    ];
    expect([ownersOf({ ...input, measures }), problemsOf({ ...input, measures, problemIds: [problem] })]).toEqual([[other], [problem]]);
    expect(ownersOf({ ...input, applyPlaybook: true, ownerCadreId: owner })).toEqual([owner, other]);
    expect(ownersOf({ ...input, ownerCadreId: owner })).toEqual([other]);
  });
});

describe('G-08 the playbook of the type gives the first measures', () => {
  it('owned by the one named, due at the end of their days', () => {
    const { measures } = drafted({ applyPlaybook: true, ownerCadreId: owner });
    expect(measures.map(({ code, title, ownerCadreId, dueAt }) => [code, title, ownerCadreId, dueAt])).toEqual([
      ['SORT_OUT', '摸清矛盾', owner, '2026-07-01T16:00:00.000Z'],
      ['MEDIATE', '定期调解', owner, '2026-08-30T16:00:00.000Z'],
      [null, own.title, other, due],
    ]);
  });

  it('they are enough', () => {
    expect(drafted({ applyPlaybook: true, ownerCadreId: owner, measures: [] }).measures).toHaveLength(2);
  });
});

describe('G-10 one active strategy per grid, approved by another person', () => {
  it('and told of', () => {
    const { approved, replaced } = approve(first, undefined, undefined, 1, leader, now);
    expect(approved.state).toMatchObject({ status: 'ACTIVE', approvedById: leader, approvedAt: now });
    expect(approved.events.map(({ data }) => data)).toEqual([
      { strategyId: first.id, gridCode, number: 1, gridType: first.gridType, measures: 1, at: now, version: 2 },
    ]);
    expect(replaced).toBeUndefined();
  });

  const active: StrategyState = { ...first, id: id(30), status: 'ACTIVE', approvedById: leader, approvedAt: now };
  it('replacing the one that is named', () => {
    const { approved, replaced } = approve({ ...first, number: 2 }, active, active.id, 1, leader, now);
    expect([approved.state.status, replaced?.state.status, replaced?.state.endedAt]).toEqual(['ACTIVE', 'ENDED', now]);
    expect(replaced?.events.map(({ data }) => data)).toMatchObject([{ strategyId: active.id, cause: 'REPLACED' }]);
  });

  it.each([
    ['active-exists', first, active, undefined, leader, { activeId: active.id }],
    ['active-exists', first, active, id(31), leader, { activeId: active.id }],
    ['strategy-not-active', first, undefined, id(31), leader, {}],
    ['own-draft', first, undefined, undefined, drafter, {}],
    ['platform.request.wrong-state', active, undefined, undefined, leader, { from: 'ACTIVE', action: 'approve', allowed: ['end'] }],
  ])('refuses %s', (code, strategy, current, replaces, by, details) => {
    expect(() => approve(strategy, current, replaces, 1, by, now)).toThrow(refusal(code, details));
  });

  it('ends once, as a draft too', () => {
    expect(end(first, 'ENDED', '试：不再需要', now).state).toMatchObject({ status: 'ENDED', endReason: '试：不再需要', endedAt: now });
    const ended = end(active, 'ENDED', null, now).state;
    expect(() => end(ended, 'ENDED', null, now)).toThrow(refusal('platform.request.wrong-state'));
  });

  it('whatever is drafted, approved, replaced and ended in whatever order', () => {
    const step = fc.record({
      what: fc.constantFrom('draft', 'approve', 'end'),
      which: fc.nat(20),
      replaces: fc.option(fc.nat(20), { nil: undefined }),
      by: fc.constantFrom(drafter, leader, other),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let all: StrategyState[] = [];
        const put = (...states: StrategyState[]) => (all = all.map((one) => states.find((state) => state.id === one.id) ?? one));
        for (const { what, which, replaces, by } of steps)
          try {
            const one = all[which % (all.length || 1)];
            if (what === 'draft') {
              const next = { ...input, id: id(100 + all.length) };
              all.push(draft(next, [], { ...facts, lastNumber: all.at(-1)?.number ?? 0 }, by, now).decision.state);
            } else if (one && what === 'end') put(end(one, 'ENDED', null, now).state);
            else if (one) {
              const active = all.find(({ status }) => status === 'ACTIVE');
              const named = replaces === undefined ? undefined : all[replaces % all.length]!.id;
              const { approved, replaced } = approve(one, active, named, 1, by, now);
              put(approved.state, ...(replaced ? [replaced.state] : []));
            }
          } catch (error) {
            expect(error).toMatchObject({ name: 'DomainError' });
          }
        expect(all.filter(({ status }) => status === 'ACTIVE').length).toBeLessThanOrEqual(1);
        expect(all.filter(({ approvedById, draftedById }) => approvedById === draftedById)).toEqual([]);
        expect(all.map(({ number }) => number)).toEqual(all.map((_, index) => index + 1));
      }),
    );
  });
});

describe('G-06 what is open goes on in the grid that came from its own', () => {
  it('as a draft to be approved anew', () => {
    const measure: MeasureState = drafted().measures[0]!;
    const ended = end({ ...first, status: 'ACTIVE', approvedById: leader, approvedAt: now }, 'PARTITION', null, now).state;
    const heir = { gridCode: '320404004001009', gridType: 'COMMUNITY_BUILDING' as const, lastNumber: 2 };
    const { strategy, measures } = inherit(ended, [{ ...measure, version: 4 }], heir, [id(40), id(41)], due);
    expect(strategy).toEqual({
      ...first,
      ...{ id: id(40), gridCode: heir.gridCode, gridType: heir.gridType, number: 3, draftedAt: due },
    });
    expect(measures).toEqual([{ ...measure, id: id(41), strategyId: id(40), gridCode: heir.gridCode }]);
  });
});
