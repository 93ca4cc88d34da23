import {
  milestoneReported,
  problemErrors,
  problemTransferred,
  type InputOf,
  type reportMilestone,
  type transferToAnnual,
} from '@gezhi/shared/contracts';
import { decide, ensure, localDateOf, type Decision } from '@gezhi/shared/domain';
import { about, moveOn, type ProblemState } from './problem.rules.js';

export interface Milestone {
  readonly id: string;
  readonly title: string;
  readonly due: string;
  readonly doneAt: string | null;
  readonly progress: string | null;
}

export interface AnnualItemState {
  readonly id: string;
  readonly version: number;
  readonly problemId: string;
  readonly year: number;
  readonly title: string;
  readonly ownerCadreId: string;
  readonly placeCode: string;
  readonly milestones: readonly Milestone[];
  /** When the problem was verified as rectified; milestones alone close nothing. */
  readonly closedAt: string | null;
}

/**
 * G-23 G-T6 An unrectified problem becomes an annual special item with an owner in service and at least one milestone. Refuses
 * with `grid.problem.owner-unknown`, `milestones-missing`, `milestone-twice`, `milestone-past`, `year-unfit`, `milestone-after-year`
 * or `wrong-state`.
 */
export function transfer(
  problem: ProblemState,
  input: InputOf<typeof transferToAnnual>,
  ownerActive: boolean,
  now: string,
): { decision: Decision<ProblemState>; item: AnnualItemState } {
  const { annualItemId, year, title, ownerCadreId } = input;
  const state = moveOn(problem, 'transfer');
  ensure(ownerActive, problemErrors.ownerUnknown);
  ensure(input.milestones.length, problemErrors.milestonesMissing);
  ensure(new Set(input.milestones.map(({ id }) => id)).size === input.milestones.length, problemErrors.milestoneTwice);
  const past = input.milestones.find(({ due }) => due < localDateOf(now));
  ensure(!past, problemErrors.milestonePast, { due: past?.due ?? null });
  const thisYear = Number(localDateOf(now).slice(0, 4));
  ensure([thisYear, thisYear + 1].includes(year), problemErrors.yearUnfit, { year });
  const after = input.milestones.find(({ due }) => due > `${year}-12-31`);
  ensure(!after, problemErrors.milestoneAfterYear, { due: after?.due ?? null, year });
  const milestones = input.milestones.map((milestone) => ({ ...milestone, doneAt: null, progress: null }));
  const item = {
    id: annualItemId,
    version: 1,
    problemId: problem.id,
    year,
    title,
    ownerCadreId,
    placeCode: problem.placeCode,
    milestones,
    closedAt: null,
  };
  const next = { ...problem, state, annualItemId };
  const event = problemTransferred({ ...about(next), annualItemId, year, ownerCadreId, milestones: milestones.length, transferredAt: now });
  return { decision: decide(next, event), item };
}

/** G-23 How many milestones of an item are not done. */
export const openMilestones = (item: Pick<AnnualItemState, 'milestones'>): number =>
  item.milestones.filter(({ doneAt }) => doneAt === null).length;

/**
 * G-23 Progress of a milestone is reported and published; a done one may be taken back. Refuses with
 * `grid.problem.milestone-unknown` or `item-closed`.
 */
export function report(
  item: AnnualItemState,
  problem: ProblemState,
  input: InputOf<typeof reportMilestone>,
  now: string,
): Decision<AnnualItemState> {
  const { milestoneId, done, progress } = input;
  ensure(item.closedAt === null, problemErrors.itemClosed);
  ensure(
    item.milestones.some(({ id }) => id === milestoneId),
    problemErrors.milestoneUnknown,
  );
  const milestones = item.milestones.map((one) =>
    one.id === milestoneId ? { ...one, progress, doneAt: done ? (one.doneAt ?? now) : null } : one,
  );
  const next = { ...item, milestones };
  const doneMilestones = milestones.length - openMilestones(next);
  const told = { annualItemId: item.id, milestoneId, done, doneMilestones, milestones: milestones.length, reportedAt: now };
  return decide(next, milestoneReported({ ...about(problem, item.version + 1), ...told }));
}
