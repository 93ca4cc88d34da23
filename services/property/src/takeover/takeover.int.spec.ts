import {
  beginTrial,
  completeSurvey,
  endTrial,
  estateBoard,
  estateTakenOver,
  openTakeover,
  providersOfPlace,
  publishTakeoverPolicy,
  readEstate,
  readTakeover,
  receiveHandOverItem,
  registerEstate,
  registerFacility,
  registerProvider,
  surveyFacility,
  takeoverPolicy,
  takeOverEstate,
  takeoversOfEstate,
  waiveHandOverItem,
  withdrawTakeover,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import type { TestCaller, TestService } from '@gezhi/shared/testing';
import { startPropertyService } from '../known-community/known-community.fixture.js';

const county = '230521';
const community = '230521100001';
const refusal = (name: string, feature = 'takeover') => expect.objectContaining({ code: `property.${feature}.${name}` });
const platform = (name: string) => expect.objectContaining({ code: `platform.request.${name}` });

let service: TestService;
let leader: TestCaller;
let elsewhere: TestCaller;
let providerId: string;
let serial = 0;

beforeAll(async () => {
  service = await startPropertyService();
  leader = service.as({ roles: ['street-leader'], place: county });
  elsewhere = service.as({ roles: ['community-secretary'], place: '230521100002' });
  ({ id: providerId } = await leader.call(registerProvider, welfare()));
}, 120_000);
afterAll(() => service?.stop());

const welfare = (more = {}) => ({
  ...{
    id: newId(),
    placeCode: county,
    name: `演示公益物业${++serial}`,
    kind: 'PUBLIC_WELFARE' as const,
    distributesProfit: false,
    ...more,
  },
});
async function surveyedEstate(communityCode = community): Promise<string> {
  const estate = { id: newId(), communityCode, name: `演示小区${++serial}`, addressLabel: '演示路1号', evidenceIds: [newId()] };
  await leader.call(registerEstate, { ...estate, cause: 'PROVIDER_LEFT', grounds: '演示' });
  const lamp = await leader.call(registerFacility, { id: newId(), estateId: estate.id, kind: 'LIGHTING', label: '路灯' });
  await leader.call(surveyFacility, { id: newId(), facilityId: lamp.id, grade: 'DAMAGED', evidenceIds: [newId()] });
  await leader.call(completeSurvey, { id: estate.id });
  return estate.id;
}
async function trialWithList(communityCode = community) {
  const estateId = await surveyedEstate(communityCode);
  const takeover = await leader.call(openTakeover, { id: newId(), estateId, providerId });
  await leader.call(beginTrial, { id: estateId });
  return { estateId, id: takeover.id, codes: takeover.items.map(({ code }) => code) };
}
const received = (id: string, code: string, by = leader) => by.call(receiveHandOverItem, { id, code, evidenceIds: [newId()] });
const rows = async () => {
  const { rows: counted } = await service.database.pool.query(
    `SELECT (SELECT count(*) FROM takeover) AS t, (SELECT count(*) FROM service_provider) AS p, (SELECT sum(version) FROM takeover) AS v,
       (SELECT sum(version) FROM estate) AS e, (SELECT count(*) FROM audit) AS a, (SELECT count(*) FROM outbox) AS o`,
  );
  return counted[0] as object;
};

describe('P-21, P-01 from the survey to the take-over', () => {
  it('the list is worked off item by item, then the estate is taken over, and the board says so', async () => {
    const { estateId, id, codes } = await trialWithList('230521100007');
    await expect(leader.call(takeOverEstate, { id })).rejects.toMatchObject({
      code: 'property.takeover.hand-over-incomplete',
      details: { missing: codes },
    });
    const company = service.as({ roles: ['property-company'], estate: estateId });
    await leader.call(waiveHandOverItem, { id, code: codes[0]!, reason: '原件灭失' });
    await Promise.all(codes.slice(1).map((code) => received(id, code, company)));
    const list = await company.call(readTakeover, { id });
    expect(list.items.map(({ state }) => state)).toEqual(['WAIVED', ...codes.slice(1).map(() => 'RECEIVED')]);
    expect(await leader.call(takeOverEstate, { id })).toMatchObject({ state: 'COMPLETED' });
    expect(await company.call(readEstate, { id: estateId })).toMatchObject({ status: 'TAKEN_OVER' });
    expect(await leader.call(estateBoard, { placeCode: '230521100007' })).toMatchObject({ estates: 1, trial: 0, takenOver: 1 });
    const [told, ...others] = (await service.told(estateTakenOver)).map(({ data }) => data).filter((data) => data.estateId === estateId);
    expect(told).toMatchObject({ takeoverId: id, providerId, providerKind: 'PUBLIC_WELFARE', waived: 1, received: codes.length - 1 });
    expect(others).toEqual([]);
    await expect(received(id, codes[0]!)).rejects.toThrow(platform('wrong-state'));
    await expect(leader.call(endTrial, { id: estateId })).rejects.toThrow(platform('wrong-state'));
    await expect(leader.call(openTakeover, { id: newId(), estateId, providerId })).rejects.toThrow(refusal('estate-not-ready'));
  });

  it('a trial begins from the survey and may end without a take-over', async () => {
    const { estateId, id, codes } = await trialWithList();
    expect(await leader.call(endTrial, { id: estateId })).toMatchObject({ status: 'SURVEYED' });
    for (const code of codes) await received(id, code);
    await expect(leader.call(takeOverEstate, { id })).rejects.toThrow(platform('wrong-state'));
    expect(await leader.call(beginTrial, { id: estateId })).toMatchObject({ status: 'TRIAL' });
    await expect(leader.call(beginTrial, { id: estateId })).rejects.toThrow(platform('wrong-state'));
    expect(await leader.call(takeOverEstate, { id })).toMatchObject({ state: 'COMPLETED' });
  });

  it('taken over or ended, of both at once one; and taken over once', async () => {
    for (let round = 0; round < 4; round++) {
      const { estateId, id, codes } = await trialWithList();
      for (const code of codes) await received(id, code);
      const outcomes = await Promise.allSettled([
        leader.call(takeOverEstate, { id }),
        leader.call(endTrial, { id: estateId }),
        leader.call(takeOverEstate, { id }),
      ]);
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const [{ status }, { state }] = await Promise.all([leader.call(readEstate, { id: estateId }), leader.call(readTakeover, { id })]);
      expect(['TAKEN_OVER COMPLETED', 'SURVEYED OPEN']).toContain(`${status} ${state}`);
      const told = (await service.told(estateTakenOver)).filter(({ data }) => data.estateId === estateId);
      expect(told).toHaveLength(status === 'TAKEN_OVER' ? 1 : 0);
    }
  });

  it('one list at a time: of many opened at once, one; after it is withdrawn, another', async () => {
    const estateId = await surveyedEstate();
    const open = () => leader.call(openTakeover, { id: newId(), estateId, providerId });
    const outcomes = await Promise.allSettled([open(), open(), open()]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(open()).rejects.toThrow(refusal('already-open'));
    const [first] = (await leader.call(takeoversOfEstate, { estateId })).items;
    expect(await leader.call(withdrawTakeover, { id: first!.id })).toMatchObject({ state: 'WITHDRAWN' });
    await open();
    expect((await leader.call(takeoversOfEstate, { estateId })).items.map(({ state }) => state)).toEqual(['OPEN', 'WITHDRAWN']);
  });

  it('a later catalogue changes no list that is open', async () => {
    const far = service.as({ roles: ['street-leader'], place: '230599' });
    const items = [{ code: 'KEYS', zh: '钥匙', source: '演示', assumed: true }];
    await far.call(publishTakeoverPolicy, { id: newId(), jurisdictionId: '230599', items });
    expect(await service.public().call(takeoverPolicy, { placeCode: '230599100001' })).toMatchObject({ version: 1, items });
    expect(await service.public().call(takeoverPolicy, { placeCode: community })).toMatchObject({ version: 0 });
    const { id, codes } = await trialWithList();
    await leader.call(publishTakeoverPolicy, { id: newId(), jurisdictionId: '230521100009', items });
    expect((await leader.call(readTakeover, { id })).items.map(({ code }) => code)).toEqual(codes);
  });

  it('refuses who may not and what is unknown, and writes nothing', async () => {
    const { estateId, id, codes } = await trialWithList();
    const abandoned = {
      id: newId(),
      communityCode: community,
      name: `演示小区${++serial}`,
      addressLabel: '演示路1号',
      evidenceIds: [newId()],
    };
    await leader.call(registerEstate, { ...abandoned, cause: 'OTHER', grounds: '演示' });
    const company = service.as({ roles: ['property-company'], estate: estateId });
    const stranger = service.as({ roles: ['property-company'], estate: newId() });
    const before = await rows();
    const code = codes[0]!;
    await expect(company.call(waiveHandOverItem, { id, code, reason: '演示' })).rejects.toThrow(platform('forbidden'));
    await expect(company.call(takeOverEstate, { id })).rejects.toThrow(platform('forbidden'));
    await expect(received(id, code, stranger)).rejects.toThrow(platform('not-found'));
    await expect(received(id, 'CASTLE')).rejects.toThrow(refusal('item-unknown'));
    await expect(leader.call(receiveHandOverItem, { id, code, evidenceIds: [] })).rejects.toThrow(platform('invalid'));
    for (const contract of [takeOverEstate, withdrawTakeover, readTakeover] as const)
      await expect(elsewhere.call(contract, { id })).rejects.toThrow(platform('not-found'));
    await expect(elsewhere.call(waiveHandOverItem, { id, code, reason: '演示' })).rejects.toThrow(platform('not-found'));
    for (const contract of [beginTrial, endTrial] as const)
      await expect(elsewhere.call(contract, { id: estateId })).rejects.toThrow(platform('not-found'));
    await expect(leader.call(takeOverEstate, { id: newId() })).rejects.toThrow(platform('not-found'));
    await expect(leader.call(beginTrial, { id: abandoned.id })).rejects.toThrow(platform('wrong-state'));
    const open = { id: newId(), estateId: abandoned.id, providerId };
    await expect(leader.call(openTakeover, open)).rejects.toThrow(refusal('estate-not-ready'));
    await expect(elsewhere.call(openTakeover, open)).rejects.toThrow(refusal('estate-unknown', 'estate'));
    expect(await rows()).toEqual(before);
  });
});

describe('P-02 providers of public welfare', () => {
  it('are registered once by name, and distribute no profit', async () => {
    const given = welfare();
    expect(await leader.call(registerProvider, given)).toMatchObject({ ...given, version: 1 });
    const before = await rows();
    await expect(leader.call(registerProvider, welfare({ distributesProfit: true }))).rejects.toThrow(refusal('profit-distributed'));
    await expect(leader.call(registerProvider, welfare({ name: given.name }))).rejects.toThrow(refusal('provider-name-taken'));
    await expect(elsewhere.call(registerProvider, welfare())).rejects.toThrow(platform('not-found'));
    expect(await rows()).toEqual(before);
    const { items } = await leader.call(providersOfPlace, { placeCode: county, kind: 'PUBLIC_WELFARE' });
    expect(items.map(({ id }) => id)).toContain(given.id);
    expect((await leader.call(providersOfPlace, { placeCode: county, kind: 'COMMERCIAL' })).items).toEqual([]);
  });
});
