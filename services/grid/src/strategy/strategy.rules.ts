import {
  strategyApproved,
  strategyEnded,
  strategyErrors,
  type draftStrategy,
  type GridType,
  type InputOf,
  type PlaybookMeasure,
  type StrategyEndCause,
  type StrategyStatus,
  type values,
} from '@gezhi/shared/contracts';
import { decide, endOfDayAfter, ensure, transitions, type Decision } from '@gezhi/shared/domain';
import type { MeasureState } from './measure.rules.js';

export const strategyLife = transitions<StrategyStatus, 'approve' | 'end'>(
  { DRAFT: { approve: 'ACTIVE', end: 'ENDED' }, ACTIVE: { end: 'ENDED' }, ENDED: {} },
  { initial: 'DRAFT' },
);

export interface StrategyState {
  readonly id: string;
  readonly version: number;
  readonly gridCode: string;
  /** Counts the strategies of a grid from 1. */
  readonly number: number;
  readonly gridType: GridType;
  readonly status: StrategyStatus;
  readonly goal: string;
  readonly problemIds: readonly string[];
  readonly draftedById: string;
  readonly draftedAt: values.Instant;
  readonly approvedById: string | null;
  readonly approvedAt: values.Instant | null;
  readonly endedAt: values.Instant | null;
  readonly endReason: string | null;
}

/** A measure that the playbook has for the type of the grid, with the id it gets here. */
export type IdentifiedMeasure = PlaybookMeasure & { readonly id: string };

/** What a draft is decided upon. */
export interface DraftFacts {
  /** `undefined` when the grid is not in force. */
  readonly gridType: GridType | undefined;
  /** The highest number of a strategy of the grid, 0 before the first. */
  readonly lastNumber: number;
  /** Of the owners named, those in service. */
  readonly activeOwners: readonly string[];
  /** The problems that touch the grid and are not rectified. */
  readonly openProblems: readonly string[];
}

export interface Drafted {
  readonly decision: Decision<StrategyState>;
  readonly measures: readonly MeasureState[];
}

const open = { version: 1, evidenceIds: [], completedById: null, completedAt: null } as const;
const unapproved = { status: strategyLife.initial, approvedById: null, approvedAt: null, endedAt: null, endReason: null } as const;

/** What the playbook asks of a grid of its type, by the owner named for it (G-08). */
function fromPlaybook(
  { gridCode, id: strategyId, applyPlaybook, ownerCadreId }: InputOf<typeof draftStrategy>,
  playbook: readonly IdentifiedMeasure[],
  now: values.Instant,
): MeasureState[] {
  if (!applyPlaybook) return [];
  ensure(ownerCadreId, strategyErrors.ownerUnknown, { ids: [] });
  return playbook.map(({ id, code, zh: title, days }) => ({
    ...{ id, strategyId, gridCode, code, title, problemId: null, ownerCadreId },
    ...{ dueAt: endOfDayAfter(now, days), ...open },
  }));
}

/**
 * G-08, G-10 A strategy is drafted for a grid in force: goal, problems and at least one measure with owner and due date; the
 * measures of the playbook come first where it is applied. Refuses with `grid.strategy.grid-unknown`, `measures-missing`,
 * `due-past`, `owner-unknown` {ids} or `problem-unknown` {ids}.
 */
export function draft(
  input: InputOf<typeof draftStrategy>,
  playbook: readonly IdentifiedMeasure[],
  facts: DraftFacts,
  by: string,
  now: values.Instant,
): Drafted {
  const { id, gridCode, goal } = input;
  ensure(facts.gridType, strategyErrors.gridUnknown);
  const own = input.measures.map(
    ({ problemId = null, ...measure }): MeasureState => ({ ...measure, ...open, strategyId: id, gridCode, code: null, problemId }),
  );
  const measures = [...fromPlaybook(input, playbook, now), ...own];
  ensure(measures.length, strategyErrors.measuresMissing);
  ensure(
    measures.every(({ dueAt }) => dueAt > now),
    strategyErrors.duePast,
  );
  const missing = ownersOf(input).filter((owner) => !facts.activeOwners.includes(owner));
  ensure(!missing.length, strategyErrors.ownerUnknown, { ids: missing });
  const problemIds = problemsOf(input);
  const unknown = problemIds.filter((problem) => !facts.openProblems.includes(problem));
  ensure(!unknown.length, strategyErrors.problemUnknown, { ids: unknown });
  const number = facts.lastNumber + 1;
  const state = { id, version: 1, gridCode, number, gridType: facts.gridType, goal, problemIds, draftedById: by, draftedAt: now };
  return { decision: decide({ ...state, ...unapproved }), measures };
}

