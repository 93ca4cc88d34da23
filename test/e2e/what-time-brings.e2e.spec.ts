import {
  acceptServiceRequest,
  advanceClock,
  answerDataRequest,
  askForFields,
  backlogClearance,
  cadresOfGrid,
  calibrateFields,
  clearBacklogCase,
  confirmDutyList,
  confirmHandOver,
  confirmServiceRequest,
  deployCadre,
  dispatchServiceRequest,
  dataRequestsOfPlace,
  fileServiceRequest,
  fitPair,
  generateFitList,
  handleServiceRequest,
  handOver,
  issueDutyList,
  metricsOfPlace,
  myDataRequests,
  myDuties,
  overrideFit,
  profileFreshness,
  publishFitList,
  publishProfileVersion,
  readBacklogCase,
  readFitList,
  readProfile,
  readProfileCatalogue,
  readServiceRequest,
  recallCadre,
  recheckServiceRequest,
  recordInterview,
  registerBacklogCase,
  registerCadre,
  reopenBacklogCase,
  respondToServiceRequest,
  runSchedules,
  type FileView,
} from '@gezhi/shared/contracts';
import { eventually } from '@gezhi/shared/testing';
import { jpegOf } from '../../gateway/src/file/pictures.fixture.js';
import { startCluster, type Cluster } from '../../scripts/cluster.js';
import { neighbourhood } from '../support/closed-loop.js';
import { xilin } from '../support/community.js';
import { appoint, known, newId, operatorOf, refusal, type Person } from '../support/people.js';

const day = 86_400_000;
const patient = { withinMs: 20_000 };

