import {
  activatePartition,
  answerDataRequest,
  askForFields,
  burdenReport,
  calibrateFields,
  dataRequestAnswered,
  dataRequested,
  dataRequestsOfPlace,
  draftPartition,
  myDataRequests,
  partitionActivated,
  profileFields,
  profileStale,
  publishProfileVersion,
  readDataRequest,
  readProfile,
  readProfileCatalogue,
  submitField,
  withdrawDataRequest,
  type InputOf,
  type values,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { eventually, startTestService, type TestCaller, type TestService } from '@gezhi/shared/testing';
import { gridService } from '../service.module.js';

const street = '320404004';
const community = `${street}005`;
const grid = (serial: string) => `${community}${serial}`;
const dueAt = '2039-01-01T00:00:00.000Z';
const ever = { from: '2020-01-01T00:00:00.000Z', to: '2040-01-01T00:00:00.000Z' };
const refusal = (name: string, details?: object) =>
  expect.objectContaining({ code: `grid.data-request.${name}`, ...(details && { details }) });
const coded = (code: string) => expect.objectContaining({ code });
const day = 86_400_000;
const box = (west: number, east: number): values.Polygon => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, 31],
      [east, 31],
      [east, 31.01],
      [west, 31.01],
      [west, 31],
    ],
  ],
});

let service: TestService;
let leader: TestCaller;
let secretary: TestCaller;
let worker: TestCaller;
let stranger: TestCaller;
let codes: string[];

beforeAll(async () => {
  service = await startTestService(gridService);
  leader = service.as({ roles: ['street-leader'], place: street });
  secretary = service.as({ roles: ['community-secretary'], place: community });
  worker = service.as({ roles: ['grid-worker'], place: grid('001') });
  stranger = service.as({ roles: ['street-leader', 'grid-worker'], place: '320404001' });
  await draw({ boundary: box(119, 119.01) }, { boundary: box(119.01, 119.02) });
  codes = (await leader.call(readProfileCatalogue, { placeCode: street })).items.map(({ code }) => code);
}, 120_000);
afterAll(() => service?.stop());

async function draw(...grids: { boundary: values.Polygon; code?: string; from?: string[] }[]): Promise<void> {
  const drawn = grids.map((one) => ({ type: 'COMMUNITY_BUILDING' as const, ...one }));
  const { id } = await leader.call(draftPartition, { id: newId(), communityCode: community, grids: drawn });
  await leader.call(activatePartition, { id });
}
const names = (classes: readonly string[]) => classes.map((classCode) => ({ classCode, key: 'count' }));
const askFor = (classes: readonly string[], placeCode = community, more: Partial<InputOf<typeof askForFields>> = {}) =>
  leader.call(askForFields, { id: newId(), placeCode, items: names(classes), dueAt, ...more });
const filledIn = (classes: readonly string[], value = '12') =>
  names(classes).map((name) => ({ ...name, fieldId: newId(), value, source: '入户走访' }));
const open = async (of = worker) => (await of.call(myDataRequests, {})).items;
const requestsOf = async (placeCode: string, more: object = {}) => (await leader.call(dataRequestsOfPlace, { placeCode, ...more })).items;
async function written(): Promise<number[]> {
  const tables = ['data_request', 'data_request_item', 'profile_field', 'outbox', 'audit'];
  const counts = tables.map((table) => `(SELECT count(*)::int FROM ${table})`).join(', ');
  return (await service.database.pool.query<{ counts: number[] }>(`SELECT ARRAY[${counts}] AS counts`)).rows[0]!.counts;
}
async function writesNothing(call: () => Promise<unknown>, error: unknown): Promise<void> {
  const before = await written();
  await expect(call()).rejects.toThrow(error as Error);
  expect(await written()).toEqual(before);
}
async function publish(gridCode: string): Promise<void> {
  const { items } = await leader.call(profileFields, { gridCode, status: 'COLLECTED' });
  expect(await secretary.call(calibrateFields, { gridCode, ids: items.map(({ id }) => id) })).toEqual({ calibrated: items.length });
  await secretary.call(publishProfileVersion, { id: newId(), gridCode });
}

