import { Module } from '@nestjs/common';
import { assignmentChanged } from '../contracts/gateway/account-events.js';
import { platformContracts } from '../contracts/platform-operations.js';
import { requestErrors } from '../contracts/platform.js';
import { newId } from '../database/unit-of-work.js';
import { DomainError } from '../domain/decision.js';
import { eventually } from '../testing/eventually.js';
import { startTestService, type TestService } from '../testing/service.js';

@Module({})
class NoFeatures {}

const { advanceClock, runSchedules, exportPerson, erasePerson, auditTrail, keptSeal, verifyAudit, auditSealed } = platformContracts('grid');
const place = '320404004001';
jest.setTimeout(30_000);
let service: TestService;

beforeAll(async () => {
  service = await startTestService({ name: 'grid', module: NoFeatures, entities: [], migrations: [] });
}, 60_000);
afterAll(() => service.stop());

const everywhere = () => service.as({ roles: ['operator'], place: '' });
const rows = async <T extends object>(sql: string, ...parameters: unknown[]): Promise<T[]> =>
  (await service.database.pool.query<T>(sql, parameters)).rows;
const person = async (communityCode = place): Promise<string> => {
  const id = newId();
  await rows(
    'INSERT INTO person (id, version, community_code, name, phone, retain_until) VALUES ($1, 1, $2, $3, $4, $5)',
    id,
    communityCode,
    '测试居民甲',
    '13000000000',
    '2030-01-01',
  );
  return id;
};
const code = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'no error',
    (error: DomainError) => error.code,
  );

describe('X-05 the movable clock', () => {
  it('moves forward only, and only for an operator of all places', async () => {
    expect(await code(service.as({ roles: ['operator'], place }).call(advanceClock, { offsetMs: 1 }))).toBe(requestErrors.notFound.code);
    const before = Date.now();
    const { now } = await everywhere().call(advanceClock, { offsetMs: 86_400_000 });
    expect(Date.parse(now) - before).toBeGreaterThanOrEqual(86_400_000);
    expect(Date.parse(service.clock.now()) - Date.now()).toBeGreaterThan(86_000_000);
    expect(await code(everywhere().call(advanceClock, { offsetMs: 1 }))).toBe('platform.operation.clock-backwards');
  });

  it('an operator runs every schedule of the service', async () => {
    const { schedules } = await everywhere().call(runSchedules, {});
    expect(schedules).toEqual(expect.arrayContaining(['audit-seal-seal', 'retention-forget', 'retention-erase-persons']));
    expect(await code(service.as({ roles: ['operator'], place }).call(runSchedules, {}))).toBe(requestErrors.notFound.code);
  });
});

describe('X-T8 a person is exported and erased within scope', () => {
  it('exports the row and logs the access before it answers', async () => {
    const id = await person();
    const reader = service.as({ roles: ['community-secretary'], place });
    expect(await reader.call(exportPerson, { personId: id })).toMatchObject({ held: true, person: { id, name: '测试居民甲' } });
    expect(await rows('SELECT operation FROM access_log WHERE actor_id = $1 AND subject_id = $2', reader.accountId, id)).toEqual([
      { operation: exportPerson.subject },
    ]);
  });

  it.each([
    ['a secretary of another community', { roles: ['community-secretary'] as const, place: '320404004002' }],
    ['a resident of the household alone', { roles: ['resident'] as const, household: newId() }],
  ])('holds nothing for %s', async (_, actor) => {
    const id = await person();
    if ('household' in actor) await rows('UPDATE person SET household_id = $2 WHERE id = $1', id, actor.household);
    expect(await service.as(actor).call(exportPerson, { personId: id })).toEqual({ held: false, person: null, records: {} });
    expect(await service.as(actor).call(erasePerson, { personId: id })).toEqual({ held: false, erasedAt: null });
    expect(await rows('SELECT name FROM person WHERE id = $1', id)).toEqual([{ name: '测试居民甲' }]);
  });

  it('a resident erases the own row; again changes nothing; the audit does not quote it', async () => {
    const id = await person();
    const self = service.as({ roles: ['resident'], household: id });
    const { erasedAt } = await self.call(erasePerson, { personId: id });
    expect(await self.call(erasePerson, { personId: id })).toEqual({ held: true, erasedAt });
    expect(await rows('SELECT name, phone, version FROM person WHERE id = $1', id)).toEqual([{ name: null, phone: null, version: 2 }]);
    const audit = await rows('SELECT changes FROM audit WHERE aggregate_id = $1', id);
    expect(audit).toHaveLength(1);
    expect(JSON.stringify(audit)).not.toContain('测试居民甲');
  });

  it('clears persons whose day of retention has passed, by the movable clock', async () => {
    const [kept, due] = [await person(), await person()];
    await rows(`UPDATE person SET retain_until = '2020-01-01' WHERE id = $1`, due);
    await service.schedules.runAll();
    expect(await rows('SELECT name FROM person WHERE id = $1', kept)).toEqual([{ name: '测试居民甲' }]);
    expect(await rows('SELECT name FROM person WHERE id = $1', due)).toEqual([{ name: null }]);
  });
});

