import { createHash } from 'node:crypto';
import {
  listAsAnnualSpecial,
  acceptServiceRequest,
  activatePartition,
  answerFeedbackLink,
  confirmServiceRequest,
  deployCadre,
  dispatchServiceRequest,
  draftPartition,
  dutiesOfPlace,
  enterFeedbackSlip,
  fileServiceRequest,
  handleServiceRequest,
  issueFeedbackLink,
  problemRectified,
  rateServiceRequest,
  readServiceRequest,
  recheckServiceRequest,
  registerCadre,
  registerHousehold,
  reopenServiceRequest,
  respondToServiceRequest,
  serviceRequestCounts,
  serviceRequestHistory,
  serviceRequestRates,
  serviceRequestRecheckDue,
  serviceRequestRechecked,
  serviceRequestReopened,
  serviceRequestsOfPlace,
  type EventContract,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { eventually, startTestService, type TestCaller, type TestService } from '@gezhi/shared/testing';
import { gridService } from '../service.module.js';
import { ServiceRequestSchedule } from './service-request.schedule.js';

const street = '320404004';
const community = `${street}001`;
const day = 86_400_000;
const householdId = newId();
const refusal = (code: string) => expect.objectContaining({ code: code.includes('.') ? code : `grid.service-request.${code}` });
const hash = (secret: string) => createHash('sha256').update(secret).digest('hex');

let service: TestService;
let leader: TestCaller;
let worker: TestCaller;
let clerk: TestCaller;
let resident: TestCaller;

beforeAll(async () => {
  service = await startTestService(gridService);
  leader = service.as({ roles: ['street-leader'], place: street });
  [worker, clerk] = [1, 2].map(() => service.as({ roles: ['grid-worker'], place: community })) as [TestCaller, TestCaller];
  await leader.call(registerHousehold, {
    id: householdId,
    kind: 'RESIDENT',
    communityCode: community,
    addressLabel: '试1幢101',
    lon: 119.005,
    lat: 31.005,
    externalRef: 'R-1',
  });
  resident = service.as({ roles: ['resident'], household: householdId });
}, 120_000);
afterAll(() => service?.stop());

const file = async (): Promise<string> =>
  (
    await resident.call(fileServiceRequest, {
      id: newId(),
      class: 'GENERAL',
      origin: 'RESIDENT',
      summary: '样例：楼道灯不亮',
      householdId,
    })
  ).id;
const inHand = async (by: TestCaller): Promise<string> => {
  const id = await file();
  await by.call(acceptServiceRequest, { id });
  await by.call(dispatchServiceRequest, { id, handlerId: by.accountId });
  await by.call(respondToServiceRequest, { id });
  return id;
};
const handled = async (by: TestCaller = worker): Promise<string> => {
  const id = await inHand(by);
  await by.call(handleServiceRequest, { id, note: '样例：已更换' });
  return id;
};
const told = async (event: EventContract, id: string) =>
  (await service.told(event)).filter(({ data }) => data.requestId === id).map(({ data }) => data);
const rowsOf = async (sql: string, ...parameters: unknown[]) =>
  (await service.database.pool.query<Record<string, unknown>>(sql, parameters)).rows;
const tell = () => service.get(ServiceRequestSchedule).tellRechecks();
const closures = async () =>
  (await leader.call(serviceRequestRates, { placeCode: community, from: '2020-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z' })).complaints;

describe('G-42 G-T7 a closed request is looked at again', () => {
  it('its household is told once, its answer counts, and a failed one reverses the closure beyond the time to reopen', async () => {
    const id = await handled();
    await resident.call(confirmServiceRequest, { id, satisfied: true });
    const { recheckDueAt } = await resident.call(readServiceRequest, { id });
    const early = resident.call(recheckServiceRequest, { id, resolved: false });
    await expect(early).rejects.toMatchObject({ code: 'grid.service-request.recheck-not-due', details: { dueAt: recheckDueAt } });
    await service.advance(16 * day);
    await Promise.all([tell(), tell()]);
    await tell();
    expect(await told(serviceRequestRecheckDue, id)).toEqual([expect.objectContaining({ dueAt: recheckDueAt, householdId })]);
    await expect(worker.call(recheckServiceRequest, { id, resolved: true })).rejects.toEqual(refusal('feedback-not-yours'));
    const stranger = service.as({ roles: ['resident'], household: newId() });
    await expect(stranger.call(recheckServiceRequest, { id, resolved: true })).rejects.toEqual(refusal('platform.request.not-found'));
    const first = await resident.call(recheckServiceRequest, { id, resolved: true });
    expect(first).toMatchObject({ state: 'CONFIRMED', resolved: true, rechecks: 1 });
    expect(first.recheckDueAt! > recheckDueAt!).toBe(true);
    await service.advance(14 * day);
    await tell();
    expect(await told(serviceRequestRecheckDue, id)).toHaveLength(2);
    const before = await closures();
    const key = newId();
    const failed = { id, resolved: false, note: '样例：又不亮了' };
    const reopened = await resident.call(recheckServiceRequest, failed, { key });
    expect(await resident.call(recheckServiceRequest, failed, { key })).toEqual(reopened);
    expect(reopened).toMatchObject({ state: 'REOPENED', resolved: false, handlerId: worker.accountId, recheckDueAt: null, rechecks: 0 });
    const { closureRate, satisfactionRate } = await closures();
    expect([closureRate.denominator, closureRate.numerator]).toEqual([before.closureRate.denominator, before.closureRate.numerator - 1]);
    expect(satisfactionRate.denominator).toBe(before.satisfactionRate.denominator - 1);
    expect(await told(serviceRequestReopened, id)).toEqual([expect.objectContaining({ recheck: true, unassigned: false })]);
    expect((await told(serviceRequestRechecked, id)).map(({ resolved, round }) => [resolved, round])).toEqual([
      [true, 1],
      [false, 1],
    ]);
    const { steps } = await resident.call(serviceRequestHistory, { id });
    expect(steps.map(({ action }) => action).slice(5)).toEqual(['confirm', 'recheckDue', 'recheck', 'recheckDue', 'recheck']);
    expect(JSON.stringify([await rowsOf('SELECT event FROM outbox'), await rowsOf('SELECT changes FROM audit')])).not.toContain('又不亮');
  });

  it('while one is due, slip and link answer it; staff without a hand in it may check, and never confirm', async () => {
    const [bySlip, byLink, byCheck] = [await handled(), await handled(), await handled()];
    const linkId = newId();
    const secret = 'an evidently invented secret of a link';
    await service.advance(16 * day);
    await service.get(ServiceRequestSchedule).confirmSilence();
    await clerk.call(issueFeedbackLink, { id: byLink, linkId, secretHash: hash(secret) });
    const slip = { id: bySlip, resolved: true, satisfied: true, slipEvidenceId: newId() };
    expect(await clerk.call(enterFeedbackSlip, slip)).toMatchObject({ state: 'CONFIRMED', resolved: true, satisfied: true, rechecks: 1 });
    expect(await service.public().call(answerFeedbackLink, { linkId, secret, resolved: false })).toEqual({ state: 'REOPENED' });
    expect(await clerk.call(recheckServiceRequest, { id: byCheck, resolved: true })).toMatchObject({ resolved: null, rechecks: 1 });
    const { steps } = await leader.call(serviceRequestHistory, { id: byLink });
    expect(steps.at(-1)).toMatchObject({ action: 'recheck', channel: 'LINK', byStaff: false });
  });

  it('lists and counts name those that are due', async () => {
    const id = await handled();
    const due = async () => {
      const { items } = await leader.call(serviceRequestsOfPlace, { placeCode: community, recheckDue: true, limit: 100 });
      expect((await leader.call(serviceRequestCounts, { placeCode: community })).place.recheckDue).toBe(items.length);
      return items.map((item) => item.id);
    };
    expect(await due()).not.toContain(id);
    await service.advance(16 * day);
    expect(await due()).toContain(id);
  });
});

describe('G-42 what many reported is put right', () => {
  it('all whose request was closed are asked again at once, annual special items too; those still open are not', async () => {
    const [closed, open] = [await handled(), await inHand(worker)];
    await resident.call(confirmServiceRequest, { id: closed });
    const about = { problemId: newId(), version: 5, scope: 'COMMON', class: 'SANITATION', placeCode: community } as const;
    const rectified = {
      ...{ ...about, communityCode: community, gridCodes: [], campaignId: null, rectifiedAt: new Date().toISOString() },
      ...{ track: 'ORDINARY' as const, collectedById: null, rectifiedById: null, verifiedById: null, imported: false },
    };
    const id = newId();
    for (let time = 0; time < 2; time++) await service.publish(problemRectified, { ...rectified, requestIds: [closed, open] }, { id });
    await eventually(async () => (await resident.call(readServiceRequest, { id: closed })).recheckDueAt! <= (await nowOf()));
    expect((await resident.call(readServiceRequest, { id: open })).recheckDueAt).toBeNull();
    await tell();
    await tell();
    expect(await told(serviceRequestRecheckDue, closed)).toHaveLength(1);
    const answered = await resident.call(recheckServiceRequest, { id: closed, resolved: true });
    expect([answered.rechecks, answered.recheckDueAt! > (await nowOf())]).toEqual([1, true]);
  });
  const nowOf = async () => new Date((await rowsOf('SELECT gezhi_now() AS now'))[0]!['now'] as string).toISOString();
});

describe('G-40 the rule refuses the word of staff', () => {
  it('whoever is on duty gets a code that says so, and nothing is written', async () => {
    const id = await handled();
    const before = await rowsOf('SELECT count(*)::int AS n FROM outbox');
    for (const one of [worker, clerk, leader]) {
      await expect(one.call(rateServiceRequest, { id, satisfied: true })).rejects.toEqual(refusal('feedback-not-yours'));
      await expect(one.call(confirmServiceRequest, { id })).rejects.toEqual(refusal('feedback-not-yours'));
      await expect(one.call(reopenServiceRequest, { id, note: '样例' })).rejects.toEqual(refusal('feedback-not-yours'));
    }
    expect(await rowsOf('SELECT count(*)::int AS n FROM outbox')).toEqual(before);
    const elsewhere = service.as({ roles: ['grid-worker'], place: `${street}002` });
    await expect(elsewhere.call(rateServiceRequest, { id, satisfied: true })).rejects.toEqual(refusal('platform.request.not-found'));
    const listing = { id, annualItemId: newId() };
    await expect(elsewhere.call(listAsAnnualSpecial, listing)).rejects.toEqual(refusal('platform.request.not-found'));
  });

  it('a worker who lives there speaks as the resident, one who lives elsewhere as the worker', async () => {
    const id = await handled();
    const elsewhere = service.as({ roles: ['grid-worker', 'resident'], place: community, household: newId() });
    await expect(elsewhere.call(rateServiceRequest, { id, satisfied: true })).rejects.toEqual(refusal('feedback-not-yours'));
    const home = service.as({ roles: ['grid-worker', 'resident'], place: community, household: householdId });
    await home.call(confirmServiceRequest, { id });
    expect(await home.call(rateServiceRequest, { id, satisfied: true })).toMatchObject({ state: 'CONFIRMED', satisfied: true });
    const { steps } = await leader.call(serviceRequestHistory, { id });
    expect(steps.slice(-2).map(({ byStaff }) => byStaff)).toEqual([false, false]);
  });
});

describe('G-24 G-42 a request goes to whom it may concern', () => {
  it('reopened when its handler serves there no more it is unassigned at its community', async () => {
    const gone = service.as({ roles: ['grid-worker'], place: community });
    const id = await handled(gone);
    await rowsOf('UPDATE known_assignment SET ended = true WHERE account_id = $1', gone.accountId);
    expect(await resident.call(reopenServiceRequest, { id, note: '样例' })).toMatchObject({ state: 'REOPENED', handlerId: null });
    expect(await told(serviceRequestReopened, id)).toEqual([expect.objectContaining({ unassigned: true, recheck: false })]);
    const { items } = await leader.call(serviceRequestsOfPlace, { placeCode: community, unassigned: true, limit: 100 });
    expect(items.map((item) => item.id)).toContain(id);
    await leader.call(dispatchServiceRequest, { id, handlerId: worker.accountId });
    expect((await worker.call(respondToServiceRequest, { id })).handlerId).toBe(worker.accountId);
  });

  it('dispatched to nobody in particular it becomes a duty of the cadre there with the fewest, and of nobody when none serves', async () => {
    const id = await file();
    await worker.call(acceptServiceRequest, { id });
    await expect(worker.call(dispatchServiceRequest, { id })).rejects.toEqual(refusal('handler-missing'));
    const ring = [119, 119.02, 119.02, 119, 119].map((lon, corner): [number, number] => [lon, corner === 2 || corner === 3 ? 31.01 : 31]);
    const boundary = { type: 'Polygon' as const, coordinates: [ring] };
    const grids = [{ type: 'COMMUNITY_BUILDING' as const, boundary, from: [] }];
    const plan = await leader.call(draftPartition, { id: newId(), communityCode: community, grids });
    await leader.call(activatePartition, { id: plan.id });
    const cadres = await Promise.all(
      [1, 2].map(async () => {
        const { accountId } = service.as({ roles: ['cadre'], place: community });
        const stratum = { sourceCategory: 'DEPARTMENT' as const, stratum: 'YOUNG' as const, homePlace: street };
        const cadre = await leader.call(registerCadre, { id: newId(), personId: newId(), name: '样例某丁', accountId, ...stratum });
        await leader.call(deployCadre, { id: newId(), cadreId: cadre.id, gridCode: `${community}001`, from: '2026-01-01' });
        return cadre.id;
      }),
    );
    const first = await worker.call(dispatchServiceRequest, { id });
    const other = await file();
    await worker.call(acceptServiceRequest, { id: other });
    const second = await worker.call(dispatchServiceRequest, { id: other });
    expect([first.cadreId, second.cadreId]).toEqual(cadres.toSorted());
    const { items } = await leader.call(dutiesOfPlace, { placeCode: community, requestId: id });
    expect(items).toEqual([expect.objectContaining({ id: first.dutyId, cadreId: first.cadreId })]);
  });
});
