import {
  attendanceOfSession,
  cancelClass,
  caseArticles,
  casePushed,
  classOpened,
  closeCourse,
  courses,
  enrol,
  myTraining,
  offerCourse,
  openClass,
  orderCourse,
  platformContracts,
  publishCase,
  pushCase,
  recordAttendance,
  recordDrillSheet,
  sessionsOfPlace,
  trainingSummary,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { startTestService, type TestCaller, type TestService } from '@gezhi/shared/testing';
import { gridService } from '../service.module.js';
import { trainingCareerOf } from './attended.queries.js';

const [county, community] = ['230521', '230521100001'];
const grid = `${community}001`;
const refusal = (name: string, details?: object) =>
  expect.objectContaining({ code: `grid.training.${name}`, ...(details && { details: expect.objectContaining(details) as object }) });
const platform = (name: string) => expect.objectContaining({ code: `platform.request.${name}` });
const day = 86_400_000;

let service: TestService;
let leader: TestCaller;
let secretary: TestCaller;

beforeAll(async () => {
  service = await startTestService(gridService);
  leader = service.as({ roles: ['street-leader'], place: county });
  secretary = service.as({ roles: ['community-secretary'], place: community });
}, 120_000);
afterAll(() => service?.stop());

const sql = async <T extends object>(text: string, parameters: unknown[] = []): Promise<T[]> =>
  (await service.database.pool.query<T>(text, parameters)).rows;
const count = async (table: string, of = 'true', ...parameters: unknown[]): Promise<number> =>
  (await sql<{ count: number }>(`SELECT count(*)::int AS count FROM ${table} WHERE ${of}`, parameters))[0]!.count;

type Worker = TestCaller & { readonly id: string; readonly personId: string };

/** A registered worker with an account of its own, on duty in a grid. */
async function worker(homePlace = community, place = grid): Promise<Worker> {
  const [id, personId] = [newId(), newId()];
  const caller = service.as({ roles: ['grid-worker'], place });
  await sql('INSERT INTO person (id, version, community_code, name) VALUES ($1, 1, $2, $3)', [personId, community, '演示网格员']);
  await sql(
    `INSERT INTO grid_worker (id, version, person_id, account_id, home_place, active, joined_on) VALUES ($1, 1, $2, $3, $4, true, '2026-01-01')`,
    [id, personId, caller.accountId, homePlace],
  );
  return { ...caller, id, personId };
}
const workers = async (n: number): Promise<Worker[]> => {
  const found: Worker[] = [];
  for (let i = 0; i < n; i++) found.push(await worker());
  return found;
};
const now = async (): Promise<number> => Date.parse((await sql<{ now: string }>('SELECT gezhi_now() AS now'))[0]!.now);
const course = async (more = {}) =>
  leader.call(offerCourse, {
    ...{ id: newId(), placeCode: county, title: '演示点单课', tag: 'MEDIATION', mode: 'ON_DEMAND' as const },
    ...more,
  });
const session = async (more = {}) => ({
  ...{ id: newId(), placeCode: county, title: '演示班', tag: 'MEDIATION', channel: 'OFFLINE' as const, mode: 'SMALL_CLASS' as const },
  ...{ startsAt: new Date((await now()) + day).toISOString(), capacity: 40, ...more },
});
/** Holds a class with these workers, of whom `came` came. */
async function heldClass(enrolled: readonly Worker[], came: readonly Worker[], more = {}) {
  const opened = await leader.call(openClass, await session(more));
  await leader.call(enrol, { id: opened.id, workerIds: enrolled.map(({ id }) => id) });
  await service.advance(2 * day);
  return leader.call(recordAttendance, { id: opened.id, workerIds: came.map(({ id }) => id) });
}
const summary = (more = {}) => leader.call(trainingSummary, { placeCode: county, ...more });
/** What a refused command must leave as it is. */
const written = async () =>
  Promise.all(
    ['course', 'course_order', 'training_session', 'attendance', 'drill_sheet', 'case_article', 'case_push', 'outbox'].map((t) => count(t)),
  );

describe('G-31 courses are ordered, and classes enrol first come, first served', () => {
  it('the first get the seats, the others keep waiting, and nobody is enrolled twice', async () => {
    const { id: courseId, ...offered } = await course();
    expect(offered).toMatchObject({ status: 'OFFERED', offeredById: leader.accountId, version: 1 });
    const five = await workers(5);
    for (const [index, one] of five.entries()) expect(await one.call(orderCourse, { id: courseId })).toEqual({ ordered: index + 1 });
    const demand = async () => (await five[0]!.call(courses, { placeCode: grid })).items.find(({ id }) => id === courseId);
    expect(await demand()).toMatchObject({ title: '演示点单课', ordered: 5 });
    await expect(five[0]!.call(orderCourse, { id: courseId })).rejects.toThrow(refusal('already-ordered'));

    const opened = await leader.call(openClass, await session({ courseId, mode: 'ON_DEMAND', capacity: 3 }));
    expect(opened).toMatchObject({ courseId, capacity: 3, seatsTaken: 3, status: 'SCHEDULED', version: 1 });
    expect(await demand()).toMatchObject({ ordered: 2 });
    const enrolled = (await leader.call(attendanceOfSession, { id: opened.id })).items.map(({ workerId }) => workerId);
    expect(enrolled).toEqual(
      five
        .slice(0, 3)
        .map(({ id }) => id)
        .toSorted(),
    );

    const again = await leader.call(openClass, await session({ courseId, mode: 'ON_DEMAND', capacity: 3 }));
    expect([again.seatsTaken, (await demand())!.ordered]).toEqual([2, 0]);
    await expect(leader.call(openClass, await session({ courseId, mode: 'ON_DEMAND' }))).rejects.toThrow(refusal('demand-missing'));
    const events = (await service.told(classOpened)).map(({ data }) => data).filter(({ sessionId }) => sessionId === opened.id);
    expect(events).toEqual([
      { sessionId: opened.id, placeCode: county, mode: 'ON_DEMAND', channel: 'OFFLINE', startsAt: opened.startsAt, seats: 3, version: 1 },
    ]);
  });

  it('集贤: four classes of 40 from 42 orders each, 160 person-times; two keep waiting for each', async () => {
    const [there, where] = ['230599', '230599100001'];
    const head = service.as({ roles: ['street-leader'], place: there });
    const all: Worker[] = [];
    for (let n = 0; n < 42; n++) all.push(await worker(where, `${where}001`));
    for (const mode of ['ON_DEMAND', 'SMALL_CLASS', 'SCENARIO_DRILL', 'SCENARIO_DRILL'] as const) {
      const { id: courseId } = await head.call(offerCourse, { id: newId(), placeCode: there, title: '演示课', tag: 'LAW', mode });
      await Promise.all(all.map((one) => one.call(orderCourse, { id: courseId })));
      const { id } = await head.call(openClass, await session({ placeCode: there, courseId, mode }));
      await service.advance(2 * day);
      const enrolled = (await head.call(attendanceOfSession, { id, limit: 100 })).items.map(({ workerId }) => workerId);
      expect(enrolled).toHaveLength(40);
      await head.call(recordAttendance, { id, workerIds: enrolled });
    }
    expect(await head.call(trainingSummary, { placeCode: there })).toMatchObject({ sessions: 4, personTimes: 160, drills: 2 });
    expect((await head.call(courses, { placeCode: there })).items.map(({ ordered }) => ordered)).toEqual([2, 2, 2, 2]);
  });

  it('a cancelled class gives its demand back, in the order it had', async () => {
    const { id: courseId } = await course();
    const three = await workers(3);
    for (const one of three.slice(0, 2)) await one.call(orderCourse, { id: courseId });
    const { id } = await leader.call(openClass, await session({ courseId, mode: 'ON_DEMAND', capacity: 2 }));
    expect(await count('course_order', 'course_id = $1', courseId)).toBe(0);
    await three[2]!.call(orderCourse, { id: courseId });
    await leader.call(cancelClass, { id, reason: '演示讲师请假' });
    const next = await leader.call(openClass, await session({ courseId, mode: 'ON_DEMAND', capacity: 2 }));
    const enrolled = (await leader.call(attendanceOfSession, { id: next.id })).items.map(({ workerId }) => workerId);
    expect(enrolled.toSorted()).toEqual([three[0]!.id, three[1]!.id].toSorted());
  });

  it('two classes opened at once share the demand', async () => {
    const { id: courseId } = await course();
    for (const one of await workers(4)) await one.call(orderCourse, { id: courseId });
    const both = [await session({ courseId, mode: 'ON_DEMAND', capacity: 3 }), await session({ courseId, mode: 'ON_DEMAND', capacity: 3 })];
    const opened = await Promise.all(both.map((one) => leader.call(openClass, one)));
    expect(opened.map(({ seatsTaken }) => seatsTaken).toSorted()).toEqual([1, 3]);
    expect(await count('course_order', 'course_id = $1', courseId)).toBe(0);
  });

  it('refuses what is not offered, not registered or not here, and writes nothing', async () => {
    const { id } = await course();
    const one = await worker();
    const unregistered = service.as({ roles: ['grid-worker'], place: grid });
    const elsewhere = service.as({ roles: ['grid-worker'], place: '320404004001001' });
    const { id: closed } = await course();
    expect(await leader.call(closeCourse, { id: closed })).toMatchObject({ status: 'CLOSED', version: 2 });
    const before = await written();
    await expect(course({ tag: 'SINGING' })).rejects.toThrow(refusal('tag-unknown', { codes: ['SINGING'] }));
    await expect(course({ placeCode: '320404004' })).rejects.toThrow(platform('not-found'));
    await expect(leader.call(closeCourse, { id: closed })).rejects.toThrow(platform('wrong-state'));
    await expect(secretary.call(closeCourse, { id })).rejects.toThrow(platform('not-found'));
    await expect(one.call(orderCourse, { id: closed })).rejects.toThrow(refusal('course-closed'));
    await expect(unregistered.call(orderCourse, { id })).rejects.toThrow(refusal('not-a-worker'));
    await expect(elsewhere.call(orderCourse, { id })).rejects.toThrow(platform('not-found'));
    await expect(leader.call(orderCourse, { id })).rejects.toThrow(platform('forbidden'));
    await expect(leader.call(openClass, await session({ courseId: newId() }))).rejects.toThrow(refusal('course-unknown'));
    await expect(leader.call(openClass, await session({ courseId: closed }))).rejects.toThrow(refusal('course-closed'));
    await expect(leader.call(openClass, await session({ tag: 'SINGING' }))).rejects.toThrow(refusal('tag-unknown'));
    await expect(leader.call(openClass, await session({ mode: 'ON_DEMAND' }))).rejects.toThrow(refusal('demand-missing'));
    await expect(leader.call(openClass, await session({ startsAt: '2026-01-01T00:00:00.000Z' }))).rejects.toThrow(refusal('due-past'));
    await expect(secretary.call(openClass, await session())).rejects.toThrow(platform('not-found'));
    await expect(secretary.call(courses, { placeCode: '320404004' })).resolves.toEqual({ items: [], next: null });
    expect(await written()).toEqual(before);
  });

  it('a repetition with the same key answers the same, and changes nothing', async () => {
    const { id: courseId } = await course();
    const one = await worker();
    const key = newId();
    expect([await one.call(orderCourse, { id: courseId }, { key }), await one.call(orderCourse, { id: courseId }, { key })]).toEqual([
      { ordered: 1 },
      { ordered: 1 },
    ]);
    const input = await session({ courseId, mode: 'ON_DEMAND' });
    await expect(leader.call(openClass, { ...input, mode: 'SMALL_CLASS' })).rejects.toThrow(refusal('course-differs'));
    const first = await leader.call(openClass, input, { key });
    expect(await leader.call(openClass, input, { key })).toEqual(first);
    expect(await leader.call(openClass, input)).toEqual(first);
    await expect(leader.call(openClass, { ...input, capacity: 2 })).rejects.toThrow(platform('id-taken'));
    expect((await service.told(classOpened)).filter(({ data }) => data.sessionId === input.id)).toHaveLength(1);
  });
});

describe('G-31 a class never has more than its cap', () => {
  it('two at once for the last seat: one is enrolled, one is told that it is full', async () => {
    const { id } = await leader.call(openClass, await session({ capacity: 1 }));
    const both = await workers(2);
    const outcomes = await Promise.allSettled(both.map((one) => one.call(enrol, { id, workerIds: [one.id] })));
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: refusal('class-full', { free: 0 }) });
    expect([
      await count('attendance', 'session_id = $1', id),
      (await sql('SELECT seats_taken FROM training_session WHERE id = $1', [id]))[0],
    ]).toEqual([1, { seats_taken: 1 }]);
  });

  it('under any interleaving the seats taken are the rows, and at most the cap', async () => {
    const { id } = await leader.call(openClass, await session({ capacity: 7 }));
    const many = await workers(20);
    const outcomes = await Promise.allSettled(many.map((one) => one.call(enrol, { id, workerIds: [one.id] })));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(7);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'grid.training.class-full' });
    expect(await count('attendance', 'session_id = $1', id)).toBe(7);
    const listed = (await leader.call(sessionsOfPlace, { placeCode: county, limit: 100 })).items.find((one) => one.id === id);
    expect(listed).toMatchObject({ seatsTaken: 7, version: 8 });
  });

  it('a leader enrols the own workers, a worker oneself alone, and what is refused takes no seat', async () => {
    const { id, version } = await leader.call(openClass, await session({ capacity: 4 }));
    const [one, two, three] = (await workers(3)) as [Worker, Worker, Worker];
    const foreign = await worker('230521100002', '230521100002001');
    const left = await worker();
    await sql("UPDATE grid_worker SET active = false, left_on = '2026-02-01' WHERE id = $1", [left.id]);
    const before = await written();
    await expect(one.call(enrol, { id, workerIds: [two.id] })).rejects.toThrow(refusal('worker-unknown', { workerIds: [two.id] }));
    await expect(secretary.call(enrol, { id, workerIds: [one.id, foreign.id] })).rejects.toThrow(
      refusal('worker-unknown', { workerIds: [foreign.id] }),
    );
    await expect(leader.call(enrol, { id, workerIds: [left.id] })).rejects.toThrow(refusal('worker-unknown'));
    await expect(leader.call(enrol, { id, workerIds: [one.id] }, { match: 9 })).rejects.toThrow(platform('stale-version'));
    const outside = service.as({ roles: ['community-secretary'], place: '320404004001' });
    await expect(outside.call(enrol, { id, workerIds: [one.id] })).rejects.toThrow(platform('not-found'));
    expect(await written()).toEqual(before);

    expect(await secretary.call(enrol, { id, workerIds: [one.id, one.id, two.id] }, { match: version })).toMatchObject({
      seatsTaken: 2,
      version: 2,
    });
    await expect(leader.call(enrol, { id, workerIds: [three.id, one.id] })).rejects.toThrow(refusal('enrolled-already'));
    expect(await foreign.call(enrol, { id, workerIds: [foreign.id] })).toMatchObject({ seatsTaken: 3, version: 3 });
    await expect(leader.call(enrol, { id, workerIds: [three.id, newId()] })).rejects.toThrow(refusal('worker-unknown'));
    const more = (await workers(2)).map((other) => other.id);
    await expect(leader.call(enrol, { id, workerIds: more })).rejects.toThrow(refusal('class-full', { free: 1 }));
    expect((await secretary.call(attendanceOfSession, { id })).items.map(({ workerId }) => workerId)).toEqual([one.id, two.id].toSorted());
    expect((await leader.call(attendanceOfSession, { id })).items).toHaveLength(3);
    await expect(outside.call(attendanceOfSession, { id })).rejects.toThrow(platform('not-found'));
    await expect(one.call(attendanceOfSession, { id })).rejects.toThrow(platform('forbidden'));
  });
});

