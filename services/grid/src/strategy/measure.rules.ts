import { measureCompleted, strategyErrors, type StrategyStatus, type values } from '@gezhi/shared/contracts';
import { decide, ensure, isOnTime, rate, type Decision } from '@gezhi/shared/domain';

export interface MeasureState {
  readonly id: string;
  readonly version: number;
  readonly strategyId: string;
  readonly gridCode: string;
  /** Of the playbook; null for a measure of the grid alone. */
  readonly code: string | null;
  readonly title: string;
  readonly problemId: string | null;
  readonly ownerCadreId: string;
  readonly dueAt: values.Instant;
  readonly evidenceIds: readonly string[];
  readonly completedById: string | null;
  readonly completedAt: values.Instant | null;
}

/** Of a measure that nobody has worked on. */
export const untouched = { version: 1, evidenceIds: [], completedById: null, completedAt: null } as const;

/** Who reports a measure, and in which state its strategy is. */
export interface Reporting {
  readonly accountId: string;
  /** Is the cadre who owns the measure, or a leader of the place. */
  readonly mayReport: boolean;
  readonly strategyStatus: StrategyStatus;
}

/**
 * G-10 A measure of the active strategy is completed once, by its owner or a leader, with evidence. Refuses with
 * `grid.strategy.measure-completed`, `not-owner`, `strategy-not-active` or `evidence-missing`.
 */
export function completeMeasure(
  measure: MeasureState,
  evidenceIds: readonly string[],
  { accountId, mayReport, strategyStatus }: Reporting,
  now: values.Instant,
): Decision<MeasureState> {
  ensure(mayReport, strategyErrors.notOwner);
  ensure(measure.completedAt === null, strategyErrors.measureCompleted);
  ensure(strategyStatus === 'ACTIVE', strategyErrors.strategyNotActive);
  ensure(evidenceIds.length, strategyErrors.evidenceMissing);
  const { id: measureId, strategyId, gridCode, ownerCadreId, dueAt, version } = measure;
  return decide(
    { ...measure, evidenceIds, completedById: accountId, completedAt: now },
    measureCompleted({
      ...{ measureId, strategyId, gridCode, ownerCadreId, dueAt },
      ...{ completedAt: now, onTime: isOnTime(now, dueAt), version: version + 1 },
    }),
  );
}

/** G-10 How far the measures of a strategy have come: the share completed, and how many are overdue. */
export function progressOf(
  measures: readonly Pick<MeasureState, 'completedAt' | 'dueAt'>[],
  now: values.Instant,
): { progress: values.Rate; overdue: number } {
  const open = measures.filter(({ completedAt }) => completedAt === null);
  return {
    progress: rate(measures.length - open.length, measures.length),
    overdue: open.filter(({ dueAt }) => !isOnTime(now, dueAt)).length,
  };
}
