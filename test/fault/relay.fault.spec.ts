import { dispatchServiceRequest, acceptServiceRequest, fileServiceRequest } from '@gezhi/shared/contracts';
import { eventually } from '@gezhi/shared/testing';
import { startCluster, type Cluster } from '../../scripts/cluster.js';
import { connectBus } from '../support/bus.js';
import { drawCommunity, xilin, type Community } from '../support/community.js';
import { hold, holdRelay } from '../support/held.js';
import { expectExactlyOnce, Load } from '../support/load.js';
import { newId, operatorOf, type Person } from '../support/people.js';

interface Heard {
  readonly id: string;
  readonly aggregate: string;
  readonly version: number;
}

describe('X-T2 what was acknowledged is told once, whatever becomes of the process that promised it', () => {
  let cluster: Cluster;
  let operator: Person;
  let community: Community;

  beforeAll(async () => {
    cluster = await startCluster({ processes: ['grid', 'incentive', 'gateway'] });
    operator = await operatorOf(cluster);
    community = await drawCommunity(operator, `${xilin}001`);
  }, 120_000);
  afterAll(() => cluster?.stop(), 60_000);

  const file = async (): Promise<string> => {
    const id = newId();
    await operator.call(fileServiceRequest, { id, class: 'GENERAL', origin: 'PATROL', summary: '巡查发现', gridCode: community.west });
    return id;
  };
  const outbox = async (id: string) =>
    (
      await cluster.query<{ id: string; published: boolean }>(
        'grid',
        'SELECT id, published_at IS NOT NULL AS published FROM outbox WHERE aggregate_id = $1',
        [id],
      )
    )[0]!;
  const effects = async (id: string) => (await cluster.query('incentive', 'SELECT 1 FROM fact WHERE subject_id = $1', [id])).length;
  const gridUrl = () => cluster.databases.grid!.url;

  it('killed between commit and publish: the event arrives after the restart', async () => {
    const relay = await holdRelay(gridUrl());
    const id = await file();
    await cluster.nodes.get('grid')!.end('SIGKILL');
    await relay.release();
    expect([await outbox(id), await effects(id)]).toEqual([expect.objectContaining({ published: false }), 0]);
    await cluster.restart('grid');
    await eventually(async () => (await effects(id)) === 1, { withinMs: 20_000 });
    expect(await outbox(id)).toMatchObject({ published: true });
  });

  it('killed between publish and mark: the event is published again and has one effect', async () => {
    const relay = await holdRelay(gridUrl());
    const id = await file();
    const mark = await hold(gridUrl(), 'BEGIN', `SELECT 1 FROM outbox WHERE aggregate_id = '${id}' FOR UPDATE`);
    await relay.release();
    await eventually(async () => (await effects(id)) === 1, { withinMs: 20_000 });
    await cluster.nodes.get('grid')!.end('SIGKILL');
    await mark.release();
    const { id: eventId, published } = await outbox(id);
    expect(published).toBe(false);
    await cluster.restart('grid');
    await eventually(async () => (await outbox(id)).published, { withinMs: 20_000 });
    const later = await file();
    await eventually(async () => (await effects(later)) === 1, { withinMs: 20_000 });
    expect(await effects(id)).toBe(1);
    expect(await cluster.query('incentive', 'SELECT 1 FROM inbox WHERE event_id = $1', [eventId])).toHaveLength(1);
  });

  it('a transaction that began before others and commits after them is not skipped', async () => {
    const slow = newId();
    const event = `jsonb_set(jsonb_set(event::jsonb, '{id}', to_jsonb('${slow}'::text)), '{data,requestId}', to_jsonb('${slow}'::text))::text`;
    const copy = `INSERT INTO outbox (id, subject, aggregate_id, place_code, event) SELECT '${slow}', subject, '${slow}', place_code, ${event}
      FROM outbox WHERE aggregate_id = '${await file()}'`;
    const late = await hold(gridUrl(), 'BEGIN', copy);
    const later = [await file(), await file()];
    for (const id of later) await eventually(async () => (await effects(id)) === 1, { withinMs: 20_000 });
    expect(await effects(slow)).toBe(0);
    await late.commit();
    await eventually(async () => (await effects(slow)) === 1, { withinMs: 20_000 });
  });

  it('what was rolled back is never told', async () => {
    const phantom = newId();
    const rolledBack = await hold(
      gridUrl(),
      'BEGIN',
      `INSERT INTO outbox (id, subject, aggregate_id, place_code, event) SELECT '${phantom}', subject, '${phantom}', place_code, event FROM outbox LIMIT 1`,
    );
    await rolledBack.release();
    const marker = await file();
    await eventually(async () => (await effects(marker)) === 1, { withinMs: 20_000 });
    expect(await cluster.query('incentive', 'SELECT 1 FROM inbox WHERE event_id = $1', [phantom])).toEqual([]);
  });

  it('killed three times while clients write: every acknowledged write is there once, as row, event and effect', async () => {
    const load = await Load.begin(cluster, operator, community.east);
    for (let kill = 0; kill < 3; kill++) {
      await load.acknowledged(60);
      await cluster.nodes.get('grid')!.end('SIGKILL');
      await cluster.restart('grid');
    }
    await load.acknowledged(60);
    const history = await load.stop();
    const { ok } = await expectExactlyOnce(cluster, history);
    expect(ok).toBeGreaterThanOrEqual(240);
  });

  it('the listener killed three times meanwhile: no effect is missing and none happens twice', async () => {
    const load = await Load.begin(cluster, operator, community.east);
    for (let kill = 0; kill < 3; kill++) {
      await load.acknowledged(60);
      await cluster.nodes.get('incentive')!.end('SIGKILL');
      await cluster.restart('incentive');
    }
    const history = await load.stop();
    await expectExactlyOnce(cluster, history);
    expect(await cluster.query('incentive', 'SELECT 1 FROM dead_letter')).toEqual([]);
  });

  describe('two replicas relay at once', () => {
    beforeAll(async () => void (await cluster.start('grid', 'grid-2')), 60_000);

    it('events of one request are stored in the order of its versions, each once', async () => {
      const heard: Heard[] = [];
      const bus = await connectBus(cluster);
      await bus.bus.follow('grid.event.service-request.>', new Date(Date.now() - 1000).toISOString(), (fact) => {
        const { id, data } = JSON.parse(fact.event) as { id: string; data: { requestId: string; version: number } };
        heard.push({ id, aggregate: data.requestId, version: data.version });
      });
      const ids = await Promise.all(Array.from({ length: 8 }, file));
      const life = async (id: string) => {
        await operator.call(acceptServiceRequest, { id });
        for (let turn = 0; turn < 20; turn++) await operator.call(dispatchServiceRequest, { id, handlerId: operator.accountId });
      };
      await Promise.all(ids.map(life));
      await eventually(() => ids.every((id) => heard.filter(({ aggregate }) => aggregate === id).length >= 22), { withinMs: 20_000 });
      for (const id of ids) {
        const versions = heard.filter(({ aggregate }) => aggregate === id).map(({ version }) => version);
        expect(versions).toEqual(Array.from({ length: 22 }, (_, index) => index + 1));
      }
      expect(new Set(heard.map(({ id }) => id)).size).toBe(heard.length);
      await bus.close();
    });

    it('one of them killed under load: the other goes on, nothing is lost and nothing happens twice', async () => {
      const load = await Load.begin(cluster, operator, community.east);
      await load.acknowledged(80);
      await cluster.nodes.get('grid')!.end('SIGKILL');
      await load.acknowledged(80);
      await cluster.restart('grid');
      await load.acknowledged(80);
      const history = await load.stop();
      await expectExactlyOnce(cluster, history);
    });
  });
});
