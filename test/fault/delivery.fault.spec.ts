import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { metricsOfPlace } from '@gezhi/shared/contracts';
import type { CloudEvent } from '@gezhi/shared/database';
import { eventually } from '@gezhi/shared/testing';
import { startCluster, type Cluster } from '../../scripts/cluster.js';
import { connectBus, type TestBus } from '../support/bus.js';
import { xilin } from '../support/community.js';
import { tally } from '../support/history.js';
import { newId, operatorOf, type Person } from '../support/people.js';
import { lifeOf } from '../support/request-events.js';

const filed = 'grid.event.service-request.filed.v1';
const consumer = 'incentive_fact_request-filed';
/** Longer than the ten seconds the broker waits for an acknowledgement. */
const frozenMs = 13_000;
const gridCode = `${xilin}900001`;

describe('an event delivered often, late, out of order or broken has its effect once and holds nobody up', () => {
  let cluster: Cluster;
  let operator: Person;
  let bus: TestBus;

  beforeAll(async () => {
    cluster = await startCluster({ processes: ['incentive', 'gateway'] });
    operator = await operatorOf(cluster);
    bus = await connectBus(cluster);
  }, 120_000);
  afterAll(async () => {
    await bus?.close();
    await cluster?.stop();
  }, 60_000);

  const tell = (event: CloudEvent) => bus.tell(event.type, JSON.stringify(event));
  const query = <T extends object>(sql: string, parameters?: unknown[]) => cluster.query<T>('incentive', sql, parameters);
  const effects = async (id: string) => (await query('SELECT 1 FROM fact WHERE subject_id = $1', [id])).length;
  const heard = (event: CloudEvent, times = 1) => eventually(async () => (await effects(event.subject)) === times, { withinMs: 20_000 });
  const letters = () =>
    query<{ id: string; attempts: number; reason: string }>(
      'SELECT event_id AS id, attempts, reason FROM dead_letter WHERE redriven_at IS NULL',
    );
  const metrics = async (placeCode: string) => (await operator.call(metricsOfPlace, { placeCode })).metrics;
  const firstOf = () => lifeOf(gridCode)[0]!;
  const counter = async (name: string, labels: string, of = 'incentive') => {
    const text = await (await fetch(`${cluster.nodes.get(of)!.healthUrl}/metrics`)).text();
    return Number(
      text
        .split('\n')
        .find((line) => line.startsWith(`gezhi_${name}{`) && line.includes(labels))
        ?.split(' ')
        .at(-1) ?? 0,
    );
  };

  it('the same event fifty times, past the de-duplication of the broker: one effect, counted once', async () => {
    const event = firstOf();
    await Promise.all(Array.from({ length: 50 }, () => tell(event)));
    await heard(event);
    await eventually(async () => (await counter('events_heard_total', `consumer="${consumer}",outcome="duplicate"`)) >= 49, {
      withinMs: 20_000,
    });
    expect(await effects(event.subject)).toBe(1);
    expect(await query('SELECT 1 FROM inbox WHERE consumer = $1 AND event_id = $2', [consumer, event.id])).toHaveLength(1);
    const counted = await query<{ metric: string }>('SELECT metric FROM metric_entry WHERE subject_id = $1', [event.subject]);
    expect(counted.length).toBeGreaterThan(0);
    expect(new Set(counted.map(({ metric }) => metric)).size).toBe(counted.length);
  });

  it('the same message id within the window of the broker: stored once', async () => {
    const event = firstOf();
    const fact = { id: event.id, subject: event.type, event: JSON.stringify(event) };
    await Promise.all(Array.from({ length: 20 }, () => bus.bus.publish([fact])));
    await heard(event);
    const marker = firstOf();
    await tell(marker);
    await heard(marker);
    expect(await effects(event.subject)).toBe(1);
  });

  it('twenty lives of requests in order, and twenty shuffled with every event three times: the same numbers', async () => {
    const [ordered, shuffled] = [`${xilin}900002`, `${xilin}900003`];
    for (const event of Array.from({ length: 20 }, () => lifeOf(ordered)).flat()) await tell(event);
    const thrice = Array.from({ length: 20 }, () => lifeOf(shuffled)).flatMap((life) => [...life, ...life, ...life]);
    for (const event of shuffle(thrice)) await tell(event);
    const complete = (place: string) => query<{ count: number }>('SELECT count(*)::int AS count FROM fact WHERE place_code = $1', [place]);
    for (const place of [ordered, shuffled]) await eventually(async () => (await complete(place))[0]!.count === 140, { withinMs: 60_000 });
    await eventually(async () => expect(await metrics(shuffled)).toEqual(await metrics(ordered)), { withinMs: 20_000 });
    const whole = { numerator: 20, denominator: 20, value: 100 };
    for (const name of ['closureRate', 'onTimeRate', 'responseRate', 'resolutionRate', 'satisfactionRate'])
      expect((await metrics(shuffled)).find(({ metric, scope }) => metric === name && scope === 'all')!.rate).toMatchObject(whole);
  });

  it('an event with fields nobody knows yet is heard', async () => {
    const event = firstOf();
    await tell({ ...event, data: { ...(event.data as object), weather: 'fine' }, mood: 'good' } as CloudEvent);
    await heard(event);
  });

  it('twenty-five broken messages become dead letters at once, and those behind them flow within five seconds', async () => {
    const event = firstOf();
    const data = event.data as Record<string, unknown>;
    const { dueAt: _, ...incomplete } = data;
    const broken = [
      'no JSON at all',
      '{"neither":"event"}',
      'null',
      JSON.stringify({ ...event, id: newId(), data: incomplete }),
      JSON.stringify({ ...event, id: newId(), data: { ...data, version: 'one\u0000' } }),
    ];
    const before = (await letters()).length;
    for (const text of broken) for (let time = 0; time < 5; time++) await bus.tell(filed, text);
    const began = performance.now();
    await tell(event);
    await heard(event);
    expect(performance.now() - began).toBeLessThan(5000);
    await eventually(async () => (await letters()).length === before + 17, { withinMs: 20_000 });
    expect((await letters()).every(({ reason }) => reason.startsWith('malformed'))).toBe(true);
    expect(await counter('dead_letters_total', `consumer="${consumer}"`)).toBeGreaterThanOrEqual(17);
    expect(await Promise.all([...cluster.nodes.values()].map((node) => node.ready()))).toEqual([true, true]);
  });

  describe('an event that its method cannot digest', () => {
    const event = firstOf();

    it('is given up after eight attempts, while others flow within five seconds', async () => {
      await query(`CREATE FUNCTION choke() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'choked'; END $$`);
      await query(
        `CREATE TRIGGER choke BEFORE INSERT ON fact FOR EACH ROW WHEN (NEW.subject_id = '${event.subject}') EXECUTE FUNCTION choke()`,
      );
      await tell(event);
      for (let other = 0; other < 3; other++) {
        const next = firstOf();
        const began = performance.now();
        await tell(next);
        await heard(next);
        expect(performance.now() - began).toBeLessThan(5000);
      }
      await eventually(async () => (await letters()).some(({ id }) => id === event.id), { withinMs: 40_000 });
      expect((await letters()).find(({ id }) => id === event.id)).toMatchObject({ attempts: 8, reason: expect.stringContaining('choked') });
      expect(await effects(event.subject)).toBe(0);
    });

    it('is listed and redriven by the operators’ command once the cause is gone, with one effect', async () => {
      const command = (...words: string[]) =>
        promisify(execFile)(process.execPath, ['scripts/dist/dead-letters.js', ...words], {
          env: { ...process.env, DATABASE_URL: cluster.databases.incentive!.url },
        });
      expect((await command('list', consumer)).stdout).toContain(event.id);
      await query('DROP FUNCTION choke() CASCADE');
      expect((await command('redrive', consumer, event.id)).stdout).toContain('1 will be tried again');
      await heard(event);
      expect((await command('redrive', consumer, event.id)).stdout).toContain('0 will be tried again');
      expect((await letters()).map(({ id }) => id)).not.toContain(event.id);
    });
  });

  it('a method that takes longer than the broker waits for an acknowledgement runs once', async () => {
    const event = firstOf();
    await query('CREATE SEQUENCE ran');
    await query(
      `CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM nextval('ran'); PERFORM pg_sleep(13); RETURN NEW; END $$`,
    );
    await query(
      `CREATE TRIGGER dawdle BEFORE INSERT ON fact FOR EACH ROW WHEN (NEW.subject_id = '${event.subject}') EXECUTE FUNCTION dawdle()`,
    );
    await tell(event);
    await heard(event);
    expect(await query<{ last: string }>('SELECT last_value::text AS last FROM ran')).toEqual([{ last: '1' }]);
    await query('DROP FUNCTION dawdle() CASCADE');
  });

  it('a replica that freezes for longer than the broker waits, with deliveries in hand: the other takes them, each has one effect', async () => {
    await cluster.start('incentive', 'incentive-2');
    const duplicates = await counter('events_heard_total', `consumer="${consumer}",outcome="duplicate"`);
    const events: CloudEvent[] = [];
    let telling = true;
    const stream = (async () => {
      while (telling) {
        events.push(firstOf());
        await tell(events.at(-1)!);
        await sleep(10);
      }
    })();
    await eventually(() => events.length > 50);
    cluster.nodes.get('incentive')!.signal('SIGSTOP');
    await sleep(frozenMs);
    cluster.nodes.get('incentive')!.signal('SIGCONT');
    telling = false;
    await stream;
    const found = async () =>
      tally(
        await query<{ id: string }>('SELECT subject_id AS id FROM fact WHERE subject_id = ANY($1::uuid[])', [
          events.map(({ subject }) => subject),
        ]),
      );
    await eventually(async () => (await found()).size === events.length, { withinMs: 60_000 });
    expect([...(await found()).values()].filter((times) => times > 1)).toEqual([]);
    // The thawed replica still digests what it had in hand when the other's effects are all there.
    const again = () =>
      Promise.all(
        ['incentive', 'incentive-2'].map((replica) => counter('events_heard_total', `consumer="${consumer}",outcome="duplicate"`, replica)),
      );
    await eventually(async () => (await again()).reduce((sum, times) => sum + times) > duplicates, { withinMs: 60_000 });
    expect([...(await found()).values()].filter((times) => times > 1)).toEqual([]);
  });
});

/** Always the same disorder. */
function shuffle<T>(items: readonly T[]): T[] {
  const result = [...items];
  let state = 20_261_123;
  for (let index = result.length - 1; index > 0; index--) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    const other = state % (index + 1);
    [result[index], result[other]] = [result[other]!, result[index]!];
  }
  return result;
}
