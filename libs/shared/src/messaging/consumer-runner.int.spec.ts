import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { z } from 'zod';
import { errors, event, requestErrors } from '../contracts/index.js';
import { Database } from '../database/database.js';
import { dataSource } from '../database/data-source.js';
import { prepared } from '../database/lane.js';
import type { CloudEvent } from '../database/outbox.js';
import { DomainError } from '../domain/decision.js';
import { Telemetry } from '../telemetry/telemetry.js';
import { startBroker, type Broker } from '../testing/broker.js';
import { createTestDatabase, type TestDatabase } from '../testing/database.js';
import { eventually } from '../testing/eventually.js';
import type { Consumer, Delivery, Verdict } from './bus.js';
import { consumerOf } from './consumer-runner.js';
import { inspectDeadLetter, listDeadLetters, redriveDeadLetters } from './dead-letters.js';
import type { Heard } from './heard.js';
import { NatsBus } from './nats-bus.js';
import { Redriver } from './redriver.js';

jest.setTimeout(40_000);

class CreateEffect1 implements MigrationInterface {
  name = 'CreateEffect1700000000001';
  async up(runner: QueryRunner) {
    await runner.query('CREATE TABLE effect (event_id uuid NOT NULL, lantern text NOT NULL, heard_by text NOT NULL)');
  }
  async down() {}
}

const lanternErrors = errors('grid.ember', { dark: ['rule', '已灭', 'dark'] });
const lit = event({
  subject: 'grid.event.ember.lit.v1',
  summary: 'lit',
  data: z.object({ lantern: z.string(), level: z.int().optional() }),
});
const seen = event({ subject: 'incentive.event.ember.seen.v1', summary: 'seen', data: z.object({ lantern: z.string() }) });
type Method = (event: CloudEvent<{ lantern: string; level?: number }>, heard: Heard) => Promise<void>;

let home: TestDatabase, database: Database, broker: Broker, telemetry: Telemetry;
const woken = jest.fn();
const buses: NatsBus[] = [];
const openDatabase = (): Database =>
  new Database(
    { url: home.url, applicationName: 'test', readLanes: 1, writeLanes: 1, pool: 10, statementTimeoutMs: 3000 },
    dataSource(home.url, []),
  );
async function connected(): Promise<NatsBus> {
  const bus = new NatsBus({ url: broker.url, name: 'test', streamDays: 1, log: telemetry.log });
  bus.connect();
  await bus.ready();
  buses.push(bus);
  return bus;
}
const effect: Method = async ({ id, data }, heard) =>
  void (await heard.query('INSERT INTO effect VALUES ($1, $2, $3)', [id, data.lantern, 'first']));
type Together = (events: readonly CloudEvent<{ lantern: string }>[], heard: Heard) => Promise<void>;
const listening = (method: Method = effect, { name = 'count-lit', on = database, concurrency = 8, together = false } = {}): Consumer =>
  consumerOf({
    service: 'incentive',
    binding: { event: lit, options: { concurrency, together }, method: method as never, feature: 'ember', name },
    database: on,
    telemetry,
    wake: woken,
  });

const cloud = (more: Partial<CloudEvent> & Record<string, unknown> = {}): CloudEvent => ({
  specversion: '1.0',
  id: randomUUID(),
  source: 'gezhi/grid',
  type: lit.subject,
  subject: 'x',
  time: new Date().toISOString(),
  datacontenttype: 'application/json',
  placecode: '320404',
  data: { lantern: 'a' },
  ...more,
});
const deliver = (consumer: Consumer, content: CloudEvent | string, more: Partial<Delivery> = {}): Promise<Verdict> =>
  consumer.hear({
    id: randomUUID(),
    subject: lit.subject,
    event: typeof content === 'string' ? content : JSON.stringify(content),
    attempt: 1,
    working: () => undefined,
    ...more,
  });
const tell = (bus: NatsBus, ...events: CloudEvent[]): Promise<void> =>
  bus.publish(events.map((each) => ({ id: randomUUID(), subject: lit.subject, event: JSON.stringify(each) })));
