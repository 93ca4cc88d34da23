import { open, now, rectifier, refusal, verifier } from './problem.fixture.js';
import { rectify, tellRecheck, verify } from './rectification.rules.js';

const rectifiedAt = '2026-06-01T02:00:00.000Z';
const rectified = () => verify(rectify(open(), [], 0, rectifier, now).state, true, verifier, rectifiedAt).state;
const [first, second] = ['2026-06-15T16:00:00.000Z', '2026-06-29T16:00:00.000Z'];

describe('G-T7 what was put right is looked at again after 14 and 28 days', () => {
  it('is due at the end of 15 June, then of 29 June, then never', () => {
    const once = rectified();
    expect(once).toMatchObject({ recheckDueAt: first, rechecks: 0 });
    const twice = verify(once, true, verifier, first).state;
    expect(twice).toMatchObject({ recheckDueAt: second, rechecks: 1, state: 'RECTIFIED' });
    expect(verify(twice, true, verifier, second).state).toMatchObject({ recheckDueAt: null, rechecks: 2 });
  });

  it('a passing look before its day, or after the last, is refused; a failing one never waits', () => {
    const once = rectified();
    const early = '2026-06-15T15:59:59.999Z';
    const twice = verify(once, true, verifier, first).state;
    const last = verify(twice, true, verifier, second).state;
    expect([
      refusal(() => verify(once, true, verifier, early)),
      refusal(() => verify(twice, true, verifier, first)),
      refusal(() => verify(last, true, verifier, second)),
      refusal(() => verify(once, false, verifier, early)),
    ]).toEqual([...Array<string>(3).fill('grid.problem.recheck-not-due'), 'accepted']);
  });

  it('is told once for each date, and not before', () => {
    const problem = rectified();
    expect(tellRecheck(problem, '2026-06-15T15:59:59.999Z').events).toEqual([]);
    const told = tellRecheck(problem, first);
    expect(told.events.map(({ data }) => data)).toMatchObject([{ problemId: problem.id, dueAt: first }]);
    expect(tellRecheck(told.state, second).events).toEqual([]);
    const looked = verify(told.state, true, verifier, second).state;
    expect(tellRecheck(looked, second).events).toHaveLength(1);
  });

  it('a failed look opens it again and ends the watch', () => {
    const failed = verify(rectified(), false, verifier, first);
    expect(failed.state).toMatchObject({ state: 'OPEN', recheckDueAt: null, rechecks: 0, rectifiedAt: null });
    expect(failed.events).toHaveLength(1);
  });
});
