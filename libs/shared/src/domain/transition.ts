import type { ErrorDefinition } from '../contracts/define.js';
import { requestErrors } from '../contracts/platform.js';
import { DomainError } from './decision.js';

/** A life cycle as data: source state → action → target state; a final state has an empty row. */
export type TransitionTable<State extends string, Action extends string> = Readonly<
  Record<State, Readonly<Partial<Record<Action, State>>>>
>;

export interface Transition<State extends string, Action extends string> {
  readonly from: State;
  readonly action: Action;
  readonly to: State;
}

export interface LifeCycle<State extends string, Action extends string> {
  readonly initial: State;
  readonly table: TransitionTable<State, Action>;
  /** The state `action` leads to from `state`; refuses with `error`, or `platform.request.wrong-state`, and details {from, action, allowed}: the actions `state` allows. */
  next(state: State, action: Action, error?: ErrorDefinition): State;
  /** Whether `state` allows `action`. */
  allows(state: State, action: Action): boolean;
  /** Every transition of the table, for specs that prove each one tested. */
  all(): readonly Transition<State, Action>[];
}

/**
 * Declares the life cycle of an aggregate: `transitions<State, Action>({ FILED: { accept: 'ACCEPTED' }, ACCEPTED: {} }, { initial: 'FILED' })`.
 *
 * @param table every state with the actions it allows; one action leads to one state per source state
 * @param start the state in which the aggregate is created
 */
export function transitions<State extends string, Action extends string>(
  table: TransitionTable<State, Action>,
  start: { readonly initial: State },
): LifeCycle<State, Action> {
  const target = (state: State, action: Action): State | undefined =>
    Object.hasOwn(table, state) && Object.hasOwn(table[state], action) ? table[state][action] : undefined;
  const allowed = (state: State): string[] => (Object.hasOwn(table, state) ? Object.keys(table[state]) : []);
  return {
    initial: start.initial,
    table,
    next(state, action, error = requestErrors.wrongState) {
      const to = target(state, action);
      if (to === undefined) throw new DomainError(error, { from: state, action, allowed: allowed(state) });
      return to;
    },
    allows: (state, action) => target(state, action) !== undefined,
    all: () =>
      (Object.keys(table) as State[]).flatMap((from) =>
        (Object.entries(table[from]) as [Action, State][]).map(([action, to]) => ({ from, action, to })),
      ),
  };
}

/**
 * The faults of a life cycle, for specs to expect empty: states no sequence of actions reaches, and targets that are no state.
 *
 * @returns `unreachable` in the order of the table, `unknown` the targets and the initial state the table does not hold
 */
export function checkReachable<State extends string, Action extends string>(
  cycle: LifeCycle<State, Action>,
): { readonly unreachable: readonly State[]; readonly unknown: readonly string[] } {
  const states = Object.keys(cycle.table) as State[];
  const all = cycle.all();
  const reached = new Set<State>([cycle.initial]);
  for (const state of reached) for (const { from, to } of all) if (from === state) reached.add(to);
  const named = new Set([cycle.initial, ...all.map(({ to }) => to)]);
  return {
    unreachable: states.filter((state) => !reached.has(state)),
    unknown: [...named].filter((state) => !states.includes(state)),
  };
}
