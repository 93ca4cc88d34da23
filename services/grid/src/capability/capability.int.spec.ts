import {
  capabilitiesOf,
  interviewCoverage,
  interviewRecorded,
  interviewsOfCadre,
  platformContracts,
  recordInterview,
  registerCadre,
  withdrawCadre,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { startTestService, type TestCaller, type TestService } from '@gezhi/shared/testing';
import { drawGrids } from '../partition/grid.fixture.js';
import { gridService } from '../service.module.js';
import { capabilityCareerOf } from './held.queries.js';

const street = '320404004';
const refusal = (code: string, details?: object) =>
  expect.objectContaining({ code: code.includes('.') ? code : `grid.capability.${code}`, ...(details && { details }) });

let service: TestService;
let leader: TestCaller;

beforeAll(async () => {
  service = await startTestService(gridService);
  leader = service.as({ roles: ['street-leader'], place: street });
  await drawGrids(service, `${street}001001`);
}, 120_000);
afterAll(() => service?.stop());

const register = async (stratum: 'TWO_COMMITTEE' | 'MIDDLE_LEVEL' | 'YOUNG' = 'YOUNG', personId = newId()) => {
  const registering = { id: newId(), personId, name: '样例某辛', sourceCategory: 'DEPARTMENT' as const, stratum, homePlace: street };
  return (await leader.call(registerCadre, registering)).id;
};
const rated = (tag: string, level: number) => ({ tag, level, evidence: '样例：谈及调解经历' });
const interviewing = (cadreId: string, changes: object = {}) => ({
  ...{ id: newId(), cadreId, heldOn: '2026-01-05', summary: '样例：谈话摘要', levels: [rated('MEDIATION', 3), rated('LAW', 2)] },
  ...changes,
});
const count = async () => {
  const tables = ['capability_interview', 'capability', 'outbox', 'audit'].map((table) => `(SELECT count(*)::int FROM ${table})`);
  return (await service.database.pool.query<{ n: number[] }>(`SELECT ARRAY[${tables.join(', ')}] AS n`)).rows[0]!.n;
};

describe('G-12 interviews', () => {
  it('leave a level of each capability rated, and no word of it in events or audit', async () => {
    const cadreId = await register('MIDDLE_LEVEL');
    const input = interviewing(cadreId);
    const interview = await leader.call(recordInterview, input, { key: 'once' });
    expect(interview).toMatchObject({ ...input, placeCode: street, stratum: 'MIDDLE_LEVEL', interviewerId: leader.accountId, version: 1 });
    expect(await leader.call(recordInterview, input, { key: 'once' })).toEqual(interview);
    expect(await leader.call(recordInterview, input, { key: 'much later' })).toEqual(interview);
    const { items } = await leader.call(capabilitiesOf, { holderId: cadreId });
    expect(items).toEqual([
      { tag: 'LAW', zh: '法律政策', level: 2, source: 'INTERVIEW', at: '2026-01-04T16:00:00.000Z' },
      { tag: 'MEDIATION', zh: '矛盾调解', level: 3, source: 'INTERVIEW', at: '2026-01-04T16:00:00.000Z' },
    ]);
    expect((await service.told(interviewRecorded)).map(({ data }) => [data.cadreId, data.tags])).toEqual([[cadreId, ['MEDIATION', 'LAW']]]);
    const told = "SELECT 1 FROM outbox WHERE event LIKE '%样例%' UNION ALL SELECT 1 FROM audit WHERE changes::text LIKE '%样例%'";
    expect((await service.database.pool.query(told)).rowCount).toBe(0);
  });

  it('that are refused write nothing', async () => {
    const cadreId = await register();
    const withdrawn = await register();
    await leader.call(withdrawCadre, { id: withdrawn, reason: '样例：调离' });
    const elsewhere = service.as({ roles: ['street-leader'], place: '230521100' });
    const before = await count();
    const record = (changes: object, by = leader) => by.call(recordInterview, interviewing(cadreId, changes));
    await expect(record({ cadreId: newId() })).rejects.toEqual(refusal('cadre-unknown'));
    await expect(record({ cadreId: withdrawn })).rejects.toEqual(refusal('cadre-unknown'));
    await expect(record({ levels: [rated('DANCE', 1)] })).rejects.toEqual(refusal('tag-unknown', { tags: ['DANCE'] }));
    await expect(record({ levels: [rated('LAW', 1), rated('LAW', 2)] })).rejects.toEqual(refusal('tag-repeated', { tags: ['LAW'] }));
    await expect(record({ heldOn: '2099-01-01' })).rejects.toEqual(refusal('in-the-future', { date: '2099-01-01' }));
    await expect(record({ levels: [rated('LAW', 4)] })).rejects.toEqual(refusal('platform.request.invalid'));
    await expect(record({}, elsewhere)).rejects.toEqual(refusal('platform.request.not-found'));
    await expect(record({}, service.as({ roles: ['grid-worker'], place: street }))).rejects.toEqual(refusal('platform.request.forbidden'));
    expect(await count()).toEqual(before);
  });

  it('are read by those in confidence, the latest first, and every reading is logged', async () => {
    const cadreId = await register();
    for (const heldOn of ['2026-01-02', '2026-03-02', '2026-02-02']) await leader.call(recordInterview, interviewing(cadreId, { heldOn }));
    const first = await leader.call(interviewsOfCadre, { cadreId, limit: 2 });
    const second = await leader.call(interviewsOfCadre, { cadreId, limit: 2, after: first.next! });
    const dates = [...first.items, ...second.items].map(({ heldOn }) => heldOn);
    expect([dates, second.next]).toEqual([['2026-03-02', '2026-02-02', '2026-01-02'], null]);
    await expect(service.as({ roles: ['operator'], place: street }).call(interviewsOfCadre, { cadreId })).rejects.toEqual(
      refusal('platform.request.forbidden'),
    );
    expect((await service.as({ roles: ['street-leader'], place: '230521100' }).call(interviewsOfCadre, { cadreId })).items).toEqual([]);
    const logged = await service.database.pool.query("SELECT 1 FROM access_log WHERE operation LIKE '%capability.interviews%'");
    expect(logged.rowCount).toBeGreaterThan(1);
  });
});

describe('G-32 the level of a capability', () => {
  it('is that of the latest interview by its day, however late it was recorded, and all stay in the career', async () => {
    const cadreId = await register();
    await leader.call(recordInterview, interviewing(cadreId, { heldOn: '2026-05-01', levels: [rated('LAW', 3)] }));
    await leader.call(recordInterview, interviewing(cadreId, { heldOn: '2026-04-01', levels: [rated('LAW', 1)] }));
    expect((await leader.call(capabilitiesOf, { holderId: cadreId })).items.map(({ level }) => level)).toEqual([3]);
    const career = await service.database.read<{ link: string; kind: string; label: string }>(capabilityCareerOf, [cadreId]);
    expect(career.map(({ link, kind, label }) => [link, kind, label])).toEqual([
      ['CULTIVATE', 'CAPABILITY_INTERVIEW', 'LAW 1'],
      ['CULTIVATE', 'CAPABILITY_INTERVIEW', 'LAW 3'],
    ]);
    expect((await service.as({ roles: ['cadre'], place: '230521100' }).call(capabilitiesOf, { holderId: cadreId })).items).toEqual([]);
  });
});

describe('G-12 coverage by stratum', () => {
  it('counts the active cadres of each stratum, those interviewed, and the mean of the latest levels', async () => {
    const before = await leader.call(interviewCoverage, { placeCode: street });
    const committee = before.strata.find(({ stratum }) => stratum === 'TWO_COMMITTEE')!;
    expect([committee.interviewed.denominator, committee.interviewed.value, committee.levels]).toEqual([0, null, []]);
    const [one, other] = [await register('TWO_COMMITTEE'), await register('TWO_COMMITTEE'), await register('TWO_COMMITTEE')];
    await leader.call(recordInterview, interviewing(one!, { levels: [rated('LOCAL', 3)] }));
    await leader.call(recordInterview, interviewing(other!, { levels: [rated('LOCAL', 2), rated('LAW', 1)] }));
    const { strata } = await leader.call(interviewCoverage, { placeCode: street });
    expect(strata.map(({ stratum }) => stratum)).toEqual(['TWO_COMMITTEE', 'MIDDLE_LEVEL', 'YOUNG']);
    expect(strata[0]).toMatchObject({
      interviewed: { numerator: 2, denominator: 3, value: 66.67 },
      levels: [
        { tag: 'LAW', mean: 1 },
        { tag: 'LOCAL', mean: 2.5 },
      ],
    });
  });
});

describe('X-T8 what an interview said is its cadre’s to have and to have forgotten', () => {
  const { exportPerson, erasePerson } = platformContracts('grid');

  it('the export lists interviews and levels; erasure keeps the levels without the words', async () => {
    const personId = newId();
    const operator = service.as({ roles: ['operator'], place: street });
    const cadreId = await register('YOUNG', personId);
    await leader.call(recordInterview, interviewing(cadreId));
    const { records } = await operator.call(exportPerson, { personId });
    expect([records.capability_interview!.length, records.capability!.length]).toEqual([1, 2]);
    await operator.call(erasePerson, { personId });
    const [interview] = (await leader.call(interviewsOfCadre, { cadreId })).items;
    expect([interview!.summary, interview!.levels]).toEqual(['', []]);
    expect((await leader.call(capabilitiesOf, { holderId: cadreId })).items.map(({ level }) => level)).toEqual([2, 3]);
    const words = await service.database.pool.query("SELECT 1 FROM capability WHERE holder_id = $1 AND evidence <> ''", [cadreId]);
    expect(words.rowCount).toBe(0);
  });
});
