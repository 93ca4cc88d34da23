import {
  councilOverview,
  problemRectified,
  problemReopened,
  problemTransferred,
  requestErrors,
  topicCandidates,
} from '@gezhi/shared/contracts';
import { eventually, startTestService, type TestService } from '@gezhi/shared/testing';
import { councilService } from '../service.module.js';

const street = '320404004';
const problem = (number: number): string => `01900002-0000-7000-8000-${String(number).padStart(12, '0')}`;
const event = (number: number): string => `01900003-0000-7000-8000-${String(number).padStart(12, '0')}`;
const instant = (minutes: number): string => new Date(Date.UTC(2026, 10, 2, 1, minutes)).toISOString();
const about = (number: number, version: number) => ({
  problemId: problem(number),
  version,
  scope: 'COMMON' as const,
  class: 'CHARGING',
  placeCode: number % 2 ? '320404004001001' : '320404004001',
  communityCode: '320404004001',
  gridCodes: number % 2 ? ['320404004001001'] : ['320404004001001', '320404004001002'],
  campaignId: null,
});

let service: TestService;
beforeAll(async () => {
  service = await startTestService(councilService);
}, 60_000);
afterAll(() => service.stop());

const transfer = (number: number) => () =>
  service.publish(
    problemTransferred,
    {
      ...about(number, 2),
      annualItemId: problem(500),
      year: 2027,
      ownerCadreId: problem(501),
      milestones: 1,
      transferredAt: instant(number),
    },
    { id: event(number * 10) },
  );
const rectify = (number: number) => () =>
  service.publish(
    problemRectified,
    {
      ...about(number, 3),
      rectifiedAt: instant(100),
      track: 'ORDINARY',
      collectedById: null,
      rectifiedById: null,
      verifiedById: null,
      imported: false,
    },
    { id: event(number * 10 + 1) },
  );
const reopen = (number: number) => () =>
  service.publish(problemReopened, { ...about(number, 4), reopenedAt: instant(200) }, { id: event(number * 10 + 2) });

describe('C-09 unmet problems of the grids wait as topic candidates, heard in a wrong order and repeated', () => {
  const leader = () => service.as({ roles: ['street-leader'], place: street });
  const grid = '320404004001002';
  const numbers = Array.from({ length: 28 }, (_, index) => index + 1);

  beforeAll(async () => {
    const tell = [...numbers.map(transfer), ...[1, 2, 3, 40].map(rectify), ...[3, 41].map(reopen)];
    await Promise.all([...tell.toReversed(), ...tell].map((one) => one()));
    await eventually(async () => {
      const { rows } = await service.database.pool.query<{ count: number }>('SELECT count(*)::integer AS count FROM inbox');
      expect(rows[0]!.count).toBe(tell.length);
    });
  }, 30_000);

  it('28 transferred, two of them rectified since, one of three reopened again', async () => {
    expect(await leader().call(councilOverview, { placeCode: street })).toEqual({ topicCandidates: 26 });
    const { items } = await leader().call(topicCandidates, { placeCode: street, state: 'withdrawn' });
    expect(items.map(({ problemId, state }) => [problemId, state])).toEqual([2, 1].map((number) => [problem(number), 'withdrawn']));
  });

  it('pages run from the latest transfer to the first', async () => {
    const first = await leader().call(topicCandidates, { placeCode: street, limit: 20 });
    const second = await leader().call(topicCandidates, { placeCode: street, limit: 20, after: first.next! });
    const found = [...first.items, ...second.items].map(({ problemId }) => problemId);
    expect(found).toEqual(numbers.slice(2).toReversed().map(problem));
    expect(second.next).toBeNull();
  });

  it('a problem of several grids waits in each of them', async () => {
    const { items } = await leader().call(topicCandidates, { placeCode: grid, limit: 100 });
    expect(items.map(({ problemId }) => problemId)).toEqual(
      numbers
        .slice(2)
        .filter((number) => number % 2 === 0)
        .toReversed()
        .map(problem),
    );
  });

  it('nobody sees candidates outside the own scope', async () => {
    const elsewhere = service.as({ roles: ['street-leader'], place: '230521' });
    expect((await elsewhere.call(topicCandidates, { placeCode: street })).items).toEqual([]);
    await expect(elsewhere.call(councilOverview, { placeCode: grid })).rejects.toMatchObject({ code: requestErrors.notFound.code });
  });

  it('X-04 how many there are in a community or a street is shown to everyone, of a single grid to nobody without duty', async () => {
    expect(await service.public().call(councilOverview, { placeCode: street })).toEqual({ topicCandidates: 26 });
    await expect(service.public().call(councilOverview, { placeCode: grid })).rejects.toMatchObject({ code: requestErrors.notFound.code });
  });
});