describe('X-07 a leader asks the grids of a place for fields', () => {
  it('bad asking is refused and writes nothing', async () => {
    const wanted = codes.slice(0, 1);
    await writesNothing(() => askFor(['UNHEARD_OF']), coded('grid.profile.class-unknown'));
    await writesNothing(() => askFor(wanted, community, { dueAt: '2020-01-01T00:00:00.000Z' }), refusal('due-past'));
    await writesNothing(() => askFor(wanted, `${street}099`), refusal('grid-unknown'));
    await writesNothing(() => askFor(wanted, '230521100001'), coded('platform.request.not-found'));
    const operator = service.as({ roles: ['operator'], place: street });
    const hidden = { id: newId(), placeCode: community, items: names(['DISPUTE_STOCK']), dueAt };
    await writesNothing(() => operator.call(askForFields, hidden), coded('grid.profile.class-hidden'));
  });

  it('each grid gets a request; a repetition asks nobody again', async () => {
    const id = newId();
    const asking = { id, placeCode: community, items: names(codes), dueAt, title: '季度摸排' };
    const answered = await leader.call(askForFields, asking, { key: 'the same' });
    expect(answered).toEqual({ batchId: id, requests: 2, asked: 24, held: 0 });
    expect(await leader.call(askForFields, asking, { key: 'the same' })).toEqual(answered);
    await writesNothing(() => leader.call(askForFields, asking), coded('platform.request.id-taken'));
    expect((await service.told(dataRequested)).map(({ data }) => data)).toMatchObject([
      { gridCode: grid('001'), origin: 'SURVEY', asked: 12, held: 0 },
      { gridCode: grid('002'), origin: 'SURVEY', asked: 12, held: 0 },
    ]);
  });

  it('whoever serves a grid sees what is asked of it, nobody elsewhere does (X-T11)', async () => {
    const [mine, ...others] = await open();
    expect(mine).toMatchObject({ gridCode: grid('001'), title: '季度摸排', status: 'OPEN', askedById: leader.accountId });
    expect([others.length, mine!.items.length]).toEqual([0, 12]);
    expect(mine!.items.every(({ state, held }) => state === 'ASKED' && held === null)).toBe(true);
    expect(await open(stranger)).toEqual([]);
    await expect(stranger.call(readDataRequest, { id: mine!.id })).rejects.toThrow(coded('platform.request.not-found'));
    await expect(stranger.call(withdrawDataRequest, { id: mine!.id, reason: '无' })).rejects.toThrow(coded('platform.request.not-found'));
    const [first] = (await leader.call(dataRequestsOfPlace, { placeCode: community, limit: 1 })).items;
    const { next } = await leader.call(dataRequestsOfPlace, { placeCode: community, limit: 1 });
    const second = await leader.call(dataRequestsOfPlace, { placeCode: community, limit: 1, after: next! });
    expect([first!.gridCode, second.items[0]!.gridCode, second.next].toSorted()).toEqual([grid('001'), grid('002'), null]);
  });
});

describe('X-07, G-03 a request is answered in whole', () => {
  it('bad answers are refused and write nothing', async () => {
    const { id } = (await open())[0]!;
    const answer = (of: Partial<InputOf<typeof answerDataRequest>>, by = worker, more = {}) =>
      by.call(answerDataRequest, { id, ...of } as InputOf<typeof answerDataRequest>, more);
    await writesNothing(
      () => answer({ answers: filledIn(codes.slice(1)) as never }),
      refusal('still-missing', { keys: [`${codes[0]}/count`] }),
    );
    const other = filledIn(codes).map((one, index) => (index ? one : { ...one, key: 'other' }));
    await writesNothing(() => answer({ answers: other as never }), refusal('not-asked', { keys: [`${codes[0]}/other`] }));
    const cadre = service.as({ roles: ['cadre'], place: grid('001') });
    await writesNothing(() => answer({ answers: filledIn(codes) as never }, cadre), coded('grid.profile.class-hidden'));
    await writesNothing(() => answer({ answers: filledIn(codes) as never }, worker, { match: 7 }), coded('platform.request.stale-version'));
    await writesNothing(() => answer({ answers: filledIn(codes) as never }, stranger), coded('platform.request.not-found'));
  });

  it('the fields enter the profile, the request is over, and the same answer is given again', async () => {
    const { id } = (await open())[0]!;
    const answers = filledIn(codes);
    const done = await worker.call(answerDataRequest, { id, answers }, { key: 'once', match: 1 });
    expect(done).toMatchObject({ status: 'ANSWERED', answeredById: worker.accountId, version: 2 });
    expect(done.items.map(({ state, fieldId }) => [state, fieldId !== null])).toEqual(codes.map(() => ['ANSWERED', true]));
    expect(await worker.call(answerDataRequest, { id, answers }, { key: 'once', match: 1 })).toEqual(done);
    await writesNothing(() => worker.call(answerDataRequest, { id, answers: filledIn(codes) }), refusal('not-open'));
    expect((await service.told(dataRequestAnswered)).map(({ data }) => data)).toMatchObject([
      { requestId: id, gridCode: grid('001'), newFields: 12, confirmed: 0, answeredById: worker.accountId },
    ]);
    expect(await open()).toEqual([]);
  });

  it('what was collected is calibrated at once by another person, all or none, and published', async () => {
    const { items } = await leader.call(profileFields, { gridCode: grid('001'), status: 'COLLECTED' });
    const ids = items.map(({ id }) => id);
    const calibrate = (by: TestCaller, of: string[]) => by.call(calibrateFields, { gridCode: grid('001'), ids: of });
    await writesNothing(() => calibrate(worker, ids), coded('grid.profile.same-submitter'));
    await writesNothing(() => calibrate(secretary, [...ids, newId()]), coded('platform.request.not-found'));
    const cadre = service.as({ roles: ['cadre'], place: grid('001') });
    await writesNothing(() => calibrate(cadre, ids), coded('grid.profile.class-hidden'));
    await publish(grid('001'));
    expect(await leader.call(readProfile, { gridCode: grid('001') })).toMatchObject({ number: 1, complete: true });
    await expect(calibrate(secretary, ids)).rejects.toThrow(coded('platform.request.wrong-state'));
  });
});

