import { fileServiceRequest } from '@gezhi/shared/contracts';
import { eventually, startBroker, type Broker } from '@gezhi/shared/testing';
import { startCluster, type Cluster } from '../../scripts/cluster.js';
import { drawCommunity, xilin, type Community } from '../support/community.js';
import { expectExactlyOnce, Load } from '../support/load.js';
import { newId, operatorOf, refusal, type Person } from '../support/people.js';
import { Proxy } from '../support/proxy.js';

describe('a service cut off from the broker alone comes back by itself, and what it had promised holds', () => {
  let broker: Broker;
  let lines: Record<string, Proxy>;
  let cluster: Cluster;
  let operator: Person;
  let community: Community;

  beforeAll(async () => {
    broker = await startBroker();
    lines = { grid: await Proxy.to('127.0.0.1', broker.port), incentive: await Proxy.to('127.0.0.1', broker.port) };
    cluster = await startCluster({
      processes: ['grid', 'incentive', 'gateway'],
      broker,
      environmentOf: (name) => (lines[name] ? { NATS_URL: lines[name].insteadOf(broker.url) } : {}),
    });
    operator = await operatorOf(cluster);
    community = await drawCommunity(operator, `${xilin}001`);
  }, 120_000);
  afterEach(() => Object.values(lines).forEach((line) => line.heal()));
  afterAll(async () => {
    await cluster?.stop();
    await Promise.all(Object.values(lines ?? {}).map((line) => line.close()));
    await broker?.stop();
  }, 60_000);

  const ready = (name: string) => fetch(`${cluster.nodes.get(name)!.healthUrl}/health/ready`).then(({ status }) => status);

  it.each(['incentive', 'grid'])(
    'the line of %s cut ten times under load, acknowledgements and answers lost with it: everything is there once',
    async (name) => {
      const load = await Load.begin(cluster, operator, community.west);
      for (let cut = 0; cut < 10; cut++) {
        await load.acknowledged(15);
        lines[name]!.cut();
      }
      await load.acknowledged(15);
      await expectExactlyOnce(cluster, await load.stop());
    },
  );

  it('the listener cut off for a while: writes go on, its readiness falls, and it hears everything when the line is back', async () => {
    lines.incentive!.refuse();
    await eventually(async () => (await ready('incentive')) === 503, { withinMs: 10_000 });
    const load = await Load.begin(cluster, operator, community.west);
    await load.acknowledged(100);
    const history = await load.stop();
    expect(load.interrupted).toBe(0);
    lines.incentive!.heal();
    await expectExactlyOnce(cluster, history);
    await eventually(async () => (await ready('incentive')) === 200, { withinMs: 10_000 });
  });

  it('the service’s line half-open: its requests are refused in time, and it notices, reconnects and serves', async () => {
    lines.grid!.silence();
    const began = performance.now();
    expect(
      await refusal(
        operator.client.call(fileServiceRequest, {
          id: newId(),
          class: 'GENERAL',
          origin: 'PATROL',
          summary: '半开',
          gridCode: community.west,
        }),
      ),
    ).toMatchObject({ status: 503 });
    expect(performance.now() - began).toBeLessThan(6000);
    await eventually(async () => (await ready('grid')) === 503, { withinMs: 20_000 });
    lines.grid!.heal();
    await eventually(async () => (await ready('grid')) === 200, { withinMs: 10_000 });
    const load = await Load.begin(cluster, operator, community.west);
    await load.acknowledged(30);
    await expectExactlyOnce(cluster, await load.stop());
  });

  it('a tenth of a second away from the broker: all is slower and nothing is wrong', async () => {
    for (const line of Object.values(lines)) line.latencyMs = 50;
    const load = await Load.begin(cluster, operator, community.west);
    await load.acknowledged(60);
    const history = await load.stop();
    await expectExactlyOnce(cluster, history);
    expect(load.interrupted).toBe(0);
  });
});
