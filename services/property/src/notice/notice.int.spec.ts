import {
  answerNoticeObjection,
  answersToNotice,
  householdLeft,
  householdPlaced,
  noticePolicy,
  noticePosted,
  noticesOfEstate,
  objectionsOfNotice,
  objectToNotice,
  overdueNoticeObjections,
  postNotice,
  proofsOfNotice,
  proveNotice,
  publishNoticePolicy,
  readNotice,
  readNoticeObjection,
  registerBuilding,
  registerEstate,
  registerUnit,
  noticeObjected,
  noticeObjectionAnswered,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { addDays, localDateOf } from '@gezhi/shared/domain';
import { contentHash } from '@gezhi/shared/platform';
import { eventually, type TestCaller, type TestService } from '@gezhi/shared/testing';
import { startPropertyService } from '../known-community/known-community.fixture.js';
import { propertyService } from '../service.module.js';

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
let resident: TestCaller;
let estateId: string;
let householdId: string;
let serial = 0;

const today = () => localDateOf(service.clock.now());
const rows = async () =>
  (
    await service.database.pool.query(
      `SELECT (SELECT count(*) FROM notice) AS n, (SELECT count(*) FROM notice_proof) AS p, (SELECT count(*) FROM notice_objection) AS o,
         (SELECT count(*) FROM outbox) AS e, (SELECT count(*) FROM audit) AS a`,
    )
  ).rows[0] as object;
const notice = (more = {}) => ({
  ...{ id: newId(), estateId, kind: 'WORKS', title: '屋面防水', text: '即日起施工，请注意通行安全' },
  ...{ postedFrom: today(), postedTo: addDays(today(), 9), ...more },
});
const post = (more = {}, by = secretary) => by.call(postNotice, notice(more));
const objection = (noticeId: string, more = {}) => ({ id: newId(), noticeId, householdId, text: '施工噪声扰民，我家住在顶楼', ...more });

async function placed(household: string): Promise<void> {
  await service.publish(householdPlaced, {
    ...{ gridCode: `${community}001`, communityCode: community, validFrom: new Date(0).toISOString(), version: ++serial },
    placements: [{ householdId: household, kind: 'RESIDENT' }],
  });
  await eventually(async () => {
    const known = await service.database.pool.query('SELECT 1 FROM known_household WHERE household_id = $1', [household]);
    expect(known.rowCount).toBe(1);
  });
}

beforeAll(async () => {
  service = await startPropertyService();
  secretary = service.as({ roles: ['community-secretary'], place: community });
  elsewhere = service.as({ roles: ['community-secretary'], place: '230521100002' });
}, 120_000);
afterAll(() => service?.stop());
beforeEach(async () => {
  const estate = { id: newId(), communityCode: community, name: `演示小区${++serial}`, addressLabel: '演示路1号', evidenceIds: [newId()] };
  ({ id: estateId } = await secretary.call(registerEstate, { ...estate, cause: 'NEVER_MANAGED', grounds: '演示' }));
  const building = await secretary.call(registerBuilding, { id: newId(), estateId, label: '1号楼' });
  householdId = newId();
  await placed(householdId);
  const unit = { id: newId(), buildingId: building.id, label: '101', kind: 'RESIDENTIAL' as const, area: 6_250 };
  await secretary.call(registerUnit, { ...unit, areaSource: 'TITLE_REGISTER', householdId });
  resident = service.as({ roles: ['resident'], household: householdId });
  committee = service.as({ roles: ['committee-member'], estate: estateId });
  provider = service.as({ roles: ['property-company'], estate: estateId });
  stranger = service.as({ roles: ['committee-member'], estate: newId() });
});

describe('P-20 the notice board of an estate', () => {
  it('everyone reads it without signing in; its hash can be computed by anyone, and nothing of it can be changed', async () => {
    const posted = await post();
    const ofProvider = await post({ kind: 'OTHER', title: '电梯维保记录' }, provider);
    await post({ kind: 'OTHER', title: '会议记录' }, committee);
    const anyone = service.public();
    const { items } = await anyone.call(noticesOfEstate, { estateId });
    expect(items.map(({ title, issuer }) => [title, issuer])).toEqual([
      ['会议记录', 'COMMITTEE'],
      ['电梯维保记录', 'PROVIDER'],
      ['屋面防水', 'COMMUNITY'],
    ]);
    expect((await anyone.call(noticesOfEstate, { estateId, kind: 'WORKS' })).items.map(({ id }) => id)).toEqual([posted.id]);
    const first = await anyone.call(noticesOfEstate, { estateId, limit: 2 });
    expect((await anyone.call(noticesOfEstate, { estateId, limit: 2, after: first.next! })).items.map(({ id }) => id)).toEqual([posted.id]);
    const { communityCode: _, version: __, hash, ...content } = posted;
    expect(hash).toBe(contentHash(content));
    expect(await anyone.call(readNotice, { id: posted.id })).toEqual({
      ...posted,
      ...{ correctedById: null, isWithdrawn: false, proofs: 0, objections: 0, answeredObjections: 0 },
    });
    const told = (await service.told(noticePosted)).map(({ data }) => data);
    expect(told).toContainEqual(expect.objectContaining({ noticeId: ofProvider.id, kind: 'OTHER', hash: ofProvider.hash }));
    expect(JSON.stringify(told)).not.toMatch(/施工|屋面|电梯/);
    const change = (statement: string) => service.database.pool.query(statement);
    for (const statement of ["UPDATE notice SET title = '改'", 'DELETE FROM notice', 'TRUNCATE notice CASCADE'])
      await expect(change(statement)).rejects.toThrow('a notice is never changed or removed');
    expect(propertyService.appendOnly).toContain('notice');
  });

  it('a correction names what it corrects, and both stay; what is withdrawn is withdrawn by a notice', async () => {
    const first = await post();
    await expect(post({ withdraws: true })).rejects.toThrow(refusal('notice', 'withdraws-nothing'));
    const correction = notice({ correctsId: first.id, title: '屋面防水（更正）' });
    const second = await secretary.call(postNotice, correction);
    expect(await secretary.call(postNotice, correction)).toEqual(second);
    await expect(post({ correctsId: first.id })).rejects.toThrow(refusal('notice', 'already-corrected'));
    const third = await post({ correctsId: second.id, withdraws: true, title: '屋面防水公示撤回' });
    const { items } = await service.public().call(noticesOfEstate, { estateId });
    expect(items.map(({ id, correctsId, correctedById, isWithdrawn }) => [id, correctsId, correctedById, isWithdrawn])).toEqual([
      [third.id, second.id, null, false],
      [second.id, first.id, third.id, true],
      [first.id, null, second.id, false],
    ]);
    const other = { id: newId(), communityCode: community, name: '演示小区他处', addressLabel: '演示路2号', evidenceIds: [newId()] };
    await secretary.call(registerEstate, { ...other, cause: 'OTHER', grounds: '演示' });
    await expect(post({ estateId: other.id, correctsId: third.id })).rejects.toThrow(refusal('notice', 'corrected-unknown'));
  });

  it('of several corrections at once one is posted', async () => {
    const { id: correctsId } = await post();
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => post({ correctsId })));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toEqual(refusal('notice', 'already-corrected'));
    expect((await service.public().call(noticesOfEstate, { estateId })).items).toHaveLength(2);
  });

  it('photographs of the board prove it, and are seen by those who act at the estate', async () => {
    const { id: noticeId } = await post();
    const proof = { id: newId(), noticeId, evidenceIds: [newId(), newId()], takenAt: service.clock.now() };
    expect(await provider.call(proveNotice, proof)).toMatchObject({ noticeId, takenAt: proof.takenAt });
    expect((await committee.call(proofsOfNotice, { noticeId })).items).toMatchObject([{ evidenceIds: proof.evidenceIds }]);
    expect((await stranger.call(proofsOfNotice, { noticeId })).items).toEqual([]);
    expect(await service.public().call(readNotice, { id: noticeId })).toMatchObject({ proofs: 1 });
    const again = { ...proof, id: newId() };
    await expect(stranger.call(proveNotice, again)).rejects.toThrow(refusal('notice', 'notice-unknown'));
    await expect(committee.call(proveNotice, { ...again, takenAt: '2020-01-01T00:00:00.000Z' })).rejects.toThrow(
      refusal('notice', 'taken-outside'),
    );
  });

  it('a jurisdiction lays down its own kinds, which hold from then on', async () => {
    const leader = service.as({ roles: ['street-leader'], place: '230599' });
    const estate = { id: newId(), communityCode: '230599100001', name: '演示小区', addressLabel: '演示路1号', evidenceIds: [newId()] };
    await leader.call(registerEstate, { ...estate, cause: 'OTHER', grounds: '演示' });
    const own = { answerDays: 3, kinds: [{ code: 'HEATING', zh: '供热', minimumDays: 20, source: '演示', assumed: true }] };
    await leader.call(publishNoticePolicy, { id: newId(), jurisdictionId: '230599', ...own });
    expect(await service.public().call(noticePolicy, { placeCode: estate.communityCode })).toMatchObject({ version: 1, ...own });
    const heating = { estateId: estate.id, kind: 'HEATING' };
    await expect(post(heating, leader)).rejects.toThrow(refusal('notice', 'posted-too-short'));
    expect(await post({ ...heating, postedTo: addDays(today(), 19) }, leader)).toMatchObject({ kind: 'HEATING' });
    await expect(post({ estateId: estate.id }, leader)).rejects.toThrow(refusal('notice', 'kind-unknown'));
  });

  it('refuses what is unknown, out of scope or carries personal data, and writes nothing', async () => {
    const { id: noticeId } = await post();
    const before = await rows();
    await expect(post({ kind: 'NOISE' })).rejects.toThrow(refusal('notice', 'kind-unknown'));
    await expect(post({ text: '详询张先生１３８００１３８０００' })).rejects.toThrow(refusal('notice', 'personal-data'));
    await expect(post({ title: '致 23052119990101001X' })).rejects.toThrow(refusal('notice', 'personal-data'));
    await expect(post({ postedFrom: addDays(today(), -1) })).rejects.toThrow(refusal('notice', 'posted-in-past'));
    await expect(post({ postedTo: addDays(today(), 5) })).rejects.toThrow(refusal('notice', 'posted-too-short'));
    await expect(post({ correctsId: newId() })).rejects.toThrow(refusal('notice', 'corrected-unknown'));
    for (const by of [elsewhere, stranger]) await expect(post({}, by)).rejects.toThrow(refusal('estate', 'estate-unknown'));
    for (const by of [resident, service.as({ roles: ['grid-worker'], place: community })])
      await expect(post({}, by)).rejects.toThrow(platform('forbidden'));
    await expect(service.public().call(postNotice, notice())).rejects.toThrow(platform('unauthenticated'));
    await expect(service.public().call(readNotice, { id: newId() })).rejects.toThrow(platform('not-found'));
    await expect(secretary.call(postNotice, notice({ id: noticeId, title: '另一则' }))).rejects.toThrow(platform('id-taken'));
    expect(await rows()).toEqual(before);
  });
});

