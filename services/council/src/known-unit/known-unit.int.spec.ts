import { ownedUnitsOfEstate, ownershipChanged, unitRegistered } from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { eventually, startTestService, type TestService } from '@gezhi/shared/testing';
import { councilService } from '../service.module.js';

const communityCode = '230521100001';
const day = (n: number) => `2026-03-${String(n).padStart(2, '0')}T00:00:00.000Z`;
let service: TestService;
beforeAll(async () => {
  service = await startTestService(councilService);
}, 120_000);
afterAll(() => service?.stop());

describe('C-10 the register of units is heard', () => {
  it('the latest version holds, in whatever order and however often it is told; the owners of an earlier day can be read', async () => {
    const [unitId, estateId, first, second, third] = Array.from({ length: 5 }, newId) as [string, string, string, string, string];
    const at = { unitId, estateId, communityCode, at: day(20) };
    const unit = { ...at, buildingId: newId(), kind: 'RESIDENTIAL' as const, areaSource: 'TITLE_REGISTER' as const, householdId: null };
    const owners = { ...at, form: 'SOLE' as const };
    const sole = (ownerId: string) => [{ ownerId, share: null }];
    const sold = { ...owners, titles: sole(second), validFrom: day(10), version: 3 };
    const corrected = { ...owners, titles: sole(third), validFrom: day(8), version: 4 };
    const bought = { ...owners, titles: sole(first), validFrom: day(1), version: 2 };
    await service.publish(unitRegistered, { ...unit, area: 9_100, version: 5 });
    for (const told of [corrected, sold, bought, sold, corrected]) await service.publish(ownershipChanged, told);
    await service.publish(unitRegistered, { ...unit, area: 9_000, version: 1 });
    const secretary = service.as({ roles: ['community-secretary'], place: communityCode });
    const read = async (n?: number) => (await secretary.call(ownedUnitsOfEstate, { estateId, ...(n && { at: day(n) }) })).items;
    await eventually(async () => {
      const { rows } = await service.database.pool.query('SELECT count(*)::int AS n FROM inbox');
      expect(rows[0]).toEqual({ n: 7 });
    });
    expect(await read()).toEqual([{ unitId, area: 9_100, areaSource: 'TITLE_REGISTER', version: 5, ownerIds: [third], ownedFrom: day(8) }]);
    const onDay = async (n: number) => (await read(n))[0]!.ownerIds;
    expect([await onDay(7), await onDay(9)]).toEqual([[first], [third]]);
    const stranger = service.as({ roles: ['community-secretary'], place: '230521100002' });
    expect((await stranger.call(ownedUnitsOfEstate, { estateId })).items).toEqual([]);
  });
});
