import {
  buildingsOfEstate,
  correctOwnership,
  correctUnit,
  householdLeft,
  householdPlaced,
  ownershipChanged,
  ownershipsOfUnit,
  ownersOfUnit,
  readUnit,
  recordOwnership,
  registerBuilding,
  registerEstate,
  registerOwner,
  registerSummary,
  registerUnit,
  unitRegistered,
  unitsOfEstate,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { eventually, type TestCaller, type TestService } from '@gezhi/shared/testing';
import { startPropertyService } from '../known-community/known-community.fixture.js';

const community = '230521100001';
const unitRefusal = (name: string) => expect.objectContaining({ code: `property.unit.${name}` });
const refusal = (name: string) => expect.objectContaining({ code: `property.ownership.${name}` });
const platform = (name: string) => expect.objectContaining({ code: `platform.request.${name}` });
const since = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();

let service: TestService;
let leader: TestCaller;
let secretary: TestCaller;
let elsewhere: TestCaller;
let estateId: string;
let buildingId: string;
let serial = 0;

beforeAll(async () => {
  service = await startPropertyService();
  leader = service.as({ roles: ['street-leader'], place: '230521' });
  secretary = service.as({ roles: ['community-secretary'], place: community });
  elsewhere = service.as({ roles: ['community-secretary'], place: '230521100002' });
}, 120_000);
afterAll(() => service?.stop());
beforeEach(async () => {
  const estate = { id: newId(), communityCode: community, name: `演示小区${++serial}`, addressLabel: '演示路1号', evidenceIds: [newId()] };
  ({ id: estateId } = await leader.call(registerEstate, { ...estate, cause: 'NEVER_MANAGED', grounds: '演示' }));
  ({ id: buildingId } = await secretary.call(registerBuilding, { id: newId(), estateId, label: '1号楼' }));
});

const unit = (label: string, more = {}) => ({
  ...{ id: newId(), buildingId, label, kind: 'RESIDENTIAL' as const, area: 6_250, areaSource: 'TITLE_REGISTER' as const },
  ...more,
});
const owner = async (more = {}) =>
  (await secretary.call(registerOwner, { id: newId(), estateId, kind: 'PERSON', name: '演示业主', ...more })).id;
const owned = (unitId: string, owners: string[], more = {}) => ({
  ...{
    id: newId(),
    unitId,
    form: owners.length > 1 ? ('JOINT' as const) : ('SOLE' as const),
    titles: owners.map((ownerId) => ({ ownerId })),
  },
  ...{ basis: 'TITLE_REGISTER' as const, validFrom: since(10), ...more },
});
const rows = async () =>
  Promise.all(
    ['building', 'unit', 'owner', 'person', 'ownership', 'title', 'outbox', 'audit'].map(
      async (table) => (await service.database.pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`)).rows[0]!.n,
    ),
  );

describe('P-01 the register that votes rest on', () => {
  it('units and owners are registered, and told by ids, areas and shares alone', async () => {
    const householdId = newId();
    await service.publish(householdPlaced, {
      ...{ gridCode: `${community}001`, communityCode: community, validFrom: since(100), version: 1 },
      placements: [{ householdId, kind: 'RESIDENT' }],
    });
    const given = unit('1单元101', { householdId });
    await eventually(async () => expect(await secretary.call(registerUnit, given)).toMatchObject({ ...given, estateId, version: 1 }));
    const [one, two] = [await owner({ identityNumber: '演示-0001', phone: '演示' }), await owner({ name: '演示共有人' })];
    const titles = [
      { ownerId: one, share: { numerator: 2, denominator: 3 } },
      { ownerId: two, share: { numerator: 1, denominator: 3 } },
    ];
    const recorded = await secretary.call(recordOwnership, owned(given.id, [one, two], { form: 'BY_SHARES', titles }));
    expect(recorded).toMatchObject({ unitId: given.id, form: 'BY_SHARES', titles, validTo: null, version: 2 });
    expect((await service.told(unitRegistered)).map(({ data }) => data).at(-1)).toMatchObject({
      unitId: given.id,
      householdId,
      area: 6_250,
    });
    expect((await service.told(ownershipChanged)).map(({ data }) => data).at(-1)).toMatchObject({ unitId: given.id, titles, version: 2 });
    const told = JSON.stringify(await service.told());
    const audit = JSON.stringify((await service.database.pool.query('SELECT changes FROM audit')).rows);
    const kept = JSON.stringify((await service.database.pool.query('SELECT response FROM idempotency')).rows);
    for (const text of [told, audit, kept]) for (const word of ['演示业主', '演示共有人', '演示-0001']) expect(text).not.toContain(word);

    const named = (await secretary.call(ownersOfUnit, { unitId: given.id })).items;
    expect(named.map(({ name }) => name).sort()).toEqual(['演示业主', '演示共有人'].sort());
    const resident = service.as({ roles: ['resident'], household: householdId });
    expect(await resident.call(readUnit, { id: given.id })).toMatchObject({ label: '1单元101' });
    await expect(resident.call(ownersOfUnit, { unitId: given.id })).rejects.toThrow(platform('forbidden'));
  });

  it('a sale ends what held before, at one instant; the past stays readable', async () => {
    const { id } = await secretary.call(registerUnit, unit('1单元102'));
    const [seller, buyer] = [await owner(), await owner()];
    const first = await secretary.call(recordOwnership, owned(id, [seller]));
    const second = await secretary.call(recordOwnership, owned(id, [buyer], { validFrom: since(2), basis: 'SALE_CONTRACT' }));
    const all = await secretary.call(ownershipsOfUnit, { unitId: id });
    expect(all.items).toEqual([second, { ...first, validTo: second.validFrom }]);
    expect((await secretary.call(ownersOfUnit, { unitId: id })).items.map((each) => each.id)).toEqual([buyer]);
    expect(await secretary.call(readUnit, { id })).toMatchObject({ version: 3 });
    await expect(secretary.call(recordOwnership, owned(id, [seller], { validFrom: since(5) }))).rejects.toThrow(refusal('not-later'));
    await expect(secretary.call(recordOwnership, owned(id, [seller], { validFrom: since(1) }), { match: 2 })).rejects.toThrow(
      platform('stale-version'),
    );
  });

  it('a wrong entry is put right: it stays, held for no time, and what was before reaches to the right one', async () => {
    const { id } = await secretary.call(registerUnit, unit('1单元103'));
    const [seller, wrong, buyer] = [await owner(), await owner(), await owner()];
    const first = await secretary.call(recordOwnership, owned(id, [seller]));
    const mistaken = await secretary.call(recordOwnership, owned(id, [wrong], { validFrom: since(2) }));
    const right = (wrongId: string, more = {}) => ({
      ...owned(id, [buyer], { validFrom: since(3), ...more }),
      ...{ wrongId, evidenceIds: [newId()] },
    });
    const before = await rows();
    await expect(secretary.call(correctOwnership, right(first.id))).rejects.toThrow(refusal('not-present'));
    await expect(secretary.call(correctOwnership, right(mistaken.id, { validFrom: since(11) }))).rejects.toThrow(refusal('not-later'));
    await expect(secretary.call(correctOwnership, { ...right(mistaken.id), evidenceIds: [] })).rejects.toThrow(platform('invalid'));
    await expect(elsewhere.call(correctOwnership, right(mistaken.id))).rejects.toThrow(platform('not-found'));
    expect(await rows()).toEqual(before);
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => secretary.call(correctOwnership, right(mistaken.id))));
    const [done, ...others] = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    expect(others).toEqual([]);
    expect(done).toMatchObject({ version: 4, validTo: null, correctedBy: null });
    const { items } = await secretary.call(ownershipsOfUnit, { unitId: id });
    expect(items).toEqual([
      { ...mistaken, validTo: mistaken.validFrom, correctedBy: done!.id },
      done,
      { ...first, validTo: done!.validFrom },
    ]);
    expect((await secretary.call(ownersOfUnit, { unitId: id })).items.map((each) => each.id)).toEqual([buyer]);
    expect((await service.told(ownershipChanged)).at(-1)!.data).toMatchObject({ unitId: id, titles: [{ ownerId: buyer }], version: 4 });
    const alone = await secretary.call(recordOwnership, owned((await secretary.call(registerUnit, unit('1单元104'))).id, [wrong]));
    const anew = { ...right(alone.id), unitId: alone.unitId, id: newId(), validFrom: since(30) };
    expect(await secretary.call(correctOwnership, anew)).toMatchObject({ validTo: null, version: 3 });
  });

  it('the household of a unit leaves: the unit is there, and names none', async () => {
    const [householdId, other] = [newId(), newId()];
    const place = { gridCode: `${community}001`, communityCode: community };
    await service.publish(householdPlaced, {
      ...{ ...place, validFrom: since(100), version: 1 },
      placements: [householdId, other].map((each) => ({ householdId: each, kind: 'RESIDENT' as const })),
    });
    const given = unit('1单元105', { householdId });
    await eventually(async () => expect(await secretary.call(registerUnit, given)).toMatchObject({ version: 1 }));
    await secretary.call(registerUnit, unit('1单元106', { householdId: other }));
    await service.publish(householdLeft, { ...place, householdId, kind: 'RESIDENT', at: since(0), version: 2 });
    await eventually(async () => expect(await secretary.call(readUnit, { id: given.id })).toMatchObject({ householdId: null, version: 2 }));
    expect((await service.told(unitRegistered)).at(-1)!.data).toMatchObject({ unitId: given.id, householdId: null, version: 2 });
    // It came again before the tiding that it left is heard.
    await service.publish(householdPlaced, {
      ...{ ...place, validFrom: since(0), version: 5 },
      placements: [{ householdId: other, kind: 'RESIDENT' as const }],
    });
    const known = 'SELECT 1 FROM known_household WHERE household_id = $1 AND version = 5';
    await eventually(async () => expect((await service.database.pool.query(known, [other])).rows).toHaveLength(1));
    const late = await service.publish(householdLeft, { ...place, householdId: other, kind: 'RESIDENT', at: since(1), version: 4 });
    const heard = 'SELECT count(*)::int AS n FROM inbox WHERE event_id = $1';
    await eventually(async () => expect((await service.database.pool.query(heard, [late])).rows).toEqual([{ n: 2 }]));
    const page = await secretary.call(unitsOfEstate, { estateId });
    expect(page.items.map((each) => each.householdId)).toEqual([null, other]);
  });

  it('the summary says what is known, and each owner is one head', async () => {
    const [a, b, c] = await Promise.all(['201', '202', '203'].map((label) => secretary.call(registerUnit, unit(label))));
    const two = await owner();
    await secretary.call(recordOwnership, owned(a!.id, [two]));
    await secretary.call(recordOwnership, owned(b!.id, [two, await owner()]));
    await secretary.call(correctUnit, { id: c!.id, area: 10_000, areaSource: 'MEASUREMENT' });
    const company = service.as({ roles: ['property-company'], estate: estateId });
    expect(await company.call(registerSummary, { estateId })).toEqual({
      ...{ buildings: 1, units: 3, area: 22_500, owners: 2, unitsWithoutOwner: 1, areaWithoutOwner: 10_000 },
    });
    const page = await company.call(unitsOfEstate, { estateId, limit: 2 });
    const rest = await company.call(unitsOfEstate, { estateId, buildingId, limit: 2, after: page.next! });
    expect([...page.items, ...rest.items].map(({ label }) => label)).toEqual(['201', '202', '203']);
    expect((await company.call(buildingsOfEstate, { estateId })).items.map(({ label }) => label)).toEqual(['1号楼']);
  });

  it('two sales at once: the unit has one owner at every instant', async () => {
    const { id } = await secretary.call(registerUnit, unit('301'));
    const owners = await Promise.all([owner(), owner(), owner(), owner()]);
    const outcomes = await Promise.allSettled(
      owners.map((each, index) => secretary.call(recordOwnership, owned(id, [each], { validFrom: since(index + 1) }))),
    );
    const { items } = await secretary.call(ownershipsOfUnit, { unitId: id });
    expect(items).toHaveLength(outcomes.filter(({ status }) => status === 'fulfilled').length);
    expect(items.filter(({ validTo }) => validTo === null)).toHaveLength(1);
    for (const [index, { validFrom }] of items.slice(0, -1).entries()) expect(items[index + 1]!.validTo).toBe(validFrom);
    const { version } = await secretary.call(readUnit, { id });
    expect(version).toBe(1 + items.length);
  });

  it('the same person registered twice at once is one owner', async () => {
    const typed = [`演示-${serial}x`, `演示-${serial}X`, ` 演示-${serial} ｘ`];
    const outcomes = await Promise.allSettled(typed.map((identityNumber) => owner({ identityNumber })));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toEqual(refusal('owner-taken'));
    const counted = 'SELECT count(*)::int AS n FROM owner WHERE estate_id = $1';
    expect((await service.database.pool.query<{ n: number }>(counted, [estateId])).rows).toEqual([{ n: 1 }]);
  });

  it('refuses what is taken, unknown or out of scope, and writes nothing', async () => {
    const { id } = await secretary.call(registerUnit, unit('401'));
    const one = await owner();
    const before = await rows();
    await expect(secretary.call(registerBuilding, { id: newId(), estateId, label: '1号楼' })).rejects.toThrow(
      unitRefusal('building-taken'),
    );
    await expect(secretary.call(registerUnit, unit('401'))).rejects.toThrow(unitRefusal('label-taken'));
    await expect(secretary.call(registerUnit, unit('402', { householdId: newId() }))).rejects.toThrow(unitRefusal('household-unknown'));
    await expect(secretary.call(registerUnit, unit('402', { buildingId: newId() }))).rejects.toThrow(unitRefusal('building-unknown'));
    for (const area of [0, -1, 62.5, 2 ** 31])
      await expect(secretary.call(registerUnit, unit('402', { area }))).rejects.toThrow(platform('invalid'));
    await expect(secretary.call(correctUnit, { id })).rejects.toThrow(unitRefusal('unchanged'));
    await expect(elsewhere.call(registerUnit, unit('402'))).rejects.toThrow(unitRefusal('building-unknown'));
    await expect(elsewhere.call(correctUnit, { id, area: 1 })).rejects.toThrow(platform('not-found'));
    await expect(elsewhere.call(recordOwnership, owned(id, [one]))).rejects.toThrow(platform('not-found'));
    await expect(elsewhere.call(ownersOfUnit, { unitId: id })).rejects.toThrow(platform('not-found'));
    await expect(elsewhere.call(registerSummary, { estateId })).rejects.toThrow(platform('not-found'));
    await expect(secretary.call(recordOwnership, owned(id, [newId()]))).rejects.toThrow(refusal('owner-unknown'));
    await expect(secretary.call(recordOwnership, owned(id, [one], { validFrom: since(-1) }))).rejects.toThrow(refusal('in-future'));
    expect((await elsewhere.call(unitsOfEstate, { estateId })).items).toEqual([]);
    expect(await rows()).toEqual(before);
  });
});
