import {
  advanceClock,
  claimMatch,
  deliverMatch,
  demandHeat,
  disputeMatch,
  fulfilMatch,
  listDemand,
  listService,
  proposalsOfDemand,
  proposeMatches,
  publicTopics,
  readDemand,
  readTopic,
  serviceOffersOfPlace,
  startTopicReview,
  answerTopic,
  unmetDemands,
} from '@gezhi/shared/contracts';
import { eventually } from '@gezhi/shared/testing';
import { startCluster, type Cluster } from '../../scripts/cluster.js';
import { communityCode, foundScene, pictureOf, type CouncilScene } from '../support/council.js';
import { newId, refusal, visitor, type Person } from '../support/people.js';

const day = 86_400_000;
const dateOf = (instant: number): string => new Date(instant + 8 * 3_600_000).toISOString().slice(0, 10);
const offerId = newId();
const demandIds = Array.from({ length: 3 }, () => newId()) as [string, string, string];
const matchIds = demandIds.map(() => newId());

describe('C-14 what is wanted finds what is offered, over HTTP', () => {
  let cluster: Cluster;
  let scene: CouncilScene;

  beforeAll(async () => {
    cluster = await startCluster({ oneProcess: true });
    scene = await foundScene(cluster, 0);
  }, 120_000);
  afterAll(() => cluster?.stop(), 60_000);

  const wanted = (id: string, skill: string) => {
    const slots = ['WEEKDAY_DAY' as const, 'WEEKEND_DAY' as const];
    return { id, communityCode, field: 'HEALTH', skill, title: '演示需求', slots };
  };
  const claim = (demandId: string, id: string, by: Person = scene.secretary) => by.call(claimMatch, { id, demandId, offerId });
  const taken = async () =>
    (
      await cluster.query<{ capacity: number; taken: number; matches: number }>(
        'council',
        `SELECT o.capacity, o.taken, (SELECT count(*)::int FROM match m WHERE m.offer_id = o.id AND m.state <> 'RELEASED') AS matches
       FROM service_offer o WHERE o.id = $1`,
        [offerId],
      )
    )[0]!;

  it('an offer is proposed with what speaks for it', async () => {
    const { secretary, resident, householdId } = scene;
    const span = { from: dateOf(Date.now()), to: dateOf(Date.now() + 300 * day) };
    const offered = { title: '演示服务', slots: ['WEEKEND_DAY' as const], ...span, capacity: 2 };
    await secretary.call(listService, { id: offerId, placeCode: communityCode, field: 'HEALTH', skills: ['MEDICAL_ADVICE'], ...offered });
    await eventually(async () => {
      const listed = resident.call(listDemand, { ...wanted(demandIds[0], 'MEDICAL_ADVICE'), householdId });
      expect(await refusal(listed)).toBeUndefined();
    });
    for (const id of demandIds.slice(1)) await secretary.call(listDemand, wanted(id, 'MEDICAL_ADVICE'));
    const round = await secretary.call(proposeMatches, { id: newId(), placeCode: communityCode });
    // The offer is set aside for two; the third is told that there is no more.
    expect(round).toMatchObject({ demands: 3 });
    const { items } = await secretary.call(proposalsOfDemand, { demandId: demandIds[0] });
    expect(items).toMatchObject([
      {
        ...{ offerId, rank: 1 },
        reasons: [
          { criterion: 'SKILL', points: 40, of: 40 },
          { criterion: 'SLOTS', points: 15, of: 30 },
          { criterion: 'NEAR', points: 20, of: 20 },
          { criterion: 'SPARE', of: 10 },
        ],
      },
    ]);
    expect(items[0]!.score).toBe(items[0]!.reasons.reduce((sum, { points }) => sum + points, 0));
  });

  it('C-T28 of three claims raced for a capacity of two, two succeed', async () => {
    const outcomes = await Promise.all(demandIds.map((demandId, index) => refusal(claim(demandId, matchIds[index]!))));
    expect(outcomes.filter((outcome) => outcome === undefined)).toHaveLength(2);
    expect(outcomes.find((outcome) => outcome !== undefined)).toEqual({ status: 409, code: 'council.match.capacity-exhausted' });
    expect(await taken()).toEqual({ capacity: 2, taken: 2, matches: 2 });
    const { items } = await scene.secretary.call(serviceOffersOfPlace, { placeCode: communityCode });
    expect(items).toEqual([]);
  });

  it('what was delivered is confirmed by who wanted it, not by who recorded it', async () => {
    const { secretary, leader } = scene;
    const rows = await cluster.query<{ id: string; ofHousehold: boolean }>(
      'council',
      'SELECT id, household_id IS NOT NULL AS "ofHousehold" FROM match ORDER BY household_id NULLS LAST',
    );
    const [{ id, ofHousehold }] = rows as [(typeof rows)[number]];
    const wanting = ofHousehold ? scene.resident : leader;
    const evidenceIds = [await pictureOf(secretary)];
    await secretary.call(deliverMatch, { id, evidenceIds });
    expect(await refusal(secretary.call(fulfilMatch, { id }))).toEqual({ status: 403, code: 'council.match.own-delivery' });
    expect(await wanting.call(disputeMatch, { id, reason: '演示：未到' })).toMatchObject({ state: 'CLAIMED', disputeReason: '演示：未到' });
    await secretary.call(deliverMatch, { id, evidenceIds });
    const match = await wanting.call(fulfilMatch, { id });
    expect(match.state).toBe('FULFILLED');
    expect(await secretary.call(readDemand, { id: match.demandId })).toMatchObject({ state: 'FULFILLED' });
    expect(await taken()).toMatchObject({ taken: 2 });
    const { fields } = await secretary.call(demandHeat, { placeCode: communityCode });
    expect(fields).toMatchObject([{ field: 'HEALTH', listed: 3, open: 1, fulfilled: { numerator: 1, denominator: 3 } }]);
  });

  it('C-T29 what found nothing in thirty days becomes a topic in one step, with the link kept on both sides', async () => {
    const { secretary, operator } = scene;
    const id = newId();
    await secretary.call(listDemand, wanted(id, 'ELDERLY_COMPANY'));
    await secretary.call(proposeMatches, { id: newId(), placeCode: communityCode });
    const topicId = newId();
    const raise = (as = topicId) =>
      secretary.post(`/v1/unmet-demands/${id}/topic`, { id: as, title: '演示：助老陪伴无人可接', detail: '演示详情' });
    const early = await raise();
    expect([early.status, ((await early.json()) as { code: string }).code]).toEqual([422, 'council.demand.not-unmet']);
    expect(await cluster.query('council', 'SELECT 1 FROM topic')).toEqual([]);
    await operator.call(advanceClock, { to: new Date(Date.now() + 31 * day + 60_000).toISOString() });
    await eventually(async () => {
      const { items } = await secretary.call(unmetDemands, { placeCode: communityCode });
      expect(items.find(({ demandId }) => demandId === id)).toMatchObject({ lack: 'SKILL', waitedDays: 31 });
    });
    const raced = await Promise.all([raise(), raise(newId())]);
    expect(raced.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    const topics = await cluster.query<{ id: string }>('council', 'SELECT id FROM topic WHERE origin_id = $1', [id]);
    expect(topics).toHaveLength(1);
    const raised = topics[0]!.id;
    expect(await secretary.call(readDemand, { id })).toMatchObject({ state: 'RAISED', topicId: raised });
    expect(await secretary.call(readTopic, { id: raised })).toMatchObject({ origin: 'DEMAND', originId: id, stage: 'SUBMITTED' });
    await secretary.call(startTopicReview, { id: raised });
    await secretary.call(answerTopic, { id: raised, answer: 'ACCEPTED', reason: '演示' });
    expect((await visitor(cluster).call(publicTopics, { communityCode })).items).toMatchObject([
      { id: raised, origin: 'DEMAND', originId: id },
    ]);
  });
});
