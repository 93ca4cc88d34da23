import {
  answerMatter,
  closeMatter,
  escalateMatter,
  matterEscalated,
  matterOverdue,
  matterPolicy,
  mattersOfEstate,
  openMatter,
  overdueMatters,
  publishMatterPolicy,
  readMatter,
  registerEstate,
  returnMatter,
  stepsOfMatter,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import type { TestCaller, TestService } from '@gezhi/shared/testing';
import { startPropertyService } from '../known-community/known-community.fixture.js';
import { defaultPolicy } from './matter-policy.rules.js';
import { MatterSchedule } from './matter.schedule.js';

const community = '230521100001';
const refusal = (name: string) => expect.objectContaining({ code: `property.matter.${name}` });
const platform = (name: string) => expect.objectContaining({ code: `platform.request.${name}` });
const day = 86_400_000;

let service: TestService;
let secretary: TestCaller;
let elsewhere: TestCaller;
let company: TestCaller;
let member: TestCaller;
let estateId: string;
let serial = 0;

beforeAll(async () => {
  service = await startPropertyService();
  secretary = service.as({ roles: ['community-secretary'], place: community });
  elsewhere = service.as({ roles: ['community-secretary'], place: '230521100002' });
}, 120_000);
afterAll(() => service?.stop());
beforeEach(async () => {
  const estate = { id: newId(), communityCode: community, name: `演示小区${++serial}`, addressLabel: '演示路1号', evidenceIds: [newId()] };
  ({ id: estateId } = await secretary.call(registerEstate, { ...estate, cause: 'NEVER_MANAGED', grounds: '演示' }));
  company = service.as({ roles: ['property-company'], estate: estateId });
  member = service.as({ roles: ['committee-member'], estate: estateId });
});

/** A committee that stands; how one comes about is another feature. */
const withCommittee = () =>
  service.database.pool.query(
    `INSERT INTO committee (id, version, estate_id, community_code, state, members, formed_on, term_from, term_to, notice_on, profile_version, evidence_ids)
     VALUES ($1, 1, $2, $3, 'FORMED', '[{}]', '2026-01-01', '2026-01-02', '2099-01-01', '2098-01-01', 0, '{}')`,
    [newId(), estateId, community],
  );
const opened = () => secretary.call(openMatter, { id: newId(), estateId, title: '演示：化粪池满溢', summary: '演示' });
const history = async (matterId: string) => (await secretary.call(stepsOfMatter, { matterId })).items;
const rows = async () =>
  (
    await service.database.pool.query(
      'SELECT (SELECT count(*) FROM matter) AS m, (SELECT sum(version) FROM matter) AS v, (SELECT count(*) FROM matter_step) AS s, (SELECT count(*) FROM audit) AS a, (SELECT count(*) FROM outbox) AS o',
    )
  ).rows[0];

describe('P-23 matters of estates on the ladder', () => {
  it('climbs, comes back, is answered and closed, and its history tells who had it when and why', async () => {
    await withCommittee();
    const { id } = await opened();
    await secretary.call(escalateMatter, { id, reason: '需物管会商定' });
    await member.call(escalateMatter, { id, reason: '需物业处理' });
    await company.call(returnMatter, { id, reason: '须先议定费用' });
    await member.call(escalateMatter, { id, reason: '已议定' });
    expect(await company.call(answerMatter, { id, answer: '已清掏', evidenceIds: [newId()] })).toMatchObject({
      state: 'ANSWERED',
      level: 'COMPANY',
    });
    await secretary.call(returnMatter, { id, reason: '未清干净' });
    await company.call(answerMatter, { id, answer: '已重新清掏' });
    expect(await secretary.call(closeMatter, { id })).toMatchObject({ state: 'CLOSED', version: 9 });
    const steps = await history(id);
    expect(steps.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(steps.map(({ action, byRole, toLevel }) => [action, byRole, toLevel])).toEqual([
      ['OPENED', 'community-secretary', 'COMMUNITY'],
      ['ESCALATED', 'community-secretary', 'COMMITTEE'],
      ['ESCALATED', 'committee-member', 'COMPANY'],
      ['RETURNED', 'property-company', 'COMMITTEE'],
      ['ESCALATED', 'committee-member', 'COMPANY'],
      ['ANSWERED', 'property-company', 'COMPANY'],
      ['RETURNED', 'community-secretary', 'COMPANY'],
      ['ANSWERED', 'property-company', 'COMPANY'],
      ['CLOSED', 'community-secretary', 'COMPANY'],
    ]);
    expect((await service.told(matterEscalated)).filter(({ data }) => data.matterId === id)).toHaveLength(3);
    expect(JSON.stringify(await service.told(matterEscalated))).not.toMatch(/演示|商定/);
    expect((await company.call(mattersOfEstate, { estateId, state: 'CLOSED' })).items.map((each) => each.id)).toEqual([id]);
    expect((await elsewhere.call(mattersOfEstate, { estateId })).items).toEqual([]);
  });

  it('without a committee it goes from the community to the company and back', async () => {
    const { id } = await opened();
    expect(await secretary.call(escalateMatter, { id, reason: '需物业处理' })).toMatchObject({ level: 'COMPANY' });
    expect(await company.call(returnMatter, { id, reason: '非物业事项' })).toMatchObject({ level: 'COMMUNITY' });
  });

  it('a jurisdiction lays down its own limits', async () => {
    const leader = service.as({ roles: ['street-leader'], place: '230599' });
    const estate = { id: newId(), communityCode: '230599100001', name: '演示小区', addressLabel: '演示路1号', evidenceIds: [newId()] };
    await leader.call(registerEstate, { ...estate, cause: 'OTHER', grounds: '演示' });
    const levels = defaultPolicy.levels.map((level) => ({ ...level, workingDays: 20, source: '演示' }));
    const own = { ...defaultPolicy, levels };
    const publish = (policy: typeof own) => leader.call(publishMatterPolicy, { id: newId(), jurisdictionId: '230599', ...policy });
    await expect(publish({ ...own, levels: levels.slice(1) })).rejects.toThrow(refusal('policy-invalid'));
    await publish(own);
    expect(await service.public().call(matterPolicy, { placeCode: '230599100001' })).toMatchObject({ version: 1, levels });
    const { dueAt, openedAt } = await leader.call(openMatter, { id: newId(), estateId: estate.id, title: '演示', summary: '演示' });
    expect(Date.parse(dueAt!) - Date.parse(openedAt)).toBeGreaterThan(20 * day);
  });

  it('of several who act at once each acts on what the others left, and every version has its line', async () => {
    await withCommittee();
    const { id } = await opened();
    await secretary.call(escalateMatter, { id, reason: 'x' });
    const outcomes = await Promise.allSettled([
      member.call(answerMatter, { id, answer: '已议定' }),
      member.call(returnMatter, { id, reason: '非本会事项' }),
      member.call(answerMatter, { id, answer: '已议定二' }),
    ]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const { version } = await secretary.call(readMatter, { id });
    expect(version).toBe(3);
    expect((await history(id)).map(({ number }) => number)).toEqual([1, 2, 3]);
  });

  it('refuses whoever has it not, or is elsewhere, and writes nothing', async () => {
    await withCommittee();
    const { id } = await opened();
    // A leader elsewhere who works for the company here is no leader here.
    const both = service.as({ roles: ['property-company'], estate: estateId });
    service.as({ roles: ['community-secretary'], place: '230521100002', accountId: both.accountId });
    const twofold = service.as({ roles: ['community-secretary', 'property-company'], accountId: both.accountId });
    const stranger = service.as({ roles: ['property-company'], estate: newId() });
    const resident = service.as({ roles: ['resident'], household: newId() });
    await twofold.call(readMatter, { id });
    const before = await rows();
    await expect(company.call(openMatter, { id: newId(), estateId, title: 'x', summary: 'x' })).rejects.toThrow(platform('forbidden'));
    await expect(elsewhere.call(openMatter, { id: newId(), estateId, title: 'x', summary: 'x' })).rejects.toThrow(
      expect.objectContaining({ code: 'property.estate.estate-unknown' }),
    );
    for (const caller of [company, member, twofold]) {
      await expect(caller.call(escalateMatter, { id, reason: 'x' })).rejects.toThrow(refusal('not-holder'));
      await expect(caller.call(answerMatter, { id, answer: 'x' })).rejects.toThrow(refusal('not-holder'));
    }
    for (const caller of [elsewhere, stranger]) {
      await expect(caller.call(escalateMatter, { id, reason: 'x' })).rejects.toThrow(platform('not-found'));
      await expect(caller.call(returnMatter, { id, reason: 'x' })).rejects.toThrow(platform('not-found'));
      await expect(caller.call(readMatter, { id })).rejects.toThrow(platform('not-found'));
      expect((await caller.call(stepsOfMatter, { matterId: id })).items).toEqual([]);
    }
    await expect(secretary.call(returnMatter, { id, reason: 'x' })).rejects.toThrow(refusal('lowest-level'));
    await expect(secretary.call(closeMatter, { id })).rejects.toThrow(platform('wrong-state'));
    await expect(company.call(closeMatter, { id })).rejects.toThrow(platform('forbidden'));
    await expect(resident.call(readMatter, { id })).rejects.toThrow(platform('forbidden'));
    expect(await rows()).toEqual(before);
  });

  // Last: time does not go back.
  it('a clock that runs out passes it on, once for each level, and at the last one is told of once', async () => {
    await withCommittee();
    const { id } = await opened();
    const schedule = service.get(MatterSchedule);
    const level = async () => (await secretary.call(readMatter, { id })).level;
    const about = async (event: typeof matterEscalated | typeof matterOverdue) =>
      (await service.told(event)).filter(({ data }) => data.matterId === id).length;
    await schedule.runOut();
    expect(await level()).toBe('COMMUNITY');
    for (const expected of ['COMMITTEE', 'COMPANY']) {
      await service.advance(20 * day);
      await Promise.all([schedule.runOut(), schedule.runOut(), schedule.runOut()]);
      expect(await level()).toBe(expected);
    }
    await service.advance(20 * day);
    const overdue = await secretary.call(overdueMatters, { placeCode: community, limit: 100 });
    expect(overdue.items.map((each) => each.id)).toContain(id);
    expect((await elsewhere.call(overdueMatters, { placeCode: community })).items).toEqual([]);
    await Promise.all([schedule.runOut(), schedule.runOut()]);
    await schedule.runOut();
    expect([await about(matterEscalated), await about(matterOverdue)]).toEqual([2, 1]);
    expect((await history(id)).map(({ action }) => action)).toEqual(['OPENED', 'CLOCK_RAN_OUT', 'CLOCK_RAN_OUT', 'OVERDUE']);
    expect(await company.call(answerMatter, { id, answer: '已清掏' })).toMatchObject({ state: 'ANSWERED' });
  });
});
