import {
  strategyErrors,
  type draftStrategy,
  type GridType,
  type InputOf,
  type PlaybookMeasure,
  type values,
} from '@gezhi/shared/contracts';
import { decide, endOfDayAfter, ensure, type Decision } from '@gezhi/shared/domain';
import { untouched, type MeasureState } from './measure.rules.js';
import { unapproved, type StrategyState } from './strategy.rules.js';

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
    ...{ dueAt: endOfDayAfter(now, days), ...untouched },
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
  const own = input.measures.map(({ problemId = null, ...measure }): MeasureState => ({
    ...measure,
    ...untouched,
    strategyId: id,
    gridCode,
    code: null,
    problemId,
  }));
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