describe('P-20 objections to a notice', () => {
  it('are answered in public, by their number and their answers alone', async () => {
    const { id: noticeId } = await post();
    const mine = await resident.call(objectToNotice, objection(noticeId));
    const ours = await committee.call(objectToNotice, objection(noticeId, { householdId: undefined, text: '未经表决' }));
    expect([mine.householdId, ours.householdId]).toEqual([householdId, null]);
    await secretary.call(answerNoticeObjection, { id: mine.id, answer: '已调整为白天施工' });
    const about = ({ data }: { data: Record<string, unknown> }) => data.noticeId === noticeId;
    expect((await service.told(noticeObjected)).filter(about)).toMatchObject([
      { data: { objectionId: mine.id, by: 'HOUSEHOLD', dueAt: mine.dueAt } },
      { data: { objectionId: ours.id, by: 'COMMITTEE' } },
    ]);
    expect((await service.told(noticeObjectionAnswered)).filter(about)).toMatchObject([{ data: { objectionId: mine.id, isOnTime: true } }]);
    const events = JSON.stringify([...(await service.told(noticeObjected)), ...(await service.told(noticeObjectionAnswered))]);
    for (const secret of [mine.text, mine.householdId!, '已调整为白天施工']) expect(events).not.toContain(secret);
    expect(await resident.call(readNoticeObjection, { id: mine.id })).toMatchObject({ state: 'ANSWERED', answer: '已调整为白天施工' });
    await expect(resident.call(readNoticeObjection, { id: ours.id })).rejects.toThrow(platform('not-found'));
    expect((await committee.call(objectionsOfNotice, { noticeId })).items.map(({ id }) => id)).toEqual([ours.id, mine.id]);
    expect((await secretary.call(objectionsOfNotice, { noticeId, state: 'RAISED' })).items.map(({ id }) => id)).toEqual([ours.id]);
    expect((await stranger.call(objectionsOfNotice, { noticeId })).items).toEqual([]);
    await expect(provider.call(objectionsOfNotice, { noticeId })).rejects.toThrow(platform('forbidden'));
    const seen = await service.public().call(readNotice, { id: noticeId });
    const answers = await service.public().call(answersToNotice, { noticeId });
    expect(seen).toMatchObject({ objections: 2, answeredObjections: 1 });
    expect(answers.items).toEqual([expect.objectContaining({ answer: '已调整为白天施工' })]);
    const told = JSON.stringify([seen, answers, await service.told()]);
    expect(told).not.toMatch(/噪声|未经表决/);
    expect(JSON.stringify([seen, answers])).not.toMatch(new RegExp([householdId, resident.accountId, secretary.accountId].join('|')));
    await expect(secretary.call(answerNoticeObjection, { id: mine.id, answer: '再答' })).rejects.toThrow(platform('wrong-state'));
  });

  it('those not answered in time are listed for those on duty, the longest overdue first', async () => {
    const { id: noticeId } = await post();
    const mine = await resident.call(objectToNotice, objection(noticeId));
    const overdue = (by = secretary) => by.call(overdueNoticeObjections, { placeCode: '230521' });
    expect((await overdue()).items.map(({ id }) => id)).not.toContain(mine.id);
    await service.advance(6 * day);
    const { items } = await overdue();
    expect(items.map(({ id }) => id)).toContain(mine.id);
    expect(items.map(({ dueAt }) => dueAt)).toEqual(items.map(({ dueAt }) => dueAt).toSorted());
    expect((await overdue(elsewhere)).items).toEqual([]);
    await secretary.call(answerNoticeObjection, { id: mine.id, answer: '迟复致歉，已整改' });
    expect((await overdue()).items.map(({ id }) => id)).not.toContain(mine.id);
    await service.advance(4 * day);
    await expect(resident.call(objectToNotice, objection(noticeId))).rejects.toThrow(refusal('notice', 'board-closed'));
  });

  it('of many objections of one household at once one waits for its answer', async () => {
    const { id: noticeId } = await post();
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => resident.call(objectToNotice, objection(noticeId))));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toEqual(refusal('notice', 'objection-open'));
    expect(await service.public().call(readNotice, { id: noticeId })).toMatchObject({ objections: 1 });
  });

  it('refuses whoever is none of the estate, and writes nothing', async () => {
    const { id: noticeId } = await post();
    const neighbour = newId();
    const gone = newId();
    await placed(neighbour);
    await placed(gone);
    await service.publish(householdLeft, {
      ...{ householdId: gone, kind: 'RESIDENT', gridCode: `${community}001`, communityCode: community },
      ...{ at: new Date(0).toISOString(), version: ++serial },
    });
    const mine = await resident.call(objectToNotice, objection(noticeId));
    const before = await rows();
    const from = (household: string) => service.as({ roles: ['resident'], household });
    for (const household of [neighbour, gone, newId()])
      await expect(from(household).call(objectToNotice, objection(noticeId, { householdId: household }))).rejects.toThrow(
        refusal('notice', 'household-elsewhere'),
      );
    await expect(from(neighbour).call(objectToNotice, objection(noticeId))).rejects.toThrow(platform('not-found'));
    await expect(committee.call(objectToNotice, objection(noticeId))).rejects.toThrow(platform('not-found'));
    for (const by of [stranger, resident])
      await expect(by.call(objectToNotice, objection(noticeId, { householdId: undefined }))).rejects.toThrow(
        refusal('notice', 'notice-unknown'),
      );
    await expect(secretary.call(objectToNotice, objection(noticeId))).rejects.toThrow(platform('forbidden'));
    await expect(resident.call(objectToNotice, objection(newId()))).rejects.toThrow(refusal('notice', 'notice-unknown'));
    await expect(elsewhere.call(answerNoticeObjection, { id: mine.id, answer: '越权' })).rejects.toThrow(platform('not-found'));
    await expect(committee.call(answerNoticeObjection, { id: mine.id, answer: '越权' })).rejects.toThrow(platform('forbidden'));
    await expect(secretary.call(answerNoticeObjection, { id: mine.id, answer: '请拨138-0013-8000' })).rejects.toThrow(
      refusal('notice', 'personal-data'),
    );
    expect(await rows()).toEqual(before);
  });
});
