import { partitionErrors, type GridType, type PlannedGrid } from '@gezhi/shared/contracts';
import { ensure } from '@gezhi/shared/domain';
import type { GridInForce } from './partition.rules.js';

interface Asked {
  readonly code?: string | undefined;
  readonly type: GridType;
  readonly reason?: string | undefined;
}

const typesOf = (inForce: readonly GridInForce[]) => new Map(inForce.map(({ code, type }) => [code, type]));

/**
 * G-07 What a planned grid keeps of types: what a grid that goes on is at drafting, and why the plan changes that. Refuses with
 * `grid.partition.reason-missing` {code}.
 */
export function plannedType({ code, type, reason }: Asked, inForce: readonly GridInForce[]): Pick<PlannedGrid, 'typeWas' | 'reason'> {
  const typeWas = inForce.find((grid) => grid.code === code)?.type ?? null;
  if (typeWas === null || typeWas === type) return { typeWas, reason: null };
  ensure(reason, partitionErrors.reasonMissing, { code: code! });
  return { typeWas, reason };
}

/** G-06 G-07 The plan as it comes into force now: a grid that goes on keeps the type it has, unless the plan itself changes it. */
export function withTypesKept<P extends { readonly grids: PlannedGrid[] }>(plan: P, inForce: readonly GridInForce[]): P {
  const types = typesOf(inForce);
  const grids = plan.grids.map((grid) =>
    grid.kept && grid.typeWas === grid.type ? { ...grid, type: types.get(grid.code) ?? grid.type } : grid,
  );
  return { ...plan, grids };
}

/** G-06 G-07 The codes of grids whose type a plan changes, and that were given a third type since it was drafted. */
export function reclassified({ grids }: { readonly grids: readonly PlannedGrid[] }, inForce: readonly GridInForce[]): string[] {
  const types = typesOf(inForce);
  const changed = grids.filter(({ kept, type, typeWas }) => kept && typeWas && typeWas !== type);
  return changed.filter(({ code, type, typeWas }) => ![undefined, type, typeWas].includes(types.get(code))).map(({ code }) => code);
}
