import { setTimeout as sleep } from 'node:timers/promises';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { acceptServiceRequest, fileServiceRequest, placeOverview } from '@gezhi/shared/contracts';
import { eventually, startBroker, type Broker } from '@gezhi/shared/testing';
import { startCluster, type Cluster } from '../../scripts/cluster.js';
import { drawCommunity, xilin, type Community } from '../support/community.js';
import { expectExactlyOnce, Load } from '../support/load.js';
import { listen } from '../support/live.js';
import { appoint, newId, operatorOf, refusal, type Person } from '../support/people.js';

/** How long the broker is gone; a minute or five with BROKER_GONE_SECONDS. */
const goneMs = Number(process.env.BROKER_GONE_SECONDS ?? 20) * 1000;
const processes = ['grid', 'incentive', 'gateway'];

describe('the broker is transport: whatever happens to it, nothing acknowledged is lost and no hand is needed', () => {
  let broker: Broker;
  let cluster: Cluster;
  let operator: Person;
  let community: Community;

  beforeAll(async () => {
    broker = await startBroker();
    await broker.kill('SIGKILL');
    cluster = await startCluster({ processes, broker, awaitReady: false });
  }, 60_000);
  afterAll(async () => {
    await cluster?.stop();
    await broker?.stop();
  }, 60_000);

  const health = (what: string) =>
    Promise.all(
      [...cluster.nodes.values()].map((node) =>
        fetch(`${node.healthUrl}/health/${what}`).then(
          ({ status }) => status,
          () => 0,
        ),
      ),
    );
  const all = (status: number) => processes.map(() => status);
  const pids = () => [...cluster.nodes.values()].map(({ pid }) => pid);
  const manager = async () => {
    const connection = await connect({ servers: broker.url });
    return { connection, manager: await jetstreamManager(connection) };
  };

  it('absent at the start: processes are alive and not ready; ready by themselves when it comes', async () => {
    await eventually(async () => expect(await health('live')).toEqual(all(200)), { withinMs: 30_000 });
    await eventually(async () => expect(await health('ready')).toEqual(all(503)));
    await broker.restart();
    await eventually(async () => (await Promise.all([...cluster.nodes.values()].map((node) => node.ready()))).every(Boolean), {
      withinMs: 20_000,
    });
    operator = await operatorOf(cluster);
    community = await drawCommunity(operator, `${xilin}001`);
  });

  it(`gone for ${goneMs / 1000} seconds: writes are refused at once meanwhile, and all that was acknowledged arrives once`, async () => {
    const before = pids();
    const load = await Load.begin(cluster, operator, community.west);
    await load.acknowledged(60);
    await broker.kill('SIGKILL');
    for (const end = Date.now() + goneMs; Date.now() < end; await sleep(1000)) {
      const began = performance.now();
      expect(
        await refusal(
          operator.client.call(fileServiceRequest, {
            id: newId(),
            class: 'GENERAL',
            origin: 'PATROL',
            summary: '断线',
            gridCode: community.east,
          }),
        ),
      ).toMatchObject({ status: 503 });
      expect(performance.now() - began).toBeLessThan(1000);
    }
    await broker.restart();
    const restored = performance.now();
    await load.acknowledged(1);
    expect(performance.now() - restored).toBeLessThan(5000);
    await load.acknowledged(60);
    await expectExactlyOnce(cluster, await load.stop());
    expect(load.interrupted).toBeGreaterThan(0);
    expect(pids()).toEqual(before);
  });

  it('frozen for eight seconds while events are on their way: timeouts are no failures, and nothing happens twice', async () => {
    const load = await Load.begin(cluster, operator, community.west);
    await load.acknowledged(60);
    await broker.kill('SIGSTOP');
    await sleep(8000);
    await broker.kill('SIGCONT');
    await load.acknowledged(60);
    await expectExactlyOnce(cluster, await load.stop());
  });

  it('its data lost under load: stream and listeners are made anew, what was told and what was not arrives once', async () => {
    const load = await Load.begin(cluster, operator, community.west);
    await load.acknowledged(60);
    await broker.restart({ wiped: true });
    await load.acknowledged(60);
    await expectExactlyOnce(cluster, await load.stop());
  });

  it('its data lost before a listener had heard: it hears everything when it is back', async () => {
    await cluster.nodes.get('incentive')!.end('SIGTERM');
    const load = await Load.begin(cluster, operator, community.west);
    await load.acknowledged(80);
    const history = await load.stop();
    await eventually(async () => (await cluster.query('grid', 'SELECT 1 FROM outbox WHERE published_at IS NULL LIMIT 1')).length === 0, {
      withinMs: 20_000,
    });
    await broker.restart({ wiped: true });
    await cluster.restart('incentive');
    const { ok } = await expectExactlyOnce(cluster, history);
    expect(ok).toBeGreaterThanOrEqual(80);
  });

  it('the stream deleted under the processes: it is made anew and nothing is missing', async () => {
    const load = await Load.begin(cluster, operator, community.west);
    await load.acknowledged(40);
    const admin = await manager();
    await admin.manager.streams.delete('EVENTS');
    await admin.connection.close();
    await load.acknowledged(40);
    await expectExactlyOnce(cluster, await load.stop());
  });

  it('a listener deleted under its process: it is made anew, hears what came meanwhile, and forgets nothing it had done', async () => {
    const load = await Load.begin(cluster, operator, community.west);
    await load.acknowledged(40);
    const admin = await manager();
    await admin.manager.consumers.delete('EVENTS', 'incentive_fact_request-filed');
    await admin.connection.close();
    await load.acknowledged(40);
    await expectExactlyOnce(cluster, await load.stop());
  });

  it('the stream refuses to store (its disk is full): writes are taken all the same and told when it stores again', async () => {
    const admin = await manager();
    const { config, state } = await admin.manager.streams.info('EVENTS');
    await admin.manager.streams.update('EVENTS', { ...config, max_bytes: state.bytes + 1, discard: 'new' as never });
    const load = await Load.begin(cluster, operator, community.west);
    await load.acknowledged(60);
    const history = await load.stop();
    expect(load.interrupted).toBe(0);
    const waiting = await cluster.query('grid', 'SELECT 1 FROM outbox WHERE published_at IS NULL');
    expect(waiting.length).toBeGreaterThanOrEqual(60);
    await admin.manager.streams.update('EVENTS', { ...config });
    await admin.connection.close();
    await expectExactlyOnce(cluster, history);
  });

  it('live streams are heard again after all of it, and sessions end as before', async () => {
    const worker = await appoint(cluster, operator, { role: 'grid-worker', scope: community.west });
    const stream = await listen(worker);
    const id = newId();
    await operator.call(fileServiceRequest, { id, class: 'GENERAL', origin: 'PATROL', summary: '恢复', gridCode: community.west });
    await operator.call(acceptServiceRequest, { id });
    const told = () => ({ ended: stream.ended, accepted: stream.of('grid.event.service-request.accepted.v1').length });
    await eventually(() => expect(told()).toEqual({ ended: false, accepted: 1 }), { withinMs: 10_000 });
    await broker.restart({ wiped: true });
    await eventually(async () => (await operator.call(placeOverview, { code: community.code })).grid !== null, { withinMs: 20_000 });
    await eventually(async () => expect(await health('ready')).toEqual(all(200)), { withinMs: 20_000 });
    const after = newId();
    await operator.call(fileServiceRequest, { id: after, class: 'GENERAL', origin: 'PATROL', summary: '恢复', gridCode: community.west });
    await eventually(() => stream.of('grid.event.service-request.filed.v1').some(({ data }) => data.data!.requestId === after), {
      withinMs: 10_000,
    });
    await worker.signOut();
    await eventually(() => stream.ended, { withinMs: 3000 });
  });
});
