import {
  adoptedStandards,
  adoptStandard,
  askCorrection,
  draftStandard,
  inspectionsOfEstate,
  inspectPromise,
  publishStandardPolicy,
  readInspection,
  readStandard,
  registerEstate,
  reinspectPromise,
  scoresOfEstate,
  sessionDecided,
  standardAdopted,
  standardInForce,
  standardPolicy,
  standardVersions,
  type DecisionMatter,
  type DecisionOutcome,
  type ServicePromise,
  serviceInspected,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { addDays, localDateOf } from '@gezhi/shared/domain';
import { eventually, type TestCaller, type TestService } from '@gezhi/shared/testing';
import { startPropertyService } from '../known-community/known-community.fixture.js';

const community = '230521100001';
const day = 86_400_000;
const refusal = (feature: string, name: string) => expect.objectContaining({ code: `property.${feature}.${name}` });
const platform = (name: string) => expect.objectContaining({ code: `platform.request.${name}` });

let service: TestService;
let secretary: TestCaller;
let elsewhere: TestCaller;
let committee: TestCaller;
let stranger: TestCaller;
let provider: TestCaller;
let estateId: string;
let cleaning: ServicePromise;
let repair: ServicePromise;
let serial = 0;

const today = () => localDateOf(service.clock.now());
const rows = async () =>
  (
    await service.database.pool.query(
      `SELECT (SELECT json_agg(s ORDER BY s.id) FROM service_standard s) AS s, (SELECT json_agg(i ORDER BY i.id) FROM inspection i) AS i,
         (SELECT count(*) FROM outbox) AS e, (SELECT count(*) FROM audit) AS a`,
    )
  ).rows[0] as object;
const draft = (more = {}) => secretary.call(draftStandard, { id: newId(), estateId, promises: [cleaning, repair], ...more });

async function decided(
  subjectId: string,
  outcome: DecisionOutcome = 'PASSED',
  matter: DecisionMatter = 'SERVICE_STANDARD',
): Promise<string> {
  const decisionId = newId();
  const at = service.clock.now();
  await service.publish(sessionDecided, {
    ...{ sessionId: newId(), decisionId, communityCode: community, estateId, matter, subjectId, outcome, at, version: 1 },
  });
  await eventually(async () => {
    const known = await service.database.pool.query('SELECT 1 FROM known_decision WHERE id = $1', [decisionId]);
    expect(known.rowCount).toBe(1);
  });
  return decisionId;
}

async function adopted(days = 7) {
  const { id } = await draft();
  return secretary.call(adoptStandard, { id, decisionId: await decided(id), effectiveFrom: addDays(today(), days) });
}

const measured = (value: number, more = {}) => ({
  id: newId(),
  estateId,
  promiseId: cleaning.id,
  measured: value,
  evidenceIds: [newId()],
  ...more,
});
const again = (reinspectsId: string, value: number) => ({ id: newId(), reinspectsId, measured: value, evidenceIds: [newId()] });
const scores = () => service.public().call(scoresOfEstate, { estateId, from: addDays(today(), -1), to: today() });

beforeAll(async () => {
  service = await startPropertyService();
  secretary = service.as({ roles: ['community-secretary'], place: community });
  elsewhere = service.as({ roles: ['community-secretary'], place: '230521100002' });
}, 120_000);
afterAll(() => service?.stop());
beforeEach(async () => {
  const estate = { id: newId(), communityCode: community, name: `演示小区${++serial}`, addressLabel: '演示路1号', evidenceIds: [newId()] };
  ({ id: estateId } = await secretary.call(registerEstate, { ...estate, cause: 'NEVER_MANAGED', grounds: '演示' }));
  cleaning = { id: newId(), item: '楼道清扫', unit: '次', direction: 'AT_LEAST', target: 200, period: 'DAY' };
  repair = { id: newId(), item: '报修到场', unit: '小时', direction: 'AT_MOST', target: 200, period: 'OCCASION' };
  committee = service.as({ roles: ['committee-member'], estate: estateId });
  provider = service.as({ roles: ['property-company'], estate: estateId });
  stranger = service.as({ roles: ['committee-member'], estate: newId() });
});

describe('P-18, P-19 service standards in versions', () => {
  it('a draft is adopted by the decision upon it, and everyone reads it from then on', async () => {
    const anyone = service.public();
    const drafted = await draft();
    expect((await anyone.call(adoptedStandards, { estateId })).items).toEqual([]);
    const decisionId = await decided(drafted.id);
    const effectiveFrom = addDays(today(), 7);
    const first = await secretary.call(adoptStandard, { id: drafted.id, decisionId, effectiveFrom }, { match: 1 });
    expect(first).toMatchObject({ state: 'ADOPTED', number: 1, decisionId, effectiveFrom, version: 2 });
    await expect(anyone.call(standardInForce, { estateId })).rejects.toThrow(platform('not-found'));
    expect(await anyone.call(standardInForce, { estateId, on: effectiveFrom })).toEqual(first);
    const second = await adopted(9);
    expect(second.number).toBe(2);
    expect((await anyone.call(adoptedStandards, { estateId })).items).toEqual([second, first]);
    await draft();
    expect((await provider.call(standardVersions, { estateId })).items.map(({ state }) => state)).toEqual([
      'DRAFTED',
      'ADOPTED',
      'ADOPTED',
    ]);
    await service.advance(7 * day);
    expect((await anyone.call(standardInForce, { estateId })).number).toBe(1);
    await service.advance(2 * day);
    expect((await anyone.call(standardInForce, { estateId })).number).toBe(2);
    const told = (await service.told(standardAdopted)).map(({ data }) => data);
    expect(told).toContainEqual(
      expect.objectContaining({ standardId: first.id, decisionId, number: 1, promises: 2, effectiveFrom, version: 2 }),
    );
    expect(JSON.stringify(told)).not.toMatch(/清扫/);
  });

  it('of several adopted at once each has a number and a day of its own; one draft is adopted once', async () => {
    const drafts = await Promise.all([draft(), draft(), draft()]);
    const decisions = await Promise.all(drafts.map(({ id }) => decided(id)));
    const adopt = (index: number) =>
      secretary.call(adoptStandard, { id: drafts[index]!.id, decisionId: decisions[index]!, effectiveFrom: addDays(today(), 10) });
    const outcomes = await Promise.allSettled([0, 1, 2].map(adopt));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toEqual(refusal('standard', 'effective-not-later'));
    const { id } = await draft();
    const one = { id, decisionId: await decided(id), effectiveFrom: addDays(today(), 20) };
    const twins = await Promise.allSettled(Array.from({ length: 5 }, () => secretary.call(adoptStandard, one)));
    expect(twins.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await service.public().call(adoptedStandards, { estateId })).items.map(({ number }) => number)).toEqual([2, 1]);
  });

  it('refuses what no decision carries, what comes too soon or from elsewhere, and writes nothing', async () => {
    const { id } = await draft();
    const decisions = await Promise.all([decided(newId()), decided(id, 'FAILED'), decided(id, 'PASSED', 'FEE_SCHEDULE')]);
    const decisionId = await decided(id);
    const effectiveFrom = addDays(today(), 7);
    const before = await rows();
    for (const wrong of [...decisions, newId()])
      await expect(secretary.call(adoptStandard, { id, decisionId: wrong, effectiveFrom })).rejects.toThrow(
        refusal('decision', 'decision-required'),
      );
    await expect(secretary.call(adoptStandard, { id, decisionId, effectiveFrom: addDays(today(), 6) })).rejects.toThrow(
      refusal('standard', 'effective-too-early'),
    );
    await expect(elsewhere.call(adoptStandard, { id, decisionId, effectiveFrom })).rejects.toThrow(platform('not-found'));
    await expect(secretary.call(adoptStandard, { id: newId(), decisionId, effectiveFrom })).rejects.toThrow(platform('not-found'));
    for (const by of [committee, provider])
      await expect(by.call(adoptStandard, { id, decisionId, effectiveFrom })).rejects.toThrow(platform('forbidden'));
    await expect(elsewhere.call(draftStandard, { id: newId(), estateId, promises: [cleaning] })).rejects.toThrow(
      refusal('estate', 'estate-unknown'),
    );
    await expect(draft({ promises: [cleaning, cleaning] })).rejects.toThrow(refusal('standard', 'promise-repeated'));
    await expect(draft({ promises: [{ ...cleaning, item: '找13800138000' }] })).rejects.toThrow(refusal('notice', 'personal-data'));
    await expect(draft({ promises: [] })).rejects.toThrow(platform('invalid'));
    await expect(stranger.call(readStandard, { id })).rejects.toThrow(platform('not-found'));
    expect(await committee.call(readStandard, { id })).toMatchObject({ state: 'DRAFTED' });
    expect(await rows()).toEqual(before);
  });

  it('a jurisdiction lays down its own numbers, and a draft keeps those of its day', async () => {
    const leader = service.as({ roles: ['street-leader'], place: '230599' });
    const estate = {
      id: newId(),
      communityCode: '230599100001',
      name: `演示小区${++serial}`,
      addressLabel: '演示路1号',
      evidenceIds: [newId()],
    };
    await leader.call(registerEstate, { ...estate, cause: 'OTHER', grounds: '演示' });
    const own = { noticeDays: 1, partlyPercent: 50, correctionDays: 2, source: '演示', assumed: true };
    await leader.call(publishStandardPolicy, { id: newId(), jurisdictionId: '230599', ...own });
    expect(await service.public().call(standardPolicy, { placeCode: '230599100001' })).toMatchObject({ version: 1, ...own });
    const drafted = { id: newId(), estateId: estate.id, promises: [cleaning] };
    expect(await leader.call(draftStandard, drafted)).toMatchObject({ partlyPercent: 50 });
  });
});