describe('X-07, X-T9 held and fresh: nobody is asked', () => {
  it('the same asking again is answered at once, and only the other grid has to fill in', async () => {
    expect(await askFor(codes)).toMatchObject({ requests: 2, asked: 12, held: 12 });
    expect(await open()).toEqual([]);
    const [again] = await requestsOf(grid('001'));
    expect(again).toMatchObject({ status: 'ANSWERED', answeredById: null });
    expect(again!.items[0]).toMatchObject({ state: 'HELD', held: { value: '12', source: '入户走访' } });
    const cadre = service.as({ roles: ['cadre'], place: grid('001') });
    const seen = await cadre.call(readDataRequest, { id: again!.id });
    expect(seen.items.filter(({ held }) => held === null).map(({ classCode }) => classCode)).toEqual([
      'DISPUTE_STOCK',
      'PARTY_ORGANISATION',
      'VULNERABLE_GROUP',
    ]);
  });

  it('the direct way asks once too, but a wrong value may be corrected', async () => {
    const field = { gridCode: grid('001'), classCode: codes[0]!, key: 'count', value: '15', source: '入户走访' };
    await writesNothing(() => worker.call(submitField, { id: newId(), ...field }), coded('grid.profile.held-already'));
    expect(await worker.call(submitField, { id: newId(), ...field, correction: true })).toMatchObject({ status: 'COLLECTED' });
  });

  it('what is held may be corrected with what is filled in', async () => {
    await leader.call(askForFields, {
      ...{ id: newId(), placeCode: grid('001'), dueAt },
      items: [...names(codes.slice(0, 2)), { classCode: codes[0]!, key: 'new' }],
    });
    const [mine] = await open();
    expect(mine!.items.map(({ key, state }) => [key, state]).toSorted()).toEqual([
      ['count', 'HELD'],
      ['count', 'HELD'],
      ['new', 'ASKED'],
    ]);
    const [first, second] = names(codes.slice(0, 2));
    const answers = [{ ...first!, key: 'new' }, first!].map((name) => ({ ...name, fieldId: newId(), value: '16', source: '入户走访' }));
    const done = await worker.call(answerDataRequest, { id: mine!.id, answers, confirmed: [second!] });
    expect(done.items.map(({ state }) => state).toSorted()).toEqual(['ANSWERED', 'ANSWERED', 'CONFIRMED']);
    await publish(grid('001'));
    const { fields } = await leader.call(readProfile, { gridCode: grid('001') });
    expect(fields.filter(({ classCode }) => classCode === codes[0]).map(({ value }) => value)).toEqual(['16', '16']);
  });

  it('what was answered and still waits to be calibrated is not asked again', async () => {
    const items = [{ classCode: codes[0]!, key: 'waiting' }];
    const ask = () => leader.call(askForFields, { id: newId(), placeCode: grid('002'), dueAt, items });
    expect(await ask()).toMatchObject({ requests: 1, asked: 1, held: 0 });
    const [asked] = await requestsOf(grid('002'), { status: 'OPEN', origin: 'SURVEY' });
    const helper = service.as({ roles: ['grid-worker'], place: grid('002') });
    const answers = [{ ...items[0]!, fieldId: newId(), value: '7', source: '入户走访' }];
    await helper.call(answerDataRequest, { id: asked!.id, answers });
    expect(await ask()).toMatchObject({ requests: 1, asked: 0, held: 1 });
  });

  it('the report tells what was asked and what that saved', async () => {
    const report = await leader.call(burdenReport, { placeCode: grid('001'), ...ever });
    expect(report).toMatchObject({
      requests: 3,
      items: 27,
      held: 13,
      newFields: 14,
      saved: { numerator: 13, denominator: 27, value: 48.15 },
    });
    expect(report.byAccount).toEqual([{ accountId: worker.accountId, requests: 2, newFields: 14 }]);
    await expect(stranger.call(burdenReport, { placeCode: community, ...ever })).rejects.toThrow('platform.request.not-found');
  });

  it('an asking is withdrawn once', async () => {
    const { id } = (await requestsOf(grid('002'), { status: 'OPEN' }))[0]!;
    expect(await leader.call(withdrawDataRequest, { id, reason: '重复下发' })).toMatchObject({
      status: 'WITHDRAWN',
      endReason: '重复下发',
    });
    await writesNothing(() => leader.call(withdrawDataRequest, { id, reason: '重复下发' }), refusal('not-open'));
  });
});

