import type pg from 'pg';
import 'reflect-metadata';
import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { Column, Entity, PrimaryColumn, type MigrationInterface, type QueryRunner } from 'typeorm';
import { z } from 'zod';
import { contract, errors, event, requestErrors, values } from '../contracts/index.js';
import { system } from '../auth/actor.js';
import type { Request } from '../auth/request.js';
import { decide, DomainError, ensure } from '../domain/decision.js';
import { createTestDatabase, type TestDatabase } from '../testing/index.js';
import { Clock } from './clock.js';
import { constraint } from './constraint-errors.js';
import { dataSource } from './data-source.js';
import { Database } from './database.js';
import { guard, insert } from './plan.js';
import { UnitOfWork } from './unit-of-work.js';

@Entity()
class Lantern {
  static readonly scope = { place: 't.community_code' };
  static readonly personal = ['owner'];
  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('text') communityCode!: string;
  @Column('text') code!: string;
  @Column('boolean') lit!: boolean;
  @Column('text', { nullable: true }) owner!: string | null;
}
@Entity()
class LanternNote {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') lanternId!: string;
}
class CreateLantern1 implements MigrationInterface {
  name = 'CreateLantern1700000000001';
  async up(runner: QueryRunner) {
    await runner.query(`CREATE TABLE lantern (id uuid CONSTRAINT lantern_pkey PRIMARY KEY, version integer NOT NULL, community_code text NOT NULL,
      code text NOT NULL CONSTRAINT lantern_code_key UNIQUE, lit boolean NOT NULL, owner text);
      CREATE TABLE lantern_note (id uuid PRIMARY KEY, lantern_id uuid NOT NULL)`);
  }
  async down() {}
}

const lanternErrors = errors('grid.lantern', {
  codeTaken: ['conflict', '编号已用', 'code taken'],
  alreadyLit: ['rule', '已亮', 'lit'],
  closed: ['rule', '已关', 'closed'],
});
constraint('lantern_code_key', lanternErrors.codeTaken);
const lit = event({ subject: 'grid.event.lantern.lit.v1', summary: 'lit', data: z.object({ lanternId: values.id }) });
const view = z.object({ id: values.id, code: z.string(), lit: z.boolean(), version: values.version });
const light = contract({
  subject: 'grid.command.lantern.light.v1',
  summary: 'light',
  roles: ['cadre'],
  scope: ['place'],
  input: z.object({ id: values.id }),
  output: view,
  versioned: true,
});

const community = '320404004001';
let home: TestDatabase, database: Database, work: UnitOfWork, clock: Clock;
const woken = jest.fn();

beforeAll(async () => {
  home = await createTestDatabase([Lantern, LanternNote], [CreateLantern1]);
  const source = dataSource(home.url, [Lantern, LanternNote], [CreateLantern1]);
  await source.initialize();
  database = new Database(
    { url: home.url, applicationName: 'test', readLanes: 2, writeLanes: 2, pool: 5, statementTimeoutMs: 3000 },
    source,
  );
  clock = new Clock(database);
  work = new UnitOfWork('grid', database, clock, 'a key for tests only', woken);
});
afterAll(async () => {
  await database.close();
  await home.drop();
});

const ask = (more: Partial<Request> = {}): Request => ({
  actor: system('grid/lantern'),
  operation: light.subject,
  contract: light,
  roles: [],
  idempotencyKey: uuidv7(),
  inputHash: createHash('sha256').update('same').digest(),
  ...more,
});
const lantern = (more: Partial<Lantern> = {}): Lantern => ({
  id: uuidv7(),
  version: 1,
  communityCode: community,
  code: uuidv7(),
  lit: false,
  owner: null,
  ...more,
});
const at = () => ({ place: community });
const create = (row: Lantern, request = ask(), where: object = {}) =>
  work.create(
    request,
    Lantern,
    () => decide(row, lit({ lanternId: row.id })),
    () => ({ ...at(), ...where }),
  );
const switchOn = (id: string, request = ask()) =>
  work.change(
    request,
    Lantern,
    id,
    (state) => (ensure(!state.lit, lanternErrors.alreadyLit), decide({ ...state, lit: true }, lit({ lanternId: id }))),
    at,
  );
