import type { ServicePromise } from '@gezhi/shared/contracts';
import { checkReachable } from '@gezhi/shared/domain';
import fc from 'fast-check';
import type { Decided } from '../known-decision/known-decision.rules.js';
import { askCorrection, inspect, inspectionLife, reinspect, resultOf } from './inspection.rules.js';
import { scoreOf, totalOf } from './score.rules.js';
import { defaultPolicy } from './standard-policy.rules.js';
import { adopt, draft, inForceOn, standardLife } from './standard.rules.js';

const id = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const now = '2026-03-01T04:00:00.000Z';
const communityCode = '230521100001';
const estate = { communityCode, roles: ['committee-member' as const] };
const cleaning: ServicePromise = { id: id(20), item: '楼道清扫', unit: '次', direction: 'AT_LEAST', target: 200, period: 'DAY' };
const repair: ServicePromise = { id: id(21), item: '报修到场', unit: '小时', direction: 'AT_MOST', target: 200, period: 'OCCASION' };
const input = { id: id(5), estateId: id(1), promises: [cleaning, repair] };
const drafted = draft(input, estate, defaultPolicy, now).state;
const decision: Decided = {
  ...{ id: id(6), decidedBy: 'SESSION', communityCode, estateId: id(1), matter: 'SERVICE_STANDARD', subjectId: id(5) },
  ...{ majority: null, outcome: 'PASSED', decidedAt: now, version: 1 },
};
const taking = { decisionId: id(6), effectiveFrom: '2026-03-08' };
const coded = (code: string, details?: object) =>
  expect.objectContaining({ code: `property.standard.${code}`, ...(details && { details }) });
const wrongState = expect.objectContaining({ code: 'platform.request.wrong-state' });

describe('P-18, P-19 service standards in versions', () => {
  it('a draft promises what can be measured, each once, and carries no personal data', () => {
    expect(checkReachable(standardLife)).toEqual({ unreachable: [], unknown: [] });
    expect(drafted).toMatchObject({ state: 'DRAFTED', number: null, partlyPercent: 80, publishedAt: null });
    for (const twin of [
      { ...cleaning, item: '其他' },
      { ...cleaning, id: id(22) },
    ])
      expect(() => draft({ ...input, promises: [cleaning, twin] }, estate, defaultPolicy, now)).toThrow(coded('promise-repeated'));
    expect(() => draft({ ...input, promises: [{ ...cleaning, item: '找13800138000' }] }, estate, defaultPolicy, now)).toThrow(
      expect.objectContaining({ code: 'property.notice.personal-data' }),
    );
    expect(() => draft(input, undefined, defaultPolicy, now)).toThrow(expect.objectContaining({ code: 'property.estate.estate-unknown' }));
  });

  it('is adopted by a decision upon that very draft, takes effect after its publication, and stands', () => {
    const { state, events } = adopt(drafted, taking, decision, undefined, defaultPolicy, now);
    expect(state).toMatchObject({ state: 'ADOPTED', number: 1, decisionId: id(6), effectiveFrom: '2026-03-08', publishedAt: now });
    expect(events.map(({ data }) => data)).toMatchObject([{ standardId: id(5), number: 1, promises: 2, version: 2 }]);
    expect(() => adopt(state, taking, decision, undefined, defaultPolicy, now)).toThrow(wrongState);
    const early = { ...taking, effectiveFrom: '2026-03-07' };
    expect(() => adopt(drafted, early, decision, undefined, defaultPolicy, now)).toThrow(
      coded('effective-too-early', { earliest: '2026-03-08' }),
    );
    for (const other of [undefined, { ...decision, subjectId: id(9) }, { ...decision, matter: 'FEE_SCHEDULE' as const }])
      expect(() => adopt(drafted, taking, other, undefined, defaultPolicy, now)).toThrow(
        expect.objectContaining({ code: 'property.decision.decision-required' }),
      );
  });

  it('follows the one adopted before in number and in time', () => {
    const latest = { number: 3, effectiveFrom: '2026-03-20' };
    expect(adopt(drafted, { ...taking, effectiveFrom: '2026-03-21' }, decision, latest, defaultPolicy, now).state.number).toBe(4);
    expect(() => adopt(drafted, { ...taking, effectiveFrom: '2026-03-20' }, decision, latest, defaultPolicy, now)).toThrow(
      coded('effective-not-later', { effectiveFrom: '2026-03-20' }),
    );
  });

  it('that which took effect last is in force', () => {
    const adopted = ['2026-05-01', '2026-03-08', null].map((effectiveFrom) => ({ effectiveFrom }));
    expect(inForceOn(adopted, '2026-03-07')).toBeUndefined();
    expect(inForceOn(adopted, '2026-03-08')?.effectiveFrom).toBe('2026-03-08');
    expect(inForceOn(adopted, '2026-05-01')?.effectiveFrom).toBe('2026-05-01');
  });
});

