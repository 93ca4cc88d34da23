import {
  householdPlaced,
  importRegister,
  ownershipChanged,
  registerEstate,
  registerOwner,
  registerSummary,
  registerUnit,
  unitRegistered,
  unitsOfEstate,
  buildingsOfEstate,
  type InputOf,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { eventually, type TestCaller, type TestService } from '@gezhi/shared/testing';
import { startPropertyService } from '../known-community/known-community.fixture.js';

const community = '230521100001';
let service: TestService;
let secretary: TestCaller;
let estateId: string;
let serial = 0;

beforeAll(async () => {
  service = await startPropertyService();
  secretary = service.as({ roles: ['community-secretary'], place: community });
}, 120_000);
afterAll(() => service?.stop());
beforeEach(async () => {
  const estate = { id: newId(), communityCode: community, name: `演示小区${++serial}`, addressLabel: '演示路1号', evidenceIds: [newId()] };
  ({ id: estateId } = await secretary.call(registerEstate, { ...estate, cause: 'NEVER_MANAGED', grounds: '演示' }));
});

type Row = InputOf<typeof importRegister>['rows'][number];
const row = (number: number, more: Partial<Row> = {}) => ({
  ...{ externalRef: `U-${number}`, communityCode: community, estateName: `演示小区${serial}`, buildingLabel: `${number % 3}号楼` },
  ...{ label: `${number}`, kind: 'RESIDENTIAL' as const, squareMetres: '62.5', areaSource: 'TITLE_REGISTER' as const, ...more },
});
const batch = (rows: ReturnType<typeof row>[], more = {}) => ({ batchId: newId(), placeCode: community, rows, ...more });
const summary = () => secretary.call(registerSummary, { estateId });

describe('P-01 a register is taken in', () => {
  it('units, buildings and owners once, whatever is sent again; one person is one owner', async () => {
    const rows = Array.from({ length: 300 }, (_, index) =>
      row(index, { ownerName: '演示业主', identityNumber: `演示-${serial}-${Math.floor(index / 2)}`, ownedSince: '2012-05-20' }),
    );
    const known = await secretary.call(registerOwner, {
      id: newId(),
      estateId,
      kind: 'PERSON',
      name: '演示业主',
      identityNumber: `演示-${serial}-0`,
    });
    expect(await secretary.call(importRegister, batch(rows, { dryRun: true }))).toEqual({ imported: 300, repeated: 0, refused: [] });
    expect(await summary()).toMatchObject({ units: 0, owners: 0, buildings: 0 });
    expect(await secretary.call(importRegister, batch(rows))).toEqual({ imported: 300, repeated: 0, refused: [] });
    const held = { buildings: 3, units: 300, area: 300 * 6_250, owners: 150, unitsWithoutOwner: 0, areaWithoutOwner: 0 };
    expect(await summary()).toEqual(held);
    expect(await secretary.call(importRegister, batch([...rows, row(300)]))).toEqual({ imported: 1, repeated: 300, refused: [] });
    expect(await summary()).toEqual({ ...held, units: 301, area: 301 * 6_250, unitsWithoutOwner: 1, areaWithoutOwner: 6_250 });

    const of = <T extends { data: Record<string, unknown> }>(told: T[]) => told.filter(({ data }) => data.estateId === estateId);
    const [units, owners] = [of(await service.told(unitRegistered)), of(await service.told(ownershipChanged))];
    expect([units.length, owners.length]).toEqual([301, 300]);
    expect(JSON.stringify(owners)).toContain(known.id);
    expect(JSON.stringify([units, owners])).not.toContain('演示');
    const page = await secretary.call(unitsOfEstate, { estateId, limit: 1 });
    expect(page.items[0]).toMatchObject({ area: 6_250, version: 2 });
  });

  it('a door that is taken under another number is refused by its row', async () => {
    await secretary.call(importRegister, batch([row(1)]));
    const [building] = (await secretary.call(buildingsOfEstate, { estateId })).items;
    const entry = {
      id: newId(),
      buildingId: building!.id,
      label: '9',
      kind: 'RESIDENTIAL' as const,
      area: 1,
      areaSource: 'MEASUREMENT' as const,
    };
    await secretary.call(registerUnit, entry);
    expect(await secretary.call(importRegister, batch([row(2, { label: '9', buildingLabel: '1号楼' }), row(4)]))).toEqual({
      ...{ imported: 1, repeated: 0, refused: [{ externalRef: 'U-2', code: 'property.unit.label-taken' }] },
    });
    expect(await summary()).toMatchObject({ units: 3, unitsWithoutOwner: 3 });
  });

  it('a unit names the household that lives there, when it is known', async () => {
    const householdId = newId();
    await service.publish(householdPlaced, {
      ...{ gridCode: `${community}001`, communityCode: community, validFrom: new Date(0).toISOString(), version: 1 },
      placements: [{ householdId, kind: 'RESIDENT' as const }],
    });
    const known = 'SELECT 1 FROM known_household WHERE household_id = $1';
    await eventually(async () => expect((await service.database.pool.query(known, [householdId])).rows).toHaveLength(1));
    expect(await secretary.call(importRegister, batch([row(1, { householdId }), row(2, { householdId: newId() })]))).toEqual({
      ...{ imported: 1, repeated: 0, refused: [{ externalRef: 'U-2', code: 'property.unit.household-unknown' }] },
    });
    expect((await secretary.call(unitsOfEstate, { estateId })).items).toMatchObject([{ householdId }]);
    const told = (await service.told(unitRegistered)).filter(({ data }) => data.estateId === estateId);
    expect(told.map(({ data }) => data.householdId)).toEqual([householdId]);
  });

  it('two batches at once double nothing', async () => {
    const rows = Array.from({ length: 100 }, (_, index) =>
      row(index, { ownerName: '演示业主', identityNumber: `演示-${serial}-${index}` }),
    );
    const outcomes = await Promise.all([rows, [...rows].reverse(), rows].map((each) => secretary.call(importRegister, batch(each))));
    expect(outcomes.map(({ imported }) => imported).sort()).toEqual([0, 0, 100]);
    expect(await summary()).toMatchObject({ units: 100, owners: 100, unitsWithoutOwner: 0 });
  });

  it('another community’s rows are not taken, and wrong areas are no areas', async () => {
    const elsewhere = service.as({ roles: ['community-secretary'], place: '230521100002' });
    expect(await elsewhere.call(importRegister, batch([row(1)], { placeCode: '230521100002' }))).toMatchObject({
      ...{ imported: 0, refused: [{ code: 'property.register.outside-place' }] },
    });
    await expect(elsewhere.call(importRegister, batch([row(1)]))).rejects.toThrow(
      expect.objectContaining({ code: 'platform.request.not-found' }),
    );
    for (const squareMetres of ['0', '0.00', '62.505', '-1', '６２', '1e3', '1234567'])
      await expect(secretary.call(importRegister, batch([row(1, { squareMetres })]))).rejects.toThrow(
        expect.objectContaining({ code: 'platform.request.invalid' }),
      );
    expect(await summary()).toMatchObject({ units: 0 });
  });
});