const count = async (table: string, where = 'true', parameters: unknown[] = []) =>
  (await database.pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table} WHERE ${where}`, parameters)).rows[0]!.n;
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => 'accepted',
    (error: unknown) => (error instanceof DomainError ? error.code : Promise.reject(error)),
  );

describe('a creation', () => {
  it('writes row, event, answer and audit together and wakes the relay', async () => {
    const row = lantern({ owner: '某甲' });
    const reply = await create(row);
    expect(JSON.parse(reply.body)).toEqual({ id: row.id, code: row.code, lit: false, version: 1 });
    expect([await count('outbox', 'aggregate_id = $1', [row.id]), await count('audit', 'aggregate_id = $1', [row.id])]).toEqual([1, 1]);
    expect(woken).toHaveBeenCalled();
  });
  it('keeps personal columns out of the audit', async () => {
    const row = lantern({ owner: '某乙' });
    await create(row);
    const [audit] = (
      await database.pool.query<{ changes: { owner: string[] } }>('SELECT changes FROM audit WHERE aggregate_id = $1', [row.id])
    ).rows;
    expect(JSON.stringify(audit)).not.toContain('某乙');
    expect(audit!.changes.owner[0]).toMatch(/^[0-9a-f]{32}$/);
  });
  it('answers a late resend of the same creation with the row as it is', async () => {
    const row = lantern();
    await create(row);
    await switchOn(row.id);
    const late = await create(row);
    expect(JSON.parse(late.body)).toMatchObject({ lit: true, version: 2 });
    expect(await count('outbox', 'aggregate_id = $1', [row.id])).toBe(2);
  });
  it('refuses an id that was used for something else', async () => {
    const row = lantern();
    await create(row);
    const other = ask({ inputHash: createHash('sha256').update('other').digest() });
    expect(await refusal(create({ ...row, code: uuidv7() }, other))).toBe(requestErrors.idTaken.code);
  });
  it('travels with others of its shape, and is refused alone', async () => {
    const taken = lantern();
    await create(taken);
    const rows = Array.from({ length: 40 }, () => lantern());
    const answers = await Promise.all([...rows, lantern({ code: taken.code })].map((row) => refusal(create(row))));
    expect(answers).toEqual([...rows.map(() => 'accepted'), 'grid.lantern.code-taken']);
    const others = Array.from({ length: 40 }, () => lantern());
    await Promise.all(others.map((row) => create(row)));
    const statements = await database.pool.query<{ n: number; events: number }>(
      'SELECT count(DISTINCT t.xmin::text)::int AS n, count(DISTINCT o.position)::int AS events FROM lantern t JOIN outbox o ON o.aggregate_id = t.id::text WHERE t.id = ANY($1)',
      [others.map(({ id }) => id)],
    );
    expect(statements.rows[0]).toEqual({ n: expect.any(Number), events: 40 });
    expect(statements.rows[0]!.n).toBeLessThan(10);
  });
  it('gives a named constraint the code of its rule, and writes nothing', async () => {
    const row = lantern();
    await create(row);
    const second = lantern({ code: row.code });
    expect(await refusal(create(second))).toBe('grid.lantern.code-taken');
    expect(await count('outbox', 'aggregate_id = $1', [second.id])).toBe(0);
  });
  it('writes rows of other tables with it, or nothing when a guard fails', async () => {
    const kept = lantern();
    await create(kept, ask(), {
      also: [insert(LanternNote, { id: uuidv7(), lanternId: kept.id }), guard(lanternErrors.closed, '?::int = 1', 1)],
    });
    expect(await count('lantern_note', 'lantern_id = $1', [kept.id])).toBe(1);
    const refused = lantern();
    expect(
      await refusal(
        create(refused, ask(), {
          also: [insert(LanternNote, { id: uuidv7(), lanternId: refused.id }), guard(lanternErrors.closed, '?::int = 1', 2)],
        }),
      ),
    ).toBe('grid.lantern.closed');
    expect([await count('lantern', 'id = $1', [refused.id]), await count('lantern_note', 'lantern_id = $1', [refused.id])]).toEqual([0, 0]);
  });
  it('asks the rule again when the clock of the process was off', async () => {
    await database.pool.query('UPDATE clock_offset SET milliseconds = milliseconds + 86400000');
    const before = clock.now();
    const seen: string[] = [];
    const row = lantern();
    await work.create(ask(), Lantern, (now) => (seen.push(now), decide(row)), at);
    expect(seen).toHaveLength(2);
    expect(Date.parse(seen[1]!) - Date.parse(before)).toBeGreaterThan(86_000_000);
  });
  it('is never dated ahead of the database, however slowly that told its time', async () => {
    const databaseNow = async (on: Pick<pg.PoolClient, 'query'> = database.pool) =>
      Date.parse((await on.query<{ now: string }>('SELECT gezhi_now() AS now')).rows[0]!.now);
    const holder = await database.pool.connect();
    await holder.query('BEGIN; LOCK TABLE clock_offset');
    const synchronising = clock.synchronise();
    await new Promise((resolve) => setTimeout(resolve, 300));
    const held = await databaseNow(holder);
    await holder.query('COMMIT');
    holder.release();
    await synchronising;
    const before = await databaseNow();
    const dated = Date.parse(clock.now());
    expect(dated).toBeGreaterThanOrEqual(held);
    expect(before - dated).toBeLessThan(100);
    expect(await databaseNow()).toBeGreaterThanOrEqual(dated);
  });
});

describe('a change', () => {
  it('happens once when twenty ask at the same time', async () => {
    const row = lantern();
    await create(row);
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => refusal(switchOn(row.id))));
    expect(outcomes.filter((outcome) => outcome === 'accepted')).toHaveLength(1);
    expect(new Set(outcomes.filter((outcome) => outcome !== 'accepted'))).toEqual(new Set(['grid.lantern.already-lit']));
    expect(await count('outbox', 'aggregate_id = $1', [row.id])).toBe(2);
  });
  it('of many at once that do not rule each other out, each takes effect', async () => {
    const row = lantern();
    await create(row);
    const rename = () => work.change(ask(), Lantern, row.id, (state) => decide({ ...state, code: `${state.code}.` }), at);
    const outcomes = await Promise.all(Array.from({ length: 30 }, () => refusal(rename())));
    expect(new Set(outcomes)).toEqual(new Set(['accepted']));
    expect(await count('lantern', 'id = $1 AND version = 31 AND code = $2', [row.id, row.code + '.'.repeat(30)])).toBe(1);
  });
  it('refuses a stale version', async () => {
    const row = lantern();
    await create(row);
    expect(await refusal(switchOn(row.id, ask({ expectedVersion: 7 })))).toBe(requestErrors.staleVersion.code);
  });
  it('does not find a row outside the scope of the actor', async () => {
    const row = lantern();
    await create(row);
    const stranger = { kind: 'account', id: uuidv7(), session: uuidv7(), roles: ['cadre'] } as const;
    expect(await refusal(switchOn(row.id, ask({ actor: stranger, roles: ['cadre'] })))).toBe(requestErrors.notFound.code);
  });
});

describe('an act', () => {
  it('commits rows, events, answer and audit as one, or nothing', async () => {
    const rows = [lantern(), lantern()];
    const run = (request: Request, fail: boolean) =>
      work.act({ ...request, operation: 'grid.command.lantern.many.v1' }, { place: community, id: rows[0]!.id }, async (act) => {
        await act.insert(Lantern, rows);
        act.emit(lit({ lanternId: rows[0]!.id }));
        ensure(!fail, lanternErrors.closed);
        return { ...rows[0]!, version: 1 };
      });
    expect(await refusal(run(ask(), true))).toBe('grid.lantern.closed');
    expect(await count('lantern', 'id = ANY($1)', [rows.map(({ id }) => id)])).toBe(0);
    await run(ask(), false);
    expect(await count('lantern', 'id = ANY($1)', [rows.map(({ id }) => id)])).toBe(2);
    expect(await count('audit', `aggregate_id = $1`, [rows[0]!.id])).toBe(1);
  });
  it('of a version that the actor has not seen is refused, and writes nothing', async () => {
    const row = { ...lantern(), version: 1 };
    const run = (expectedVersion: number) =>
      work.act(ask({ operation: 'grid.command.lantern.seen.v1', expectedVersion }), { place: community, id: row.id }, async (act) => {
        await act.insert(Lantern, [row]);
        return { ...row, version: 4 };
      });
    expect(await refusal(run(2))).toBe(requestErrors.staleVersion.code);
    expect(await count('lantern', 'id = $1', [row.id])).toBe(0);
    expect(await refusal(run(3))).toBe('accepted');
  });
  it('lets a concurrent twin wait and then fail on its key', async () => {
    const request = ask({ operation: 'grid.command.lantern.twin.v1' });
    const run = () =>
      work.act(request, { place: community, id: 'twin' }, async (act) => (await act.query('SELECT pg_sleep(0.2)'), lantern()));
    const outcomes = await Promise.all([refusal(run()), refusal(run())]);
    expect(outcomes.sort()).toEqual(['accepted', requestErrors.duplicate.code]);
  });
});
