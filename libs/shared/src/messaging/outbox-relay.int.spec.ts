import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { Database } from '../database/database.js';
import { dataSource } from '../database/data-source.js';
import { Telemetry } from '../telemetry/telemetry.js';
import { startBroker, type Broker } from '../testing/broker.js';
import { createTestDatabase, type TestDatabase } from '../testing/database.js';
import { eventually } from '../testing/eventually.js';
import type { Bus, Fact } from './bus.js';
import { LocalBus } from './local-bus.js';
import { NatsBus } from './nats-bus.js';
import { OutboxRelay } from './outbox-relay.js';
import { replay } from './replay.js';

jest.setTimeout(30_000);

const subject = 'grid.event.lantern.lit.v1';
const epoch = new Date(0).toISOString();
let home: TestDatabase, database: Database, broker: Broker, bus: NatsBus, telemetry: Telemetry;
const ends: (() => Promise<unknown>)[] = [];
const measured: Telemetry[] = [];

const openBus = (url = broker.url): NatsBus => {
  const opened = new NatsBus({ url, name: 'grid', streamDays: 7, log: telemetry.log });
  opened.connect();
  ends.push(() => opened.drain());
  return opened;
};
function openDatabase(): Database {
  const source = dataSource(home.url, []);
  return new Database({ url: home.url, applicationName: 'test', readLanes: 1, writeLanes: 1, pool: 10, statementTimeoutMs: 3000 }, source);
}
function startRelay(over: Bus = bus, on: Database = database): OutboxRelay {
  const own = new Telemetry({ service: 'grid', logLevel: process.env.LOG_LEVEL ?? 'silent' });
  measured.push(own);
  const relay = new OutboxRelay({ service: 'grid', database: on, bus: over, telemetry: own, streamDays: 7 });
  relay.start();
  ends.unshift(() => relay.stop());
  return relay;
}
/** Writes happenings as a command would; numbers in the event tell their order. */
async function tell(
  count: number,
  { aggregate = String(randomUUID()), from = 0, on = database.pool as Pick<pg.Pool, 'query'>, age = '0' } = {},
): Promise<string[]> {
  const { rows } = await on.query<{ id: string }>(
    `INSERT INTO outbox (id, subject, aggregate_id, place_code, event, created_at)
     SELECT gen_random_uuid(), $1, $2, '320404', json_build_object('aggregate', $2::text, 'number', n)::text, clock_timestamp() - $5::interval
     FROM generate_series($3::int, $3::int + $4::int - 1) n RETURNING id`,
    [subject, aggregate, from, count, age],
  );
  return rows.map((row) => row.id);
}
async function follow(over: Bus = bus): Promise<Fact[]> {
  const heard: Fact[] = [];
  await over.follow(subject, epoch, (fact) => heard.push(fact));
  return heard;
}
/** How many events the relays of this test have marked as published, together. */
const marked = async (): Promise<number> => {
  const counts = await Promise.all(
    measured.map(async ({ registry }) => (await registry.getSingleMetric('gezhi_outbox_published_total')!.get()).values[0]!.value),
  );
  return counts.reduce((sum, count) => sum + count, 0);
};
const unpublished = async (): Promise<number> =>
  Number((await database.pool.query('SELECT count(*) AS count FROM outbox WHERE published_at IS NULL')).rows[0].count);
const ids = (facts: Fact[]): string[] => facts.map((fact) => fact.id);
const sorted = (texts: string[]): string[] => [...texts].sort();

beforeEach(async () => {
  [home, broker] = await Promise.all([createTestDatabase([], []), startBroker()]);
  telemetry = new Telemetry({ service: 'grid', logLevel: process.env.LOG_LEVEL ?? 'silent' });
  database = openDatabase();
  bus = openBus();
  await bus.ready();
});
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
  measured.length = 0;
  await database.close();
  await Promise.all([home.drop(), broker.stop()]);
});

