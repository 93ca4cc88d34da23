import { partitionErrors, type GridType, type InputOf, type PlannedGrid, type draftPartition, type values } from '@gezhi/shared/contracts';
import { addMonths, decide, ensure, instantAt, instantOf, localDateOf, millisOf, transitions, type Decision } from '@gezhi/shared/domain';
import { checkBoundary, checkSiblings } from './boundary.rules.js';
import { codesFor } from './grid-code.rules.js';
import { ensureHeirs } from './heir.rules.js';
import type { PartitionPolicy } from './partition-policy.rules.js';
import { plannedType, reclassified } from './planned-type.rules.js';
import type { Bounded } from './placement.rules.js';

export type PlanStatus = 'DRAFT' | 'SCHEDULED' | 'ACTIVE' | 'WITHDRAWN';
type PlanAction = 'schedule' | 'activate' | 'withdraw' | 'refuse';

export const planLifeCycle = transitions<PlanStatus, PlanAction>(
  {
    DRAFT: { schedule: 'SCHEDULED', activate: 'ACTIVE', withdraw: 'WITHDRAWN' },
    SCHEDULED: { activate: 'ACTIVE', withdraw: 'WITHDRAWN', refuse: 'DRAFT' },
    ACTIVE: {},
    WITHDRAWN: {},
  },
  { initial: 'DRAFT' },
);

export interface PlanState {
  readonly id: string;
  readonly version: number;
  readonly communityCode: string;
  readonly status: PlanStatus;
  readonly effectiveFrom: values.Instant | null;
  readonly activatedAt: values.Instant | null;
  readonly grids: PlannedGrid[];
}

/** A grid in force: what a plan continues, takes ground from or retires. */
export interface GridInForce extends Bounded {
  readonly type: GridType;
}

export interface Known {
  readonly inForce: readonly GridInForce[];
  /** Every code the community ever had. */
  readonly usedCodes: readonly string[];
  readonly policy: PartitionPolicy | undefined;
}

/**
 * G-06 A plan is the complete new partition of one community: sound boundaries that do not overlap, codes never used before
 * unless a grid goes on, and sources that are in force. It is for a day from now on, within two years.
 *
 * Refuses with `grid.partition.not-closed`, `degenerate`, `self-crossing`, `overlap`, `code-twofold`, `code-taken`, `codes-exhausted`,
 * `source-unknown`, `heir-missing`, `policy-missing`, `date-unfit` or `reason-missing`.
 */
export function draft(input: InputOf<typeof draftPartition>, known: Known, now: values.Instant): Decision<PlanState> {
  const { id, communityCode, effectiveFrom = null } = input;
  ensure(effectiveFrom === null || isNear(effectiveFrom, now), partitionErrors.dateUnfit, { effectiveFrom });
  ensure(known.policy, partitionErrors.policyMissing, { communityCode });
  input.grids.forEach((grid, index) => checkBoundary(grid.boundary, grid.code ?? grid.serial ?? String(index + 1)));
  const sources = input.grids.flatMap(({ code, from }) => (code === undefined ? from : [code, ...from]));
  const unknown = notInForce(sources, known.inForce);
  ensure(!unknown.length, partitionErrors.sourceUnknown, { codes: unknown });
  const codes = codesFor(communityCode, input.grids, known.usedCodes);
  const grids = input.grids.map((asked, index) => {
    const { code, type, boundary, from } = asked;
    return { code: codes[index]!, type, boundary, from, kept: code !== undefined, ...plannedType(asked, known.inForce) };
  });
  checkSiblings(grids, known.policy.sliverSquareMetres);
  const plan = { id, version: 1, communityCode, status: planLifeCycle.initial, effectiveFrom, activatedAt: null, grids };
  return decide(ensureHeirs(plan, known.inForce));
}

/** G-06 What of a plan no longer fits: sources and grids going on that are not in force, new codes used and types changed meanwhile. */
export function unsound(
  plan: Pick<PlanState, 'grids'>,
  known: Pick<Known, 'inForce' | 'usedCodes'>,
): { unknown: string[]; taken: string[]; retyped: string[] } {
  const kept = plan.grids.filter((grid) => grid.kept).map(({ code }) => code);
  const taken = plan.grids.filter((grid) => !grid.kept && known.usedCodes.includes(grid.code)).map(({ code }) => code);
  return {
    unknown: notInForce([...kept, ...plan.grids.flatMap(({ from }) => from)], known.inForce),
    taken,
    retyped: reclassified(plan, known.inForce),
  };
}

/**
 * G-06 What was true of codes and sources when the plan was drafted must still be true when it comes into force.
 *
 * Refuses with `grid.partition.source-unknown`, `code-taken` or `type-changed` {codes}.
 */
export function checkStillSound(plan: Pick<PlanState, 'grids'>, known: Pick<Known, 'inForce' | 'usedCodes'>): void {
  const { unknown, taken, retyped } = unsound(plan, known);
  ensure(!unknown.length, partitionErrors.sourceUnknown, { codes: unknown });
  ensure(!taken.length, partitionErrors.codeTaken, { codes: taken });
  ensure(!retyped.length, partitionErrors.typeChanged, { codes: retyped });
}

/** G-06 A plan comes into force at once, or is scheduled when its date lies ahead; a scheduled one never before its date. */
export function activate(plan: PlanState, now: values.Instant): Decision<PlanState> {
  const ahead = plan.effectiveFrom !== null && plan.effectiveFrom > now;
  const status = planLifeCycle.next(plan.status, ahead ? 'schedule' : 'activate');
  return decide({ ...plan, status, activatedAt: ahead ? null : now });
}

/** G-06 A plan that is not in force yet may be withdrawn; its codes were never used. */
export function withdraw(plan: PlanState): Decision<PlanState> {
  return decide({ ...plan, status: planLifeCycle.next(plan.status, 'withdraw') });
}

/** G-06 A scheduled plan that no longer fits on its day goes back to draft, for people to correct. */
export function refuse(plan: PlanState): Decision<PlanState> {
  return decide({ ...plan, status: planLifeCycle.next(plan.status, 'refuse') });
}

const notInForce = (codes: readonly string[], inForce: readonly GridInForce[]): string[] =>
  codes.filter((code) => !inForce.some((grid) => grid.code === code));

/** Whoever says “now” may be slow to ask; nobody plans further ahead than two years. */
const [slackMs, monthsAhead] = [5 * 60_000, 24];
const isNear = (instant: values.Instant, now: values.Instant): boolean =>
  instant >= instantOf(millisOf(now) - slackMs) && instant <= instantAt(addMonths(localDateOf(now), monthsAhead));
