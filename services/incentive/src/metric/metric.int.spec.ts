import {
  householdPlaced,
  metricEvidence,
  metricOverview,
  metricsByGrid,
  metricsOfPlace,
  partitionActivated,
  recomputeMetrics,
  requestErrors,
  visitRecorded,
  type MetricName,
  type MetricScope,
  type MetricValue,
} from '@gezhi/shared/contracts';
import { eventually, startTestService, type TestService } from '@gezhi/shared/testing';
import { communityCode, gridCode, idOf, minute, problemStory, requestStory, street, worker, type Telling } from '../fact/told.fixture.js';
import { seedProblems, seedRequests } from '../fact/seed.fixture.js';
import { incentiveService } from '../service.module.js';

/** A fixed permutation: the same seed gives the same order. */
function shuffled<T>(items: readonly T[], seed: number): T[] {
  let state = seed;
  const keyed = items.map((item) => ({ item, key: (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) }));
  return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
}

const find = (values: readonly MetricValue[], metric: MetricName, scope: MetricScope = 'all') =>
  values.find((value) => value.metric === metric && value.scope === scope)!;

let service: TestService;
beforeAll(async () => {
  service = await startTestService(incentiveService);
}, 60_000);
afterAll(() => service.stop());

const tell = async (told: readonly Telling[]): Promise<void> => {
  for (let from = 0; from < told.length; from += 100)
    await Promise.all(told.slice(from, from + 100).map(({ event, data, id }) => service.publish(event, data, { id, place: street })));
};
const leader = () => service.as({ roles: ['street-leader'], place: street });
const count = async (table: string): Promise<number> =>
  (await service.database.pool.query<{ count: number }>(`SELECT count(*)::integer AS count FROM ${table}`)).rows[0]!.count;
/** The archive holds so many facts, and with them the numbers. */
const settled = (facts: number): Promise<unknown> => eventually(async () => expect(await count('fact')).toBe(facts), { withinMs: 30_000 });

const all = [...seedProblems(), ...seedRequests()];

describe('I-11, I-13 the seed’s numbers from events shuffled and repeated', () => {
  beforeAll(async () => {
    await tell(shuffled([...all, ...all], 7));
    await settled(all.length);
  }, 90_000);

  it('76/56 is 73.68 %, 119/111 is 93.28 %, together 85.64 %', async () => {
    const { metrics } = await leader().call(metricsOfPlace, { placeCode: street });
    expect(find(metrics, 'rectificationRate', 'common').rate).toMatchObject({ numerator: 56, denominator: 76, value: 73.68 });
    expect(find(metrics, 'rectificationRate', 'individual').rate).toMatchObject({ numerator: 111, denominator: 119, value: 93.28 });
    expect(find(metrics, 'rectificationRate').rate).toMatchObject({ numerator: 167, denominator: 195, value: 85.64 });
  });

  it('55 due, 54 closed, 51 on time, 41 of 45 resolved, 40 of 44 satisfied (G-T13)', async () => {
    const { metrics } = await leader().call(metricsOfPlace, { placeCode: gridCode.slice(0, 12), from: '2026-11-01', to: '2026-11-30' });
    const rates = (['closureRate', 'onTimeRate', 'resolutionRate', 'satisfactionRate'] as const).map(
      (metric) => find(metrics, metric).rate,
    );
    expect(rates.map(({ value }) => value)).toEqual([98.18, 92.73, 91.11, 90.91]);
  });

  it('the same events once more change neither archive nor answer', async () => {
    const before = JSON.stringify(await leader().call(metricsOfPlace, { placeCode: communityCode }));
    await tell(shuffled(all.slice(0, 60), 11));
    const elsewhere = problemStory(900, 'COMMON', ['320404004009001']);
    await tell([elsewhere.collected()]);
    await settled(all.length + 1);
    expect(JSON.stringify(await leader().call(metricsOfPlace, { placeCode: communityCode }))).toBe(before);
  });

  it('a recomputation from the archive gives the same bytes', async () => {
    const operator = service.as({ roles: ['operator'], place: street });
    const answers = () =>
      Promise.all([
        operator.ask(metricsOfPlace, { placeCode: street }),
        operator.ask(metricEvidence, { metric: 'closureRate', placeCode: street, limit: 100 }),
      ]);
    const before = await answers();
    await service.database.pool.query(`UPDATE metric_entry SET verdict = 'denominator', exclusion = NULL`);
    expect(await operator.call(recomputeMetrics, { placeCode: street })).toEqual({ placeCode: street, cases: 195 + 55 + 1 });
    expect((await answers()).map(({ body }) => String(body))).toEqual(before.map(({ body }) => String(body)));
  });
});

