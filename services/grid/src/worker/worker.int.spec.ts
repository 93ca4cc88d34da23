import {
  activatePartition,
  careerOfWorker,
  confirmWorkerDuties,
  developmentRecords,
  draftPartition,
  eightFourOne,
  endDevelopment,
  gridsOfPlace,
  latestThreeFixedCheck,
  myCareer,
  platformContracts,
  postingsOfPlace,
  postWorker,
  publishWorkerPolicy,
  readWorker,
  recallWorker,
  recordCareerEvent,
  recordDevelopment,
  registerWorker,
  retireWorker,
  runThreeFixedCheck,
  searchPlace,
  threeFixedViolated,
  workerPolicy,
  workerPosted,
  workerRecalled,
  workersOfPlace,
  type values,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { addDays, localDateOf } from '@gezhi/shared/domain';
import { eventually, startTestService, type TestCaller, type TestService } from '@gezhi/shared/testing';
import { gridService } from '../service.module.js';
import { postedNamesOf, workerCountsByGrid } from './posted.queries.js';
import { defaultPolicy } from './worker-policy.rules.js';
import { WorkerSchedule } from './worker.schedule.js';

const [county, town, community] = ['230521', '230521100', '230521100001'];
const refusal = (code: string) => expect.objectContaining({ code: code.includes('.') ? code : `grid.worker.${code}` });
const notFound = refusal('platform.request.not-found');
const type = 'CONFLICT_RESOLUTION' as const;
const box = (west: number, east: number): values.Polygon => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, 46],
      [east, 46],
      [east, 46.01],
      [west, 46.01],
      [west, 46],
    ],
  ],
});
const today = localDateOf(new Date().toISOString());
const yesterday = addDays(today, -1);

let service: TestService;
let leader: TestCaller;
let elsewhere: TestCaller;
let operator: TestCaller;

async function draw(communityCode: string, grids: { boundary: values.Polygon; from?: string[] }[]): Promise<string[]> {
  const plan = await leader.call(draftPartition, { id: newId(), communityCode, grids: grids.map((grid) => ({ type, from: [], ...grid })) });
  await leader.call(activatePartition, { id: plan.id });
  return (await leader.call(gridsOfPlace, { placeCode: communityCode })).items.map(({ code }) => code);
}
/** Three grids of a community of its own, so that a test's check sees its workers alone. */
let communities = 0;
async function threeGrids(): Promise<[community: string, g1: string, g2: string, g3: string]> {
  const code = `${town}${String(++communities + 100)}`;
  const boxes = [130, 130.01, 130.02].map((west) => ({ boundary: box(west, west + 0.01) }));
  return [code, ...((await draw(code, boxes)) as [string, string, string])];
}

beforeAll(async () => {
  service = await startTestService(gridService);
  leader = service.as({ roles: ['street-leader'], place: county });
  elsewhere = service.as({ roles: ['street-leader'], place: '320404004' });
  operator = service.as({ roles: ['operator'], place: county });
  await draw(community, [{ boundary: box(131, 131.01) }]);
}, 120_000);
afterAll(() => service?.stop());

const name = '样例某丁';
const registering = (changes: object = {}) => ({
  ...{ id: newId(), personId: newId(), name, phone: '00000000000', homePlace: community, joinedOn: '2026-01-01' },
  ...changes,
});
const register = async (changes: object = {}) => (await leader.call(registerWorker, registering(changes))).id;
const posting = (workerId: string, gridCode: string, changes: object = {}) => ({
  ...{ id: newId(), workerId, gridCode, startsOn: yesterday },
  ...changes,
});
const post = async (workerId: string, gridCode: string, changes: object = {}) =>
  (await leader.call(postWorker, posting(workerId, gridCode, changes))).id;