describe('G-30 a class is held, and who came is kept for the workers alone', () => {
  it('counts person-times and distinct workers, never time spent', async () => {
    const from = new Date((await now()) + 1).toISOString();
    const [one, two, three] = (await workers(3)) as [Worker, Worker, Worker];
    const events = (await service.told()).length;
    const held = await heldClass([one, two, three], [one, two]);
    expect(held).toMatchObject({ status: 'HELD', seatsTaken: 3, version: 3 });
    await heldClass([one, two], [one]);
    await leader.call(openClass, await session());
    expect(await summary({ from })).toEqual({ sessions: 2, personTimes: 3, distinctWorkers: 2, drills: 0, cases: 0, pushes: 0 });
    expect(await summary({ from, to: from })).toMatchObject({ sessions: 0, personTimes: 0 });
    expect((await one.call(myTraining, {})).items.map(({ status, attended, level }) => [status, attended, level])).toEqual([
      ['HELD', true, null],
      ['HELD', true, null],
    ]);
    expect((await three.call(myTraining, {})).items).toMatchObject([{ id: held.id, attended: false }]);
    const told = (await service.told()).slice(events);
    expect(told.map(({ type }) => type)).toEqual([classOpened.subject, classOpened.subject, classOpened.subject]);
    for (const { id } of [one, two, three]) expect(JSON.stringify(told)).not.toContain(id);
    expect(await sql(trainingCareerOf.text, [one.id])).toMatchObject([
      { link: 'CULTIVATE', kind: 'TRAINING', label: '演示班' },
      { link: 'CULTIVATE', kind: 'TRAINING', refId: held.id, at: held.startsAt },
    ]);
    expect(await sql(trainingCareerOf.text, [three.id])).toEqual([]);
  });

  it('refuses what has not begun, who is not enrolled, and what is over', async () => {
    const [one, two] = (await workers(2)) as [Worker, Worker];
    const { id } = await leader.call(openClass, await session());
    await one.call(enrol, { id, workerIds: [one.id] });
    await expect(leader.call(recordAttendance, { id, workerIds: [one.id] })).rejects.toThrow(refusal('not-begun'));
    await service.advance(2 * day);
    await expect(leader.call(recordAttendance, { id, workerIds: [two.id] })).rejects.toThrow(
      refusal('not-enrolled', { workerIds: [two.id] }),
    );
    await expect(leader.call(recordAttendance, { id, workerIds: [] }, { match: 9 })).rejects.toThrow(platform('stale-version'));
    await expect(secretary.call(recordAttendance, { id, workerIds: [] })).rejects.toThrow(platform('not-found'));
    expect(await leader.call(recordAttendance, { id, workerIds: [] }, { match: 2 })).toMatchObject({ status: 'HELD', version: 3 });
    for (const again of [
      () => leader.call(recordAttendance, { id, workerIds: [one.id] }),
      () => leader.call(cancelClass, { id, reason: '再次' }),
      () => two.call(enrol, { id, workerIds: [two.id] }),
    ])
      await expect(again()).rejects.toThrow(platform('wrong-state'));
  });

  it('or cancelled, with a reason that stands in no event and no audit', async () => {
    const { id } = await leader.call(openClass, await session());
    expect(await leader.call(cancelClass, { id, reason: '演示讲师请假' })).toMatchObject({
      status: 'CANCELLED',
      cancelReason: '演示讲师请假',
    });
    expect(await count('audit', "changes::text LIKE '%演示讲师请假%'")).toBe(0);
    expect(JSON.stringify(await service.told())).not.toContain('演示讲师请假');
    expect((await leader.call(sessionsOfPlace, { placeCode: county, status: 'CANCELLED' })).items.map((one) => one.id)).toContain(id);
  });

  it('lists page by page, the latest first', async () => {
    const all = (await leader.call(sessionsOfPlace, { placeCode: county, limit: 100 })).items;
    expect(all.map(({ startsAt, id }) => startsAt + id)).toEqual(
      all
        .map(({ startsAt, id }) => startsAt + id)
        .toSorted()
        .reverse(),
    );
    const paged = [];
    for (let after: string | undefined; ;) {
      const page = await leader.call(sessionsOfPlace, { placeCode: county, limit: 3, ...(after && { after }) });
      paged.push(...page.items);
      if (!page.next) break;
      after = page.next;
    }
    expect(paged).toEqual(all);
  });
});

