import {
  activatePartition,
  calibrateField,
  draftPartition,
  profileFields,
  profileFreshness,
  profilePublished,
  profileStale,
  publishProfileCatalogue,
  publishProfileVersion,
  readProfile,
  readProfileCatalogue,
  submitField,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { startTestService, type TestCaller, type TestService } from '@gezhi/shared/testing';
import { gridService } from '../service.module.js';

const community = '320404004004';
const gridCode = `${community}001`;
const refusal = (name: string) => expect.objectContaining({ code: `grid.profile.${name}` });
const day = 86_400_000;

let service: TestService;
let worker: TestCaller;
let secretary: TestCaller;
let leader: TestCaller;
let codes: string[];

beforeAll(async () => {
  service = await startTestService(gridService);
  leader = service.as({ roles: ['street-leader'], place: '320404004' });
  secretary = service.as({ roles: ['community-secretary'], place: community });
  worker = service.as({ roles: ['grid-worker'], place: gridCode });
  const boundary = {
    type: 'Polygon' as const,
    coordinates: [
      [
        [119, 31],
        [119.01, 31],
        [119.01, 31.01],
        [119, 31.01],
        [119, 31],
      ] as [number, number][],
    ],
  };
  const { id } = await leader.call(draftPartition, {
    id: newId(),
    communityCode: community,
    grids: [{ type: 'COMMUNITY_BUILDING', boundary }],
  });
  await leader.call(activatePartition, { id });
  codes = (await worker.call(readProfileCatalogue, { placeCode: gridCode })).items.map(({ code }) => code);
}, 120_000);
afterAll(() => service?.stop());

async function survey(classCode: string, value = '12', correction = false): Promise<string> {
  const { id } = await worker.call(submitField, { id: newId(), gridCode, classCode, key: 'count', value, source: '入户走访', correction });
  await secretary.call(calibrateField, { id });
  return id;
}
const publish = () => secretary.call(publishProfileVersion, { id: newId(), gridCode });

describe('G-04, G-T5 the catalogue of a jurisdiction', () => {
  it('has twelve classes, and is invisible to another jurisdiction (X-T11)', async () => {
    expect(codes).toHaveLength(12);
    await expect(service.as({ roles: ['operator'], place: '230521' }).call(readProfileCatalogue, { placeCode: gridCode })).rejects.toThrow(
      expect.objectContaining({ code: 'platform.request.not-found' }),
    );
  });

  it('is refused with eleven or thirteen, and replaced by a version of twelve', async () => {
    const { items, version } = await leader.call(readProfileCatalogue, { placeCode: '320404004' });
    const put = (of: typeof items) => leader.call(publishProfileCatalogue, { id: newId(), jurisdictionId: '320404004', items: of });
    const cardinality = expect.objectContaining({ code: 'platform.catalogue.cardinality' });
    await expect(put(items.slice(1))).rejects.toThrow(cardinality);
    await expect(put([...items, { ...items[0]!, code: 'THIRTEENTH' }])).rejects.toThrow(cardinality);
    expect(await put(items.map((item) => ({ ...item, assumed: false })))).toMatchObject({ version: version + 1 });
    expect((await worker.call(readProfileCatalogue, { placeCode: gridCode })).version).toBe(version + 1);
  });
});

describe('G-03, G-04, G-T4 a profile', () => {
  let published: string;

  it('is incomplete with eleven classes, naming the missing one, and nothing comes into force', async () => {
    for (const code of codes.slice(0, 11)) await survey(code);
    await expect(publish()).rejects.toThrow(
      expect.objectContaining({ code: 'grid.profile.incomplete', details: { classes: [codes[11]] } }),
    );
    expect(await leader.call(readProfile, { gridCode })).toMatchObject({ number: null, complete: false, fields: [] });
  });

  it('is published with all twelve', async () => {
    await survey(codes[11]!);
    expect(await publish()).toMatchObject({ number: 1 });
    const profile = await leader.call(readProfile, { gridCode });
    expect(profile).toMatchObject({ number: 1, complete: true, hidden: [] });
    expect(profile.fields).toHaveLength(12);
    expect((await service.told(profilePublished)).map(({ data }) => data)).toMatchObject([{ gridCode, number: 1, fields: 12 }]);
    published = profile.publishedAt!;
  });

  it('needs a second person, and a grid in force', async () => {
    const { id } = await worker.call(submitField, {
      id: newId(),
      gridCode,
      classCode: codes[0]!,
      key: 'second',
      value: '3',
      source: '入户走访',
    });
    await expect(worker.call(calibrateField, { id })).rejects.toThrow(refusal('same-submitter'));
    await expect(
      leader.call(submitField, { id: newId(), gridCode: '320404004009001', classCode: codes[0]!, key: 'a', value: '3', source: '走访' }),
    ).rejects.toThrow(refusal('grid-unknown'));
    await expect(
      worker.call(submitField, { id: newId(), gridCode, classCode: 'UNHEARD_OF', key: 'a', value: '3', source: '走访' }),
    ).rejects.toThrow(refusal('class-unknown'));
  });

  it('hides sensitive classes from duties that do not need them, and logs every reading', async () => {
    const cadre = service.as({ roles: ['cadre'], place: gridCode });
    const profile = await cadre.call(readProfile, { gridCode });
    expect(profile.hidden).toEqual(['DISPUTE_STOCK', 'PARTY_ORGANISATION', 'VULNERABLE_GROUP']);
    expect(profile.fields).toHaveLength(9);
    expect((await cadre.call(profileFields, { gridCode })).items.filter(({ classCode }) => profile.hidden.includes(classCode))).toEqual([]);
    await expect(
      cadre.call(submitField, { id: newId(), gridCode, classCode: 'DISPUTE_STOCK', key: 'a', value: '3', source: '走访' }),
    ).rejects.toThrow(refusal('class-hidden'));
    const { rows } = await service.database.pool.query('SELECT 1 FROM access_log WHERE actor_id = $1', [cadre.accountId]);
    expect(rows).toHaveLength(2);
  });

  it('is read as of an instant, and anew when a newer survey is published', async () => {
    await service.advance(day);
    await survey(codes[0]!, '15', true);
    expect(await publish()).toMatchObject({ number: 2 });
    const value = async (asOf?: string) =>
      (await leader.call(readProfile, { gridCode, ...(asOf && { asOf }) })).fields.find(
        ({ classCode, key }) => classCode === codes[0] && key === 'count',
      )?.value;
    expect([await value(published), await value()]).toEqual(['12', '15']);
    expect(await leader.call(readProfile, { gridCode, asOf: new Date(Date.parse(published) - 1).toISOString() })).toMatchObject({
      number: null,
      complete: false,
    });
  });

  it('goes stale once, however often it is looked at', async () => {
    await service.advance(90 * day);
    for (let scan = 0; scan < 3; scan++) await service.schedules.runAll();
    const stale = (await service.told(profileStale)).map(({ data }) => String(data.classCode));
    expect(stale.toSorted()).toEqual(['DISPUTE_STOCK', 'LIVELIHOOD_NEED', 'SAFETY_HAZARD', 'SANITATION', 'VULNERABLE_GROUP']);
    const profile = await leader.call(readProfile, { gridCode });
    expect(profile.complete).toBe(false);
    expect(
      profile.classes
        .filter(({ state }) => state === 'STALE')
        .map(({ classCode }) => classCode)
        .toSorted(),
    ).toEqual(stale.toSorted());
    const { grids } = await secretary.call(profileFreshness, { placeCode: community });
    expect(grids).toMatchObject([{ gridCode, complete: { numerator: 7, denominator: 12 }, fresh: { numerator: 7, denominator: 12 } }]);
    expect(grids[0]!.gaps.toSorted()).toEqual(stale.toSorted());
    await expect(publish()).rejects.toThrow(refusal('incomplete'));
  });
});
