import 'reflect-metadata';
import { Injectable, Module } from '@nestjs/common';
import { pino } from 'pino';
import pg from 'pg';
import { z } from 'zod';
import type { Request } from '../auth/request.js';
import { readConfig } from '../config/config.js';
import { contract, event, values, type InputOf } from '../contracts/index.js';
import { newId, UnitOfWork, type Reply } from '../database/index.js';
import { Handles } from '../messaging/handles.js';
import { NatsBus } from '../messaging/nats-bus.js';
import { createTestDatabase, startBroker, type Broker, type TestDatabase } from '../testing/index.js';
import { startService } from './start-service.js';

const lit = event({ subject: 'grid.event.lantern.lit.v1', summary: 'lit', data: z.object({ lanternId: values.id }) });
const light = contract({
  subject: 'grid.command.lantern.light.v1',
  summary: 'light',
  roles: [],
  scope: ['public'],
  input: z.object({ id: values.id }),
  output: z.object({}),
});

const gate = { entered: () => {}, open: Promise.resolve() };

@Injectable()
class LanternCommands {
  constructor(private readonly work: UnitOfWork) {}
  @Handles(light)
  async light({ id }: InputOf<typeof light>, request: Request): Promise<Reply> {
    gate.entered();
    await gate.open;
    return this.work.act(request, { place: '320404004001', id }, async (act) => {
      act.emit(lit({ lanternId: id }));
      return {};
    });
  }
}
@Module({ providers: [LanternCommands] })
class LanternModule {}

let database: TestDatabase;
let broker: Broker;
beforeAll(async () => {
  [database, broker] = await Promise.all([createTestDatabase([], []), startBroker()]);
});
afterAll(async () => {
  await Promise.all([database?.drop(), broker?.stop()]);
});

describe('X-T6 a service that is told to stop', () => {
  it('answers what it was asked and tells what it has committed, before it leaves', async () => {
    const config = readConfig({
      DATABASE_URL: database.url,
      NATS_URL: broker.url,
      JWT_PUBLIC_KEYS: '[]',
      AUDIT_KEY: 'a key for tests only',
      LOG_LEVEL: 'silent',
    });
    const service = await startService({ name: 'grid', module: LanternModule, entities: [], migrations: [] }, config);
    const asking = new NatsBus({ url: broker.url, name: 'test', streamDays: 1, log: pino({ level: 'silent' }) });
    asking.connect();
    await asking.ready();
    let release = () => {};
    gate.open = new Promise((resolve) => (release = resolve));
    const entered = new Promise<void>((resolve) => (gate.entered = resolve));
    const answer = asking.request(light.subject, JSON.stringify({ until: Date.now() + 10_000, input: { id: newId() } }), 10_000);
    await entered;
    const stopping = service.stop();
    expect((await service.ready()).ready).toBe(false);
    release();
    expect(String((await answer).body)).toBe('{}');
    await stopping;
    expect(await published()).toEqual([true]);
    await asking.drain();
  });
});

async function published(): Promise<boolean[]> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query<{ told: boolean }>('SELECT published_at IS NOT NULL AS told FROM outbox');
  await client.end();
  return rows.map(({ told }) => told);
}
