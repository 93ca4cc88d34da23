import { errors } from '../contracts/define.js';
import { checkReachable, transitions } from './transition.js';

type State = 'FILED' | 'ACCEPTED' | 'HANDLED' | 'CONFIRMED';
type Action = 'accept' | 'handle' | 'confirm' | 'reopen';
const cycle = transitions<State, Action>(
  { FILED: { accept: 'ACCEPTED' }, ACCEPTED: { handle: 'HANDLED' }, HANDLED: { confirm: 'CONFIRMED', reopen: 'ACCEPTED' }, CONFIRMED: {} },
  { initial: 'FILED' },
);
const specErrors = errors('platform.transition-spec', { closed: ['rule', '已办结', 'It is closed'] });

describe('section 5.1 (workflow): a life cycle is a table of transitions', () => {
  it('starts in the initial state and follows every transition of the table', () => {
    expect(cycle.initial).toBe('FILED');
    expect(cycle.all()).toEqual([
      { from: 'FILED', action: 'accept', to: 'ACCEPTED' },
      { from: 'ACCEPTED', action: 'handle', to: 'HANDLED' },
      { from: 'HANDLED', action: 'confirm', to: 'CONFIRMED' },
      { from: 'HANDLED', action: 'reopen', to: 'ACCEPTED' },
    ]);
    for (const { from, action, to } of cycle.all()) {
      expect(cycle.allows(from, action)).toBe(true);
      expect(cycle.next(from, action)).toBe(to);
    }
  });

  it.each([
    ['FILED', 'confirm', ['accept']],
    ['HANDLED', 'accept', ['confirm', 'reopen']],
    ['CONFIRMED', 'reopen', []],
    ['ABSENT', 'accept', []],
    ['FILED', 'toString', ['accept']],
    ['constructor', 'name', []],
  ] as [State, Action, Action[]][])('refuses from %s to %s, naming both and what is allowed instead', (from, action, allowed) => {
    expect(cycle.allows(from, action)).toBe(false);
    expect(() => cycle.next(from, action)).toThrow(
      expect.objectContaining({ code: 'platform.request.wrong-state', details: { from, action, allowed } }),
    );
  });

  it('refuses with the error of the feature where one is supplied', () => {
    expect(() => cycle.next('CONFIRMED', 'reopen', specErrors.closed)).toThrow(
      expect.objectContaining({ code: 'platform.transition-spec.closed' }),
    );
  });
});

describe('section 5.1 (workflow): a life cycle has no dead states', () => {
  it('finds nothing in a sound table, loops included', () => {
    expect(checkReachable(cycle)).toEqual({ unreachable: [], unknown: [] });
  });

  it('names states that only reach each other', () => {
    const table = {
      FILED: { accept: 'ACCEPTED' },
      ACCEPTED: {},
      HANDLED: { confirm: 'CONFIRMED' },
      CONFIRMED: { reopen: 'HANDLED' },
    } as const;
    expect(checkReachable(transitions<State, Action>(table, { initial: 'FILED' })).unreachable).toEqual(['HANDLED', 'CONFIRMED']);
  });

  it('names targets and an initial state that are no state', () => {
    const table = { FILED: { accept: 'GONE' } } as unknown as Record<State, { accept: State }>;
    expect(checkReachable(transitions<State, Action>(table, { initial: 'FILED' })).unknown).toEqual(['GONE']);
    expect(checkReachable(transitions<State, Action>(table, { initial: 'HANDLED' }))).toEqual({
      unreachable: ['FILED'],
      unknown: ['HANDLED', 'GONE'],
    });
  });
});