/** G-10 Whoever a draft makes an owner, each once. */
export const ownersOf = ({ applyPlaybook, ownerCadreId, measures }: InputOf<typeof draftStrategy>): string[] => [
  ...new Set([...(applyPlaybook && ownerCadreId ? [ownerCadreId] : []), ...measures.map((measure) => measure.ownerCadreId)]),
];

/** G-10 The problems a draft is about, its own and those of its measures, each once. */
export const problemsOf = ({ problemIds, measures }: InputOf<typeof draftStrategy>): string[] => [
  ...new Set([...problemIds, ...measures.flatMap(({ problemId }) => problemId ?? [])]),
];

/**
 * G-10 A draft becomes the one active strategy of its grid, approved by somebody else than its drafter; the active one is
 * replaced by name. Refuses with `platform.request.wrong-state`, `grid.strategy.own-draft`, `active-exists` {activeId} or
 * `strategy-not-active`.
 *
 * @param measures how many measures the draft has
 */
export function approve(
  strategy: StrategyState,
  active: StrategyState | undefined,
  replacesId: string | undefined,
  measures: number,
  by: string,
  now: values.Instant,
): { readonly approved: Decision<StrategyState>; readonly replaced: Decision<StrategyState> | undefined } {
  const status = strategyLife.next(strategy.status, 'approve');
  ensure(strategy.draftedById !== by, strategyErrors.ownDraft);
  if (active) ensure(active.id === replacesId, strategyErrors.activeExists, { activeId: active.id });
  else ensure(replacesId === undefined, strategyErrors.strategyNotActive);
  const { id: strategyId, gridCode, gridType, number, version } = strategy;
  return {
    approved: decide(
      { ...strategy, status, approvedById: by, approvedAt: now },
      strategyApproved({ strategyId, gridCode, number, gridType, measures, at: now, version: version + 1 }),
    ),
    replaced: active && end(active, 'REPLACED', null, now),
  };
}

/** G-10 A strategy or a draft ends for a cause; refuses with `platform.request.wrong-state`. */
export function end(strategy: StrategyState, cause: StrategyEndCause, reason: string | null, now: values.Instant): Decision<StrategyState> {
  const status = strategyLife.next(strategy.status, 'end');
  const { id: strategyId, gridCode, version } = strategy;
  return decide(
    { ...strategy, status, endedAt: now, endReason: reason },
    strategyEnded({ strategyId, gridCode, cause, at: now, version: version + 1 }),
  );
}

/**
 * G-06 What is open of a strategy goes on as a draft of the grid that came from its own, to be approved anew.
 *
 * @param ids of the draft, then of its measures
 */
export function inherit(
  ended: StrategyState,
  openMeasures: readonly MeasureState[],
  heir: { readonly gridCode: string; readonly gridType: GridType; readonly lastNumber: number },
  ids: readonly [string, ...string[]],
  now: values.Instant,
): { readonly strategy: StrategyState; readonly measures: readonly MeasureState[] } {
  const { gridCode, gridType, lastNumber } = heir;
  const [id, ...measureIds] = ids;
  const next = { id, version: 1, gridCode, gridType, number: lastNumber + 1, draftedAt: now };
  const measures = openMeasures.map((measure, index) => ({ ...measure, ...open, id: measureIds[index]!, strategyId: id, gridCode }));
  return { strategy: { ...ended, ...next, ...unapproved }, measures };
}
