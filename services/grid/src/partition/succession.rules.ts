import type { Lineage, PlannedGrid } from '@gezhi/shared/contracts';
import type { GridInForce, PlanState } from './partition.rules.js';

export interface Succession {
  /** Grids that begin, or go on in another form. */
  readonly opened: readonly PlannedGrid[];
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

const sameForm = (a: GridInForce, b: GridInForce): boolean =>
  a.type === b.type && JSON.stringify(a.boundary) === JSON.stringify(b.boundary);
