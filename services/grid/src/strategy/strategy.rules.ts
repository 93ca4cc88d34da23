import {
  strategyApproved,
  strategyEnded,
  strategyErrors,
  type GridType,
  type StrategyEndCause,
  type StrategyStatus,
  type values,
} from '@gezhi/shared/contracts';
import { decide, ensure, transitions, type Decision } from '@gezhi/shared/domain';
import { untouched, type MeasureState } from './measure.rules.js';

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

/** What a draft does not have yet. */
export const unapproved = { status: strategyLife.initial, approvedById: null, approvedAt: null, endedAt: null, endReason: null } as const;

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
  const measures = openMeasures.map((measure, index) => ({ ...measure, ...untouched, id: measureIds[index]!, strategyId: id, gridCode }));
  return { strategy: { ...ended, ...next, ...unapproved }, measures };
}
