import { activatePartition, draftPartition, type values } from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import type { TestService } from '@gezhi/shared/testing';

/** A hundredth of a degree wide, from the longitude on. */
export function stripe(west: number): values.Polygon {
  const east = west + 0.01;
  const ring: [number, number][] = [
    [west, 31],
    [east, 31],
    [east, 31.01],
    [west, 31.01],
    [west, 31],
  ];
  return { type: 'Polygon', coordinates: [ring] };
}

/** Draws the grids of one community, a hundredth of a degree wide from 119° E on, and brings them into force; for specs. */
export async function drawGrids(service: Pick<TestService, 'as'>, ...codes: readonly [string, ...string[]]): Promise<void> {
  const communityCode = codes[0].slice(0, 12);
  const leader = service.as({ roles: ['street-leader'], place: communityCode.slice(0, 9) });
  const grids = codes.map((code, index) => ({
    serial: code.slice(12),
    type: 'CONFLICT_RESOLUTION' as const,
    boundary: stripe(119 + index / 100),
    from: [],
  }));
  const { id } = await leader.call(draftPartition, { id: newId(), communityCode, grids });
  await leader.call(activatePartition, { id });
}
