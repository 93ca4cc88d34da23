import { partitionErrors, type PlannedGrid } from '@gezhi/shared/contracts';
import { ensure } from '@gezhi/shared/domain';
import { takesGround } from './boundary.rules.js';
import type { GridInForce } from './partition.rules.js';

type Planned = { readonly grids: PlannedGrid[] };

/** G-06 The grids in force that a plan neither goes on with nor has as a source: their open work would go on nowhere. */
export function heirless({ grids }: Planned, inForce: readonly GridInForce[]): GridInForce[] {
  const named = new Set(grids.flatMap(({ code, kept, from }) => (kept ? [code, ...from] : from)));
  return inForce.filter(({ code }) => !named.has(code));
}

/** G-06 The plan with an heir for each grid that ends and was named by none: it is a source of every planned grid that takes ground from it. */
export function withHeirs<P extends Planned>(plan: P, inForce: readonly GridInForce[]): P {
  const ending = heirless(plan, inForce);
  const grids = plan.grids.map((grid) => {
    const taken = ending.filter(({ boundary }) => takesGround(grid.boundary, boundary)).map(({ code }) => code);
    return taken.length ? { ...grid, from: [...grid.from, ...taken] } : grid;
  });
  return { ...plan, grids };
}

/** G-06 The plan with its heirs; refuses with `grid.partition.heir-missing` {codes} where no planned grid takes the ground of one that ends. */
export function ensureHeirs<P extends Planned>(asked: P, inForce: readonly GridInForce[]): P {
  const plan = withHeirs(asked, inForce);
  const codes = heirless(plan, inForce).map(({ code }) => code);
  ensure(!codes.length, partitionErrors.heirMissing, { codes });
  return plan;
}
