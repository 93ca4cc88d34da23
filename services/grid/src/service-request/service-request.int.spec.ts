import { createHash } from 'node:crypto';
import {
  acceptServiceRequest,
  activatePartition,
  answerFeedbackLink,
  completeDuty,
  confirmDuty,
  confirmServiceRequest,
  deployCadre,
  dispatchServiceRequest,
  draftPartition,
  dutiesOfPlace,
  enterFeedbackSlip,
  fileServiceRequest,
  handleOnTheSpot,
  handleServiceRequest,
  issueFeedbackLink,
  myServiceRequests,
  publishRequestPolicy,
  rateServiceRequest,
  readReporter,
  readServiceRequest,
  recallCadre,
  refuseServiceRequest,
  registerCadre,
  registerHousehold,
  reopenServiceRequest,
  requestPolicy,
  respondToServiceRequest,
  resumeServiceRequest,
  serviceRequestClasses,
  serviceRequestClosed,
  serviceRequestEscalated,
  serviceRequestFiled,
  serviceRequestHistory,
  serviceRequestRated,
  serviceRequestRates,
  serviceRequestsOfPlace,
  waitForReporter,
  type values,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { eventually, startTestService, type TestCaller, type TestService } from '@gezhi/shared/testing';
import { gridService } from '../service.module.js';
import { defaultPolicy } from './default-policy.rules.js';
import { ServiceRequestSchedule } from './service-request.schedule.js';

const community = '320404004001';
const [g1, g2] = [`${community}001`, `${community}002`];
const refusal = (code: string) => expect.objectContaining({ code: code.includes('.') ? code : `grid.service-request.${code}` });
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
let worker1: TestCaller;
let worker2: TestCaller;
let householdId: string;
let resident: TestCaller;

beforeAll(async () => {
  service = await startTestService(gridService);
  leader = service.as({ roles: ['street-leader'], place: '320404004' });
  const grids = [box(119, 119.01), box(119.01, 119.02)].map((boundary) => ({ type: 'COMMUNITY_BUILDING' as const, boundary, from: [] }));
  const plan = await leader.call(draftPartition, { id: newId(), communityCode: community, grids });
  await leader.call(activatePartition, { id: plan.id });
  householdId = newId();
  await leader.call(registerHousehold, {
    id: householdId,
    kind: 'RESIDENT',
    communityCode: community,
    addressLabel: '试1幢101',
    lon: 119.005,
    lat: 31.005,
    externalRef: 'R-1',
  });
  worker1 = service.as({ roles: ['grid-worker'], place: g1 });
  worker2 = service.as({ roles: ['grid-worker'], place: g2 });
  resident = service.as({ roles: ['resident'], household: householdId });
}, 120_000);
afterAll(() => service?.stop());

const filing = (changes: object = {}) => ({
  id: newId(),
  class: 'GENERAL',
  origin: 'RESIDENT' as const,
  summary: '样例：楼道灯不亮',
  householdId,
  ...changes,
});
const filedByResident = (changes: object = {}) => resident.call(fileServiceRequest, filing(changes));
const rowsOf = async (sql: string, ...parameters: unknown[]) =>
  (await service.database.pool.query<Record<string, unknown>>(sql, parameters)).rows;

async function handled(by: TestCaller = worker1): Promise<string> {
  const { id } = await filedByResident();
  await by.call(acceptServiceRequest, { id });
  await by.call(dispatchServiceRequest, { id, handlerId: by.accountId });
  await by.call(respondToServiceRequest, { id });
  await by.call(handleServiceRequest, { id, note: '样例：已更换' });
  return id;
}

describe('G-40 G-42 the closed loop: file, accept, dispatch, respond, wait, handle, reopen, confirm, rate', () => {
  it('goes round with every step told and kept', async () => {
    const { id } = await filedByResident();
    await worker1.call(acceptServiceRequest, { id });
    await worker1.call(dispatchServiceRequest, { id, handlerId: worker1.accountId });
    await worker1.call(respondToServiceRequest, { id, note: '样例：已联系' });
    const before = await worker1.call(waitForReporter, { id, reason: 'INFORMATION_MISSING' });
    await service.advance(3_600_000);
    const after = await worker1.call(resumeServiceRequest, { id });
    expect(after.resolveDue > before.resolveDue).toBe(true);
    await worker1.call(handleServiceRequest, { id, note: '样例：已更换' });
    await resident.call(reopenServiceRequest, { id, note: '样例：仍不亮' });
    await worker1.call(respondToServiceRequest, { id });
    await worker1.call(handleServiceRequest, { id, note: '样例：已重装' });
    await resident.call(confirmServiceRequest, { id });
    const done = await resident.call(rateServiceRequest, { id, satisfied: true });
    expect(done).toMatchObject({ state: 'CONFIRMED', resolved: true, satisfied: true, gridCode: g1 });
    const { steps, pauses } = await resident.call(serviceRequestHistory, { id });
    expect(steps.map(({ action }) => action)).toEqual([
      'file',
      'accept',
      'dispatch',
      'respond',
      'wait',
      'resume',
      'handle',
      'reopen',
      'respond',
      'handle',
      'confirm',
      'rate',
    ]);
    expect([steps.find(({ action }) => action === 'reopen')!.byStaff, pauses]).toEqual([
      false,
      [expect.objectContaining({ reason: 'INFORMATION_MISSING' })],
    ]);
    const closed = (await service.told(serviceRequestClosed)).filter(({ data }) => data.requestId === id);
    expect(closed.map(({ data }) => data.first)).toEqual([true, false]);
  });

  it('handling on the spot, refusal and the words of people: nothing personal leaves in events or audit', async () => {
    const spot = await worker1.call(fileServiceRequest, filing({ class: 'EXPOSED_RUBBISH', origin: 'PATROL', summary: '样例：门前垃圾' }));
    expect(await worker1.call(handleOnTheSpot, { id: spot.id, note: '样例', evidenceIds: [newId()] })).toMatchObject({ state: 'HANDLED' });
    const { id } = await worker1.call(
      fileServiceRequest,
      filing({ origin: 'HOTLINE', reporter: { personId: newId(), name: '样例某丙', phone: '000-样例' } }),
    );
    await worker1.call(acceptServiceRequest, { id });
    await worker1.call(dispatchServiceRequest, { id, handlerId: worker1.accountId });
    await worker1.call(respondToServiceRequest, { id });
    const refused = await worker1.call(refuseServiceRequest, { id, rightBody: '样例供水公司', reason: '户外管网' });
    expect([refused.rightBody, (await worker1.call(readReporter, { id })).name]).toEqual(['样例供水公司', '样例某丙']);
    expect(await rowsOf('SELECT 1 FROM access_log WHERE subject_id = $1', id)).toHaveLength(1);
    const traces = JSON.stringify([await rowsOf('SELECT event FROM outbox'), await rowsOf('SELECT changes FROM audit')]);
    for (const words of ['楼道灯', '门前垃圾', '样例某丙', '000-样例', '户外管网']) expect(traces).not.toContain(words);
  });
});

describe('X-T7 scope', () => {
  it('a worker of G1 sees the request, one of G2 gets 404, the leader sees it, another resident does not', async () => {
    const { id } = await filedByResident();
    expect((await worker1.call(readServiceRequest, { id })).id).toBe(id);
    expect((await leader.call(readServiceRequest, { id })).gridCode).toBe(g1);
    const stranger = service.as({ roles: ['resident'], household: newId() });
    for (const outsider of [worker2, stranger]) {
      await expect(outsider.call(readServiceRequest, { id })).rejects.toEqual(refusal('platform.request.not-found'));
      await expect(outsider.call(serviceRequestHistory, { id })).rejects.toEqual(refusal('platform.request.not-found'));
    }
    await expect(worker2.call(acceptServiceRequest, { id })).rejects.toEqual(refusal('platform.request.not-found'));
    await expect(worker2.call(fileServiceRequest, filing({ origin: 'PATROL' }))).rejects.toEqual(refusal('platform.request.not-found'));
    await expect(stranger.call(fileServiceRequest, filing())).rejects.toEqual(refusal('platform.request.not-found'));
    const [ofG1, ofG2, ofCommunity] = await Promise.all([
      worker1.call(serviceRequestsOfPlace, { placeCode: g1 }),
      worker2.call(serviceRequestsOfPlace, { placeCode: community }),
      leader.call(serviceRequestsOfPlace, { placeCode: community, class: 'GENERAL' }),
    ]);
    expect([ofG1.items.some((item) => item.id === id), ofG2.items, ofCommunity.items.some((item) => item.id === id)]).toEqual([
      true,
      [],
      true,
    ]);
  });

  it('mine is what is assigned to me, and what my household filed', async () => {
    const id = await handled();
    expect((await worker1.call(myServiceRequests, {})).items.map((item) => item.id)).toContain(id);
    expect((await leader.call(myServiceRequests, {})).items).toEqual([]);
    expect((await resident.call(myServiceRequests, { open: true })).items.map((item) => item.id)).not.toContain(id);
  });

  it('a request of a public place belongs to its grid; an unknown one is refused', async () => {
    const { id } = await worker2.call(fileServiceRequest, filing({ origin: 'PATROL', householdId: undefined, gridCode: g2 }));
    await expect(worker1.call(readServiceRequest, { id })).rejects.toEqual(refusal('platform.request.not-found'));
    await expect(
      leader.call(fileServiceRequest, filing({ origin: 'PATROL', householdId: undefined, gridCode: `${community}009` })),
    ).rejects.toEqual(refusal('place-unknown'));
  });
});

describe('X-T1 repetition', () => {
  it('same key and body: one effect and the same answer; another body is refused with nothing written', async () => {
    const input = filing();
    const key = newId();
    const first = await resident.call(fileServiceRequest, input, { key });
    expect(await resident.call(fileServiceRequest, input, { key })).toEqual(first);
    const [other, before] = [filing(), await rowsOf('SELECT count(*) FROM outbox')];
    await expect(resident.call(fileServiceRequest, other, { key })).rejects.toEqual(refusal('platform.request.idempotency-key-reused'));
    expect(await rowsOf('SELECT 1 FROM service_request WHERE id = $1', other.id)).toEqual([]);
    expect(await rowsOf('SELECT count(*) FROM outbox')).toEqual(before);
    expect((await service.told(serviceRequestFiled)).filter(({ data }) => data.requestId === input.id)).toHaveLength(1);
  });

  it('two workers accept at once: one owns it, the other is told so', async () => {
    const colleague = service.as({ roles: ['grid-worker'], place: g1 });
    for (let round = 0; round < 5; round++) {
      const { id } = await filedByResident();
      const outcomes = await Promise.allSettled([worker1, colleague].map((one) => one.call(acceptServiceRequest, { id })));
      const lost = outcomes.filter((outcome) => outcome.status === 'rejected');
      expect(lost.map((outcome) => outcome.reason)).toEqual([refusal('already-accepted')]);
      expect(await rowsOf('SELECT count(*)::int AS n FROM request_step WHERE request_id = $1', id)).toEqual([{ n: 1 }]);
    }
  });
});

describe('G-T11 G-42 time decides, once', () => {
  const schedule = () => service.get(ServiceRequestSchedule);

  it('a limit that passes is escalated once though the schedule runs twice at once and again', async () => {
    const { id } = await filedByResident({ class: 'EMERGENCY' });
    await service.advance(2 * 3_600_000 + 1);
    await Promise.all([schedule().escalate(), schedule().escalate()]);
    await schedule().escalate();
    const told = (await service.told(serviceRequestEscalated)).filter(({ data }) => data.requestId === id);
    expect(told.map(({ data }) => `${data.clock} ${data.level} ${data.toPlaceCode}`).toSorted()).toEqual([
      'FIRST_RESPONSE 3 320404',
      `RESOLVE 1 ${community}`,
    ]);
    const { escalations } = await leader.call(serviceRequestHistory, { id });
    expect(escalations).toHaveLength(2);
    expect((await leader.call(serviceRequestsOfPlace, { placeCode: g1, overdue: true })).items.map((item) => item.id)).toContain(id);
  });

  it('silence confirms as unrated; overlong waits end', async () => {
    const id = await handled();
    const { id: waiting } = await filedByResident();
    await worker1.call(acceptServiceRequest, { id: waiting });
    await worker1.call(dispatchServiceRequest, { id: waiting, handlerId: worker1.accountId });
    await worker1.call(respondToServiceRequest, { id: waiting });
    await worker1.call(waitForReporter, { id: waiting, reason: 'REPORTER_UNREACHABLE' });
    await service.advance(17 * 86_400_000);
    await Promise.all([schedule().confirmSilence(), schedule().confirmSilence(), schedule().endWaits()]);
    expect(await resident.call(readServiceRequest, { id })).toMatchObject({ state: 'CONFIRMED', resolved: null, satisfied: null });
    expect((await resident.call(readServiceRequest, { id: waiting })).state).toBe('IN_PROGRESS');
  });
});

describe('G-40 the reporter answers by account, link or slip', () => {
  const hash = (secret: string) => createHash('sha256').update(secret).digest('hex');
  const secret = 'an evidently invented secret of a link';

  it('by a link, once, without sign-in', async () => {
    const id = await handled();
    const linkId = newId();
    await expect(worker1.call(issueFeedbackLink, { id, linkId, secretHash: hash(secret) })).rejects.toEqual(refusal('feedback-not-yours'));
    await leader.call(issueFeedbackLink, { id, linkId, secretHash: hash(secret) });
    const visitor = service.public();
    await expect(visitor.call(answerFeedbackLink, { linkId, secret: `${secret}!`, resolved: true })).rejects.toEqual(
      refusal('link-invalid'),
    );
    expect(await visitor.call(answerFeedbackLink, { linkId, secret, resolved: true, satisfied: true })).toEqual({ state: 'CONFIRMED' });
    await expect(visitor.call(answerFeedbackLink, { linkId, secret, resolved: false })).rejects.toEqual(refusal('link-invalid'));
  });

  it('by a slip that somebody else than the handler enters with its scan', async () => {
    const id = await handled();
    const slip = { id, resolved: true, satisfied: false, slipEvidenceId: newId() };
    await expect(worker1.call(enterFeedbackSlip, slip)).rejects.toEqual(refusal('feedback-not-yours'));
    expect(await leader.call(enterFeedbackSlip, slip)).toMatchObject({ state: 'CONFIRMED', satisfied: false });
    await expect(worker1.call(rateServiceRequest, { id, satisfied: true })).rejects.toEqual(refusal('feedback-not-yours'));
  });

  it('never by the handler, though the same account lives in the household', async () => {
    const neighbour = service.as({ roles: ['grid-worker', 'resident'], place: g1, household: householdId });
    const id = await handled(neighbour);
    await expect(neighbour.call(confirmServiceRequest, { id, satisfied: true })).rejects.toEqual(refusal('feedback-not-yours'));
    await expect(neighbour.call(rateServiceRequest, { id, satisfied: true })).rejects.toEqual(refusal('feedback-not-yours'));
  });
});

describe('G-40 I-T20 who handled a request in any round never answers for its reporter', () => {
  const hash = (secret: string) => createHash('sha256').update(secret).digest('hex');
  const secret = 'another evidently invented secret';
  const colleague = () => service.as({ roles: ['grid-worker'], place: g1 });
  const notYours = refusal('feedback-not-yours');

  it('whoever accepted, gave away or was leader for a step is refused slip and link, in a later round too', async () => {
    const [first, second, head, clerk] = [
      colleague(),
      colleague(),
      service.as({ roles: ['community-secretary'], place: community }),
      colleague(),
    ];
    const { id } = await filedByResident();
    await first.call(acceptServiceRequest, { id });
    await first.call(dispatchServiceRequest, { id, handlerId: second.accountId });
    await second.call(respondToServiceRequest, { id });
    await head.call(waitForReporter, { id, reason: 'INFORMATION_MISSING' });
    await head.call(resumeServiceRequest, { id });
    await second.call(handleServiceRequest, { id, note: '样例' });
    await resident.call(reopenServiceRequest, { id, note: '样例' });
    const third = colleague();
    await leader.call(dispatchServiceRequest, { id, handlerId: third.accountId });
    await third.call(respondToServiceRequest, { id });
    await third.call(handleServiceRequest, { id, note: '样例' });
    const slip = { id, resolved: true, satisfied: true, slipEvidenceId: newId() };
    for (const one of [first, second, head, leader, third]) {
      await expect(one.call(enterFeedbackSlip, slip)).rejects.toEqual(notYours);
      await expect(one.call(issueFeedbackLink, { id, linkId: newId(), secretHash: hash(newId()) })).rejects.toEqual(notYours);
    }
    expect(await clerk.call(enterFeedbackSlip, slip)).toMatchObject({ state: 'CONFIRMED', satisfied: true });
  });

  it('a link is answered by nobody on duty and not by its issuer; history and events name the issuer', async () => {
    const id = await handled();
    const linkId = newId();
    const clerk = colleague();
    await clerk.call(issueFeedbackLink, { id, linkId, secretHash: hash(secret) });
    const given = { linkId, secret, resolved: true, satisfied: true };
    const moved = service.as({ roles: ['resident'], household: householdId, accountId: clerk.accountId });
    for (const one of [clerk, colleague(), leader, worker1, moved])
      await expect(one.call(answerFeedbackLink, given)).rejects.toEqual(notYours);
    const another = service.as({ roles: ['resident'], household: newId() });
    expect(await another.call(answerFeedbackLink, given)).toEqual({ state: 'CONFIRMED' });
    const { steps, feedbackLinks } = await leader.call(serviceRequestHistory, { id });
    expect(steps.at(-1)).toMatchObject({ action: 'confirm', channel: 'LINK', byStaff: false });
    expect(feedbackLinks).toEqual([expect.objectContaining({ linkId, issuedById: clerk.accountId, usedAt: steps.at(-1)!.at })]);
    const [rated] = (await service.told(serviceRequestRated)).filter(({ data }) => data.requestId === id);
    expect(rated!.data).toMatchObject({ channel: 'LINK', issuedById: clerk.accountId, ratedById: another.accountId });
  });
});

describe('G-24 G-27 a request becomes a duty of a named cadre', () => {
  const register = async (accountId: string): Promise<string> => {
    const cadre = {
      id: newId(),
      personId: newId(),
      name: '样例某丁',
      sourceCategory: 'DEPARTMENT' as const,
      stratum: 'YOUNG' as const,
      accountId,
      homePlace: '320404004',
    };
    return (await leader.call(registerCadre, cadre)).id;
  };
  const deploy = (cadreId: string, gridCode: string) => leader.call(deployCadre, { id: newId(), cadreId, gridCode, from: '2026-01-01' });
  const dutyOf = async (requestId: string) => (await leader.call(dutiesOfPlace, { placeCode: community, requestId })).items;

  it('in one statement, traceable both ways, settled by the closing and handed over on recall', async () => {
    const [first, second] = [service.as({ roles: ['cadre'], place: g1 }), service.as({ roles: ['cadre'], place: g1 })];
    const [cadreId, successorId] = [await register(first.accountId), await register(second.accountId)];
    const { id } = await filedByResident();
    await worker1.call(acceptServiceRequest, { id });
    await expect(worker1.call(dispatchServiceRequest, { id, cadreId })).rejects.toEqual(refusal('cadre-unavailable'));
    const deployment = await deploy(cadreId, g1);
    const dispatched = await worker1.call(dispatchServiceRequest, { id, cadreId });
    const [duty] = await dutyOf(id);
    expect([dispatched.dutyId, duty!.requestId, duty!.due, dispatched.handlerId]).toEqual([
      duty!.id,
      id,
      dispatched.resolveDue,
      first.accountId,
    ]);
    await first.call(confirmDuty, { id: duty!.id });
    await expect(first.call(completeDuty, { id: duty!.id })).rejects.toEqual(refusal('grid.cadre.duty-of-request'));
    const recall = { id: deployment.id, reason: '样例轮岗', lastDay: '2026-12-31' };
    await expect(leader.call(recallCadre, recall)).rejects.toEqual(refusal('grid.cadre.hand-over-missing'));
    await expect(leader.call(recallCadre, { ...recall, successorId })).rejects.toEqual(refusal('grid.cadre.successor-unavailable'));
    await deploy(successorId, g1);
    await leader.call(recallCadre, { ...recall, successorId });
    await eventually(async () => (await leader.call(readServiceRequest, { id })).handlerId === second.accountId);
    await second.call(respondToServiceRequest, { id });
    await second.call(handleServiceRequest, { id, note: '样例：已修好' });
    await eventually(async () => (await dutyOf(id))[0]!.status === 'COMPLETED');
    expect((await dutyOf(id))[0]!.cadreId).toBe(successorId);
  });
});

describe('G-06 G-T3 open requests follow their place through a split', () => {
  const elsewhere = '320404004009';
  const draw = async (grids: { boundary: values.Polygon; from: string[] }[]): Promise<string[]> => {
    const typed = grids.map((grid) => ({ type: 'COMMUNITY_BUILDING' as const, ...grid }));
    const plan = await leader.call(draftPartition, { id: newId(), communityCode: elsewhere, grids: typed });
    return (await leader.call(activatePartition, { id: plan.id })).grids.map(({ code }) => code);
  };

  it('that of a household is where the household is, its clock unchanged; that of a public place waits at the community', async () => {
    const [whole] = await draw([{ boundary: box(119, 119.02), from: [] }]);
    const home = {
      id: newId(),
      kind: 'RESIDENT' as const,
      communityCode: elsewhere,
      addressLabel: '试2幢101',
      lon: 119.015,
      lat: 31.005,
      externalRef: 'R-2',
    };
    await leader.call(registerHousehold, home);
    const ofHome = await leader.call(fileServiceRequest, filing({ origin: 'PATROL', householdId: home.id }));
    const ofPlace = await leader.call(fileServiceRequest, filing({ origin: 'PATROL', householdId: undefined, gridCode: whole }));
    const heirs = await draw([box(119, 119.01), box(119.01, 119.02)].map((boundary) => ({ boundary, from: [whole!] })));
    const [west, east] = heirs.map((place) => service.as({ roles: ['grid-worker'], place }));
    expect(await east!.call(readServiceRequest, { id: ofHome.id })).toMatchObject({ gridCode: heirs[1], resolveDue: ofHome.resolveDue });
    await expect(west!.call(readServiceRequest, { id: ofHome.id })).rejects.toEqual(refusal('platform.request.not-found'));
    await eventually(async () => (await leader.call(readServiceRequest, { id: ofPlace.id })).gridCode === null);
    expect((await east!.call(acceptServiceRequest, { id: ofHome.id })).gridCode).toBe(heirs[1]);
  });
});

describe('G-T13 rates; X-T11 a policy holds in its jurisdiction and for what is filed after it', () => {
  it('counts what was due, complaints apart from finds', async () => {
    const { complaints, proactive } = await leader.call(serviceRequestRates, {
      placeCode: '320404004',
      from: '2020-01-01T00:00:00Z',
      to: '2100-01-01T00:00:00Z',
    });
    expect([complaints.closureRate.denominator > 0, complaints.satisfactionRate.denominator > 0, proactive.filed > 0]).toEqual([
      true,
      true,
      true,
    ]);
    const nothing = await leader.call(serviceRequestRates, {
      placeCode: '320404004',
      from: '2020-01-01T00:00:00Z',
      to: '2020-01-02T00:00:00Z',
    });
    expect(nothing.complaints.closureRate.value).toBeNull();
  });

  it('the terms a request was filed under stay', async () => {
    const old = await filedByResident({ class: 'COMPLEX' });
    const classes = defaultPolicy.classes.filter(({ code }) => code !== 'COMPLEX');
    const policy = { id: newId(), jurisdictionId: '320404004', ...defaultPolicy, classes };
    const elsewhere = service.as({ roles: ['street-leader'], place: '230521' });
    await expect(elsewhere.call(publishRequestPolicy, policy)).rejects.toEqual(refusal('platform.request.not-found'));
    expect((await leader.call(publishRequestPolicy, policy)).version).toBe(1);
    await expect(filedByResident({ class: 'COMPLEX' })).rejects.toEqual(refusal('class-unknown'));
    expect((await worker1.call(acceptServiceRequest, { id: old.id })).resolveDue).toBe(old.resolveDue);
    const at = async (placeCode: string) => (await service.public().call(serviceRequestClasses, { placeCode })).version;
    expect([await at(g1), await at('230521100001')]).toEqual([1, 0]);
    const due = (await filedByResident()).resolveDue;
    expect((await leader.call(publishRequestPolicy, { ...policy, id: newId() })).version).toBe(2);
    expect(await service.public().call(requestPolicy, { placeCode: g1 })).toMatchObject({ version: 2, ...defaultPolicy, classes });
    expect(due).toBeTruthy();
    await leader.call(publishRequestPolicy, { ...policy, id: newId(), classes: defaultPolicy.classes });
    expect((await filedByResident({ class: 'COMPLEX' })).class).toBe('COMPLEX');
  });
});