describe('I-13 a number opens to the events that made it', () => {
  it('each case with its facts, filtered by how it counts', async () => {
    const input = {
      metric: 'rectificationRate' as const,
      placeCode: street,
      scope: 'individual' as const,
      verdict: 'denominator' as const,
    };
    const { items, next } = await leader().call(metricEvidence, input);
    expect([items.length, next]).toEqual([8, null]);
    expect(items[0]).toMatchObject({ verdict: 'denominator', exclusion: null, placeCode: gridCode });
    expect(items[0]!.facts.map(({ kind }) => kind)).toEqual(['problem-collected', 'problem-transferred']);
    const told = new Set(all.map(({ id }) => id));
    expect(items.flatMap(({ facts }) => facts).every(({ eventId, factId }) => told.has(eventId) && factId === `${eventId}/0`)).toBe(true);
  });

  it('all pages together are the denominator', async () => {
    const cases: string[] = [];
    let after: string | undefined;
    do {
      const page = await leader().call(metricEvidence, {
        metric: 'rectificationRate',
        placeCode: communityCode,
        limit: 60,
        ...(after && { after }),
      });
      cases.push(...page.items.map(({ subjectId }) => subjectId));
      after = page.next ?? undefined;
    } while (after);
    expect([cases.length, new Set(cases).size]).toEqual([195, 195]);
  });
});

describe('G-T7, I-T20 what is taken back and what proves nothing stays visible', () => {
  it('a failed re-check lowers the rate and leaves a counter-entry', async () => {
    const story = problemStory(901, 'COMMON', ['320404004008001']);
    const told = [story.collected(), story.rectified(), story.reopened()];
    await tell(told.toReversed());
    await eventually(async () => {
      const { metrics } = await leader().call(metricsOfPlace, { placeCode: '320404004008' });
      expect(find(metrics, 'rectificationRate', 'common')).toMatchObject({
        rate: { numerator: 0, denominator: 1, value: 0 },
        counterEntries: 1,
      });
    });
  });

  it('a request filed and closed by one person is excluded, and says so', async () => {
    const story = requestStory(901, { filedById: worker, gridCode: '320404004007001' });
    await tell([story.closed(), story.accepted()]);
    await eventually(async () => {
      const { items } = await leader().call(metricEvidence, { metric: 'closureRate', placeCode: '320404004007', verdict: 'excluded' });
      expect(items.map(({ exclusion }) => exclusion)).toEqual(['filed-by-handler']);
    });
  });
});

describe('G-T3 after a redraw cases count in the grid that serves their household', () => {
  const [old, other] = ['320404004006001', '320404004006002'];
  const householdId = idOf(5, 6);
  const place = { kind: 'RESIDENT' as const, householdId };
  const partition = {
    planId: idOf(7, 1),
    communityCode: '320404004006',
    chunk: 1,
    chunks: 1,
    effectiveFrom: minute(0),
    retired: [old],
    lineage: [],
    grids: [],
  };

  it('whatever the order in which placements are heard', async () => {
    const story = requestStory(902, { householdId, gridCode: old });
    await service.publish(partitionActivated, { ...partition, placements: [{ householdId, gridCode: other }], version: 9 });
    await tell([story.accepted(), story.closed()]);
    await service.publish(householdPlaced, {
      gridCode: old,
      communityCode: '320404004006',
      placements: [place],
      validFrom: minute(0),
      version: 2,
    });
    await eventually(async () => {
      const { grids } = await leader().call(metricsByGrid, { placeCode: '320404004006' });
      expect(grids.map((grid) => [grid.gridCode, find(grid.metrics, 'closureRate').rate.numerator])).toEqual([[other, 1]]);
    });
  });
});

describe('X-T7 who sees which number', () => {
  it('an actor asks for places of its own assignment, and other places do not exist', async () => {
    const gridWorker = service.as({ roles: ['grid-worker'], place: gridCode });
    expect(find((await gridWorker.call(metricsOfPlace, { placeCode: gridCode })).metrics, 'rectificationRate').rate.denominator).toBe(195);
    await expect(gridWorker.call(metricsOfPlace, { placeCode: communityCode })).rejects.toMatchObject({
      code: requestErrors.notFound.code,
    });
    await expect(
      service.as({ roles: ['street-leader'], place: '230521' }).call(metricsByGrid, { placeCode: street }),
    ).rejects.toMatchObject({
      code: requestErrors.notFound.code,
    });
    expect(
      (await service.as({ roles: ['street-leader'], place: '230521' }).call(metricEvidence, { metric: 'closureRate', placeCode: street }))
        .items,
    ).toEqual([]);
  });

  it('the overview of a community is public in counts and rates, that of a grid is not', async () => {
    const { metrics } = await service.public().call(metricOverview, { placeCode: communityCode });
    expect(find(metrics, 'rectificationRate').rate.value).toBe(85.64);
    await expect(service.public().call(metricOverview, { placeCode: gridCode })).rejects.toMatchObject({
      code: requestErrors.notFound.code,
    });
  });
});

describe('I-T2 visits in chunks', () => {
  it('are kept one by one, and a chunk told again adds none', async () => {
    const before = await count('fact');
    const visits = Array.from({ length: 500 }, (_, index) => ({
      visitId: idOf(4, index),
      householdId: idOf(5, index),
      householdKind: 'RESIDENT' as const,
      gridCode,
      communityCode,
      occurredAt: minute(index),
      campaignId: null,
      actorId: worker,
    }));
    await Promise.all([1, 2, 3].map(() => service.publish(visitRecorded, { visits }, { id: idOf(3, 900_000) })));
    await eventually(async () => (await count('fact')) === before + 500);
    expect(await count(`inbox WHERE event_id = '${idOf(3, 900_000)}'`)).toBe(1);
  });
});