describe('G-31, G-32 a scenario drill leaves a sheet', () => {
  const sheet = (id: string, workerId: string) => ({
    ...{ sheetId: newId(), id, workerId, scenario: '演示：两户因漏水争吵', level: 2 },
    criteria: [{ zh: '演示倾听', points: 8 }],
  });

  it('for a worker who took part, once', async () => {
    const [one, two] = (await workers(2)) as [Worker, Worker];
    const drill = await heldClass([one, two], [one], { mode: 'SCENARIO_DRILL' });
    const input = sheet(drill.id, one.id);
    const events = (await service.told()).length;
    const recorded = await leader.call(recordDrillSheet, input);
    expect(recorded).toMatchObject({
      id: input.sheetId,
      sessionId: drill.id,
      criteria: input.criteria,
      level: 2,
      assessorId: leader.accountId,
    });
    expect(await leader.call(recordDrillSheet, input)).toEqual(recorded);
    const both = (await leader.call(attendanceOfSession, { id: drill.id })).items;
    expect(both.find(({ workerId }) => workerId === one.id)).toMatchObject({ attended: true, sheet: recorded });
    expect(both.find(({ workerId }) => workerId === two.id)).toMatchObject({ attended: false, sheet: null });
    expect((await one.call(myTraining, {})).items).toMatchObject([{ id: drill.id, level: 2 }]);
    expect((await sql<{ kind: string }>(trainingCareerOf.text, [one.id])).map(({ kind }) => kind)).toEqual(['DRILL', 'TRAINING']);
    expect((await service.told()).length).toBe(events);
    expect(await count('audit', "changes::text LIKE '%演示倾听%'")).toBe(0);

    await expect(leader.call(recordDrillSheet, sheet(drill.id, one.id))).rejects.toThrow(refusal('sheet-taken'));
    await expect(leader.call(recordDrillSheet, sheet(drill.id, two.id))).rejects.toThrow(refusal('not-attended'));
    await expect(secretary.call(recordDrillSheet, sheet(drill.id, one.id))).rejects.toThrow(platform('not-found'));
    const plain = await heldClass([one], [one]);
    await expect(leader.call(recordDrillSheet, sheet(plain.id, one.id))).rejects.toThrow(refusal('not-a-drill'));
    expect(await count('drill_sheet', 'session_id = ANY($1)', [drill.id, plain.id])).toBe(1);
  });
});

