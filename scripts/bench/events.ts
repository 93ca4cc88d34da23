import { randomUUID } from 'node:crypto';
import { quiet, type Figure, type Ground } from './ground.js';
import { median, paced, quantile } from './load.js';
import { filing } from './requests.js';

const perSecond = 200;
const seconds = 10;
/** Before the measured seconds: what has just started compiles its code first, which takes thousands of requests. */
const warming = 20;
const backlog = 50_000;

/** From the commit in one service to the effect in another, and how fast a backlog of events leaves the outbox. */
export async function measureEvents(ground: Ground, rounds: number): Promise<Figure[]> {
  const { cluster, operator } = ground;
  /** Files requests at the pace; resolves with their ids. */
  const file = async (lasting: number): Promise<string[]> => {
    const ids: string[] = [];
    await operator.refresh();
    await paced(cluster.url, perSecond, lasting, () => {
      const id = randomUUID();
      ids.push(id);
      return filing(ground, id);
    });
    return ids;
  };
  await quiet(cluster);
  await file(warming);
  const delays: number[][] = [];
  for (let round = 0; round < rounds; round++) delays.push(await delaysOf(await file(seconds), cluster));
  const p99s = delays.map((round) => quantile(round, 0.99));
  const figures: Figure[] = [
    {
      name: `commit → effect in another service at ${perSecond} events/s: p50 / p99, median of rounds ${p99s.join(' ')} (${delays.flat().length} of ${rounds * seconds * perSecond} heard)`,
      value: `${median(delays.map((round) => median(round))).toFixed(0)} / ${median(p99s).toFixed(0)} ms`,
      target: 'p99 ≤ 50 ms',
    },
  ];

  const begun = performance.now();
  await cluster.query(
    'property',
    `INSERT INTO outbox (id, subject, aggregate_id, place_code, event)
     SELECT gen_random_uuid(), 'property.event.bench.measured.v1', n::text, '320404004', '{"specversion":"1.0","data":{}}' FROM generate_series(1, $1::int) n`,
    [backlog],
  );
  const inserted = performance.now();
  await settled(
    (ground) => ground.query<{ n: number }>('property', 'SELECT count(*)::int AS n FROM outbox WHERE published_at IS NULL'),
    cluster,
  );
  figures.push({
    name: `relay: ${backlog} events from the outbox into the stream (insertion of the backlog ${Math.round(inserted - begun)} ms apart)`,
    value: `${Math.round(backlog / ((performance.now() - inserted) / 1000))} events/s`,
    target: '≥ 5,000 events/s',
  });
  return figures;
}

/** From the commit of each event of these requests to that of the first effect outside, in whole milliseconds. */
async function delaysOf(ids: readonly string[], cluster: Ground['cluster']): Promise<number[]> {
  await settled(
    (ground) => ground.query<{ n: number }>('grid', 'SELECT count(*)::int AS n FROM outbox WHERE published_at IS NULL'),
    cluster,
  );
  const told = await cluster.query<{ id: string; at: string }>(
    'grid',
    'SELECT id, created_at AS at FROM outbox WHERE aggregate_id = ANY($1)',
    [ids],
  );
  await new Promise((resolve) => setTimeout(resolve, 500));
  const heard = await cluster.query<{ id: string; at: string }>(
    'incentive',
    'SELECT event_id AS id, received_at AS at FROM inbox WHERE event_id = ANY($1)',
    [told.map(({ id }) => id)],
  );
  const arrived = new Map(heard.map(({ id, at }) => [id, new Date(at).getTime()]));
  return told.filter(({ id }) => arrived.has(id)).map(({ id, at }) => arrived.get(id)! - new Date(at).getTime());
}

async function settled(count: (cluster: Ground['cluster']) => Promise<{ n: number }[]>, cluster: Ground['cluster']): Promise<void> {
  for (;;) {
    if ((await count(cluster))[0]!.n === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
