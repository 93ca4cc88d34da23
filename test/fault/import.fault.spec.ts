import { commitImport, householdCounts, readImport, type IntakeView } from '@gezhi/shared/contracts';
import { eventually } from '@gezhi/shared/testing';
import { startCluster, type Cluster } from '../../scripts/cluster.js';
import { drawCommunity, spot, xilin, type Community } from '../support/community.js';
import { newId, operatorOf, refusal, type Person } from '../support/people.js';

const rows = 3000;

describe('X-03 an import that was interrupted goes on where it stopped and doubles nothing', () => {
  let cluster: Cluster;
  let operator: Person;
  let community: Community;
  let id: string;

  beforeAll(async () => {
    cluster = await startCluster({ processes: ['grid', 'property', 'gateway'] });
    operator = await operatorOf(cluster);
    community = await drawCommunity(operator, `${xilin}001`);
    const line = (number: number) => {
      const { lon, lat } = spot(community, number % 2 ? 'west' : 'east', number);
      return `R-${number},居民,${community.code},${number}幢101,${lon},${lat}`;
    };
    const sheet = ['台账编号,类别,社区代码,门牌标签,经度,纬度', ...Array.from({ length: rows }, (_, number) => line(number))].join('\n');
    const form = new FormData();
    form.append('file', new Blob([sheet]), '户册.csv');
    const checked = await operator.fetch(`/v1/imports?kind=households&placeCode=${community.code}`, {
      method: 'POST',
      headers: { 'idempotency-key': newId() },
      body: form,
    });
    const view = (await checked.json()) as IntakeView;
    expect(view).toMatchObject({ status: 'CHECKED', accepted: rows });
    id = view.id;
  }, 120_000);
  afterAll(() => cluster?.stop(), 60_000);

  const stored = async () => (await cluster.query<{ count: number }>('grid', 'SELECT count(*)::int AS count FROM household'))[0]!.count;
  const commit = () => refusal(operator.client.call(commitImport, { id })).catch(() => ({ status: 0, code: 'cut' }));

  it('killed at the gateway in the middle: some batches are stored, and the import says so', async () => {
    const committing = commit();
    await eventually(async () => (await stored()) >= 500, { withinMs: 20_000, everyMs: 5 });
    await cluster.nodes.get('gateway')!.end('SIGKILL');
    await committing;
    const before = await stored();
    expect(before).toBeLessThan(rows);
    await cluster.restart('gateway');
    expect(await operator.call(readImport, { id })).toMatchObject({ status: 'COMMITTING' });
  });

  it('killed at the service in the middle of what is left: the commit is refused or done, never wrong', async () => {
    const before = await stored();
    const committing = commit();
    await eventually(async () => (await stored()) > before, { withinMs: 20_000, everyMs: 5 });
    await cluster.nodes.get('grid')!.end('SIGKILL');
    const answer = await committing;
    expect([undefined, 503]).toContain(answer?.status);
    await cluster.restart('grid');
  });

  it('committed again it ends with every row once, and the other services have heard of each', async () => {
    await eventually(async () => (await commit()) === undefined || (await operator.call(readImport, { id })).status === 'COMMITTED', {
      withinMs: 60_000,
      everyMs: 500,
    });
    expect(await operator.call(readImport, { id })).toMatchObject({ status: 'COMMITTED', rows, accepted: rows, refused: 0 });
    expect((await operator.call(householdCounts, { placeCode: community.code })).resident).toBe(rows);
    expect(await cluster.query('grid', 'SELECT external_ref FROM household GROUP BY 1 HAVING count(*) > 1')).toEqual([]);
    const heard = 'SELECT count(*)::int AS count FROM known_household';
    await eventually(async () => (await cluster.query<{ count: number }>('property', heard))[0]!.count === rows, { withinMs: 30_000 });
  });
});
