import { moveHousehold, readHousehold } from '@gezhi/shared/contracts';
import { startCluster, type Cluster } from '../../scripts/cluster.js';
import { drawCommunity, settle, spot, xilin, type Community } from '../support/community.js';
import { newId, operatorOf, type Person } from '../support/people.js';

describe('X-T1 a write repeated under one Idempotency-Key has one effect and one answer', () => {
  let cluster: Cluster;
  let operator: Person;
  let community: Community;
  let numbers = 100;

  beforeAll(async () => {
    cluster = await startCluster({ processes: ['grid', 'gateway'] });
    operator = await operatorOf(cluster);
    community = await drawCommunity(operator, `${xilin}001`);
  }, 120_000);
  afterAll(() => cluster?.stop(), 60_000);

  const filing = (summary = '井盖松动') => ({ id: newId(), class: 'GENERAL', origin: 'PATROL', summary, gridCode: community.west });
  const file = (body: object, key: string, by = operator) => by.post('/v1/service-requests', body, { 'idempotency-key': key });
  const effects = async (id: string) => {
    const count = async (sql: string) => (await cluster.query<{ count: number }>('grid', sql, [id]))[0]!.count;
    return {
      rows: await count('SELECT count(*)::int AS count FROM service_request WHERE id = $1::uuid'),
      events: await count('SELECT count(*)::int AS count FROM outbox WHERE aggregate_id = $1'),
      audits: await count('SELECT count(*)::int AS count FROM audit WHERE aggregate_id = $1'),
    };
  };

  it('same key, same body: the same status, body and ETag', async () => {
    const [body, key] = [filing(), newId()];
    const answers = [];
    for (let time = 0; time < 3; time++) {
      const response = await file(body, key);
      answers.push({ status: response.status, etag: response.headers.get('etag'), body: await response.text() });
    }
    expect(answers[0]).toMatchObject({ status: 201, etag: '"1"' });
    expect(answers.slice(1)).toEqual([answers[0], answers[0]]);
    expect(await effects(body.id)).toEqual({ rows: 1, events: 1, audits: 1 });
  });

  it('the answer stays that of the first time when the request has moved on since', async () => {
    const [body, key] = [filing(), newId()];
    const first = await (await file(body, key)).text();
    await operator.post(`/v1/service-requests/${body.id}/accept`, {});
    expect(await (await file(body, key)).text()).toBe(first);
  });

  it('same key, another body: 422 and no second effect', async () => {
    const [body, key] = [filing(), newId()];
    await file(body, key);
    const other = filing();
    const response = await file(other, key);
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([422, 'platform.request.idempotency-key-reused']);
    expect(await effects(other.id)).toEqual({ rows: 0, events: 0, audits: 0 });
  });

  it('twenty at once: one effect, twenty equal answers', async () => {
    const [body, key] = [filing(), newId()];
    const answers = await Promise.all(Array.from({ length: 20 }, () => file(body, key).then((response) => response.text())));
    expect(new Set(answers).size).toBe(1);
    expect(JSON.parse(answers[0]!)).toMatchObject({ id: body.id, state: 'FILED' });
    expect(await effects(body.id)).toEqual({ rows: 1, events: 1, audits: 1 });
  });

  it('twenty moves of one household at once under one key: its version grows by one', async () => {
    const id = await settle(operator, community, 'west', ++numbers);
    const to = { id, addressLabel: '2幢202', ...spot(community, 'east', numbers) };
    const idempotencyKey = newId();
    const moved = await Promise.all(Array.from({ length: 20 }, () => operator.call(moveHousehold, to, { idempotencyKey })));
    expect(new Set(moved.map(({ version }) => version))).toEqual(new Set([2]));
    expect(await operator.call(readHousehold, { id })).toMatchObject({ version: 2, gridCode: community.east });
  });

  it('a created id sent again late, under another key, is a no-op; with other content it is taken', async () => {
    const body = filing();
    await file(body, newId());
    const again = await file(body, newId());
    expect([again.status, ((await again.json()) as { id: string }).id]).toEqual([201, body.id]);
    const other = await file({ ...body, summary: '别的事' }, newId());
    expect([other.status, ((await other.json()) as { code: string }).code]).toEqual([409, 'platform.request.id-taken']);
    expect(await effects(body.id)).toEqual({ rows: 1, events: 1, audits: 1 });
  });

  it('refusals are not stored: the same key and body succeed once the reason is gone', async () => {
    const [code, key] = [`${xilin}002`, newId()];
    const body = { ...filing(), gridCode: `${code}001` };
    expect((await file(body, key)).status).toBe(404);
    await drawCommunity(operator, code, [119.95, 31.77]);
    expect((await file(body, key)).status).toBe(201);
    expect(await effects(body.id)).toEqual({ rows: 1, events: 1, audits: 1 });
  });

  it('a write without a key is refused, and a stale version too', async () => {
    const body = filing();
    const keyless = await operator.fetch('/v1/service-requests', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect([keyless.status, ((await keyless.json()) as { code: string }).code]).toEqual([400, 'platform.request.idempotency-key-required']);
    await file(body, newId());
    const stale = await operator.post(`/v1/service-requests/${body.id}/accept`, {}, { 'if-match': '"7"' });
    expect([stale.status, ((await stale.json()) as { code: string }).code]).toEqual([412, 'platform.request.stale-version']);
    const current = await operator.post(`/v1/service-requests/${body.id}/accept`, {}, { 'if-match': '"1"' });
    expect([current.status, current.headers.get('etag')]).toEqual([200, '"2"']);
  });
});
