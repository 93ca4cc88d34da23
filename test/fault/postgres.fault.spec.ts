import { fileServiceRequest } from '@gezhi/shared/contracts';
import { eventually } from '@gezhi/shared/testing';
import { startCluster, type Cluster } from '../../scripts/cluster.js';
import { drawCommunity, xilin, type Community } from '../support/community.js';
import { expectExactlyOnce, Load } from '../support/load.js';
import { ownPostgres, type OwnPostgres } from '../support/own-postgres.js';
import { newId, operatorOf, refusal, type Person } from '../support/people.js';

const processes = ['grid', 'incentive', 'gateway'];

describe('PostgreSQL is the record: what it acknowledged survives its end, and the processes find it again by themselves', () => {
  const shared = process.env.TEST_POSTGRES_URL;
  let postgres: OwnPostgres;
  let cluster: Cluster;
  let operator: Person;
  let community: Community;

  beforeAll(async () => {
    postgres = await ownPostgres();
    process.env.TEST_POSTGRES_URL = postgres.url;
    cluster = await startCluster({ processes });
    operator = await operatorOf(cluster);
    community = await drawCommunity(operator, `${xilin}001`);
  }, 120_000);
  afterAll(async () => {
    await cluster?.stop();
    await postgres?.stop();
    process.env.TEST_POSTGRES_URL = shared;
  }, 60_000);

  const health = (what: string) =>
    Promise.all([...cluster.nodes.values()].map((node) => fetch(`${node.healthUrl}/health/${what}`).then(({ status }) => status)));
  const all = (status: number) => processes.map(() => status);
  const pids = () => [...cluster.nodes.values()].map(({ pid }) => pid);

  it('ended immediately three times under load: every acknowledged write is there once, as row, event and effect', async () => {
    const before = pids();
    const load = await Load.begin(cluster, operator, community.west);
    for (let crash = 0; crash < 3; crash++) {
      await load.acknowledged(60);
      await postgres.crash();
      await postgres.restart();
      const back = performance.now();
      await load.acknowledged(1);
      expect(performance.now() - back).toBeLessThan(5000);
    }
    await load.acknowledged(60);
    const history = await load.stop();
    const { ok } = await expectExactlyOnce(cluster, history);
    expect(ok).toBeGreaterThanOrEqual(240);
    expect(load.interrupted).toBeGreaterThan(0);
    expect(pids()).toEqual(before);
  });

  it('gone: nobody is ready, all are alive, and writes are refused within the time limit; back: all are ready', async () => {
    await postgres.crash();
    await eventually(async () => expect(await health('ready')).toEqual(all(503)), { withinMs: 10_000 });
    expect(await health('live')).toEqual(all(200));
    const began = performance.now();
    expect(
      await refusal(
        operator.client.call(fileServiceRequest, {
          id: newId(),
          class: 'GENERAL',
          origin: 'PATROL',
          summary: '断库',
          gridCode: community.west,
        }),
      ),
    ).toMatchObject({ status: 503 });
    expect(performance.now() - began).toBeLessThan(5500);
    await postgres.restart();
    await eventually(async () => expect(await health('ready')).toEqual(all(200)), { withinMs: 20_000 });
  });

  it('every backend terminated at once, idle or not: no process ends and no client has to know', async () => {
    const before = pids();
    const load = await Load.begin(cluster, operator, community.west);
    for (let round = 0; round < 3; round++) {
      await load.acknowledged(30);
      await cluster.query(
        'grid',
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND application_name LIKE 'gezhi-%'`,
      );
    }
    await load.acknowledged(30);
    await expectExactlyOnce(cluster, await load.stop());
    expect(pids()).toEqual(before);
    expect(await health('ready')).toEqual(all(200));
  });

  it('connections used up by others: the services keep theirs, and what needs a new one is refused, not hung', async () => {
    const [{ limit }] = (await cluster.query<{ limit: number }>('grid', `SELECT current_setting('max_connections')::int AS limit`)) as [
      { limit: number },
    ];
    const greedy = await takeConnections(postgres.url, limit);
    const began = performance.now();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        refusal(
          operator.client.call(fileServiceRequest, {
            id: newId(),
            class: 'GENERAL',
            origin: 'PATROL',
            summary: '拥挤',
            gridCode: community.west,
          }),
        ),
      ),
    );
    expect(performance.now() - began).toBeLessThan(6000);
    for (const answer of answers) expect([undefined, 503]).toContain(answer?.status);
    expect(await health('live')).toEqual(all(200));
    await greedy.release();
    const load = await Load.begin(cluster, operator, community.west);
    await load.acknowledged(30);
    await expectExactlyOnce(cluster, await load.stop());
  });
});

/** Opens connections until the server gives no more. */
async function takeConnections(url: string, most: number): Promise<{ release(): Promise<void> }> {
  const { default: pg } = await import('pg');
  const clients: InstanceType<typeof pg.Client>[] = [];
  for (let count = 0; count < most; count++) {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    try {
      await client.connect();
      clients.push(client);
    } catch {
      break;
    }
  }
  return { release: async () => void (await Promise.all(clients.map((client) => client.end()))) };
}