const rows = async (): Promise<number[]> => {
  const counted = ['grid_worker', 'worker_posting', 'three_fixed_check', 'career_event', 'development_record', 'outbox', 'person'].map(
    async (table) => (await service.database.pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`)).rows[0]!.n,
  );
  return Promise.all(counted);
};
/** What is refused leaves no trace. */
async function refused(asking: () => Promise<unknown>, error: unknown): Promise<void> {
  const before = await rows();
  await expect(asking()).rejects.toEqual(error);
  expect(await rows()).toEqual(before);
}

describe('G-33 the register of grid workers', () => {
  it('one per account, asked twice answered alike, and of the own place alone', async () => {
    const input = { ...registering(), accountId: service.as({ roles: ['grid-worker'], place: community }).accountId };
    const key = newId();
    const first = await leader.call(registerWorker, input, { key });
    expect(await leader.call(registerWorker, input, { key })).toEqual(first);
    expect(await leader.call(registerWorker, input)).toEqual(first);
    await refused(() => register({ accountId: input.accountId }), refusal('account-taken'));
    await refused(() => elsewhere.call(registerWorker, registering()), notFound);
    await refused(() => register({ homePlace: `${town}999` }), refusal('place-unknown'));
    const cadre = service.as({ roles: ['cadre'], place: community });
    const stranger = service.as({ roles: ['grid-worker'], place: '320404004001' });
    for (const accountId of [newId(), cadre.accountId, stranger.accountId])
      await refused(() => register({ accountId }), refusal('account-not-invited'));
    await refused(() => elsewhere.call(readWorker, { id: first.id }), notFound);
    expect(await leader.call(readWorker, { id: first.id })).toEqual({ ...first, name });
    expect((await leader.call(workersOfPlace, { placeCode: community, active: true, limit: 100 })).items).toContainEqual({
      ...first,
      name,
    });
    expect((await elsewhere.call(workersOfPlace, { placeCode: community })).items).toEqual([]);
    const found = { kind: 'WORKER', id: first.id, label: name, placeCode: community };
    expect((await leader.call(searchPlace, { placeCode: community, text: name })).items).toContainEqual(found);
    expect((await elsewhere.call(searchPlace, { placeCode: community, text: name })).items).toEqual([]);
  });

  it('is left once, when no posting lasts', async () => {
    const [, g1] = await threeGrids();
    const workerId = await register();
    const id = await post(workerId, g1);
    const leaving = { id: workerId, leftOn: today, reason: '样例：调离' };
    await refused(() => leader.call(retireWorker, leaving), refusal('still-posted'));
    await leader.call(recallWorker, { id, lastDay: yesterday, reason: '样例：轮岗' });
    await refused(() => leader.call(retireWorker, { ...leaving, leftOn: '2025-12-31' }), refusal('term-invalid'));
    await refused(() => elsewhere.call(retireWorker, leaving), notFound);
    await refused(() => leader.call(retireWorker, leaving, { match: 7 }), refusal('platform.request.stale-version'));
    expect(await leader.call(retireWorker, leaving)).toMatchObject({ active: false, leftOn: today, version: 2 });
    await refused(() => leader.call(retireWorker, leaving), refusal('retired'));
    await refused(() => post(workerId, g1, { startsOn: today }), refusal('retired'));
  });
});

describe('G-33 posting to grids', () => {
  it('one home, one posting a grid, duties of the catalogue in a grid in force', async () => {
    const [, g1, g2] = await threeGrids();
    const workerId = await register({ homePlace: county });
    const first = await leader.call(postWorker, posting(workerId, g1));
    expect(first).toMatchObject({
      home: true,
      duties: defaultPolicy.duties.map(({ code }) => code),
      policyVersion: 0,
      dutiesConfirmedAt: null,
    });
    await refused(() => post(workerId, g1), refusal('already-posted'));
    await refused(() => post(workerId, g2), refusal('home-taken'));
    await refused(() => post(workerId, `${g1.slice(0, 12)}099`), refusal('grid-unknown'));
    await refused(() => post(workerId, g2, { home: false, duties: ['UNHEARD_OF'] }), refusal('duty-unknown'));
    await refused(() => post(newId(), g2), notFound);
    await refused(() => elsewhere.call(postWorker, posting(workerId, g2, { home: false })), notFound);
    expect((await leader.call(postWorker, posting(workerId, g2, { home: false, duties: ['MEDIATION'] }))).duties).toEqual(['MEDIATION']);
    await refused(
      () => leader.call(recallWorker, { id: first.id, lastDay: addDays(yesterday, -1), reason: '样例' }),
      refusal('term-invalid'),
    );
    await refused(() => elsewhere.call(recallWorker, { id: first.id, lastDay: today, reason: '样例' }), notFound);
    expect((await leader.call(recallWorker, { id: first.id, lastDay: today, reason: '样例：轮岗' })).endedOn).toBe(today);
    await refused(() => leader.call(recallWorker, { id: first.id, lastDay: today, reason: '样例' }), refusal('already-recalled'));
    // The home holds until its last day is over.
    await refused(() => post(workerId, g1, { startsOn: today }), refusal('home-taken'));
    await post(workerId, g1, { startsOn: addDays(today, 1) });
    const told = (await service.told(workerPosted)).filter(({ data }) => data.workerId === workerId);
    expect(told.map(({ data, placecode }) => [data.gridCode, data.home, placecode])).toEqual([
      [g1, true, g1],
      [g2, false, g2],
      [g1, true, g1],
    ]);
  });

  it('of two home postings at once one is made', async () => {
    const [, g1, g2] = await threeGrids();
    const workerId = await register();
    const made = await Promise.allSettled([post(workerId, g1), post(workerId, g2)]);
    expect(made.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(made.find(({ status }) => status === 'rejected')).toMatchObject({ reason: refusal('home-taken') });
  });

  it('whatever is tried, no worker has two homes on one day (seeds 1 to 5)', async () => {
    const [code, ...grids] = await threeGrids();
    let postings = 0;
    for (const seed of [1, 2, 3, 4, 5]) {
      const workerId = await register({ homePlace: code });
      const made: string[] = [];
      let state = seed;
      const next = (below: number): number => (state = (state * 48_271) % 2_147_483_647) % below;
      for (let step = 0; step < 25; step++) {
        const day = addDays(today, next(20) - 10);
        const trying =
          next(2) || !made.length
            ? post(workerId, grids[next(3)]!, { startsOn: day, home: next(3) > 0 }).then((id) => made.push(id))
            : leader.call(recallWorker, { id: made[next(made.length)]!, lastDay: day, reason: '样例' });
        await trying.catch((error: { code: string }) => expect(error.code).toMatch(/^grid\.worker\./));
      }
      const overlaps = await service.database.pool.query(
        `SELECT 1 FROM worker_posting a JOIN worker_posting b ON b.worker_id = a.worker_id AND b.id > a.id AND a.home AND b.home
         WHERE a.worker_id = $1 AND daterange(a.starts_on, a.ended_on, '[]') && daterange(b.starts_on, b.ended_on, '[]')`,
        [workerId],
      );
      expect(overlaps.rowCount).toBe(0);
      postings += made.length;
    }
    // Enough was accepted to show something.
    expect(postings).toBeGreaterThan(15);
  });

  it('duties are confirmed by the worker alone, who sees the names of the own grid alone', async () => {
    const [code, g1, g2] = await threeGrids();
    const worker = service.as({ roles: ['grid-worker'], place: g1 });
    const colleague = service.as({ roles: ['grid-worker'], place: g1 });
    const workerId = await register({ accountId: worker.accountId, homePlace: code });
    const other = await register({ homePlace: code });
    const id = await post(workerId, g1);
    await post(other, g2);
    await refused(() => colleague.call(confirmWorkerDuties, { id }), refusal('not-yours'));
    await refused(() => leader.call(confirmWorkerDuties, { id }), refusal('platform.request.forbidden'));
    expect((await worker.call(confirmWorkerDuties, { id })).dutiesConfirmedAt).not.toBeNull();
    await refused(() => worker.call(confirmWorkerDuties, { id }), refusal('platform.request.wrong-state'));
    expect((await colleague.call(postingsOfPlace, { placeCode: code })).items).toEqual([expect.objectContaining({ id, name })]);
    expect((await colleague.call(workersOfPlace, { placeCode: code })).items.map((one) => one.id)).toEqual([workerId]);
    await expect(colleague.call(readWorker, { id: other })).rejects.toEqual(notFound);
    const pages = [await leader.call(postingsOfPlace, { placeCode: code, limit: 1 })];
    pages.push(await leader.call(postingsOfPlace, { placeCode: code, limit: 1, after: pages[0]!.next! }));
    expect(pages.flatMap(({ items }) => items.map((one) => one.gridCode)).toSorted()).toEqual([g1, g2]);
    expect(await service.database.read(postedNamesOf, [g1])).toEqual([{ workerId, name }]);
    expect(await service.database.read(workerCountsByGrid, [code])).toEqual([
      { gridCode: g1, workers: 1 },
      { gridCode: g2, workers: 1 },
    ]);
  });
});

describe('G-33 the check that grid, person and duty are fixed', () => {
  it('names every violation, tells of changes alone, and finds nothing after the named repairs', async () => {
    const [code, g1, g2, g3] = await threeGrids();
    const worker = service.as({ roles: ['grid-worker'], place: code });
    const secretary = service.as({ roles: ['community-secretary'], place: code });
    const W1 = await register({ homePlace: code, accountId: worker.accountId });
    const W2 = await register({ homePlace: code });
    const first = await post(W1, g1);
    const run = () => secretary.call(runThreeFixedCheck, { id: newId(), placeCode: code });
    const told = async () => (await service.told(threeFixedViolated)).filter(({ data }) => data.placeCode === code);
    expect(await worker.call(latestThreeFixedCheck, { placeCode: code })).toMatchObject({ id: null, grids: 3, workers: 2 });
    const check = await run();
    expect(check.violations).toEqual([
      { kind: 'FIXED_GRID', gridCode: g2, workerId: null },
      { kind: 'FIXED_GRID', gridCode: g3, workerId: null },
      { kind: 'FIXED_PERSON', gridCode: null, workerId: W2 },
      { kind: 'FIXED_DUTY', gridCode: g1, workerId: W1 },
    ]);
    expect([check.grids, check.workers, check.fixed.numerator, check.fixed.denominator]).toEqual([3, 2, 2, 6]);
    expect((await run()).violations).toEqual(check.violations);
    expect((await told()).map(({ data }) => data.checkId)).toEqual([check.id]);
    expect((await told())[0]!.data.violations).toContainEqual({
      ...{ kind: 'FIXED_DUTY', gridCode: g1, workerId: W1 },
      accountId: worker.accountId,
    });
    await worker.call(confirmWorkerDuties, { id: first });
    await worker.call(confirmWorkerDuties, { id: await post(W1, g3, { home: false }) });
    await post(W2, g2);
    expect((await run()).violations).toEqual([{ kind: 'FIXED_DUTY', gridCode: g2, workerId: W2 }]);
    await service.database.pool.query('UPDATE worker_posting SET duties_confirmed_at = gezhi_now() WHERE worker_id = $1', [W2]);
    const last = await run();
    expect([last.violations, last.fixed.value, (await told()).length]).toEqual([[], 100, 3]);
    expect(await worker.call(latestThreeFixedCheck, { placeCode: code })).toEqual(last);
  });

  it('is asked for a place of the own scope that has grids or workers', async () => {
    const asking = { id: newId(), placeCode: community };
    await refused(() => elsewhere.call(runThreeFixedCheck, asking), notFound);
    await refused(() => elsewhere.call(latestThreeFixedCheck, { placeCode: community }), notFound);
    await refused(() => leader.call(runThreeFixedCheck, { ...asking, placeCode: '230521999' }), refusal('grid-unknown'));
    expect(await leader.call(runThreeFixedCheck, asking)).toEqual(await leader.call(runThreeFixedCheck, asking));
  });

  it('is made of every community once a day by itself', async () => {
    const count = async () =>
      (await service.database.pool.query<{ n: number }>('SELECT count(*)::int AS n FROM three_fixed_check')).rows[0]!.n;
    const [code] = await threeGrids();
    const schedule = service.get(WorkerSchedule);
    await schedule.checkThreeFixed();
    const once = await count();
    expect(await leader.call(latestThreeFixedCheck, { placeCode: code })).toMatchObject({ id: expect.any(String) as string });
    await schedule.checkThreeFixed();
    expect(await count()).toBe(once);
  });
});

describe('G-29 G-36 what is recorded of a worker', () => {
  it('one career file, the latest first, for the worker and confidants', async () => {
    const [code, g1] = await threeGrids();
    const worker = service.as({ roles: ['grid-worker'], place: g1 });
    const workerId = await register({ homePlace: code, accountId: worker.accountId });
    const postingId = await post(workerId, g1, { startsOn: '2026-03-01' });
    const recording = {
      id: newId(),
      workerId,
      link: 'UTILISE' as const,
      kind: 'PROMOTION' as const,
      onDate: '2026-05-01',
      result: '样例：任组长',
    };
    const event = await leader.call(recordCareerEvent, recording);
    await leader.call(recordCareerEvent, {
      ...recording,
      id: newId(),
      link: 'CULTIVATE',
      kind: 'ASSESSMENT',
      onDate: '2026-04-01',
      result: '样例：良好',
    });
    await leader.call(recallWorker, { id: postingId, lastDay: '2026-06-30', reason: '样例' });
    await refused(() => leader.call(recordCareerEvent, { ...recording, id: newId(), onDate: addDays(today, 2) }), refusal('in-the-future'));
    await refused(() => elsewhere.call(recordCareerEvent, { ...recording, id: newId() }), notFound);
    await refused(
      () => leader.call(recordCareerEvent, { ...recording, id: newId(), onDate: '0000-01-01' }),
      refusal('platform.request.invalid'),
    );
    const early = { id: newId(), workerId, onDate: '2025-12-31' };
    await refused(() => leader.call(recordCareerEvent, { ...recording, ...early }), refusal('before-joining'));
    await refused(() => post(workerId, g1, { startsOn: '2025-12-31', home: false }), refusal('before-joining'));
    await refused(() => register({ joinedOn: addDays(today, 2) }), refusal('in-the-future'));
    const { items } = await leader.call(careerOfWorker, { workerId });
    expect(items.map(({ at, link, kind, label }) => [at, link, kind, label])).toEqual([
      ['2026-06-29T16:00:00.000Z', 'MANAGE', 'RECALLED', g1],
      ['2026-04-30T16:00:00.000Z', 'UTILISE', 'PROMOTION', '样例：任组长'],
      ['2026-03-31T16:00:00.000Z', 'CULTIVATE', 'ASSESSMENT', '样例：良好'],
      ['2026-02-28T16:00:00.000Z', 'MANAGE', 'POSTED', g1],
    ]);
    expect(items[1]!.refId).toBe(event.id);
    const miswritten = {
      ...recording,
      id: newId(),
      workerId: await register({ homePlace: code, joinedOn: '0001-01-01' }),
      onDate: '0001-01-01',
    };
    await leader.call(recordCareerEvent, miswritten);
    expect((await leader.call(careerOfWorker, miswritten)).items[0]!.at).toBe('1901-12-31T16:00:00.000Z');
    expect(await worker.call(myCareer, {})).toEqual({ items });
    expect(await service.as({ roles: ['grid-worker'], place: g1 }).call(myCareer, {})).toEqual({ items: [] });
    await expect(operator.call(careerOfWorker, { workerId })).rejects.toEqual(refusal('platform.request.forbidden'));
    await expect(elsewhere.call(careerOfWorker, { workerId })).rejects.toEqual(notFound);
  });

  it('development records: confidants of the place alone, every reading logged, told to nobody', async () => {
    const [code] = await threeGrids();
    const workerId = await register({ homePlace: code });
    const recording = { id: newId(), workerId, kind: 'PARTY_ACTIVIST' as const, sinceOn: '2026-03-01', note: '样例：积极分子' };
    const events = (await service.told()).length;
    const record = await leader.call(recordDevelopment, recording);
    await leader.call(recordDevelopment, { ...recording, id: newId(), sinceOn: '2026-02-01' });
    expect((await service.told()).length).toBe(events);
    await refused(() => operator.call(recordDevelopment, { ...recording, id: newId() }), refusal('platform.request.forbidden'));
    await refused(() => elsewhere.call(recordDevelopment, { ...recording, id: newId() }), notFound);
    await refused(() => leader.call(endDevelopment, { id: record.id, endedOn: '2026-02-28' }), refusal('term-invalid'));
    await refused(() => elsewhere.call(endDevelopment, { id: record.id, endedOn: today }), notFound);
    expect(await leader.call(endDevelopment, { id: record.id, endedOn: today })).toMatchObject({ endedOn: today, version: 2 });
    await refused(() => leader.call(endDevelopment, { id: record.id, endedOn: today }), refusal('platform.request.wrong-state'));
    const logged = async () =>
      (
        await service.database.pool.query<{ n: number }>(
          "SELECT count(*)::int AS n FROM access_log WHERE operation LIKE '%development-records%'",
        )
      ).rows[0]!.n;
    const before = await logged();
    const first = await leader.call(developmentRecords, { placeCode: code, limit: 1 });
    const second = await leader.call(developmentRecords, { placeCode: code, limit: 1, after: first.next! });
    expect([...first.items, ...second.items].map(({ sinceOn }) => sinceOn)).toEqual(['2026-03-01', '2026-02-01']);
    expect(await logged()).toBe(before + 2);
    expect((await elsewhere.call(developmentRecords, { placeCode: code })).items).toEqual([]);
    await expect(operator.call(developmentRecords, { placeCode: code })).rejects.toEqual(refusal('platform.request.forbidden'));
  });

  it('no words of people in events or audit; a person has them exported, and erased', async () => {
    const { exportPerson, erasePerson } = platformContracts('grid');
    const personId = newId();
    const workerId = await register({ personId });
    const result = '样例：一段话';
    const record = { id: newId(), workerId, link: 'CULTIVATE' as const, kind: 'HONOUR' as const, onDate: '2026-04-01', result };
    await leader.call(recordCareerEvent, record);
    await leader.call(recordDevelopment, { id: newId(), workerId, kind: 'PARTY_MEMBER', sinceOn: '2026-03-01', note: result });
    const told = await service.database.pool.query(
      `SELECT 1 FROM outbox WHERE event ~ '${name}|样例：|PARTY_' UNION ALL SELECT 1 FROM audit WHERE changes::text ~ '${name}|样例：|PARTY_'`,
    );
    expect(told.rowCount).toBe(0);
    const confidant = service.as({ roles: ['community-secretary'], place: community });
    const records = async (by = confidant) => (await by.call(exportPerson, { personId })).records;
    const held = await records();
    expect(Object.keys(held).toSorted()).toEqual(['career_event', 'development_record', 'grid_worker']);
    expect(Object.keys(await records(operator)).toSorted()).toEqual(['career_event', 'grid_worker']);
    expect([held.career_event![0]!.result, held.development_record![0]!.kind]).toEqual([result, 'PARTY_MEMBER']);
    await operator.call(erasePerson, { personId });
    const left = await records();
    expect([left.career_event![0]!.result, left.development_record![0]!.kind]).toEqual(['', '']);
    expect((await leader.call(developmentRecords, { placeCode: community })).items).toContainEqual(
      expect.objectContaining({ workerId, kind: null, note: '' }),
    );
  });
});

describe('G-37 G-38 G-39 “8+4+1”', () => {
  it('has exactly 8, 4 and 1, each with its source, for everyone', async () => {
    const { duties, services, loop } = await service.public().call(eightFourOne, { placeCode: county });
    expect([duties.length, services.length, loop.length]).toEqual([8, 4, 1]);
    expect([...duties, ...services, ...loop].every(({ source }) => source)).toBe(true);
    expect(services.map(({ code }) => code)).toContain('DOOR_TO_DOOR');
  });

  it('is laid down anew by the jurisdiction and holds for what is posted from then on, there alone', async () => {
    const [code, g1, g2] = await threeGrids();
    const workerId = await register({ homePlace: code });
    await post(workerId, g1);
    const [first, ...others] = defaultPolicy.duties as [(typeof defaultPolicy.duties)[0], ...typeof defaultPolicy.duties];
    const publishing = { id: newId(), jurisdictionId: town, ...defaultPolicy };
    await refused(() => leader.call(publishWorkerPolicy, { ...publishing, duties: others }), refusal('platform.catalogue.cardinality'));
    await refused(() => elsewhere.call(publishWorkerPolicy, publishing), notFound);
    await leader.call(publishWorkerPolicy, { ...publishing, duties: [{ ...first, code: 'SURVEY', zh: '样例职责' }, ...others] });
    expect((await service.public().call(workerPolicy, { placeCode: g1 })).version).toBe(1);
    expect((await service.public().call(workerPolicy, { placeCode: '320404004' })).version).toBe(0);
    const second = await leader.call(postWorker, posting(workerId, g2, { home: false }));
    expect([second.duties[0], second.policyVersion]).toEqual(['SURVEY', 1]);
    expect((await leader.call(postingsOfPlace, { placeCode: g1 })).items[0]!.policyVersion).toBe(0);
  });
});

describe('G-06 postings follow the grids that came from theirs', () => {
  it('homes go on in the lowest heir, other postings in all; what is confirmed stays so', async () => {
    const [code, g1, g2, g3] = await threeGrids();
    const [atHome, visiting] = [await register({ homePlace: code }), await register({ homePlace: code })];
    const home = await post(atHome, g1);
    await post(visiting, g1, { home: false });
    await post(visiting, g3);
    await service.database.pool.query('UPDATE worker_posting SET duties_confirmed_at = gezhi_now() WHERE id = $1', [home]);
    const { items } = await leader.call(gridsOfPlace, { placeCode: code });
    const kept = items.filter((grid) => grid.code !== g1).map((grid) => ({ code: grid.code, type, boundary: grid.boundary, from: [] }));
    const halves = [box(130, 130.005), box(130.005, 130.01)].map((boundary) => ({ type, boundary, from: [g1] }));
    const plan = await leader.call(draftPartition, { id: newId(), communityCode: code, grids: [...kept, ...halves] });
    await leader.call(activatePartition, { id: plan.id });
    const lasting = async () =>
      (await leader.call(postingsOfPlace, { placeCode: code })).items
        .map(({ workerId, gridCode, home, dutiesConfirmedAt }) => [workerId, gridCode, home, dutiesConfirmedAt !== null])
        .toSorted();
    const heirs = (await leader.call(gridsOfPlace, { placeCode: code })).items
      .map((grid) => grid.code)
      .filter((one) => ![g2, g3].includes(one));
    await eventually(async () =>
      expect(await lasting()).toEqual(
        [
          [atHome, heirs[0], true, true],
          [visiting, heirs[0], false, false],
          [visiting, heirs[1], false, false],
          [visiting, g3, true, false],
        ].toSorted(),
      ),
    );
    const of = async (event: typeof workerPosted | typeof workerRecalled) =>
      (await service.told(event)).filter(({ data }) => data.workerId === atHome).map(({ data }) => data.gridCode);
    expect([await of(workerPosted), await of(workerRecalled)]).toEqual([[g1, heirs[0]], [g1]]);
    expect((await leader.call(runThreeFixedCheck, { id: newId(), placeCode: code })).violations.map(({ kind }) => kind)).toEqual([
      'FIXED_GRID',
      ...['FIXED_DUTY', 'FIXED_DUTY', 'FIXED_DUTY'],
    ]);
  });
});
