import { generateKeyPairSync } from 'node:crypto';
import { serviceRequestEscalated } from '@gezhi/shared/contracts';
import { system, type Request } from '@gezhi/shared/auth';
import { startService, type RunningService } from '@gezhi/shared/boot';
import { readConfig } from '@gezhi/shared/config';
import { newId } from '@gezhi/shared/database';
import { createTestDatabase, startBroker, type Broker, type TestDatabase } from '@gezhi/shared/testing';
import { gridService } from '../service.module.js';
import { ServiceRequestCommands } from './service-request.commands.js';

const keys = generateKeyPairSync('ed25519');
const onDuty: Request = { actor: system('grid/service-request'), operation: 'spec', roles: ['operator'] };
const communityCode = '320404004001';
/** Beijing time; 2031-02-28 is a Friday. */
const at = (day: string, time: string): number => Date.parse(`${day}T${time}+08:00`);

let database: TestDatabase;
let broker: Broker;
let service: RunningService;

const start = async () => {
  const config = readConfig({
    DATABASE_URL: database.url,
    NATS_URL: broker.url,
    JWT_PUBLIC_KEYS: JSON.stringify([keys.publicKey.export({ type: 'spki', format: 'pem' })]),
    AUDIT_KEY: 'a key for tests only',
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent',
    DEMO: '1',
  });
  return startService(gridService, config);
};
const setClock = (instant: number) =>
  service.database.pool.query('UPDATE clock_offset SET milliseconds = $1', [instant - Date.now()]).then(() => service.clock.synchronise());

beforeAll(async () => {
  [database, broker] = await Promise.all([createTestDatabase(gridService.entities, gridService.migrations), startBroker()]);
  service = await start();
  await service.database.pool.query(
    `WITH plan AS (INSERT INTO partition_plan (id, version, community_code, status, grids) VALUES (gen_random_uuid(), 1, $1, 'DRAFT', '[]') RETURNING id)
     INSERT INTO grid (id, version, code, community_code, type, boundary, valid_from, plan_id)
     SELECT gen_random_uuid(), 1, $1 || '001', $1, 'COMMUNITY_BUILDING', '{}', gezhi_now(), id FROM plan`,
    [communityCode],
  );
}, 120_000);
afterAll(async () => {
  await service?.stop();
  await broker?.stop();
  await database?.drop();
});

describe('G-T11 a time limit passes while the service is down', () => {
  it('stopped at 11:59 and started after 12:00 it escalates once and tells of it once', async () => {
    const id = newId();
    await setClock(at('2031-02-28', '16:29:30'));
    const filing = { id, class: 'ILLEGAL_BUILDING', origin: 'PATROL', summary: '样例：违建', communityCode } as const;
    await service.get(ServiceRequestCommands).file({ ...filing, evidenceIds: [] }, onDuty);
    const [{ due }] = (
      await service.database.pool.query<{ due: Date }>('SELECT first_response_due AS due FROM service_request WHERE id = $1', [id])
    ).rows as [{ due: Date }];
    expect([new Date(due).getTime() > at('2031-03-03', '11:59:00'), new Date(due).getTime() < at('2031-03-03', '12:00:00')]).toEqual([
      true,
      true,
    ]);
    await setClock(at('2031-03-03', '11:59:00'));
    await service.schedules.runAll();
    const escalations = async () =>
      (await service.database.pool.query('SELECT clock, level FROM request_escalation WHERE request_id = $1', [id])).rows;
    expect(await escalations()).toEqual([]);
    await service.stop();
    service = await start();
    await setClock(at('2031-03-03', '12:00:01'));
    await Promise.all([service.schedules.runAll(), service.schedules.runAll()]);
    await service.schedules.runAll();
    expect(await escalations()).toEqual([{ clock: 'FIRST_RESPONSE', level: 1 }]);
    const told = await service.database.pool.query('SELECT 1 FROM outbox WHERE subject = $1', [serviceRequestEscalated.subject]);
    expect(told.rowCount).toBe(1);
  }, 60_000);
});