describe('retention of technical records', () => {
  it('forgets what is older than configured and nothing else', async () => {
    const old = (days: number) => `clock_timestamp() - interval '${days} days'`;
    for (const [label, days] of [
      ['young', 6],
      ['old', 8],
    ] as const)
      await rows(
        `INSERT INTO idempotency (actor_id, operation, key, input_hash, created_at) VALUES ('retention', 'x', '${label}', '', ${old(days)})`,
      );
    for (const days of [29, 31])
      await rows(`INSERT INTO inbox (consumer, event_id, received_at) VALUES ('retention', gen_random_uuid(), ${old(days)})`);
    for (const days of [399, 401])
      await rows(
        `INSERT INTO outbox (id, subject, aggregate_id, place_code, event, created_at, published_at)
         VALUES (gen_random_uuid(), 'grid.event.lantern.lit.v1', 'retention', '', '{}', ${old(days)}, clock_timestamp())`,
      );
    await service.schedules.runAll();
    expect(await rows(`SELECT key FROM idempotency WHERE actor_id = 'retention'`)).toEqual([{ key: 'young' }]);
    expect(await rows(`SELECT 1 FROM inbox WHERE consumer = 'retention'`)).toHaveLength(1);
    expect(await rows(`SELECT 1 FROM outbox WHERE aggregate_id = 'retention'`)).toHaveLength(1);
  });
});

describe('X-02 assignments are known by version, whatever the order of arrival', () => {
  it('shuffled and repeated, the highest version holds', async () => {
    const assignment = { assignmentId: newId(), accountId: newId(), role: 'grid-worker', axis: 'place', scope: `${place}001` } as const;
    for (const [version, ended] of [
      [2, true],
      [1, false],
      [2, true],
      [1, false],
    ] as const)
      await service.publish(assignmentChanged, { ...assignment, version, ended });
    const later = { ...assignment, assignmentId: newId() };
    await service.publish(assignmentChanged, { ...later, version: 1, ended: false });
    await eventually(async () => expect(await rows('SELECT 1 FROM known_assignment WHERE id = $1', later.assignmentId)).toHaveLength(1));
    await eventually(async () =>
      expect(await rows('SELECT version, ended FROM known_assignment WHERE id = $1', assignment.assignmentId)).toEqual([
        { version: 2, ended: true },
      ]),
    );
  });
});

