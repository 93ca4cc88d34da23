import { completeMeasure, progressOf, type MeasureState, type Reporting } from './measure.rules.js';

const id = (serial: number) => `01890000-0000-7000-8000-${String(serial).padStart(12, '0')}`;
const due = '2026-06-30T16:00:00.000Z';
const late = '2026-06-30T16:00:00.001Z';
const measure: MeasureState = {
  ...{ id: id(1), version: 2, strategyId: id(2), gridCode: '320404004001001', code: null, title: '试：整治楼道', problemId: null },
  ...{ ownerCadreId: id(3), dueAt: due, evidenceIds: [], completedById: null, completedAt: null },
};
const owner: Reporting = { accountId: id(4), mayReport: true, strategyStatus: 'ACTIVE' };
const evidence = [id(9)];
const refusal = (name: string) => expect.objectContaining({ code: `grid.strategy.${name}` });

describe('G-10 a measure is completed with evidence', () => {
  it.each([
    [due, true],
    [late, false],
  ])('at %s: on time %s', (now, onTime) => {
    const { state, events } = completeMeasure(measure, evidence, owner, now);
    expect(state).toEqual({ ...measure, evidenceIds: evidence, completedById: owner.accountId, completedAt: now });
    const { id: measureId, strategyId, gridCode, ownerCadreId, dueAt } = measure;
    expect(events.map(({ data }) => data)).toEqual([
      { measureId, strategyId, gridCode, ownerCadreId, dueAt, completedAt: now, onTime, version: 3 },
    ]);
  });

  it.each([
    ['not-owner', measure, evidence, { ...owner, mayReport: false }],
    ['measure-completed', { ...measure, completedAt: due }, evidence, owner],
    ['strategy-not-active', measure, evidence, { ...owner, strategyStatus: 'DRAFT' as const }],
    ['strategy-not-active', measure, evidence, { ...owner, strategyStatus: 'ENDED' as const }],
    ['evidence-missing', measure, [], owner],
  ])('refuses %s', (name, state, evidenceIds, reporting) => {
    expect(() => completeMeasure(state, evidenceIds, reporting, due)).toThrow(refusal(name));
  });
});

describe('G-10 progress of a strategy', () => {
  it('the share completed, and the open ones overdue', () => {
    const [done, doneLate] = [due, late].map((completedAt) => ({ ...measure, completedAt }));
    expect(progressOf([done!, doneLate!, measure, measure], late)).toMatchObject({
      progress: { numerator: 2, denominator: 4, value: 50 },
      overdue: 2,
    });
    expect(progressOf([measure], due).overdue).toBe(0);
    expect(progressOf([], due)).toMatchObject({ progress: { value: null }, overdue: 0 });
  });
});
