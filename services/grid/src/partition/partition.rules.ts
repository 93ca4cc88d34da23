import {
  partitionErrors,
  type GridType,
  type InputOf,
  type Lineage,
  type PlannedGrid,
  type draftPartition,
  type values,
} from '@gezhi/shared/contracts';
import { decide, ensure, transitions, type Decision } from '@gezhi/shared/domain';
import { checkBoundary, checkSiblings } from './boundary.rules.js';
import { codesFor } from './grid-code.rules.js';
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

export interface PartitionPolicy {
  /** Size band of a grid in households, both ends included. */
  readonly sizeMinimum: number;
  readonly sizeMaximum: number;
  readonly sliverSquareMetres: number;
  readonly source: string;
  readonly assumed: boolean;
}

export interface Known {
  readonly inForce: readonly GridInForce[];
  /** Every code the community ever had. */
  readonly usedCodes: readonly string[];
  readonly policy: PartitionPolicy | undefined;
}

/**
 * G-06 A plan is the complete new partition of one community: sound boundaries that do not overlap, codes never used before
 * unless a grid goes on, and sources that are in force.
 *
 * Refuses with `grid.partition.not-closed`, `degenerate`, `self-crossing`, `overlap`, `code-taken`, `codes-exhausted`,
 * `source-unknown` or `policy-missing`.
 */
export function draft(input: InputOf<typeof draftPartition>, known: Known): Decision<PlanState> {
  const { id, communityCode } = input;
  ensure(known.policy, partitionErrors.policyMissing, { communityCode });
  input.grids.forEach((grid, index) => checkBoundary(grid.boundary, grid.code ?? grid.serial ?? String(index + 1)));
  checkSources(input.grids, known.inForce);
  const codes = codesFor(communityCode, input.grids, known.usedCodes);
  const grids = input.grids.map(({ code, type, boundary, from }, index) => ({
    code: codes[index]!,
    type,
    boundary,
    from,
    kept: code !== undefined,
  }));
  checkSiblings(grids, known.policy.sliverSquareMetres);
  return decide({
    id,
    version: 1,
    communityCode,
    status: planLifeCycle.initial,
    effectiveFrom: input.effectiveFrom ?? null,
    activatedAt: null,
    grids,
  });
}

/**
 * G-06 What was true of codes and sources when the plan was drafted must still be true when it comes into force.
 *
 * Refuses with `grid.partition.code-taken` or `source-unknown`.
 */
export function checkStillSound(plan: PlanState, known: Pick<Known, 'inForce' | 'usedCodes'>): void {
  checkSources(
    plan.grids.map(({ code, from, kept }) => ({ code: kept ? code : undefined, from })),
    known.inForce,
  );
  for (const { code, kept } of plan.grids) ensure(kept || !known.usedCodes.includes(code), partitionErrors.codeTaken, { code });
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

export interface Succession {
  /** Grids that begin, or go on in another form. */
  readonly opened: readonly (GridInForce & { readonly kept: boolean })[];
  /** Codes of grids that end for good. */
  readonly retired: readonly string[];
  readonly lineage: readonly Lineage[];
}

/**
 * G-06 What a plan makes of the grids in force. A source of several grids is SPLIT among them, several sources of one grid
 * MERGE into it, one source of one grid is a REDRAW, none is NEW; a grid going on unchanged leaves no trace.
 */
export function succession(plan: PlanState, inForce: readonly GridInForce[]): Succession {
  const before = new Map(inForce.map((grid) => [grid.code, grid]));
  const opened = plan.grids.filter((grid) => !grid.kept || !sameForm(grid, before.get(grid.code)!));
  const kept = new Set(plan.grids.map(({ code }) => code));
  const sources = plan.grids.map((grid) => ({
    to: grid.code,
    from: [...new Set([...(grid.kept && opened.includes(grid) ? [grid.code] : []), ...grid.from])],
    isNew: !grid.kept,
  }));
  const shares = (code: string) => sources.filter(({ from }) => from.includes(code)).length;
  const lineage = sources.flatMap(({ to, from, isNew }): Lineage[] => {
    if (!from.length) return isNew ? [{ from: null, to, kind: 'NEW' }] : [];
    return from.map((code) => ({ from: code, to, kind: from.length > 1 ? 'MERGE' : shares(code) > 1 ? 'SPLIT' : 'REDRAW' }));
  });
  return { opened, retired: inForce.map(({ code }) => code).filter((code) => !kept.has(code)), lineage };
}

function checkSources(
  grids: readonly { readonly code?: string | undefined; readonly from: readonly string[] }[],
  inForce: readonly GridInForce[],
): void {
  const codes = new Set(inForce.map(({ code }) => code));
  const unknown = grids.flatMap(({ code, from }) => [...(code === undefined ? [] : [code]), ...from]).filter((code) => !codes.has(code));
  ensure(!unknown.length, partitionErrors.sourceUnknown, { codes: unknown });
}

const sameForm = (a: GridInForce, b: GridInForce): boolean =>
  a.type === b.type && JSON.stringify(a.boundary) === JSON.stringify(b.boundary);