describe('X-06 the audit reads within scope, is sealed, and tells what was changed', () => {
  it('reads the trail of one aggregate page by page, within scope', async () => {
    const { items, next } = await everywhere().call(auditTrail, { aggregateId: 'clock', limit: 1 });
    expect(items).toMatchObject([{ service: 'grid', operation: advanceClock.subject, aggregateId: 'clock' }]);
    expect(next).toBeNull();
    expect(await service.as({ roles: ['street-leader'], place: '320404004' }).call(auditTrail, { aggregateId: 'clock' })).toEqual({
      items: [],
      next: null,
    });
  });

  it('seals everything, tells of it, and verifies', async () => {
    await everywhere().call(erasePerson, { personId: await person() });
    await service.schedules.runAll();
    const report = await everywhere().call(verifyAudit, { kept: null });
    expect(report.faults).toEqual([]);
    expect(report.rows).toBeGreaterThan(0);
    const told = await service.told(auditSealed);
    expect(told).toHaveLength(report.seals);
    const { number, seal } = told.at(-1)!.data as { number: number; seal: string };
    expect((await everywhere().call(verifyAudit, { kept: { number, seal } })).faults).toEqual([]);
  });

  it('does not seal its own sealing without end', async () => {
    await service.schedules.runAll();
    const [before] = await rows<{ count: number }>('SELECT count(*) FROM audit_seal');
    await service.schedules.runAll();
    expect(await rows('SELECT count(*) FROM audit_seal')).toEqual([before]);
  });

  it('finds a changed row, and a rewritten seal by the one kept elsewhere', async () => {
    await service.schedules.runAll();
    const { number, seal } = (await service.told(auditSealed)).at(-1)!.data as { number: number; seal: string };
    const [row] = await rows<{ position: number; actor_id: string }>('SELECT position, actor_id FROM audit ORDER BY position LIMIT 1');
    await rows(`UPDATE audit SET actor_id = 'somebody else' WHERE position = $1`, row!.position);
    expect((await everywhere().call(verifyAudit, { kept: null })).faults).toEqual([{ number: 1, fault: 'ROWS_CHANGED' }]);
    await rows('UPDATE audit SET actor_id = $2 WHERE position = $1', row!.position, row!.actor_id);
    expect(
      (await everywhere().call(verifyAudit, { kept: { number, seal: seal.replace(/^./, (digit) => (digit === '0' ? '1' : '0')) } })).faults,
    ).toEqual([{ number, fault: 'DIFFERS_FROM_KEPT' }]);
    expect((await everywhere().call(verifyAudit, { kept: { number: number + 1, seal } })).faults).toEqual([
      { number: number + 1, fault: 'SEAL_MISSING' },
    ]);
  });

  it('waits for an act under way rather than seal past its row', async () => {
    const client = await service.database.pool.connect();
    await client.query('BEGIN');
    await client.query(
      `INSERT INTO audit (at, actor_id, roles, operation, aggregate_id, place_code, changes) VALUES (now(), 'slow', '{}', 'slow', 'slow', '', '{}')`,
    );
    await everywhere().call(erasePerson, { personId: await person() });
    const sealed = () => rows('SELECT max(last_position) AS last FROM audit_seal');
    const before = await sealed();
    await service.schedules.runAll();
    expect(await sealed()).toEqual(before);
    await client.query('COMMIT');
    client.release();
    await service.schedules.runAll();
    expect((await everywhere().call(verifyAudit, { kept: null })).faults).toEqual([]);
    expect(
      await rows(`SELECT 1 FROM audit WHERE aggregate_id = 'slow' AND position <= (SELECT max(last_position) FROM audit_seal)`),
    ).toHaveLength(1);
  });

  it("keeps the gateway's seals: the first told under a number counts", async () => {
    const { auditSealed: gatewaySealed } = platformContracts('gateway');
    const told = (seal: string, number = 1) =>
      service.publish(gatewaySealed, { service: 'gateway', number, seal: seal.repeat(64), sealedAt: '2026-11-23T01:02:03.004Z' });
    await told('a');
    await eventually(async () =>
      expect(await everywhere().call(keptSeal, {})).toEqual({ of: 'gateway', latest: { number: 1, seal: 'a'.repeat(64) } }),
    );
    await told('b');
    await told('c', 2);
    await eventually(async () => expect(await everywhere().call(keptSeal, {})).toMatchObject({ latest: { number: 2 } }));
    expect(await rows('SELECT seal FROM known_seal WHERE number = 1')).toEqual([{ seal: 'a'.repeat(64) }]);
  });
});