describe('P-24 promises are inspected', () => {
  beforeEach(async () => {
    await adopted();
    await service.advance(8 * day);
  });

  it('measured, scored, put right and measured again, for everyone to read', async () => {
    const short = await committee.call(inspectPromise, measured(160));
    expect(short).toMatchObject({ result: 'PARTLY', inspectedBy: 'COMMITTEE', item: '楼道清扫', state: 'RECORDED' });
    await secretary.call(inspectPromise, measured(200));
    const slow = await secretary.call(inspectPromise, measured(900, { promiseId: repair.id }));
    expect(slow).toMatchObject({ result: 'NOT_MET', inspectedBy: 'COMMUNITY' });
    expect(await scores()).toMatchObject({
      met: 1,
      partly: 1,
      notMet: 1,
      corrected: 0,
      score: { numerator: 3, denominator: 6, value: 50 },
    });
    expect(await secretary.call(askCorrection, { id: slow.id, correction: '请值班人员两小时内到场' })).toMatchObject({
      ...{ state: 'CORRECTION_ASKED', version: 2 },
      dueAt: expect.any(String),
    });
    const worse = await committee.call(reinspectPromise, again(slow.id, 300));
    expect(worse).toMatchObject({ result: 'NOT_MET', reinspectsId: slow.id });
    expect(await scores()).toMatchObject({ notMet: 1, corrected: 0 });
    await committee.call(askCorrection, { id: worse.id, correction: '仍须改进' });
    await committee.call(reinspectPromise, again(worse.id, 150));
    const told = (await service.told(serviceInspected)).filter(({ data }) => data.estateId === short.estateId).map(({ data }) => data);
    expect(told.slice(0, 4)).toMatchObject([
      { inspectionId: short.id, inspectedBy: 'COMMITTEE', result: short.result, reinspectsId: null },
      {},
      { inspectionId: slow.id, inspectedBy: 'COMMUNITY', result: slow.result },
      { inspectionId: worse.id, reinspectsId: slow.id, result: worse.result },
    ]);
    const { promises, ...total } = await scores();
    expect(total).toMatchObject({ met: 1, partly: 1, notMet: 1, corrected: 1, score: { value: 50 } });
    expect(promises.map(({ item, met, partly, notMet, corrected }) => [item, met, partly, notMet, corrected])).toEqual(
      expect.arrayContaining([
        ['楼道清扫', 1, 1, 0, 0],
        ['报修到场', 0, 0, 1, 1],
      ]),
    );
    const anyone = service.public();
    const seen = await anyone.call(inspectionsOfEstate, { estateId });
    expect(seen.items.map(({ result, state }) => [result, state])).toEqual([
      ['MET', 'RECORDED'],
      ['NOT_MET', 'REINSPECTED'],
      ['NOT_MET', 'REINSPECTED'],
      ['MET', 'RECORDED'],
      ['PARTLY', 'RECORDED'],
    ]);
    expect(JSON.stringify(seen)).not.toMatch(/值班人员|evidence/);
    expect((await anyone.call(inspectionsOfEstate, { estateId, state: 'REINSPECTED' })).items).toHaveLength(2);
    const old = await anyone.call(scoresOfEstate, { estateId, from: '2020-01-01', to: '2020-12-31' });
    expect(old).toMatchObject({ met: 0, score: { denominator: 0, value: null }, promises: [] });
    expect(await provider.call(readInspection, { id: slow.id })).toMatchObject({ correction: '请值班人员两小时内到场', version: 3 });
  });

  it('what is looked at again by many at once is looked at once', async () => {
    const { id } = await secretary.call(inspectPromise, measured(0));
    await secretary.call(askCorrection, { id, correction: '补足清扫' });
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => secretary.call(reinspectPromise, again(id, 200))));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await scores()).toMatchObject({ notMet: 1, corrected: 1 });
    expect((await service.public().call(inspectionsOfEstate, { estateId })).items).toHaveLength(2);
  });

  it('refuses what is not promised, what was kept and who may not inspect, and writes nothing', async () => {
    const kept = await secretary.call(inspectPromise, measured(200));
    const missed = await secretary.call(inspectPromise, measured(0));
    const before = await rows();
    await expect(secretary.call(inspectPromise, measured(0, { promiseId: newId() }))).rejects.toThrow(
      refusal('standard', 'promise-unknown'),
    );
    await expect(secretary.call(inspectPromise, measured(0, { evidenceIds: [] }))).rejects.toThrow(platform('invalid'));
    await expect(provider.call(inspectPromise, measured(200))).rejects.toThrow(platform('forbidden'));
    for (const by of [elsewhere, stranger]) {
      await expect(by.call(inspectPromise, measured(200))).rejects.toThrow(refusal('estate', 'estate-unknown'));
      await expect(by.call(askCorrection, { id: missed.id, correction: '越权' })).rejects.toThrow(platform('not-found'));
      await expect(by.call(reinspectPromise, again(missed.id, 200))).rejects.toThrow(platform('not-found'));
      await expect(by.call(readInspection, { id: missed.id })).rejects.toThrow(platform('not-found'));
    }
    await expect(secretary.call(askCorrection, { id: kept.id, correction: '再好些' })).rejects.toThrow(
      refusal('standard', 'nothing-to-correct'),
    );
    await expect(secretary.call(reinspectPromise, again(missed.id, 200))).rejects.toThrow(platform('wrong-state'));
    await expect(service.public().call(scoresOfEstate, { estateId, from: '2026-02-01', to: '2026-01-01' })).rejects.toThrow(
      platform('invalid'),
    );
    expect(await rows()).toEqual(before);
  });
});
