import { checkReachable } from '@gezhi/shared/domain';
import type { Decided } from '../known-decision/known-decision.rules.js';
import { acceptPolicy, defaultPolicy } from './fee-schedule-policy.rules.js';
import { annualFen, draft, feeScheduleLife, publish } from './fee-schedule.rules.js';

const id = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const now = '2026-06-01T01:00:00.000Z';
const estate = { communityCode: '230521100001', status: 'SURVEYED' as const };
const input = { id: id(1), estateId: id(2), amountFen: 18_000, unit: 'HOUSEHOLD' as const, period: 'YEAR' as const };
const schedule = draft(input, estate, defaultPolicy).state;
const decision: Decided = {
  ...{ id: id(5), decidedBy: 'BALLOT', communityCode: '230521100001', estateId: id(2), matter: 'FEE_SCHEDULE', subjectId: id(1) },
  ...{ majority: 'GENERAL', outcome: 'PASSED', decidedAt: now, version: 1 },
};
const coded = (code: string) => expect.objectContaining({ code: `property.${code}` });
const first = { hasFee: false, decision: undefined, policy: defaultPolicy };
const change = { hasFee: true, decision, policy: defaultPolicy };

describe('P-12, P-T13 the basic fee lies in the band of the jurisdiction', () => {
  it('every state of a fee is reached', () => expect(checkReachable(feeScheduleLife)).toEqual({ unreachable: [], unknown: [] }));

  it.each([15_000, 20_000])('P-T13 %d fen pass', (amountFen) =>
    expect(draft({ ...input, amountFen }, estate, defaultPolicy).state.amountFen).toBe(amountFen),
  );
  it.each([14_999, 20_001])('P-T13 %d fen are out of the band', (amountFen) =>
    expect(() => draft({ ...input, amountFen }, estate, defaultPolicy)).toThrow(coded('fee-schedule.out-of-band')),
  );

  it('unit and period are the jurisdiction’s too', () => {
    for (const other of [{ unit: 'SQUARE_METRE' as const }, { period: 'MONTH' as const }])
      expect(() => draft({ ...input, ...other }, estate, defaultPolicy)).toThrow(coded('fee-schedule.unit-wrong'));
    expect(() => acceptPolicy({ ...defaultPolicy, minimumFen: 2, maximumFen: 1 })).toThrow(coded('fee-schedule.band-invalid'));
    expect(acceptPolicy(defaultPolicy)).toBe(defaultPolicy);
  });

  it('P-T14 a change takes the decision about this very fee, and effect after its notice', () => {
    expect(publish(schedule, { id: id(1), effectiveFrom: '2026-06-01' }, first, now).state).toMatchObject({
      state: 'PUBLISHED',
      decisionId: null,
    });
    const sixteenth = { id: id(1), effectiveFrom: '2026-06-16' };
    expect(publish(schedule, sixteenth, change, now)).toMatchObject({
      state: { decisionId: id(5) },
      events: [{ data: { effectiveFrom: '2026-06-16' } }],
    });
    expect(() => publish(schedule, { ...sixteenth, effectiveFrom: '2026-06-15' }, change, now)).toThrow(
      coded('fee-schedule.notice-too-short'),
    );
    for (const unfit of [
      undefined,
      { ...decision, subjectId: id(9) },
      { ...decision, decidedBy: 'SESSION' as const },
      { ...decision, outcome: 'FAILED' as const },
    ])
      expect(() => publish(schedule, sixteenth, { ...change, decision: unfit }, now)).toThrow(coded('decision.decision-required'));
  });

  it('P-13 a fee takes effect within a year, so that there is one to bill', () => {
    expect(publish(schedule, { id: id(1), effectiveFrom: '2027-06-01' }, first, now).state.effectiveFrom).toBe('2027-06-01');
    expect(() => publish(schedule, { id: id(1), effectiveFrom: '2027-06-02' }, first, now)).toThrow(coded('fee-schedule.too-far-ahead'));
  });

  it('P-01 a fee is drafted for an estate that was surveyed', () =>
    expect(() => draft(input, { ...estate, status: 'ABANDONED' }, defaultPolicy)).toThrow(coded('estate.not-surveyed')));

  it('a band that was moved since drafting is looked at again', () => {
    const moved = { ...first, policy: { ...defaultPolicy, maximumFen: 17_000 } };
    expect(() => publish(schedule, { id: id(1), effectiveFrom: '2026-06-01' }, moved, now)).toThrow(coded('fee-schedule.out-of-band'));
  });

  it('what a unit pays for a year', () => {
    expect(annualFen(schedule, 6_250)).toBe(18_000);
    expect(annualFen({ amountFen: 33, unit: 'SQUARE_METRE', period: 'MONTH' }, 6_250)).toBe(24_750);
    expect(annualFen({ amountFen: 1, unit: 'SQUARE_METRE', period: 'YEAR' }, 150)).toBe(2);
  });
});