describe('X-T8 what is held of a worker is theirs to have', () => {
  const { exportPerson, erasePerson } = platformContracts('grid');

  it('the export lists orders, classes and drill sheets; erasure leaves the sheet without what was judged', async () => {
    const one = await worker();
    const operator = service.as({ roles: ['operator'], place: county });
    const { id: courseId } = await course();
    await one.call(orderCourse, { id: courseId });
    const { id: sessionId } = await heldClass([one], [one], { mode: 'SCENARIO_DRILL' });
    const criteria = [{ zh: '演示倾听', points: 8 }];
    await leader.call(recordDrillSheet, { sheetId: newId(), id: sessionId, workerId: one.id, scenario: '演示情景', criteria, level: 2 });
    const records = async () => (await operator.call(exportPerson, { personId: one.personId })).records;
    expect(await records()).toMatchObject({
      course_order: [{ courseId }],
      attendance: [{ sessionId, attended: true }],
      drill_sheet: [{ sessionId, criteria }],
    });
    await operator.call(erasePerson, { personId: one.personId });
    expect(await records()).toMatchObject({ attendance: [{ sessionId }], drill_sheet: [{ criteria: null, level: 2 }] });
    expect((await leader.call(attendanceOfSession, { id: sessionId })).items).toMatchObject([
      { workerId: one.id, sheet: { criteria: null } },
    ]);
  });
});