describe('G-T4, X-07 what is stale is asked for, once', () => {
  it('one request for all fields of a grid, however often it is looked at or told of', async () => {
    await service.advance(90 * day);
    for (let scan = 0; scan < 2; scan++) await service.schedules.runAll();
    const stale = (await service.told(profileStale)).map(({ data }) => data as never as InputOf<typeof submitField>);
    await eventually(async () => (await open())[0]?.items.length === stale.length);
    const [last] = await service.told(profileStale);
    await service.publish(profileStale, last!.data as never, { place: grid('001') });
    await service.publish(profileStale, last!.data as never, { place: grid('001'), id: last!.id });
    await service.schedules.runAll();
    const [task, ...others] = await open();
    expect(others).toEqual([]);
    expect(task).toMatchObject({ origin: 'STALE', askedById: 'system:grid/data-request', status: 'OPEN' });
    expect(task!.items.map(({ classCode, key, state }) => [classCode, key, state])).toEqual(
      stale.map(({ classCode, key }) => [classCode, key, 'ASKED']).toSorted(),
    );
    expect(Date.parse(task!.dueAt) - Date.parse(task!.askedAt)).toBeGreaterThanOrEqual(14 * day);
  });
});

describe('G-06 what is known and asked at a redraw', () => {
  let before: Awaited<ReturnType<typeof profileOf>>;
  const profileOf = async (gridCode: string, asOf?: string) => {
    const { fields, classes } = await leader.call(readProfile, { gridCode, ...(asOf && { asOf }) });
    return { fields: fields.map(({ classCode, key, value, source, expiresAt }) => [classCode, key, value, source, expiresAt]), classes };
  };

  it('one grid made of one holds the same, and what is stale is asked of it', async () => {
    before = await profileOf(grid('001'));
    await leader.call(askForFields, { id: newId(), placeCode: grid('001'), items: [{ classCode: codes[0]!, key: 'later' }], dueAt });
    await draw({ boundary: box(119, 119.01), from: [grid('001')] }, { boundary: box(119.01, 119.02), code: grid('002') });
    await eventually(async () => (await requestsOf(grid('003'), { status: 'OPEN', origin: 'SURVEY' })).length === 1);
    await eventually(async () => (await profileOf(grid('003'))).fields.length === before.fields.length);
    const { classes } = await profileOf(grid('003'));
    expect((await profileOf(grid('003'))).fields.toSorted()).toEqual(before.fields.toSorted());
    expect(classes).toEqual(before.classes);
    const effectiveFrom = String((await service.told(partitionActivated)).at(-1)!.data.effectiveFrom);
    const [then, since] = [await profileOf(grid('001'), effectiveFrom), await profileOf(grid('003'), effectiveFrom)];
    expect(since.fields.toSorted()).toEqual(then.fields.toSorted());
    expect(since.fields).toHaveLength(13);
    const heir = service.as({ roles: ['grid-worker'], place: grid('003') });
    await service.schedules.runAll();
    await eventually(async () => (await open(heir)).some(({ origin, items }) => origin === 'STALE' && items.length > 0));
    await eventually(async () => (await requestsOf(grid('001'), { status: 'OPEN' })).length === 0);
  });

  it('a split asks for everything anew, and offers nothing', async () => {
    await draw(
      { boundary: box(119, 119.005), from: [grid('003')] },
      { boundary: box(119.005, 119.01), from: [grid('003')] },
      { boundary: box(119.01, 119.02), code: grid('002') },
    );
    for (const code of ['004', '005']) {
      await eventually(async () => (await requestsOf(grid(code))).length === 1);
      const [asked] = await requestsOf(grid(code));
      expect(asked).toMatchObject({ origin: 'PARTITION', status: 'OPEN' });
      // Twelve classes, one more key that was surveyed and one that had only been asked for.
      expect(asked!.items).toHaveLength(14);
      expect(asked!.items.every(({ state, held }) => state === 'ASKED' && held === null)).toBe(true);
      expect((await profileOf(grid(code))).fields).toEqual([]);
    }
    expect(await requestsOf(grid('003'), { status: 'OPEN' })).toEqual([]);
  });

  it('no words of people are told or audited', async () => {
    const { rows } = await service.database.pool.query<{ text: string }>(
      'SELECT event::text AS text FROM outbox UNION ALL SELECT changes::text FROM audit',
    );
    expect(rows.filter(({ text }) => /季度摸排|重复下发|入户走访.*data-request/.test(text))).toEqual([]);
  });
});
