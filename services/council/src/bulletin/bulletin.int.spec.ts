import {
  bulletinPublished,
  bulletinsOfCommunity,
  correctBulletin,
  publishBulletin,
  publishBulletinPolicy,
  readBulletin,
  readTopic,
  recordDelivery,
  withdrawBulletin,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { addDays, addMonths } from '@gezhi/shared/domain';
import { BallotScene, community, day, type Estate } from '../ballot/ballot.fixture.js';
import { acceptedTopic, certifiedTopic } from '../topic/topic.fixture.js';

const refusal = (name: string) => expect.objectContaining({ code: `council.bulletin.${name}` });

let scene: BallotScene;
let estate: Estate;
beforeAll(async () => {
  scene = await BallotScene.start();
  estate = await scene.estate([[0], [1], [2]]);
}, 120_000);
afterAll(() => scene?.service.stop());

const wording = () => ({
  ...{ id: newId(), title: '演示公示', text: '演示公示正文' },
  channels: [{ channel: 'PLATFORM' as const }, { channel: 'NOTICE_BOARD' as const, evidenceIds: [newId()] }],
});
const publish = (more: object) => scene.secretary.call(publishBulletin, { ...wording(), ...more });
const read = (id: string) => scene.service.public().call(readBulletin, { id });

describe('C-11, C-T26, C-T27 what was decided is told on several channels', () => {
  it('too few channels change nothing; two publish the topic, once whoever races, with the days for everyone to read', async () => {
    const { topicId, ballotId } = await certifiedTopic(scene, estate);
    for (const channels of [[], [{ channel: 'PLATFORM' as const }], [{ channel: 'PLATFORM' as const }, { channel: 'PLATFORM' as const }]])
      await expect(publish({ topicId, channels })).rejects.toEqual(refusal('channels-insufficient'));
    await expect(publish({ topicId, channels: [{ channel: 'PLATFORM' }, { channel: 'MEETING' }] })).rejects.toEqual(
      refusal('delivery-evidence-missing'),
    );
    expect((await scene.secretary.call(readTopic, { id: topicId })).stage).toBe('CERTIFIED');
    const all = await Promise.allSettled(Array.from({ length: 20 }, () => publish({ topicId })));
    const [bulletin] = all.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of all) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'council.topic.stage-order' });
    expect((await scene.secretary.call(readTopic, { id: topicId })).stage).toBe('PUBLISHED');
    const shown = await read(bulletin!.id);
    expect(shown).toMatchObject({ topicId, ballotId, outcome: 'PASSED', edition: 1, correctedById: null, challengePresumed: true });
    expect(shown).toMatchObject({ publicUntil: addDays(scene.today, 30), challengeUntil: addMonths(scene.today, 12) });
    expect(shown.deliveries.map(({ channel }) => channel).toSorted()).toEqual(['NOTICE_BOARD', 'PLATFORM']);
    const told = (await scene.service.told(bulletinPublished)).filter(({ data }) => data.topicId === topicId);
    expect(told.map(({ data }) => data.channels)).toEqual([['PLATFORM', 'NOTICE_BOARD']]);
  }, 60_000);

  it('a topic that is not certified is not published, nor a ballot that is of a topic', async () => {
    const { id: topicId } = await acceptedTopic(scene, estate.owners[0]!.account);
    await expect(publish({ topicId })).rejects.toMatchObject({ code: 'council.topic.stage-order' });
    await expect(publish({ topicId: newId() })).rejects.toMatchObject({ code: 'council.topic.topic-unknown' });
    const { ballotId } = await certifiedTopic(scene, estate, 'AGAINST');
    for (const subject of [{}, { ballotId }, { ballotId: newId() }, { topicId, ballotId }])
      await expect(publish(subject)).rejects.toEqual(refusal('subject-unclear'));
  }, 60_000);

  it('stays public for its days, and is corrected by a newer edition alone, each naming the other', async () => {
    const { id: ballotId } = await scene.open(estate.estateId);
    await scene.certify(ballotId);
    const first = await publish({ ballotId });
    expect(first).toMatchObject({ topicId: null, ballotId, outcome: 'INQUORATE' });
    await expect(publish({ ballotId })).rejects.toEqual(refusal('already-published'));
    await expect(scene.secretary.call(withdrawBulletin, { id: first.id, reason: '演示' })).rejects.toEqual(refusal('correction-needed'));
    for (const change of [`text = '改'`, `public_until = public_until - 1`, `outcome = 'PASSED'`])
      await expect(scene.rows(`UPDATE bulletin SET ${change} WHERE id = $1`, [first.id])).rejects.toThrow('not edited');
    await expect(scene.rows('DELETE FROM bulletin_delivery WHERE bulletin_id = $1', [first.id])).rejects.toThrow('never changed');
    const correction = { correctsId: first.id, correction: '演示更正说明' };
    const corrections = await Promise.allSettled(
      Array.from({ length: 20 }, () => scene.secretary.call(correctBulletin, { ...wording(), ...correction })),
    );
    const [second] = corrections.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(corrections.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of corrections) if (one.status === 'rejected') expect(one.reason).toEqual(refusal('already-corrected'));
    expect(await read(first.id)).toMatchObject({ correctedById: second!.id, state: 'PUBLISHED', text: '演示公示正文' });
    expect(await read(second!.id)).toMatchObject({ edition: 2, correctsId: first.id, correction: '演示更正说明', correctedById: null });
    await scene.secretary.call(withdrawBulletin, { id: first.id, reason: '已更正' });
    expect((await read(first.id)).state).toBe('WITHDRAWN');
    const listed = await scene.service.public().call(bulletinsOfCommunity, { communityCode: community, ballotId });
    expect(listed.items.map(({ id }) => id)).toEqual([second!.id]);
    await expect(scene.secretary.call(withdrawBulletin, { id: second!.id, reason: '演示' })).rejects.toEqual(refusal('correction-needed'));
    await scene.service.advance(31 * day);
    expect(await scene.secretary.call(withdrawBulletin, { id: second!.id, reason: '期满' })).toMatchObject({ state: 'WITHDRAWN' });
  }, 60_000);

  it('goes out by further channels, with evidence; a place may ask for more of them', async () => {
    const { id: ballotId } = await scene.open(estate.estateId);
    await scene.certify(ballotId);
    await scene.leader.call(publishBulletinPolicy, {
      ...{ id: newId(), jurisdictionId: community.slice(0, 9), channelsLeast: 3, ownerVoteDays: 60, otherDays: 10, challengeMonths: 12 },
      ...{ source: '演示规定', assumed: true },
    });
    await expect(publish({ ballotId })).rejects.toEqual(refusal('channels-insufficient'));
    const bulletin = await publish({ ballotId, channels: [...wording().channels, { channel: 'MEETING', evidenceIds: [newId()] }] });
    expect(bulletin.publicUntil).toBe(addDays(scene.today, 60));
    const delivery = { id: bulletin.id, deliveryId: newId(), channel: 'DOOR_TO_DOOR' as const };
    await expect(scene.secretary.call(recordDelivery, delivery)).rejects.toEqual(refusal('delivery-evidence-missing'));
    await scene.secretary.call(recordDelivery, { ...delivery, evidenceIds: [newId()] });
    expect((await read(bulletin.id)).deliveries.map(({ channel }) => channel)).toContain('DOOR_TO_DOOR');
    const stranger = scene.service.as({ roles: ['community-secretary'], place: '230521100002' });
    await expect(stranger.call(recordDelivery, { ...delivery, evidenceIds: [newId()] })).rejects.toMatchObject({
      code: 'platform.request.not-found',
    });
  }, 60_000);
});
