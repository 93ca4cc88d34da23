import {
  answerCoordinationRequest,
  answerReview,
  coordinationRequestsOfEstate,
  mutualReviewPolicy,
  overdueAnswers,
  publishMutualReviewPolicy,
  raisedToCommunity,
  raiseToCommunity,
  rateProvider,
  registerEstate,
  reviewsOfEstate,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import type { TestCaller, TestService } from '@gezhi/shared/testing';
import { startPropertyService } from '../known-community/known-community.fixture.js';
import { defaultPolicy } from './mutual-review-policy.rules.js';

const community = '230521100001';
const refusal = (name: string) => expect.objectContaining({ code: `property.mutual-review.${name}` });
const platform = (name: string) => expect.objectContaining({ code: `platform.request.${name}` });
const unknown = expect.objectContaining({ code: 'property.estate.estate-unknown' });
const scores = defaultPolicy.criteria.map(({ code }) => ({ criterion: code, score: 4 }));
const month = '2025-06';

let service: TestService;
let secretary: TestCaller;
let elsewhere: TestCaller;
let company: TestCaller;
let stranger: TestCaller;
let estateId: string;
let serial = 0;

beforeAll(async () => {
  service = await startPropertyService();
  secretary = service.as({ roles: ['community-secretary'], place: community });
  elsewhere = service.as({ roles: ['community-secretary'], place: '230521100002' });
  stranger = service.as({ roles: ['property-company'], estate: newId() });
}, 120_000);
afterAll(() => service?.stop());
beforeEach(async () => {
  const estate = { id: newId(), communityCode: community, name: `演示小区${++serial}`, addressLabel: '演示路1号', evidenceIds: [newId()] };
  ({ id: estateId } = await secretary.call(registerEstate, { ...estate, cause: 'NEVER_MANAGED', grounds: '演示' }));
  company = service.as({ roles: ['property-company'], estate: estateId });
});

const rated = (more = {}) => secretary.call(rateProvider, { id: newId(), estateId, month, scores, ...more });
const raised = (caller = company) => caller.call(raiseToCommunity, { id: newId(), estateId, title: '演示：协调停车位', need: '演示' });
const rows = async () =>
  (
    await service.database.pool.query(
      'SELECT (SELECT count(*) FROM mutual_review) AS r, (SELECT count(*) FROM coordination_request) AS c, (SELECT count(*) FROM audit) AS a, (SELECT count(*) FROM outbox) AS o',
    )
  ).rows[0];

describe('P-15 community and provider review each other', () => {
  it('both directions are recorded and answered, and either side reads both', async () => {
    const review = await rated({ comment: '楼道保洁欠佳' });
    await rated({ month: '2025-05' });
    expect(await company.call(answerReview, { id: review.id, answer: '已增派人员' })).toMatchObject({ state: 'ANSWERED', version: 2 });
    const { id } = await raised();
    expect(await secretary.call(answerCoordinationRequest, { id, answer: '已与交警协调' })).toMatchObject({ state: 'ANSWERED' });
    for (const caller of [company, secretary]) {
      const reviews = await caller.call(reviewsOfEstate, { estateId, limit: 1 });
      expect(reviews.items).toMatchObject([{ month, answer: '已增派人员' }]);
      const rest = await caller.call(reviewsOfEstate, { estateId, limit: 1, after: reviews.next! });
      expect(rest).toMatchObject({ items: [{ month: '2025-05', state: 'WAITING' }], next: null });
      expect((await caller.call(coordinationRequestsOfEstate, { estateId, state: 'ANSWERED' })).items.map((each) => each.id)).toEqual([id]);
    }
    expect((await service.told(raisedToCommunity)).map(({ data }) => data.requestId)).toContain(id);
    expect(JSON.stringify(await service.told(raisedToCommunity))).not.toMatch(/演示|停车/);
  });

  it('a jurisdiction lays down its own criteria and days', async () => {
    const leader = service.as({ roles: ['street-leader'], place: '230599' });
    const estate = { id: newId(), communityCode: '230599100001', name: '演示小区', addressLabel: '演示路1号', evidenceIds: [newId()] };
    await leader.call(registerEstate, { ...estate, cause: 'OTHER', grounds: '演示' });
    const own = { ...defaultPolicy, criteria: [{ code: 'HEATING', zh: '供热', source: '演示', assumed: true }], source: '演示' };
    await leader.call(publishMutualReviewPolicy, { id: newId(), jurisdictionId: '230599', ...own });
    expect(await service.public().call(mutualReviewPolicy, { placeCode: '230599100001' })).toMatchObject({ version: 1, ...own });
    const review = { id: newId(), estateId: estate.id, month, scores };
    await expect(leader.call(rateProvider, review)).rejects.toThrow(refusal('scores-incomplete'));
    await leader.call(rateProvider, { ...review, scores: [{ criterion: 'HEATING', score: 2 }] });
  });

  it('of several ratings for one month at once, one stands; of several answers, one', async () => {
    const outcomes = await Promise.allSettled([rated(), rated(), rated()]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toEqual(refusal('month-taken'));
    const { id } = (await company.call(reviewsOfEstate, { estateId })).items[0]!;
    const answers = await Promise.allSettled(['一', '二', '三'].map((answer) => company.call(answerReview, { id, answer })));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('refuses what is wrong or out of scope, and writes nothing', async () => {
    const review = await rated();
    const need = await raised();
    const member = service.as({ roles: ['committee-member'], estate: estateId });
    await member.call(reviewsOfEstate, { estateId });
    const before = await rows();
    await expect(rated()).rejects.toThrow(refusal('month-taken'));
    await expect(rated({ month: '9999-01' })).rejects.toThrow(refusal('month-in-future'));
    await expect(rated({ month: '2025-04', scores: scores.slice(1) })).rejects.toThrow(refusal('scores-incomplete'));
    await expect(elsewhere.call(rateProvider, { id: newId(), estateId, month, scores })).rejects.toThrow(unknown);
    await expect(raised(stranger)).rejects.toThrow(unknown);
    await expect(stranger.call(answerReview, { id: review.id, answer: 'x' })).rejects.toThrow(platform('not-found'));
    await expect(elsewhere.call(answerCoordinationRequest, { id: need.id, answer: 'x' })).rejects.toThrow(platform('not-found'));
    for (const caller of [secretary, member]) {
      await expect(raised(caller)).rejects.toThrow(platform('forbidden'));
      await expect(caller.call(answerReview, { id: review.id, answer: 'x' })).rejects.toThrow(platform('forbidden'));
    }
    await expect(company.call(rateProvider, { id: newId(), estateId, month, scores })).rejects.toThrow(platform('forbidden'));
    await expect(company.call(answerCoordinationRequest, { id: need.id, answer: 'x' })).rejects.toThrow(platform('forbidden'));
    expect((await stranger.call(reviewsOfEstate, { estateId })).items).toEqual([]);
    expect(await rows()).toEqual(before);
  });

  // Last: time does not go back.
  it('what is not answered in time is on the list of both directions, the longest overdue first, until it is answered', async () => {
    const place = '230521100009';
    const leader = service.as({ roles: ['street-leader'], place });
    const estate = { id: newId(), communityCode: place, name: '演示小区', addressLabel: '演示路1号', evidenceIds: [newId()] };
    estateId = (await leader.call(registerEstate, { ...estate, cause: 'OTHER', grounds: '演示' })).id;
    company = service.as({ roles: ['property-company'], estate: estateId });
    const review = await leader.call(rateProvider, { id: newId(), estateId, month, scores });
    await service.advance(86_400_000);
    const need = await raised();
    const overdue = async (more = {}) => await leader.call(overdueAnswers, { placeCode: place, ...more });
    expect((await overdue()).items).toEqual([]);
    await service.advance(10 * 86_400_000);
    expect((await overdue()).items.map(({ direction, id }) => [direction, id])).toEqual([
      ['COMMUNITY_TO_PROVIDER', review.id],
      ['PROVIDER_TO_COMMUNITY', need.id],
    ]);
    const first = await overdue({ limit: 1 });
    expect((await overdue({ limit: 1, after: first.next! })).items.map(({ id }) => id)).toEqual([need.id]);
    expect((await elsewhere.call(overdueAnswers, { placeCode: place })).items).toEqual([]);
    await company.call(answerReview, { id: review.id, answer: '迟复' });
    expect((await overdue()).items.map(({ id }) => id)).toEqual([need.id]);
  });
});