describe('G-30 typical cases are published and pushed', () => {
  const article = (more = {}) => ({
    id: newId(),
    placeCode: county,
    title: '演示案例',
    body: '演示正文：楼道调解',
    tag: 'MEDIATION',
    ...more,
  });

  it('and counted, the body kept out of events and audit', async () => {
    const before = await summary();
    const input = article();
    const published = await leader.call(publishCase, input);
    expect(await leader.call(publishCase, input)).toEqual(published);
    const push = { id: input.id, channel: 'WECHAT_GROUP' as const, placeCode: community, recipients: 45 };
    const pushId = newId();
    expect(await secretary.call(pushCase, { pushId, ...push })).toMatchObject({ id: pushId, articleId: input.id, recipients: 45 });
    await secretary.call(pushCase, { pushId: newId(), ...push, channel: 'ACADEMY' });
    const after = await summary();
    expect([after.cases - before.cases, after.pushes - before.pushes]).toEqual([1, 2]);
    const reader = service.as({ roles: ['grid-worker'], place: grid });
    expect((await reader.call(caseArticles, { placeCode: grid })).items).toEqual([published]);
    expect((await service.told(casePushed)).map(({ data }) => data)).toMatchObject([
      { pushId, articleId: input.id, placeCode: community },
      { articleId: input.id, placeCode: community },
    ]);
    expect(JSON.stringify(await service.told())).not.toContain('楼道调解');
    expect(await count('audit', "changes::text LIKE '%楼道调解%'")).toBe(0);
  });

  it('refuses an unknown capability, an unknown case and another place, and writes nothing', async () => {
    const { id } = await secretary.call(publishCase, article({ placeCode: community }));
    const before = await written();
    const push = (more = {}) => ({ pushId: newId(), id, channel: 'OTHER' as const, placeCode: community, recipients: 1, ...more });
    await expect(leader.call(publishCase, article({ tag: 'SINGING' }))).rejects.toThrow(refusal('tag-unknown'));
    await expect(secretary.call(publishCase, article())).rejects.toThrow(platform('not-found'));
    await expect(leader.call(pushCase, push({ id: newId() }))).rejects.toThrow(refusal('case-unknown'));
    await expect(leader.call(pushCase, push({ placeCode: '230521100002' }))).rejects.toThrow(refusal('case-unknown'));
    await expect(leader.call(pushCase, push({ recipients: 0 }))).rejects.toThrow(platform('invalid'));
    const outside = service.as({ roles: ['street-leader'], place: '320404004' });
    await expect(outside.call(pushCase, push())).rejects.toThrow(platform('not-found'));
    expect(await written()).toEqual(before);
  });
});
