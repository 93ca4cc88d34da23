import {
  admitOrganization,
  advanceClock,
  appointMember,
  attendSession,
  callEmergencySession,
  cancelSession,
  closeSession,
  foundCouncil,
  giveSessionNotice,
  openSession,
  runSchedules,
  scheduleSession,
  sessionCadences,
  type FileView,
} from '@gezhi/shared/contracts';
import { eventually } from '@gezhi/shared/testing';
import { jpegOf } from '../../gateway/src/file/pictures.fixture.js';
import { startCluster, type Cluster } from '../../scripts/cluster.js';
import { appoint, newId, operatorOf, type Person } from '../support/people.js';

const day = 86_400_000;
const street = '230521100';
const communityCode = `${street}001`;
const councilId = newId();
const linesOf = (ics: string): string[] => ics.replace(/\r\n /g, '').split('\r\n');

describe('C-04, C-06, C-07 a council from its founding to an overdue session, over HTTP', () => {
  let cluster: Cluster;
  let secretary: Person;
  let leader: Person;
  let member: Person;
  let evidenceIds: string[];
  let now = Date.now();
  const at = (days: number) => new Date(now + days * day).toISOString();
  const arranged = (days: number) => ({
    id: newId(),
    councilId,
    venue: '演示会议室',
    startsAt: at(days),
    agenda: [{ id: newId(), title: '演示议程' }],
  });
  const advance = async (days: number) => {
    now += days * day;
    await leader.call(advanceClock, { to: new Date(now).toISOString() });
  };
  const calendar = async () => {
    const answer = await fetch(`${cluster.url}/v1/councils/${councilId}/calendar.ics`);
    return { type: answer.headers.get('content-type'), lines: linesOf(await answer.text()) };
  };

  beforeAll(async () => {
    cluster = await startCluster({ oneProcess: true });
    leader = await operatorOf(cluster);
    secretary = await appoint(cluster, leader, { role: 'community-secretary', scope: communityCode });
    const form = new FormData();
    form.append('file', new Blob([jpegOf() as BlobPart]), 'picture.jpg');
    const uploaded = await secretary.fetch('/v1/files', { method: 'POST', headers: { 'idempotency-key': newId() }, body: form });
    evidenceIds = [((await uploaded.json()) as FileView).id];
    await secretary.call(foundCouncil, { id: councilId, communityCode, name: '演示社区议事会', evidenceIds });
    member = await appoint(cluster, leader, { role: 'part-time-member', scope: councilId, placeCode: communityCode });
    const organizationId = newId();
    await secretary.call(admitOrganization, { id: organizationId, councilId, kind: 'AGENCY', name: '演示机关' });
    await secretary.call(appointMember, {
      ...{ id: newId(), personId: newId(), councilId, organizationId, name: '演示委员', accountId: member.accountId },
      ...{ roles: ['COMMUNITY_ADVISER'], termFrom: at(0).slice(0, 10), termMonths: 36, evidenceIds },
    });
  }, 120_000);
  afterAll(() => cluster?.stop(), 60_000);

  it('its sessions are a calendar that anyone subscribes to, in which a cancelled one is cancelled', async () => {
    const { id } = await secretary.call(scheduleSession, { ...arranged(20), kind: 'REGULAR' });
    const before = await calendar();
    expect(before.type).toBe('text/calendar; charset=utf-8');
    expect(before.lines).toEqual(
      expect.arrayContaining([`UID:${id}`, 'SUMMARY:演示社区议事会：固定会议', 'STATUS:TENTATIVE', 'SEQUENCE:1']),
    );
    expect(before.lines.join('')).not.toContain('演示议程');
    await secretary.call(cancelSession, { id, reason: '演示事由' });
    expect((await calendar()).lines).toEqual(expect.arrayContaining([`UID:${id}`, 'STATUS:CANCELLED', 'SEQUENCE:2']));
  });

  it('a member attends a regular session by the own account', async () => {
    const { id } = await secretary.call(scheduleSession, { ...arranged(5), kind: 'REGULAR' });
    await secretary.call(giveSessionNotice, { id });
    await advance(5);
    await secretary.call(openSession, { id });
    await member.call(attendSession, { id });
    expect(await secretary.call(closeSession, { id })).toMatchObject({ present: 1, entitled: 1, quorate: true });
  });

  it('an emergency session without the right or a reason is refused, in two languages', async () => {
    await expect(member.call(callEmergencySession, { ...arranged(1), reason: '演示' })).rejects.toMatchObject({
      status: 422,
      code: 'council.session.caller-right-missing',
    });
    const refused = await secretary.post('/v1/emergency-sessions', arranged(1), { 'accept-language': 'en' });
    expect(await refused.json()).toMatchObject({
      code: 'council.session.reason-missing',
      title: 'An emergency session is called with a reason',
    });
  });

  it('half a year later the council is warned, then overdue, which its leaders see', async () => {
    await advance(190);
    await leader.call(runSchedules, {});
    await eventually(async () => {
      const { items } = await leader.call(sessionCadences, { placeCode: street, overdue: true });
      expect(items.map((cadence) => cadence.councilId)).toEqual([councilId]);
    });
  });
});
