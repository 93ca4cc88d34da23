import { fileServiceRequest } from '@gezhi/shared/contracts';
import { eventually } from '@gezhi/shared/testing';
import { startCluster, type Cluster } from '../../scripts/cluster.js';
import { drawCommunity, xilin, type Community } from '../support/community.js';
import { hold } from '../support/held.js';
import { expectExactlyOnce, Load } from '../support/load.js';
import { listen } from '../support/live.js';
import { newId, operatorOf, type Person } from '../support/people.js';

const graceSeconds = 5;

describe('X-T6 a process that is told to stop finishes what it has begun and says no to the rest', () => {
  let cluster: Cluster;
  let operator: Person;
  let community: Community;

  beforeAll(async () => {
    cluster = await startCluster({
      processes: ['grid', 'incentive', 'gateway'],
      environmentOf: (name) => (name === 'incentive' ? { GRACE_SECONDS: String(graceSeconds) } : {}),
    });
    operator = await operatorOf(cluster);
    community = await drawCommunity(operator, `${xilin}001`);
  }, 120_000);
  afterAll(() => cluster?.stop(), 60_000);

  const body = () => ({ id: newId(), class: 'GENERAL', origin: 'PATROL' as const, summary: '停机', gridCode: community.west });
  /** Requests that hang in the database until it is released. */
  const inFlight = async (count: number) => {
    const lock = await hold(cluster.databases.grid!.url, 'BEGIN', 'LOCK TABLE service_request IN EXCLUSIVE MODE');
    const bodies = Array.from({ length: count }, body);
    const answers = Promise.all(
      bodies.map((each) =>
        operator
          .post('/v1/service-requests', each)
          .then(async (response) => ({ id: each.id, status: response.status, text: await response.text() })),
      ),
    );
    const waiting = `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`;
    await eventually(async () => (await cluster.query('grid', waiting)).length > 0, { everyMs: 5 });
    return { lock, answers };
  };
  const stored = async (ids: readonly string[]) =>
    (await cluster.query<{ id: string }>('grid', 'SELECT id FROM service_request WHERE id = ANY($1::uuid[])', [ids])).map(({ id }) => id);

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'a service with requests in flight, %s: each is answered, what was acknowledged is stored, the exit is clean',
    async (signal) => {
      const grid = cluster.nodes.get('grid')!;
      const { lock, answers } = await inFlight(20);
      const began = performance.now();
      grid.signal(signal);
      await lock.release();
      const results = await answers;
      expect(await grid.ended).toBe(0);
      expect(performance.now() - began).toBeLessThan(10_000);
      expect(results.filter(({ status }) => ![201, 409, 503].includes(status))).toEqual([]);
      const acknowledged = results.filter(({ status }) => status === 201).map(({ id }) => id);
      expect(acknowledged.length).toBeGreaterThan(0);
      expect((await stored(acknowledged)).toSorted()).toEqual(acknowledged.toSorted());
      expect(await cluster.query('grid', 'SELECT 1 FROM outbox WHERE published_at IS NULL')).toEqual([]);
      await cluster.restart('grid');
      const told = `SELECT 1 FROM fact WHERE subject_id = ANY($1::uuid[]) AND kind = 'request-filed'`;
      await eventually(async () => (await cluster.query('incentive', told, [acknowledged])).length === acknowledged.length, {
        withinMs: 20_000,
      });
    },
  );

  it('the gateway with requests in flight and a live stream: requests are answered, the stream is ended, the exit is clean', async () => {
    const gateway = cluster.nodes.get('gateway')!;
    const stream = await listen(operator);
    const { lock, answers } = await inFlight(20);
    gateway.signal('SIGTERM');
    await lock.release();
    const results = await answers;
    expect(results.filter(({ status }) => ![201, 409, 503].includes(status))).toEqual([]);
    const acknowledged = results.filter(({ status }) => status === 201).map(({ id }) => id);
    expect(acknowledged.length).toBeGreaterThan(0);
    expect((await stored(acknowledged)).toSorted()).toEqual(acknowledged.toSorted());
    await eventually(() => stream.ended);
    expect(await gateway.ended).toBe(0);
    await cluster.restart('gateway');
  });

  it('told twice it stops once, as cleanly', async () => {
    const grid = cluster.nodes.get('grid')!;
    const { lock, answers } = await inFlight(5);
    grid.signal('SIGTERM');
    grid.signal('SIGTERM');
    grid.signal('SIGINT');
    await lock.release();
    await answers;
    expect(await grid.ended).toBe(0);
    await cluster.restart('grid');
  });

  it('one that cannot finish is ended when its grace is over, and what it was at is done after the restart', async () => {
    const request = body();
    const incentive = (sql: string) => cluster.query('incentive', sql);
    await incentive('CREATE FUNCTION hang() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(60); RETURN NEW; END $$');
    await incentive(
      `CREATE TRIGGER hang BEFORE INSERT ON fact FOR EACH ROW WHEN (NEW.subject_id = '${request.id}') EXECUTE FUNCTION hang()`,
    );
    await operator.call(fileServiceRequest, request);
    const hanging = `SELECT pid FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database()`;
    await eventually(async () => (await incentive(hanging)).length === 1, { withinMs: 10_000 });
    const began = performance.now();
    expect(await cluster.nodes.get('incentive')!.end('SIGTERM')).toBe(1);
    expect(performance.now() - began).toBeLessThan((graceSeconds + 2) * 1000);
    await incentive(`SELECT pg_terminate_backend(pid) FROM (${hanging}) stuck`);
    await incentive('DROP FUNCTION hang() CASCADE');
    await cluster.restart('incentive');
    await eventually(async () => (await incentive(`SELECT 1 FROM fact WHERE subject_id = '${request.id}'`)).length === 1, {
      withinMs: 30_000,
    });
  });

  it('a listener stopped under load leaves nothing half done: all effects are there once', async () => {
    const load = await Load.begin(cluster, operator, community.west);
    for (let stop = 0; stop < 2; stop++) {
      await load.acknowledged(40);
      expect(await cluster.nodes.get('incentive')!.end('SIGTERM')).toBe(0);
      await cluster.restart('incentive');
    }
    await expectExactlyOnce(cluster, await load.stop());
  });

  it('a rolling restart of two replicas under load: no request fails', async () => {
    await cluster.start('grid', 'grid-2');
    const load = await Load.begin(cluster, operator, community.west);
    for (const replica of ['grid', 'grid-2', 'grid']) {
      await load.acknowledged(40);
      expect(await cluster.nodes.get(replica)!.end('SIGTERM')).toBe(0);
      await load.acknowledged(20);
      await cluster.restart(replica);
    }
    const history = await load.stop();
    expect([load.interrupted, history.count('refused'), history.count('unknown')]).toEqual([0, 0, 0]);
    await expectExactlyOnce(cluster, history);
  });

  it('without a service its requests are refused at once, and others are served', async () => {
    await Promise.all(['grid', 'grid-2'].map((replica) => cluster.nodes.get(replica)!.end('SIGTERM')));
    const began = performance.now();
    const response = await operator.post('/v1/service-requests', body());
    expect([response.status, performance.now() - began < 1000]).toEqual([503, true]);
    expect((await operator.fetch('/v1/account')).status).toBe(200);
    await cluster.restart('grid');
    await operator.call(fileServiceRequest, body());
  });
});