describe('the outbox relay', () => {
  it('publishes what was committed soon after it is woken, and by itself otherwise', async () => {
    const relay = startRelay();
    const heard = await follow();
    const told: string[] = [];
    const tellAndWake = async () => {
      told.push(...(await tell(1)));
      relay.wake();
      await eventually(() => expect(ids(heard)).toEqual(told), { everyMs: 2 });
    };
    await tellAndWake();
    const begun = performance.now();
    for (let turn = 0; turn < 8; turn++) await tellAndWake();
    // By itself it looks 250 ms after it looked last: eight times would take two seconds.
    expect(performance.now() - begun).toBeLessThan(1600);
    const alone = await tell(1);
    await eventually(() => expect(ids(heard)).toEqual([...told, ...alone]), { withinMs: 1000 });
  });

  it('publishes nothing of a transaction that was rolled back', async () => {
    startRelay();
    const heard = await follow();
    await database
      .transaction(async (transaction) => {
        await tell(3, {
          on: { query: async (text: string, values: unknown[]) => ({ rows: await transaction.query(text, values) }) } as never,
        });
        throw new Error('not so');
      })
      .catch(() => undefined);
    const told = await tell(1);
    await eventually(() => expect(ids(heard)).toEqual(told));
  });

  it('does not skip what has a low position and commits late', async () => {
    startRelay();
    const heard = await follow();
    const slow = await database.pool.connect();
    await slow.query('BEGIN');
    const late = await tell(1, { on: slow });
    const early = await tell(50);
    await eventually(() => expect(ids(heard)).toEqual(early));
    await slow.query('COMMIT');
    slow.release();
    await eventually(() => expect(ids(heard)).toEqual([...early, ...late]));
  });

  it('two relays at once publish everything once, each aggregate in its order', async () => {
    const second = openDatabase();
    ends.push(() => second.close());
    const relays = [startRelay(), startRelay(openBus(), second)];
    const heard = await follow();
    await sleep(500); // both have had their start, when they publish the last minutes again
    const aggregates = Array.from({ length: 8 }, () => randomUUID());
    const write = async (aggregate: string) => {
      for (let number = 0; number < 100; number++) {
        await tell(1, { aggregate, from: number });
        relays[number % 2]!.wake();
      }
    };
    await Promise.all(aggregates.map(write));
    await eventually(() => expect(heard).toHaveLength(800));
    const facts = heard.map(({ event }) => JSON.parse(event) as { aggregate: string; number: number });
    for (const aggregate of aggregates)
      expect(facts.filter((fact) => fact.aggregate === aggregate).map(({ number }) => number)).toEqual(
        Array.from({ length: 100 }, (_, number) => number),
      );
    await eventually(async () => expect(await marked()).toBe(800));
  });

  it('carries five thousand events in a second or little more', async () => {
    await tell(10_000);
    const started = performance.now();
    startRelay();
    await eventually(unpublishedIs(0), { withinMs: 10_000 });
    expect(10_000 / ((performance.now() - started) / 1000)).toBeGreaterThan(2500);
    expect((await follow()).length).toBe(10_000);
  });

  it('publishes again what a lost stream held, of its days', async () => {
    startRelay();
    const heard = await follow();
    const [old, young] = [await tell(2, { age: '8 days' }), await tell(3, { age: '6 days' })];
    await eventually(() => expect(sorted(ids(heard))).toEqual(sorted([...old, ...young])));
    await broker.restart({ wiped: true });
    heard.length = 0;
    await eventually(() => expect(sorted(ids(heard))).toEqual(sorted(young)), { withinMs: 15_000 });
    const last = await tell(1);
    await eventually(() => expect(ids(heard)).toContain(last[0]));
    await eventually(async () => expect(await unpublished()).toBe(0));
  });

  it('publishes again what the same stream lost of its last minutes, as after a power cut', async () => {
    const store = mkdtempSync(join(tmpdir(), 'gezhi-store-'));
    const [live, backup] = [join(store, 'live'), join(store, 'backup')];
    const weak = await startBroker({ storeDir: live });
    const over = openBus(weak.url);
    await over.ready();
    startRelay(over);
    const through = await follow(over);
    const kept = await tell(3);
    await eventually(() => expect(ids(through)).toEqual(kept));
    const identity = await over.streamIdentity();
    await weak.kill('SIGKILL');
    cpSync(live, backup, { recursive: true });
    await weak.restart();
    const lost = await tell(4);
    await eventually(unpublishedIs(0), { withinMs: 10_000 });
    await weak.kill('SIGKILL');
    rmSync(live, { recursive: true });
    cpSync(backup, live, { recursive: true });
    await weak.restart();
    const reader = openBus(weak.url);
    await reader.ready();
    expect(await reader.streamIdentity()).toBe(identity);
    const heard = await follow(reader);
    await eventually(() => expect(sorted(ids(heard))).toEqual(sorted([...kept, ...lost])), { withinMs: 10_000 });
    const after = await tell(1);
    await eventually(() => expect(ids(through)).toEqual(expect.arrayContaining([...kept, ...lost, ...after])));
    ends.push(
      () => weak.stop(),
      async () => rmSync(store, { recursive: true }),
    );
  });

  it('an event the broker will never take holds up no other', async () => {
    const relay = startRelay();
    await database.pool.query(
      `INSERT INTO outbox (id, subject, aggregate_id, place_code, event) VALUES (gen_random_uuid(), $1, 'a', '320404', repeat('x', 1100000))`,
      [subject],
    );
    const heard = await follow();
    for (let round = 1; round <= 3; round++) {
      const told = await tell(5);
      relay.wake();
      await eventually(() => expect(ids(heard).slice(-5)).toEqual(told), { withinMs: 2000 });
    }
    // They are marked once the broker has answered for the whole batch.
    await eventually(async () => expect(await unpublished()).toBe(1));
  });

  it('waits for a broker that is absent, and publishes when it is there', async () => {
    await broker.kill('SIGKILL');
    await eventually(() => expect(bus.connected).toBe(false));
    const relay = startRelay();
    const told = await tell(5);
    await sleep(600);
    expect(await relay.lag()).toBeGreaterThan(500);
    await broker.restart();
    const heard = await follow();
    await eventually(() => expect(ids(heard)).toEqual(told));
    await eventually(async () => expect(await relay.lag()).toBe(0));
  });

  it('publishes again under the same ids after an acknowledgement that never came: stored once', async () => {
    startRelay();
    const heard = await follow();
    const before = await tell(1);
    await eventually(() => expect(ids(heard)).toEqual(before));
    await broker.kill('SIGSTOP');
    const told = await tell(20);
    await sleep(4000);
    expect(await unpublished()).toBe(20);
    await broker.kill('SIGCONT');
    await eventually(unpublishedIs(0), { withinMs: 10_000 });
    await eventually(() => expect(ids(heard)).toEqual([...before, ...told]));
  });

  it('publishes again what is replayed, of one subject and time', async () => {
    const published: string[] = [];
    const recording = {
      streamIdentity: async () => 'same',
      publish: async (facts: Fact[]) => void published.push(...ids(facts)),
    } as unknown as Bus;
    startRelay(recording);
    const [old, young] = [await tell(3, { age: '3 days' }), await tell(2, { age: '1 hour' })];
    await eventually(() => expect(published).toEqual([...old, ...young]));
    await eventually(unpublishedIs(0));
    const since = new Date(Date.now() - 86_400_000).toISOString();
    expect(await replay(database, { since, subject: 'grid.event.lantern.other.v1' })).toBe(0);
    expect(await replay(database, { since, subject })).toBe(2);
    await eventually(() => expect(published).toEqual([...old, ...young, ...young]));
  });

  it('finishes the batch under way when it is stopped, and does no more', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    const slow = { streamIdentity: async () => 'x', publish: () => held } as unknown as Bus;
    const relay = startRelay(slow);
    await tell(2);
    relay.wake();
    await sleep(300);
    const stopping = relay.stop();
    release();
    await stopping;
    expect(await unpublished()).toBe(0);
    await tell(1);
    relay.wake();
    await sleep(300);
    expect(await unpublished()).toBe(1);
  });

  it('in one process: a fact that a listener has not finished stays unpublished, and holds up no other', async () => {
    const local = new LocalBus();
    const heard: string[] = [];
    let broken = true;
    const stuck = String(randomUUID());
    await local.consume({
      name: 'grid_lantern_lit',
      subject,
      concurrency: 4,
      hear: async ({ id, event }) => (event.includes(stuck) && broken ? { retryAfterMs: 50 } : (heard.push(id), { done: true })),
    });
    const relay = startRelay(local);
    await tell(1, { aggregate: stuck });
    relay.wake();
    await sleep(200);
    const others = await tell(10);
    relay.wake();
    await eventually(() => expect(sorted(heard)).toEqual(sorted(others)), { withinMs: 4000 });
    await eventually(unpublishedIs(1));
    broken = false;
    await eventually(unpublishedIs(0));
    expect(heard).toHaveLength(11);
    ends.push(() => local.drain());
  });
});

const unpublishedIs = (count: number) => async () => expect(await unpublished()).toBe(count);