const effects = async (id?: string): Promise<number> =>
  Number(
    (await database.pool.query('SELECT count(*) AS count FROM effect WHERE $1::uuid IS NULL OR event_id = $1', [id ?? null])).rows[0].count,
  );
const metric = async (name: string): Promise<string> =>
  (await telemetry.registry.getSingleMetricAsString(`gezhi_${name}`)).split('\n').slice(2).join('\n');

beforeEach(async () => {
  [home, broker] = await Promise.all([createTestDatabase([], [CreateEffect1]), startBroker()]);
  telemetry = new Telemetry({ service: 'incentive', logLevel: process.env.LOG_LEVEL ?? 'silent' });
  database = openDatabase();
  woken.mockClear();
});
afterEach(async () => {
  await Promise.all(buses.splice(0).map((bus) => bus.drain()));
  await database.close();
  await Promise.all([home.drop(), broker.stop()]);
});

describe('a listener of events', () => {
  it('has the name of its service, feature and method, and the subject and concurrency of its binding', () => {
    expect(listening()).toMatchObject({ name: 'incentive_ember_count-lit', subject: lit.subject, concurrency: 8 });
  });

  it('commits effect, inbox row and what it tells together, and wakes the relay', async () => {
    const consumer = listening(async (happened, heard) => {
      await effect(happened, heard);
      heard.emit(seen({ lantern: happened.data.lantern }), { id: 'a', place: '320404' });
    });
    const happened = cloud();
    const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
    expect(await deliver(consumer, happened, { traceparent })).toEqual({ done: true });
    const { rows } = await database.pool.query(
      'SELECT o.subject, o.aggregate_id, o.place_code, o.traceparent, i.consumer FROM outbox o, inbox i WHERE i.event_id = $1',
      [happened.id],
    );
    expect(rows).toEqual([{ subject: seen.subject, aggregate_id: 'a', place_code: '320404', traceparent, consumer: consumer.name }]);
    expect([await effects(), woken.mock.calls.length]).toEqual([1, 1]);
  });

  it('hands a method that takes events together those of a transaction in one call, and what it refuses one by one', async () => {
    const calls: number[] = [];
    const together: Together = async (events, heard) => {
      calls.push(events.length);
      for (const { id, data } of events) await heard.query('INSERT INTO effect VALUES ($1, $2, $3)', [id, data.lantern, 'together']);
      if (events.some(({ data }) => data.lantern === 'dark')) throw new DomainError(lanternErrors.dark);
    };
    const consumer = listening(together as never, { together: true });
    const good = Array.from({ length: 20 }, () => cloud());
    await Promise.all([...good, good[0]!].map((each) => deliver(consumer, each)));
    expect(calls).toEqual([20]);
    const more = [cloud(), cloud({ data: { lantern: 'dark' } }), cloud()];
    expect(await Promise.all(more.map((each) => deliver(consumer, each)))).toEqual([{ done: true }, { done: true }, { done: true }]);
    expect(calls.slice(1)).toEqual([3, 1, 1, 1]);
    expect([await effects(), await effects(more[1]!.id)]).toEqual([22, 0]);
    expect((await listDeadLetters(database)).map(({ eventId }) => eventId)).toEqual([more[1]!.id]);
  });

  it('gives a method that takes events together one transaction at a time, and what came meanwhile in the next', async () => {
    const calls: number[] = [];
    const together: Together = async (events) => {
      calls.push(events.length);
      await sleep(100);
    };
    const consumer = listening(together as never, { together: true });
    const under = [deliver(consumer, cloud())];
    for (let count = 0; count < 8; count++) {
      await sleep(5);
      under.push(deliver(consumer, cloud()));
    }
    await Promise.all(under);
    expect(calls).toEqual([1, 8]);
  });

  it('keeps no plan that reads a table whole because it was empty when the plan was made', async () => {
    await database.pool.query(
      'CREATE TABLE ember (id uuid NOT NULL, n int NOT NULL); ANALYZE ember; ALTER TABLE ember ADD PRIMARY KEY (id, n)',
    );
    const text = 'DELETE FROM ember WHERE id = ANY($1::uuid[])';
    const ids = Array.from({ length: 30 }, () => randomUUID());
    let plan: unknown;
    const consumer = listening(async (_, heard) => {
      for (let count = 0; count < 8; count++) await heard.query(text, [ids]);
      plan = await heard.query(`EXPLAIN EXECUTE "${prepared(text).name}" ('{${ids.join()}}')`);
    });
    await deliver(consumer, cloud());
    expect(JSON.stringify(plan)).toContain('ember_pkey');
  });

  it('takes events that wait into one transaction, and lets each of them go its own way when one fails', async () => {
    const consumer = listening(async (happened, heard) => {
      await effect(happened, heard);
      if (happened.data.lantern === 'dark') throw new DomainError(lanternErrors.dark);
    });
    const transactions = async (ids: readonly string[]) =>
      Number(
        (await database.pool.query('SELECT count(DISTINCT xmin::text) AS count FROM inbox WHERE event_id = ANY($1)', [ids])).rows[0].count,
      );
    const good = Array.from({ length: 30 }, () => cloud());
    await Promise.all([...good, good[0]!].map((each) => deliver(consumer, each)));
    expect(await transactions(good.map(({ id }) => id))).toBeLessThan(10);
    const more = Array.from({ length: 30 }, () => cloud());
    const bad = cloud({ data: { lantern: 'dark' } });
    expect(await Promise.all([...more, bad].map((each) => deliver(consumer, each)))).toEqual(Array(31).fill({ done: true }));
    expect(await effects()).toBe(60);
    expect((await listDeadLetters(database)).map(({ eventId }) => eventId)).toEqual([bad.id]);
  });

  it('knows an event delivered fifty times, at once and to several replicas: one effect', async () => {
    const second = openDatabase();
    const [bus, ...replicas] = [await connected(), await connected(), await connected()];
    await replicas[0]!.consume(listening());
    await replicas[1]!.consume(listening(effect, { on: second }));
    const [happened, last] = [cloud(), cloud()];
    await tell(bus!, ...Array.from({ length: 50 }, () => happened), last);
    await eventually(async () => expect(await metric('events_heard_total')).toMatch(/duplicate"\S* 49/));
    expect([await effects(happened.id), await effects(last.id)]).toEqual([1, 1]);
    await Promise.all(buses.splice(0).map((each) => each.drain()));
    await second.close();
  });

  it.each([
    ['no JSON', '{"id":', 'not JSON'],
    ['no event', '"灯"', 'not a CloudEvent'],
    ['a zero byte', '\0', 'not JSON'],
    ['an id that is none', JSON.stringify(cloud({ id: '17' })), 'id invalid_format'],
    ['a field missing', JSON.stringify(cloud({ data: {} })), 'lantern invalid_type'],
    ['a wrong type', JSON.stringify(cloud({ data: { lantern: 7 } })), 'lantern invalid_type'],
    ['no data', JSON.stringify(cloud({ data: null })), 'data: (all) invalid_type'],
  ])('buries at once what is malformed: %s', async (_, text, reason) => {
    expect(await deliver(listening(), text)).toEqual({ done: true });
    const [letter] = await listDeadLetters(database);
    expect(letter).toMatchObject({ consumer: 'incentive_ember_count-lit', subject: lit.subject, attempts: 1, redrivenAt: null });
    expect(letter!.reason).toContain(reason);
    expect(await metric('dead_letters_total')).toMatch(/ 1$/m);
  });

  it('ignores fields it does not know', async () => {
    const happened = cloud({ newer: 'x', data: { lantern: 'a', colour: 'red' } });
    await deliver(listening(), happened);
    expect([await effects(happened.id), await listDeadLetters(database)]).toEqual([1, []]);
  });

  it('buries poison among others, and the others flow', async () => {
    const bus = await connected();
    await bus.consume(listening());
    const good = Array.from({ length: 20 }, () => cloud());
    const poison = Array.from({ length: 20 }, () => cloud({ data: { lantern: 5 } }));
    const started = performance.now();
    await tell(bus, ...good.flatMap((each, index) => [poison[index]!, each]));
    await eventually(async () => expect([await effects(), (await listDeadLetters(database)).length]).toEqual([20, 20]));
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('buries at once what the domain refuses, without any effect', async () => {
    const consumer = listening(async (happened, heard) => {
      await effect(happened, heard);
      throw new DomainError(lanternErrors.dark, { lantern: 'a' });
    });
    const happened = cloud();
    expect(await deliver(consumer, happened)).toEqual({ done: true });
    expect(await effects()).toBe(0);
    expect(await inspectDeadLetter(database, consumer.name, happened.id)).toMatchObject({
      reason: 'grid.ember.dark {"lantern":"a"}',
      event: JSON.stringify(happened),
    });
    expect((await database.pool.query('SELECT FROM inbox')).rowCount).toBe(0);
  });

  it('tries other errors again, later and later, and buries the event after the eighth', async () => {
    let calls = 0;
    const consumer = listening(async () => {
      calls++;
      throw new TypeError('a bug');
    });
    const happened = cloud();
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 7; attempt++)
      waits.push(((await deliver(consumer, happened, { attempt })) as { retryAfterMs: number }).retryAfterMs);
    waits.forEach((wait, index) => expect(wait / (100 * 2 ** index)).toBeGreaterThanOrEqual(0.5));
    waits.forEach((wait, index) => expect(wait / (100 * 2 ** index)).toBeLessThanOrEqual(1));
    expect(await deliver(consumer, happened, { attempt: 8 })).toEqual({ done: true });
    expect([calls, (await listDeadLetters(database)).map(({ reason, attempts }) => [reason, attempts])]).toEqual([
      8,
      [['TypeError: a bug', 8]],
    ]);
  });

  it('succeeds over the bus when a later attempt does', async () => {
    let calls = 0;
    const bus = await connected();
    await bus.consume(
      listening(async (happened, heard) => {
        await effect(happened, heard);
        if (++calls < 3) throw new DomainError(requestErrors.concurrent);
      }),
    );
    const happened = cloud();
    await tell(bus, happened);
    await eventually(async () => expect(await effects(happened.id)).toBe(1));
    expect([calls, await listDeadLetters(database)]).toEqual([3, []]);
  });

  it('does not take a failed statement that the method ignored for success', async () => {
    const consumer = listening(async (happened, heard) => {
      await effect(happened, heard);
      await heard.query('SELECT 1 / 0').catch(() => undefined);
    });
    expect(await deliver(consumer, cloud())).toHaveProperty('retryAfterMs');
    expect(await effects()).toBe(0);
  });

  it('waits for ever for a database that is away, and never buries for it', async () => {
    const server = process.env.TEST_POSTGRES_URL!;
    const operator = new Database(
      { url: server, applicationName: 'operator', readLanes: 1, writeLanes: 1, pool: 2, statementTimeoutMs: 3000 },
      dataSource(server, []),
    );
    const name = new URL(home.url).pathname.slice(1);
    const consumer = listening();
    const happened = cloud();
    await operator.pool.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
    await operator.pool.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
    for (let attempt = 1; attempt <= 12; attempt++) expect(await deliver(consumer, happened, { attempt })).toHaveProperty('retryAfterMs');
    expect(await deliver(consumer, 'malformed too')).toHaveProperty('retryAfterMs');
    await operator.pool.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
    expect(await deliver(consumer, happened, { attempt: 13 })).toEqual({ done: true });
    expect([await effects(happened.id), await listDeadLetters(database)]).toEqual([1, []]);
    await operator.close();
  });

  it('tries again when its connection is cut in the middle, as often as it is', async () => {
    let cuts = 0;
    const consumer = listening(async (happened, heard) => {
      await effect(happened, heard);
      if (++cuts <= 10)
        await database.pool.query('SELECT pg_terminate_backend($1)', [
          (await heard.query<{ pid: number }>('SELECT pg_backend_pid() AS pid'))[0]!.pid,
        ]);
      await heard.query('SELECT 1');
    });
    const happened = cloud();
    for (let attempt = 1; attempt <= 10; attempt++) expect(await deliver(consumer, happened, { attempt })).toHaveProperty('retryAfterMs');
    expect(await deliver(consumer, happened, { attempt: 11 })).toEqual({ done: true });
    expect([await effects(happened.id), await listDeadLetters(database)]).toEqual([1, []]);
  });

  it('works longer than the broker waits, or ends between commit and acknowledgement: one effect, and the event is done', async () => {
    const [telling, first, second] = [await connected(), await connected(), await connected()];
    const [slow, unacknowledged] = [cloud(), cloud()];
    const began: string[] = [];
    const method: Method = async (happened, heard) => {
      began.push(happened.id);
      await effect(happened, heard);
      if (happened.id === slow.id) await sleep(13_000);
    };
    const inner = listening(method);
    let release = () => {};
    const released = new Promise<Verdict>((resolve) => (release = () => resolve({ done: true })));
    const deliveries: string[] = [];
    const replica = (acknowledges: boolean): Consumer => ({
      name: inner.name,
      subject: inner.subject,
      concurrency: inner.concurrency,
      hear: async (delivery) => {
        deliveries.push((JSON.parse(delivery.event) as CloudEvent).id);
        const verdict = await inner.hear(delivery);
        return acknowledges || !delivery.event.includes(unacknowledged.id) ? verdict : released;
      },
    });
    try {
      await first.consume(replica(false));
      await tell(telling, slow, unacknowledged);
      await eventually(async () => expect(await effects(unacknowledged.id)).toBe(1));
      await second.consume(replica(true));
      await eventually(async () => expect(await metric('events_heard_total')).toMatch(/duplicate"\S* 1/), { withinMs: 15_000 });
      await eventually(async () => expect(await effects(slow.id)).toBe(1), { withinMs: 15_000 });
      expect([[...began].sort(), await effects()]).toEqual([[slow.id, unacknowledged.id].sort(), 2]);
      expect(deliveries.filter((id) => id === slow.id)).toHaveLength(1);
    } finally {
      release();
    }
  });
});

describe('dead letters', () => {
  it('redriven ones go to their own consumer again, and others hear nothing of it', async () => {
    let repaired = false;
    const other = jest.fn(async () => undefined);
    const failing = listening(async (happened, heard) => {
      if (!repaired) throw new DomainError(lanternErrors.dark);
      await effect(happened, heard);
    });
    const consumers = [failing, listening(other, { name: 'watch-lit' })];
    const happened = [cloud(), cloud()];
    for (const each of happened) for (const consumer of consumers) await deliver(consumer, each);
    expect([(await listDeadLetters(database, { consumer: failing.name })).length, other.mock.calls.length]).toEqual([2, 2]);
    const redrivers = [new Redriver(database, consumers, telemetry.log), new Redriver(database, consumers, telemetry.log)];
    redrivers.forEach((redriver) => redriver.start());

    expect(await redriveDeadLetters(database, { consumer: failing.name, eventId: happened[0]!.id })).toBe(1);
    await eventually(async () => expect((await inspectDeadLetter(database, failing.name, happened[0]!.id))!.attempts).toBeGreaterThan(1));
    expect(await listDeadLetters(database)).toHaveLength(2);

    repaired = true;
    expect(await redriveDeadLetters(database)).toBe(2);
    await eventually(async () => expect(await effects()).toBe(2));
    await sleep(2500);
    expect([await effects(), other.mock.calls.length, await listDeadLetters(database)]).toEqual([2, 2, []]);
    expect(await listDeadLetters(database, { redriven: true })).toHaveLength(2);
    expect(await redriveDeadLetters(database)).toBe(0);
    await Promise.all(redrivers.map((redriver) => redriver.stop()));
  });
});
