import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileServiceRequest } from '@gezhi/shared/contracts';
import { freePort } from '@gezhi/shared/testing';
import { demoCommunities } from '../demo/geography.js';
import { drawGrids } from '../demo/grids.js';
import { inParallel, Story } from '../demo/story.js';
import type { Figure, Ground } from './ground.js';
import { perAnswer, processorTime } from './processor-time.js';
import { load, median, type Measured, type Shot } from './load.js';
import { measureOneConnection } from './one-connection.js';

export const benchCommunity = '320404004001';
const rows = 10_000;
const connections = 64;

const references = ['ordinary', 'prepared', 'pipelined'] as const;
type Reference = (typeof references)[number];

export interface Contender {
  readonly name: 'gezhi' | Reference;
  readonly url: string;
  read(): Shot;
  write(): Shot;
}

/**
 * Reads by primary key and creations, random rows, through gateway → NATS → service → Postgres complete, against bare
 * Fastify + pg with the same statement for the row, turn by turn in the same run.
 */
export async function measureRequests(ground: Ground, rounds: number, seconds: number): Promise<Figure[]> {
  const { operator } = ground;
  const ids = Array.from({ length: rows }, () => randomUUID());
  await drawGrids(
    new Story(operator, new Date()),
    demoCommunities().filter(({ code }) => code === benchCommunity),
  );
  await inParallel(ids, 32, (id) => operator.do(fileServiceRequest, inputOf(id), id));
  const bare = await Promise.all(
    references.map(async (mode) => ({ mode, ...(await startBare(ground, mode, { service: 'grid', table: 'service_request' })) })),
  );
  const contenders = [platform(ground, ids), ...bare.map(({ mode, url, row }) => bareContender(mode, url, row, ids))];
  const pids = new Map([...ground.pids, ...bare.map(({ mode, child }) => [mode, child.pid!] as const), ['load', process.pid]]);
  try {
    const reads = await rounded(rounds, contenders, (contender) => load(contender.url, connections, seconds, () => contender.read()), {
      ...ground,
      pids,
    });
    const writes = await rounded(rounds, contenders, (contender) => load(contender.url, connections, seconds, () => contender.write()), {
      ...ground,
      pids,
    });
    return [
      ...figuresOf('reads by primary key', reads, 0.9),
      ...figuresOf('creations', writes, 0.7),
      ...(await measureOneConnection(ground, rounds, contenders[0]!, contenders[1]!)),
    ];
  } finally {
    for (const { child } of bare) child.kill();
  }
}

const inputOf = (id: string) => ({ id, class: 'GENERAL', origin: 'PATROL' as const, summary: '测量用诉求', communityCode: benchCommunity });

/** Files one request in the name of the operator. */
export const filing = ({ operator }: Ground, id: string): Shot => ({
  method: 'POST',
  path: '/v1/service-requests',
  headers: { authorization: `Bearer ${operator.accessToken}`, 'content-type': 'application/json', 'idempotency-key': id },
  body: JSON.stringify(inputOf(id)),
});

function platform(ground: Ground, ids: readonly string[]): Contender {
  return {
    name: 'gezhi',
    url: ground.cluster.url,
    read: () => ({
      method: 'GET',
      path: `/v1/service-requests/${pick(ids)}`,
      headers: { authorization: `Bearer ${ground.operator.accessToken}` },
    }),
    write: () => filing(ground, randomUUID()),
  };
}

function bareContender(name: Reference, url: string, row: readonly unknown[], ids: readonly string[]): Contender {
  return {
    name,
    url,
    read: () => ({ method: 'GET', path: `/rows/${pick(ids)}` }),
    write: () => ({
      method: 'POST',
      path: '/rows',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify([randomUUID(), ...row]),
    }),
  };
}

const pick = (ids: readonly string[]): string => ids[Math.floor(Math.random() * ids.length)]!;

type Rounds = Record<Contender['name'], (Measured & { readonly processor: string })[]>;

async function rounded(
  rounds: number,
  contenders: readonly Contender[],
  shoot: (contender: Contender) => Promise<Measured>,
  { operator, pids }: Ground,
): Promise<Rounds> {
  const measured: Rounds = { gezhi: [], ordinary: [], prepared: [], pipelined: [] };
  for (const contender of contenders) await shoot(contender);
  for (let round = 0; round < rounds; round++)
    for (const contender of contenders) {
      await operator.refresh();
      const before = processorTime(pids);
      const shot = await shoot(contender);
      measured[contender.name].push({ ...shot, processor: perAnswer(before, processorTime(pids), shot.answers) });
    }
  return measured;
}

function figuresOf(what: string, measured: Rounds, wanted: number): Figure[] {
  const ratios = (name: Reference) => measured.gezhi.map(({ perSecond }, round) => perSecond / measured[name][round]!.perSecond);
  const rate = (name: Contender['name']) => Math.round(median(measured[name].map(({ perSecond }) => perSecond)));
  const failures = measured.gezhi.reduce((sum, shot) => sum + shot.failures, 0);
  const all = ratios('ordinary')
    .map((ratio) => ratio.toFixed(2))
    .join(' ');
  const processor = (name: Contender['name']) => measured[name].at(-1)!.processor;
  return [
    {
      name: `${what}, ${connections} connections: gezhi / ordinary, median of rounds ${all} (${rate('gezhi')} / ${rate('ordinary')} per second, ${failures} failures)`,
      value: median(ratios('ordinary')).toFixed(2),
      target: `≥ ${wanted}`,
    },
    { name: `${what}: gezhi / prepared (${rate('prepared')} per second)`, value: median(ratios('prepared')).toFixed(2) },
    { name: `${what}: gezhi / pipelined (${rate('pipelined')} per second)`, value: median(ratios('pipelined')).toFixed(2) },
    { name: `${what}: µs of processor time an answer, gezhi`, value: processor('gezhi') },
    { name: `${what}: µs of processor time an answer, ordinary`, value: processor('ordinary') },
  ];
}

/** The reference with the columns of a table, as one existing row of it, or of the table it was copied from, has them. */
export async function startBare(
  { cluster }: Ground,
  mode: Reference,
  { service, table, sampled = table }: { readonly service: string; readonly table: string; readonly sampled?: string },
): Promise<{ url: string; row: unknown[]; child: ChildProcess }> {
  const columns = (
    await cluster.query<{ name: string }>(
      service,
      `SELECT column_name AS name FROM information_schema.columns WHERE table_name = $1 AND column_name <> 'id' ORDER BY ordinal_position`,
      [table],
    )
  ).map(({ name }) => name);
  const [sample] = await cluster.query<Record<string, unknown>>(service, `SELECT * FROM ${sampled} LIMIT 1`);
  const row = columns.map((column) =>
    Array.isArray(sample![column]) && column === 'pauses' ? JSON.stringify(sample![column]) : sample![column],
  );
  const port = await freePort();
  const child = fork('scripts/dist/bench/bare-server.js', {
    env: {
      ...process.env,
      PORT: String(port),
      MODE: mode,
      DATABASE_URL: cluster.databases[service]!.url,
      READ_SQL: `SELECT id, ${columns.join(', ')} FROM ${table} WHERE id = $1`,
      WRITE_SQL: `INSERT INTO ${table} (id, ${columns.join(', ')}) VALUES (${['id', ...columns].map((_, index) => `$${index + 1}`).join(', ')})`,
    },
  });
  await new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve());
    child.once('exit', (code) => reject(new Error(`the reference ended with ${code}`)));
  });
  return { url: `http://127.0.0.1:${port}`, row, child };
}