describe('P-24 promises are inspected', () => {
  const adopted = [adopt(drafted, taking, decision, undefined, defaultPolicy, now).state];
  const later = '2026-03-10T04:00:00.000Z';
  const found = (measured: number, promiseId = cleaning.id) =>
    inspect({ id: id(7), estateId: id(1), promiseId, measured, evidenceIds: [id(90)] }, estate, adopted, later).state;

  it.each([
    [cleaning, 200, 'MET'],
    [cleaning, 160, 'PARTLY'],
    [cleaning, 159, 'NOT_MET'],
    [repair, 200, 'MET'],
    [repair, 250, 'PARTLY'],
    [repair, 251, 'NOT_MET'],
  ] as const)('%j measured %i: %s', (promise, measured, result) => {
    expect(resultOf(promise, measured, 80)).toBe(result);
    expect(found(measured, promise.id)).toMatchObject({ result, inspectedBy: 'COMMITTEE', standardId: id(5), item: promise.item });
  });

  it('by the standard in force alone', () => {
    expect(() => found(200, id(29))).toThrow(coded('promise-unknown'));
    expect(() =>
      inspect({ id: id(7), estateId: id(1), promiseId: cleaning.id, measured: 200, evidenceIds: [] }, estate, adopted, now),
    ).toThrow(coded('promise-unknown'));
    expect(() => inspect({ id: id(7), estateId: id(1), promiseId: cleaning.id, measured: 1, evidenceIds: [] }, undefined, [], now)).toThrow(
      expect.objectContaining({ code: 'property.estate.estate-unknown' }),
    );
  });

  it('what was not wholly kept is to be put right, and is inspected again once', () => {
    expect(checkReachable(inspectionLife)).toEqual({ unreachable: [], unknown: [] });
    const asked = askCorrection(found(100), '补足清扫', defaultPolicy, later).state;
    expect(asked).toMatchObject({ state: 'CORRECTION_ASKED', correction: '补足清扫', dueAt: '2026-03-17T16:00:00.000Z' });
    expect(() => askCorrection(asked, '再次', defaultPolicy, later)).toThrow(wrongState);
    expect(() => askCorrection(found(200), '补足', defaultPolicy, later)).toThrow(coded('nothing-to-correct'));
    const measured = { id: id(8), reinspectsId: asked.id, measured: 200, evidenceIds: [id(91)] };
    const { again, before } = reinspect(measured, asked, estate, drafted, later);
    expect([again.result, again.reinspectsId, again.state, before.state]).toEqual(['MET', asked.id, 'RECORDED', 'REINSPECTED']);
    for (const other of [found(100), before]) expect(() => reinspect(measured, other, estate, drafted, later)).toThrow(wrongState);
  });

  it('scores are exact shares; none without an inspection', () => {
    const counts = { met: 1, partly: 1, notMet: 1, corrected: 0 };
    expect(scoreOf(counts)).toMatchObject({ numerator: 3, denominator: 6, value: 50 });
    expect(scoreOf({ met: 0, partly: 0, notMet: 0, corrected: 0 }).value).toBeNull();
    expect(totalOf([counts, counts])).toEqual({ met: 2, partly: 2, notMet: 2, corrected: 0 });
  });

  it('better is never scored worse, whatever is promised', () => {
    const whole = fc.integer({ min: 0, max: 1_000_000_000 });
    const order = ['NOT_MET', 'PARTLY', 'MET'];
    fc.assert(
      fc.property(whole, whole, whole, fc.integer({ min: 1, max: 100 }), (target, one, other, percent) => {
        const [less, more] = one <= other ? [one, other] : [other, one];
        const rank = (direction: 'AT_LEAST' | 'AT_MOST', measured: number) =>
          order.indexOf(resultOf({ direction, target }, measured, percent));
        expect(rank('AT_LEAST', more)).toBeGreaterThanOrEqual(rank('AT_LEAST', less));
        expect(rank('AT_MOST', less)).toBeGreaterThanOrEqual(rank('AT_MOST', more));
        expect(rank('AT_LEAST', target)).toBe(2);
        expect(rank('AT_MOST', target)).toBe(2);
      }),
    );
  });
});
