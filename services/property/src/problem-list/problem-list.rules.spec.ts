import { checkReachable } from '@gezhi/shared/domain';
import { defaultPolicy } from '../opinion/opinion-policy.rules.js';
import { assign, open, problemLife, publish, resolve } from './problem-list.rules.js';

const now = '2026-03-01T00:00:00.000Z';
const id = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const input = { id: id(7), estateId: id(1), class: 'SANITATION', title: '楼后垃圾点' };
const estate = { communityCode: '230521100001' };
const problem = open(input, estate, undefined, defaultPolicy, now).state;
const coded = (code: string, details?: object) =>
  expect.objectContaining({ code: `property.problem-list.${code}`, ...(details && { details }) });

describe('P-08 the problem list of an estate', () => {
  it('a problem is open until something was done about it, with evidence', () => {
    expect(() => checkReachable(problemLife)).not.toThrow();
    expect(problem).toMatchObject({ state: 'OPEN', responsibleBody: null, openedAt: now });
    const done = resolve(assign(problem, '环卫所').state, { id: id(7), outcome: '已清运并设桶', evidenceIds: [id(90)] }, now).state;
    expect(done).toMatchObject({ state: 'RESOLVED', responsibleBody: '环卫所', outcome: '已清运并设桶', resolvedAt: now });
    expect(() => assign(done, '物业')).toThrow(expect.objectContaining({ code: 'platform.request.wrong-state' }));
  });

  it('is of a class of the catalogue and of a facility of the same estate', () => {
    const of = { ...input, facilityId: id(3) };
    expect(open(of, estate, { estateId: id(1) }, defaultPolicy, now).state.facilityId).toBe(id(3));
    for (const facility of [undefined, { estateId: id(2) }])
      expect(() => open(of, estate, facility, defaultPolicy, now)).toThrow(coded('facility-elsewhere'));
    expect(() => open({ ...input, class: 'NOISE' }, estate, undefined, defaultPolicy, now)).toThrow(
      expect.objectContaining({ code: 'property.opinion.class-unknown' }),
    );
  });

  it('P-20 names nobody by a number, since everyone reads it', () => {
    const found = (field: string) =>
      expect.objectContaining({ code: 'property.notice.personal-data', details: { field, found: 'MOBILE_NUMBER' } });
    const opened = (more: object) => () => open({ ...input, ...more }, estate, undefined, defaultPolicy, now);
    expect(opened({ title: '楼后垃圾点 13800138000' })).toThrow(found('title'));
    expect(opened({ responsibleBody: '环卫所 13800138000' })).toThrow(found('responsibleBody'));
    expect(() => assign(problem, '环卫所 13800138000')).toThrow(found('responsibleBody'));
  });

  it('is published under the next number, when no opinion is undecided', () => {
    const { id: problemId, class: of, title, responsibleBody } = problem;
    const items = [
      { problemId, class: of, title, responsibleBody, state: 'OPEN' as const, opinions: 12 },
      { problemId: id(8), class: of, title, responsibleBody, state: 'RESOLVED' as const, opinions: 0 },
    ];
    const { state, events } = publish({ id: id(9), estateId: id(1) }, '230521100001', { items, undecided: 0, lists: 2 }, now);
    expect(state).toMatchObject({ number: 3, items, publishedAt: now });
    expect(events.map(({ data }) => data)).toMatchObject([{ listId: id(9), number: 3, open: 1, resolved: 1 }]);
    const standing = { items, undecided: 4, lists: 0 };
    expect(() => publish({ id: id(9), estateId: id(1) }, '230521100001', standing, now)).toThrow(coded('opinions-undecided', { count: 4 }));
    expect(() => publish({ id: id(9), estateId: id(1) }, '230521100001', { ...standing, items: [], undecided: 0 }, now)).toThrow(
      coded('nothing-listed'),
    );
    const long = Array.from({ length: 1001 }, () => items[0]!);
    expect(() => publish({ id: id(9), estateId: id(1) }, '230521100001', { items: long, undecided: 0, lists: 0 }, now)).toThrow(
      coded('list-too-long'),
    );
  });
});
