import {
  completeSurvey,
  estateBoard,
  estatesOfPlace,
  facilitiesOfEstate,
  readEstate,
  registerEstate,
  registerFacility,
  surveyFacility,
  surveysOfFacility,
  estateRegistered,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import type { TestCaller, TestService } from '@gezhi/shared/testing';
import { startPropertyService } from '../known-community/known-community.fixture.js';

const community = '230521100001';
const refusal = (name: string) => expect.objectContaining({ code: `property.estate.${name}` });
const platform = (name: string) => expect.objectContaining({ code: `platform.request.${name}` });

let service: TestService;
let leader: TestCaller;
let elsewhere: TestCaller;

beforeAll(async () => {
  service = await startPropertyService();
  leader = service.as({ roles: ['street-leader'], place: '230521' });
  elsewhere = service.as({ roles: ['community-secretary'], place: '230521100002' });
}, 120_000);
afterAll(() => service?.stop());

const input = (name: string, more = {}) => ({
  id: newId(),
  communityCode: community,
  name,
  addressLabel: '演示路1号',
  cause: 'PROVIDER_LEFT' as const,
  grounds: '演示：物业撤离',
  evidenceIds: [newId()],
  ...more,
});
const lamp = (estateId: string, label = '东门路灯') => ({ id: newId(), estateId, kind: 'LIGHTING' as const, label });
const found = (facilityId: string, grade: 'INTACT' | 'DAMAGED' = 'DAMAGED') => ({ id: newId(), facilityId, grade, evidenceIds: [newId()] });
const rows = async () =>
  Promise.all(
    ['estate', 'facility', 'condition_survey', 'audit'].map(
      async (table) => (await service.database.pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`)).rows[0]!.n,
    ),
  );

describe('P-01, P-07 from abandoned to surveyed', () => {
  it('an estate is registered, its facilities are graded with photographs, and the survey is completed', async () => {
    const given = input('演示一小区');
    const estate = await leader.call(registerEstate, given);
    expect(estate).toMatchObject({ ...given, status: 'ABANDONED', surveyedAt: null, version: 1 });
    expect(await leader.call(registerEstate, given)).toEqual(estate);
    expect((await service.told(estateRegistered)).filter(({ data }) => data.estateId === estate.id)).toMatchObject([
      { data: { communityCode: estate.communityCode, version: 1 } },
    ]);
    await expect(leader.call(completeSurvey, { id: estate.id })).rejects.toThrow(refusal('no-facility'));
    const facility = await leader.call(registerFacility, lamp(estate.id));
    expect(facility).toMatchObject({ estateId: estate.id, communityCode: community, grade: null, surveyedAt: null });
    await expect(leader.call(completeSurvey, { id: estate.id })).rejects.toThrow(refusal('facility-not-surveyed'));
    await leader.call(surveyFacility, found(facility.id));
    const last = await leader.call(surveyFacility, { ...found(facility.id, 'INTACT'), finding: '已更换灯具' });
    expect(await leader.call(completeSurvey, { id: estate.id })).toMatchObject({ status: 'SURVEYED', version: 2 });
    await expect(leader.call(completeSurvey, { id: estate.id })).rejects.toThrow(platform('wrong-state'));

    const company = service.as({ roles: ['property-company'], estate: estate.id });
    expect(await company.call(readEstate, { id: estate.id })).toMatchObject({ name: '演示一小区', status: 'SURVEYED' });
    expect((await company.call(facilitiesOfEstate, { estateId: estate.id })).items).toMatchObject([{ id: facility.id, grade: 'INTACT' }]);
    const first = await company.call(surveysOfFacility, { facilityId: facility.id, limit: 1 });
    const second = await company.call(surveysOfFacility, { facilityId: facility.id, limit: 1, after: first.next! });
    expect([first.items[0], second.items[0]!.grade, second.next]).toEqual([last, 'DAMAGED', null]);
  });

  it('the board counts where the estates of a place stand', async () => {
    for (const name of ['演示甲', '演示乙', '演示丙']) await leader.call(registerEstate, input(name, { communityCode: '230521100007' }));
    expect(await leader.call(estateBoard, { placeCode: '230521100007' })).toEqual({
      ...{ estates: 3, abandoned: 3, surveyed: 0, trial: 0, takenOver: 0 },
    });
    const page = await leader.call(estatesOfPlace, { placeCode: '230521100007', limit: 2 });
    const rest = await leader.call(estatesOfPlace, { placeCode: '230521100007', limit: 2, after: page.next! });
    expect([...page.items, ...rest.items].map(({ name }) => name).sort()).toEqual(['演示丙', '演示乙', '演示甲'].sort());
    await expect(elsewhere.call(estateBoard, { placeCode: '230521100007' })).rejects.toThrow(platform('not-found'));
  });

  it('refuses what is taken, unknown or out of scope, and writes nothing', async () => {
    const { id } = await leader.call(registerEstate, input('演示二小区'));
    const facility = await leader.call(registerFacility, lamp(id));
    const before = await rows();
    await expect(leader.call(registerEstate, input('演示二小区'))).rejects.toThrow(refusal('name-taken'));
    await expect(leader.call(registerEstate, input('演示三小区', { evidenceIds: [] }))).rejects.toThrow(platform('invalid'));
    await expect(elsewhere.call(registerEstate, input('演示四小区'))).rejects.toThrow(platform('not-found'));
    const nowhere = input('演示五小区', { communityCode: '230521100999' });
    await expect(leader.call(registerEstate, nowhere)).rejects.toThrow(refusal('community-unknown'));
    await expect(leader.call(registerFacility, lamp(id))).rejects.toThrow(refusal('facility-taken'));
    await expect(leader.call(registerFacility, lamp(newId()))).rejects.toThrow(refusal('estate-unknown'));
    await expect(elsewhere.call(registerFacility, lamp(id, '西门路灯'))).rejects.toThrow(refusal('estate-unknown'));
    await expect(leader.call(surveyFacility, found(newId()))).rejects.toThrow(refusal('facility-unknown'));
    await expect(elsewhere.call(surveyFacility, found(facility.id))).rejects.toThrow(refusal('facility-unknown'));
    await expect(leader.call(surveyFacility, { ...found(facility.id), evidenceIds: [] })).rejects.toThrow(platform('invalid'));
    await expect(elsewhere.call(completeSurvey, { id })).rejects.toThrow(platform('not-found'));
    await expect(elsewhere.call(readEstate, { id })).rejects.toThrow(platform('not-found'));
    expect((await elsewhere.call(facilitiesOfEstate, { estateId: id })).items).toEqual([]);
    const stranger = service.as({ roles: ['property-company'], estate: newId() });
    await expect(stranger.call(readEstate, { id })).rejects.toThrow(platform('not-found'));
    expect(await rows()).toEqual(before);
  });
});
