import {
  acceptServiceRequest,
  activatePartition,
  draftPartition,
  fileServiceRequest,
  readPartitionPlan,
  readServiceRequest,
} from '@gezhi/shared/contracts';
import { eventually } from '@gezhi/shared/testing';
import { startCluster, type Cluster } from '../../scripts/cluster.js';
import { connectBus, type TestBus } from '../support/bus.js';
import { drawCommunity, stripe, xilin, type Community } from '../support/community.js';
import { hold } from '../support/held.js';
import { expectExactlyOnce, Load } from '../support/load.js';
import { newId, operatorOf, refusal, type Person } from '../support/people.js';
import { Proxy } from '../support/proxy.js';

/** After so long a statement is given up; shorter than in production so that the spec is. */
const statementMs = 1500;

describe('a connection to the database that is slow, cut or dead costs time and never a second effect', () => {
  let proxy: Proxy;
  let cluster: Cluster;
  let operator: Person;
  let community: Community;
  let bus: TestBus;

  beforeAll(async () => {
    const { hostname, port } = new URL(process.env.TEST_POSTGRES_URL!);
    proxy = await Proxy.to(hostname, Number(port || 5432));
    cluster = await startCluster({
      processes: ['grid', 'incentive', 'gateway'],
      databaseUrlOf: (name, url) => (name === 'grid' ? proxy.insteadOf(url) : url),
      environmentOf: (name) => (name === 'grid' ? { STATEMENT_TIMEOUT_MS: String(statementMs) } : {}),
    });
    operator = await operatorOf(cluster);
    community = await drawCommunity(operator, `${xilin}001`);
    bus = await connectBus(cluster);
  }, 120_000);
  afterEach(() => proxy.heal());
  afterAll(async () => {
    await bus?.close();
    await cluster?.stop();
    await proxy?.close();
  }, 60_000);

  const file = async (): Promise<string> => {
    const id = newId();
    await operator.call(fileServiceRequest, { id, class: 'GENERAL', origin: 'PATROL', summary: '断线', gridCode: community.west });
    return id;
  };
  const state = async (id: string) => {
    const count = (sql: string) => cluster.query<{ count: number }>('grid', sql, [id]).then(([row]) => row!.count);
    return {
      version: await count('SELECT version AS count FROM service_request WHERE id = $1::uuid'),
      audits: await count(
        `SELECT count(*)::int AS count FROM audit WHERE aggregate_id = $1 AND operation = 'grid.command.service-request.accept.v1'`,
      ),
      events: await count(
        `SELECT count(*)::int AS count FROM outbox WHERE aggregate_id = $1 AND subject = 'grid.event.service-request.accepted.v1'`,
      ),
    };
  };
  const once = { version: 2, audits: 1, events: 1 };
  const never = { version: 1, audits: 0, events: 0 };
  const ready = () => fetch(`${cluster.nodes.get('grid')!.healthUrl}/health/ready`).then(({ status }) => status);
  const live = async () => {
    const began = performance.now();
    const { status } = await fetch(`${cluster.nodes.get('grid')!.healthUrl}/health/live`);
    return { status, fast: performance.now() - began < 500 };
  };

  it('cut before the statement reached the server: the outcome is unknown, the same key makes it happen, once', async () => {
    const [id, key] = [await file(), newId()];
    proxy.setTrap(key, 'cut-before');
    expect(await bus.ask(acceptServiceRequest, { id }, { token: operator.tokens.accessToken, key })).toBe(
      'platform.request.outcome-unknown',
    );
    expect(await state(id)).toEqual(never);
    expect(await operator.call(acceptServiceRequest, { id }, { idempotencyKey: key })).toMatchObject({ version: 2 });
    expect(await state(id)).toEqual(once);
  });

  it('cut after the statement reached the server: the service finds its answer under the key, and so does whoever asks again', async () => {
    const [id, key] = [await file(), newId()];
    proxy.setTrap(key, 'cut-after');
    const before = proxy.sprung;
    const first = await bus.ask(acceptServiceRequest, { id }, { token: operator.tokens.accessToken, key });
    expect([undefined, 'platform.request.outcome-unknown']).toContain(first);
    expect(proxy.sprung).toBe(before + 1);
    expect(await state(id)).toEqual(once);
    for (let time = 0; time < 2; time++)
      expect(await operator.call(acceptServiceRequest, { id }, { idempotencyKey: key })).toMatchObject({ version: 2, state: 'ACCEPTED' });
    expect(await state(id)).toEqual(once);
  });

  it.each(['cut-before', 'cut-after'] as const)(
    'over HTTP, %s: the gateway asks again by itself, the client hears one answer and never of the cut',
    async (does) => {
      const [id, key] = [await file(), newId()];
      proxy.setTrap(key, does);
      const before = proxy.sprung;
      expect(await operator.call(acceptServiceRequest, { id }, { idempotencyKey: key })).toMatchObject({ version: 2, state: 'ACCEPTED' });
      expect(proxy.sprung).toBe(before + 1);
      expect(await state(id)).toEqual(once);
    },
  );

  it.each(['cut-before', 'cut-after'] as const)(
    'an act of many rows, its COMMIT %s: the same key gives one answer, and the act happened once',
    async (does) => {
      const [id, key, code] = [newId(), newId(), `${xilin}${does === 'cut-after' ? '002' : '004'}`];
      await operator.call(draftPartition, {
        id,
        communityCode: code,
        grids: [{ serial: '001', type: 'URBAN_RENEWAL', boundary: stripe({ origin: [119.95, 31.77] }, 0, 1) }],
      });
      proxy.setTrap('COMMIT', does, key);
      const before = proxy.sprung;
      const first = await operator.call(activatePartition, { id }, { idempotencyKey: key });
      expect([proxy.sprung, first]).toEqual([before + 1, expect.objectContaining({ status: 'ACTIVE', version: 2 })]);
      expect(await operator.call(activatePartition, { id }, { idempotencyKey: key })).toEqual(first);
      expect(await operator.call(readPartitionPlan, { id })).toMatchObject({ version: 2, activatedAt: first.activatedAt });
      const events = await cluster.query(
        'grid',
        `SELECT 1 FROM outbox WHERE subject = 'grid.event.partition.activated.v1' AND aggregate_id = $1`,
        [id],
      );
      expect(events).toHaveLength(1);
    },
  );

  it('cut twenty times under load: every acknowledged write is there once', async () => {
    const load = await Load.begin(cluster, operator, community.west);
    for (let cut = 0; cut < 20; cut++) {
      await load.acknowledged(8);
      proxy.cut();
    }
    await expectExactlyOnce(cluster, await load.stop());
  });

  it('a fifth of a second away: all is slower and nothing is wrong', async () => {
    proxy.latencyMs = 100;
    const load = await Load.begin(cluster, operator, community.west);
    await load.acknowledged(30);
    proxy.heal();
    await expectExactlyOnce(cluster, await load.stop());
    expect([load.interrupted, load.slowest > 200]).toEqual([0, true]);
  });

  it('half-open: statements are given up in time, readiness falls, and new connections serve when the line is back', async () => {
    proxy.silence();
    const began = performance.now();
    const answers = await Promise.all([
      refusal(operator.client.call(readServiceRequest, { id: newId() })),
      refusal(
        operator.client.call(fileServiceRequest, {
          id: newId(),
          class: 'GENERAL',
          origin: 'PATROL',
          summary: '断线',
          gridCode: community.west,
        }),
      ),
    ]);
    expect(performance.now() - began).toBeLessThan(6000);
    expect(answers.map((answer) => answer?.status)).toEqual([503, 503]);
    expect([await ready(), await live()]).toEqual([503, { status: 200, fast: true }]);
    proxy.heal();
    await eventually(async () => (await ready()) === 200, { withinMs: 15_000 });
    const load = await Load.begin(cluster, operator, community.west);
    await load.acknowledged(20);
    await expectExactlyOnce(cluster, await load.stop());
  });

  it('refused for as long as it lasts: 503 at once, ready again within seconds', async () => {
    proxy.refuse();
    const waits: number[] = [];
    for (let time = 0; time < 10; time++) {
      const began = performance.now();
      expect(await refusal(operator.client.call(readServiceRequest, { id: newId() }))).toEqual({
        status: 503,
        code: 'platform.request.unavailable',
      });
      waits.push(performance.now() - began);
    }
    expect(Math.max(...waits)).toBeLessThan(1000);
    expect([await ready(), await live()]).toEqual([503, { status: 200, fast: true }]);
    proxy.heal();
    await eventually(async () => (await ready()) === 200, { withinMs: 5000 });
  });

  it('a pool used up by acts that wait for a lock: further acts are refused in time, single statements and health go on', async () => {
    const code = `${xilin}003`;
    const plans = Array.from({ length: 14 }, () => newId());
    for (const id of plans)
      await operator.call(draftPartition, {
        id,
        communityCode: code,
        grids: [{ type: 'URBAN_RENEWAL', boundary: stripe({ origin: [119.98, 31.77] }, 0, 1) }],
      });
    const id = await file();
    const lock = await hold(cluster.databases.grid!.url, 'BEGIN', 'LOCK TABLE partition_root IN ACCESS EXCLUSIVE MODE');
    const began = performance.now();
    const acts = plans.map((id) =>
      refusal(operator.client.call(activatePartition, { id })).then((answer) => ({ answer, after: performance.now() - began })),
    );
    const first = await Promise.race(acts);
    expect(first.answer).toMatchObject({ status: 503 });
    expect(first.after).toBeLessThan(4500);
    expect(await operator.call(acceptServiceRequest, { id })).toMatchObject({ version: 2 });
    expect(await live()).toEqual({ status: 200, fast: true });
    await lock.release();
    await Promise.all(acts);
    const active = `SELECT 1 FROM partition_plan WHERE id = ANY($1::uuid[]) AND status = 'ACTIVE'`;
    await eventually(async () => (await cluster.query('grid', active, [plans])).length === 1, { withinMs: 15_000 });
    await drawCommunity(operator, `${xilin}005`, [119.99, 31.77]);
  });
});
