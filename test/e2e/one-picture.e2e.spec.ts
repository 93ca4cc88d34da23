import { acceptServiceRequest, fileServiceRequest, metricsOfPlace, placeOverview, publicOverview } from '@gezhi/shared/contracts';
import { eventually } from '@gezhi/shared/testing';
import { startCluster, type Cluster } from '../../scripts/cluster.js';
import { drawCommunity, settle, xilin, type Community } from '../support/community.js';
import { appoint, newId, operatorOf, refusal, visitor, type Person } from '../support/people.js';

/** The texts in an answer that are neither a place code nor the name of a metric or its scope. */
const wordsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return /^(\d+|[a-z]+([A-Z][a-z]+)*)$/.test(value) ? [] : [value];
  return value && typeof value === 'object' ? Object.values(value).flatMap(wordsIn) : [];
};

describe('X-01 一图清 one picture of a place from four services', () => {
  let cluster: Cluster;
  let operator: Person;
  let secretary: Person;
  let community: Community;

  beforeAll(async () => {
    cluster = await startCluster();
    operator = await operatorOf(cluster);
    community = await drawCommunity(operator, `${xilin}001`);
    secretary = await appoint(cluster, operator, { role: 'community-secretary', scope: community.code });
    for (const number of [1, 2, 3])
      await settle(secretary, community, number === 3 ? 'east' : 'west', number, number === 2 ? 'SHOP' : 'RESIDENT');
    await secretary.call(fileServiceRequest, {
      id: newId(),
      class: 'GENERAL',
      origin: 'PATROL',
      summary: '路灯不亮',
      gridCode: community.west,
    });
  }, 120_000);
  afterAll(() => cluster?.stop(), 60_000);

  it('shows what each service knows of the place, and nothing is missing', async () => {
    await eventually(
      async () => {
        const picture = await secretary.call(placeOverview, { code: community.code });
        expect(picture).toMatchObject({
          placeCode: community.code,
          grid: { grids: 2, households: { resident: 2, shop: 1, enterprise: 0 }, serviceRequests: { open: 1, closed: 0 } },
          property: { households: { resident: 2, shop: 1, enterprise: 0 }, estates: { estates: 0 } },
          council: { topicCandidates: 0 },
          unavailable: [],
        });
        expect(picture.incentive!.metrics.length).toBeGreaterThan(0);
      },
      { withinMs: 20_000 },
    );
  });

  it('G-05, X-T7 a worker sees the own grid in it as a whole, and of another grid nothing', async () => {
    const worker = await appoint(cluster, secretary, { role: 'grid-worker', scope: community.west });
    expect((await worker.call(placeOverview, { code: community.west })).grid).toMatchObject({
      grids: 1,
      grid: { code: community.west, diagnoses: [], cadres: [], workers: [], profile: { gaps: { length: 12 } }, strategy: null },
    });
    expect(await refusal(worker.call(placeOverview, { code: community.east }))).toEqual({
      status: 404,
      code: 'platform.request.not-found',
    });
  });

  it('X-T4 with one service stopped the picture comes all the same and says what is missing', async () => {
    await cluster.nodes.get('incentive')!.end('SIGTERM');
    const began = performance.now();
    const picture = await secretary.call(placeOverview, { code: community.code });
    expect(picture).toMatchObject({ unavailable: ['incentive'], incentive: null, grid: { grids: 2 } });
    expect(performance.now() - began).toBeLessThan(2000);
  });

  it('X-T4 the stopped service itself is answered for at once: 503 with Retry-After', async () => {
    const began = performance.now();
    const response = await secretary.fetch(`/v1/metrics?placeCode=${community.code}`);
    expect(performance.now() - began).toBeLessThan(1000);
    expect([response.status, response.headers.has('retry-after')]).toEqual([503, true]);
    expect(await response.json()).toMatchObject({ code: 'platform.request.unavailable', status: 503 });
  });

  it('what happened while it was stopped is in the picture when it is back', async () => {
    const id = newId();
    await secretary.call(fileServiceRequest, { id, class: 'GENERAL', origin: 'PATROL', summary: '树枝折断', gridCode: community.east });
    await secretary.call(acceptServiceRequest, { id });
    await cluster.restart('incentive');
    await eventually(async () => (await secretary.call(placeOverview, { code: community.code })).unavailable.length === 0, {
      withinMs: 20_000,
    });
    await eventually(
      async () =>
        (await cluster.query('incentive', `SELECT 1 FROM fact WHERE subject_id = $1 AND kind = 'request-accepted'`, [id])).length === 1,
      { withinMs: 20_000 },
    );
  });

  it('X-04 everyone sees counts and rates without signing in, and no more', async () => {
    const { grid, property, council, incentive, ...picture } = await visitor(cluster).call(publicOverview, { code: community.code });
    expect(picture).toEqual({ placeCode: community.code, at: expect.any(String), unavailable: [] });
    expect([grid, property, council]).toMatchObject([
      { grids: 2, households: { resident: 2, shop: 1, enterprise: 0 }, serviceRequests: { open: 2, closed: 0 } },
      { households: { resident: 2, shop: 1, enterprise: 0 } },
      { topicCandidates: 0 },
    ]);
    expect(incentive!.metrics.length).toBeGreaterThan(0);
    expect(wordsIn([grid, property, council, incentive])).toEqual([]);
  });

  it('X-T3 a refusal of the domain is a problem with code, detail and trace id, in the language asked for', async () => {
    const id = newId();
    await secretary.call(fileServiceRequest, { id, class: 'GENERAL', origin: 'PATROL', summary: '占道经营', gridCode: community.west });
    await secretary.call(acceptServiceRequest, { id });
    const again = (language: string) => secretary.post(`/v1/service-requests/${id}/accept`, {}, { 'accept-language': language });
    const [chinese, english] = [await again('zh-CN'), await again('en')];
    expect(chinese.headers.get('content-type')).toContain('application/problem+json');
    const problem = (await chinese.json()) as { traceId: string };
    expect(problem).toMatchObject({
      status: 409,
      code: 'grid.service-request.already-accepted',
      title: '该诉求已被受理，请刷新查看受理人',
      traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    expect(await english.json()).toMatchObject({ title: 'The request is accepted already; reload to see by whom' });
  });

  it('X-T5 without the broker no process is ready, although all are alive and answer; with it they are again', async () => {
    const health = (what: string) =>
      Promise.all([...cluster.nodes.values()].map((node) => fetch(`${node.healthUrl}/health/${what}`).then(({ status }) => status)));
    await cluster.broker.kill('SIGKILL');
    await eventually(async () => (await health('ready')).every((status) => status === 503), { withinMs: 15_000 });
    expect(await health('live')).toEqual([200, 200, 200, 200, 200]);
    const began = performance.now();
    expect(await refusal(secretary.call(metricsOfPlace, { placeCode: community.code }))).toEqual({
      status: 503,
      code: 'platform.request.unavailable',
    });
    expect(performance.now() - began).toBeLessThan(1000);
    await cluster.broker.restart();
    await eventually(async () => (await health('ready')).every((status) => status === 200), { withinMs: 20_000 });
    expect((await secretary.call(placeOverview, { code: community.code })).unavailable).toEqual([]);
  });
});
