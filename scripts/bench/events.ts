import { randomUUID } from 'node:crypto';
import { fileServiceRequest } from '@gezhi/shared/contracts';
import { quiet, type Figure, type Ground } from './ground.js';
import { quantile } from './load.js';
import { benchCommunity } from './requests.js';

const perSecond = 200;
const seconds = 10;
/** Before the measured seconds: what has just started compiles its code first. */
const warming = 5;
const backlog = 50_000;

/** From the commit in one service to the effect in another, and how fast a backlog of events leaves the outbox. */
export async function measureEvents({ cluster, operator }: Ground): Promise<Figure[]> {
  /** Files requests at the pace; resolves with their ids. */
  const file = async (lasting: number): Promise<string[]> => {
    const ids = Array.from({ length: perSecond * lasting }, () => randomUUID());
    const started = performance.now();
    const under: Promise<unknown>[] = [];
    for (const [count, id] of ids.entries()) {
      const due = started + (count * 1000) / perSecond;
      if (due > performance.now()) await new Promise((resolve) => setTimeout(resolve, due - performance.now()));
      under.push(
        operator.do(fileServiceRequest, { id, class: 'GENERAL', origin: 'PATROL', summary: '测量', communityCode: benchCommunity }, id),
      );
    }
    await Promise.all(under);
    return ids;
  };
  await quiet(cluster);
  await file(warming);
  const ids = await file(seconds);
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
  const delays = told.filter(({ id }) => arrived.has(id)).map(({ id, at }) => arrived.get(id)! - new Date(at).getTime());
  const figures: Figure[] = [
    {
      name: `commit → effect in another service at ${perSecond} events/s: p50 / p99 (n = ${delays.length} of ${told.length})`,
      value: `${quantile(delays, 0.5).toFixed(1)} / ${quantile(delays, 0.99).toFixed(1)} ms`,
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

async function settled(count: (cluster: Ground['cluster']) => Promise<{ n: number }[]>, cluster: Ground['cluster']): Promise<void> {
  for (;;) {
    if ((await count(cluster))[0]!.n === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
