import { householdPlaced, listDemand, listService, type InputOf } from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { addDays, localDateOf } from '@gezhi/shared/domain';
import { eventually, type TestCaller, type TestService } from '@gezhi/shared/testing';

export const community = '230521100001';
export const grid = `${community}001`;

let version = 0;

/** A household that lives in a grid of the community, as the grids told, with its resident. */
export async function householdThere(service: TestService, of: { readonly gridCode?: string; readonly communityCode?: string } = {}) {
  const householdId = newId();
  const { gridCode = grid, communityCode = community } = of;
  const placements = [{ householdId, kind: 'RESIDENT' as const }];
  await service.publish(householdPlaced, { gridCode, communityCode, placements, validFrom: service.clock.now(), version: ++version });
  await eventually(async () => {
    const { rows } = await service.database.pool.query('SELECT 1 FROM known_household WHERE household_id = $1', [householdId]);
    expect(rows).toHaveLength(1);
  });
  return { householdId, resident: service.as({ roles: ['resident'], household: householdId }) };
}

export const demanding = (changes: Partial<InputOf<typeof listDemand>> = {}) => ({
  ...{ id: newId(), communityCode: community, field: 'HEALTH', title: '演示：上门量血压', slots: ['WEEKDAY_DAY' as const] },
  ...changes,
});

export const offering = (service: TestService, changes: Partial<InputOf<typeof listService>> = {}) => {
  const from = localDateOf(service.clock.now());
  return {
    ...{ id: newId(), placeCode: community, field: 'HEALTH', title: '演示：社区义诊', slots: ['WEEKDAY_DAY' as const] },
    ...{ from, to: addDays(from, 365), capacity: 2 },
    ...changes,
  };
};

export const listed = (caller: TestCaller, changes: Partial<InputOf<typeof listDemand>> = {}) =>
  caller.call(listDemand, demanding(changes));
export const offered = (service: TestService, caller: TestCaller, changes: Partial<InputOf<typeof listService>> = {}) =>
  caller.call(listService, offering(service, changes));