describe('what time brings: a grid with its cadres, its old cases and its profile over half a year', () => {
  let cluster: Cluster;
  let people: Awaited<ReturnType<typeof neighbourhood>>;
  let [operator, leader, successor]: Person[] = [];
  let now = Date.now();
  const [successorId, requestId, caseId] = [newId(), newId(), newId()];
  const date = (days = 0) => new Date(now + days * day + 8 * 3_600_000).toISOString().slice(0, 10);
  const pass = async (days: number) => {
    now += days * day;
    await operator!.call(advanceClock, { to: new Date(now).toISOString() });
    await operator!.call(runSchedules, {});
    // Whoever sleeps for weeks signs in anew.
    await Promise.all([operator!, leader!, people.secretary, people.worker, people.cadre, people.resident].map((one) => one.signInAgain()));
  };
  const picture = async (by: Person) => {
    const form = new FormData();
    form.append('file', new Blob([jpegOf() as BlobPart]), 'picture.jpg');
    const response = await by.fetch('/v1/files', { method: 'POST', headers: { 'idempotency-key': newId() }, body: form });
    return ((await response.json()) as FileView).id;
  };

  beforeAll(async () => {
    cluster = await startCluster();
    people = await neighbourhood(cluster, `${xilin}001`);
    operator = await operatorOf(cluster);
    leader = await appoint(cluster, operator, { role: 'street-leader', scope: xilin });
    successor = await appoint(cluster, operator, { role: 'cadre', scope: people.community.west });
    await operator.call(registerCadre, {
      ...{ id: successorId, personId: newId(), name: '测试下沉乙', sourceCategory: 'DEPARTMENT', stratum: 'YOUNG' },
      ...{ line: 'PUBLIC_SECURITY_GOVERNANCE', accountId: successor.accountId, homePlace: xilin },
    });
    now = Date.now();
  }, 120_000);
  afterAll(() => cluster?.stop(), 60_000);

  it('G-12 G-13 G-14 from interviews to a fit list that explains itself, and to duties the cadre takes note of', async () => {
    const { community, cadre, cadreId, worker } = people;
    const levels = [{ tag: 'MEDIATION', level: 3, evidence: '样例：调解事例' }];
    for (const id of [cadreId, successorId])
      await leader!.call(recordInterview, { id: newId(), cadreId: id, heldOn: date(), summary: '样例谈话', levels });
    const { id } = await leader!.call(generateFitList, { id: newId(), placeCode: xilin });
    expect(await refusal(worker.call(readFitList, { id }))).toMatchObject({ status: 404 });
    const why = await leader!.call(fitPair, { id, cadreId: successorId, gridCode: community.east });
    expect(why.reasons.find(({ term }) => term === 'MEDIATION')).toMatchObject({ level: 3 });
    await leader!.call(overrideFit, { id, cadreId, gridCode: community.west, reason: '样例：熟悉本格' });
    expect((await leader!.call(publishFitList, { id })).status).toBe('PUBLISHED');
    expect((await worker.call(readFitList, { id })).status).toBe('PUBLISHED');

    const [serving] = (await leader!.call(cadresOfGrid, { placeCode: community.west })).items;
    const list = await leader!.call(issueDutyList, { id: newId(), deploymentId: serving!.id });
    await cadre.call(confirmDutyList, { id: list.id });
    const { items } = await cadre.call(myDuties, { status: 'CONFIRMED' });
    expect(items.length).toBe(list.duties.length);
    expect(items.every(({ acceptanceCriterion }) => acceptanceCriterion.length > 0)).toBe(true);
  });

  it('G-42 anchors 4.1.6 a request confirmed in good faith is asked about again after 14 days; what did not last is open again', async () => {
    const { resident, worker, community, householdId } = people;
    const resolved = async () => {
      const { metrics } = await leader!.call(metricsOfPlace, { placeCode: community.code });
      return metrics.find(({ metric, scope }) => metric === 'resolutionRate' && scope === 'all')!;
    };
    await resident.call(fileServiceRequest, {
      id: requestId,
      class: 'GENERAL',
      origin: 'RESIDENT',
      summary: '样例：路灯不亮',
      householdId,
    });
    await worker.call(acceptServiceRequest, { id: requestId });
    await worker.call(dispatchServiceRequest, { id: requestId, handlerId: worker.accountId });
    await worker.call(respondToServiceRequest, { id: requestId });
    await worker.call(handleServiceRequest, { id: requestId, note: '样例：已修好' });
    await resident.call(confirmServiceRequest, { id: requestId, satisfied: true });
    await eventually(async () => expect((await resolved()).rate.numerator).toBe(1), patient);
    const again = { id: requestId, resolved: false, note: '样例：又不亮了' };
    expect(await refusal(resident.call(recheckServiceRequest, again))).toMatchObject({ status: 422 });
    await pass(15);
    const { recheckDueAt } = await people.resident.call(readServiceRequest, { id: requestId });
    expect(Date.parse(recheckDueAt!)).toBeLessThanOrEqual(now);
    await people.resident.call(recheckServiceRequest, again);
    await eventually(async () => expect(await resolved()).toMatchObject({ rate: { numerator: 0 }, counterEntries: 1 }), patient);
  });

  it('G-17 a case of 2012 is cleared with evidence; when it breaks out again within the quiet period, its clearing is taken back', async () => {
    const { secretary, community, cadreId } = people;
    await secretary.call(registerBacklogCase, {
      ...{ id: caseId, gridCode: community.west, class: 'NEIGHBOUR', title: '样例积案', summary: '样例：多年争执', ownerCadreId: cadreId },
      ...{ originOn: '2012-05-01', history: [{ onDate: '2014-01-01', text: '样例：协商未果' }] },
    });
    const clearing = { id: caseId, clearing: '样例：签订协议' };
    const bare = secretary.call(clearBacklogCase, { ...clearing, evidenceIds: [] });
    expect(await refusal(bare)).toEqual({ status: 422, code: 'grid.hard-case.evidence-missing' });
    await secretary.call(clearBacklogCase, { ...clearing, evidenceIds: [await picture(secretary)] });
    const period = { placeCode: community.code, from: date(-1), to: date(120) };
    expect(await leader!.call(backlogClearance, period)).toMatchObject({ registered: 1, cleared: 1, rate: { value: 100 } });
    await pass(30);
    await people.secretary.call(reopenBacklogCase, { id: caseId, reason: '样例：再次争执' });
    expect(await leader!.call(readBacklogCase, { id: caseId })).toMatchObject({ status: 'OPEN', reopenings: 1, originOn: '2012-05-01' });
    expect(await leader!.call(backlogClearance, period)).toMatchObject({ cleared: 0, rate: { numerator: 0, denominator: 1, value: 0 } });
  });

  it('G-03 G-04 X-07 the profile is asked for once, and again when a field has outlived its class', async () => {
    const { community, worker, secretary } = people;
    const gridCode = community.west;
    const { items: classes } = await leader!.call(readProfileCatalogue, { placeCode: gridCode });
    const names = classes.map(({ code }) => ({ classCode: code, key: 'count' }));
    const ask = async () => {
      const dueAt = new Date(now + 10 * day).toISOString();
      return leader!.call(askForFields, { id: newId(), placeCode: gridCode, items: names, dueAt });
    };
    expect(await ask()).toMatchObject({ asked: 12, held: 0 });
    const [wanted] = (await secretary.call(dataRequestsOfPlace, { placeCode: gridCode, status: 'OPEN' })).items;
    const answers = names.map((name) => ({ ...name, fieldId: newId(), value: '12', source: '样例走访' }));
    await secretary.call(answerDataRequest, { id: wanted!.id, answers });
    expect(await ask()).toMatchObject({ asked: 0, held: 12 });
    await leader!.call(calibrateFields, { gridCode, ids: answers.map(({ fieldId }) => fieldId), secondSource: '样例台账' });
    const { publishedAt } = await leader!.call(publishProfileVersion, { id: newId(), gridCode });
    expect(await ask()).toMatchObject({ asked: 0, held: 12 });

    const shortest = Math.min(...classes.map(({ ttlDays }) => ttlDays));
    const outlived = classes.filter(({ ttlDays }) => ttlDays === shortest).length;
    await pass(shortest + 1);
    await operator!.call(runSchedules, {});
    await eventually(async () => {
      const { items } = await people.worker.call(myDataRequests, {});
      expect(items.map(({ origin, items: asked }) => [origin, asked.length])).toEqual([['STALE', outlived]]);
    }, patient);
    const [grid] = (await worker.call(profileFreshness, { placeCode: gridCode })).grids;
    expect(grid!.fresh).toMatchObject({ numerator: 12 - outlived, denominator: 12 });
    expect((await leader!.call(readProfile, { gridCode, asOf: publishedAt })).fields).toHaveLength(12);
  });

  it('G-27 nobody leaves with open work: it passes to the successor, who confirms the list', async () => {
    const { community } = people;
    const [serving] = (await leader!.call(cadresOfGrid, { placeCode: community.west })).items;
    const recalling = { id: serving!.id, reason: '样例：轮岗', lastDay: date() };
    expect(await refusal(leader!.call(recallCadre, recalling))).toEqual({ status: 422, code: 'grid.cadre.hand-over-missing' });
    await leader!.call(deployCadre, { id: newId(), cadreId: successorId, gridCode: community.west, from: date() });
    await known(cluster, successor!.accountId, 2);
    await leader!.call(recallCadre, { ...recalling, successorId });
    await successor!.signInAgain();
    await successor!.call(confirmHandOver, { id: serving!.id });
    const { items, confirmedAt } = await leader!.call(handOver, { id: serving!.id });
    expect(confirmedAt).not.toBeNull();
    expect(items.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['DUTY', 'BACKLOG_CASE']));
    expect((await successor!.call(myDuties, {})).items.length).toBe(items.filter(({ kind }) => kind === 'DUTY').length);
    await eventually(async () => expect((await leader!.call(readBacklogCase, { id: caseId })).ownerCadreId).toBe(successorId), patient);
  });
});
