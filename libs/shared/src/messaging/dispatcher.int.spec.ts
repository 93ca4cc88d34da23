import 'reflect-metadata';
import { Injectable, Module } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Column, Entity, PrimaryColumn, type MigrationInterface, type QueryRunner } from 'typeorm';
import { z } from 'zod';
import { contract, errors, event, requestErrors, values, type InputOf } from '../contracts/index.js';
import type { Request } from '../auth/request.js';
import { inScope, scopeParameters } from '../auth/scope.js';
import { Database, named, UnitOfWork, type Reply } from '../database/index.js';
import { decide, DomainError, ensure } from '../domain/decision.js';
import { startTestService, type TestService } from '../testing/index.js';
import { Handles } from './handles.js';

@Entity()
class Lantern {
  static readonly scope = { place: 't.community_code' };
  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('text') communityCode!: string;
  @Column('boolean') lit!: boolean;
}
class CreateLantern2 implements MigrationInterface {
  name = 'CreateLantern1700000000002';
  async up(runner: QueryRunner) {
    await runner.query(
      `CREATE TABLE lantern (id uuid CONSTRAINT lantern_pkey PRIMARY KEY, version integer NOT NULL, community_code text NOT NULL, lit boolean NOT NULL)`,
    );
  }
  async down() {}
}

const lanternErrors = errors('grid.lantern', {
  alreadyLit: ['rule', '已亮', 'lit already'],
  handedOn: ['forbidden', '已交给他人', 'Another has it now'],
});
const lit = event({ subject: 'grid.event.lantern.lit.v1', summary: 'lit', data: z.object({ lanternId: values.id }) });
const view = z.object({ id: values.id, communityCode: values.communityCode, lit: z.boolean(), version: values.version });
const hang = contract({
  subject: 'grid.command.lantern.hang.v1',
  summary: 'hang',
  roles: ['cadre'],
  scope: ['place'],
  input: z.object({ id: values.id, communityCode: values.communityCode }),
  output: view,
  versioned: true,
});
const light = contract({
  subject: 'grid.command.lantern.light.v1',
  summary: 'light',
  roles: ['cadre'],
  scope: ['place'],
  input: z.object({ id: values.id }),
  output: view,
  versioned: true,
});
const handOn = contract({ ...light, subject: 'grid.command.lantern.hand-on.v1', summary: 'hand on' });
const read = contract({
  subject: 'grid.query.lantern.read.v1',
  summary: 'read',
  roles: ['cadre', 'street-leader'],
  scope: ['place'],
  input: z.object({ id: values.id }),
  output: view,
  sensitive: true,
});
const breakDown = contract({
  subject: 'grid.query.lantern.break.v1',
  summary: 'break',
  roles: ['cadre'],
  scope: ['place'],
  input: z.object({}),
  output: z.object({}),
});

const byId = named(
  'lantern.by-id',
  `SELECT t.id, t.community_code AS "communityCode", t.lit, t.version FROM lantern t WHERE t.id = $3 AND ${inScope({ place: 't.community_code' })}`,
);

@Injectable()
class LanternCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly database: Database,
  ) {}
  @Handles(hang)
  hang(input: InputOf<typeof hang>, request: Request): Promise<Reply> {
    return this.work.create(
      request,
      Lantern,
      () => decide({ ...input, version: 1, lit: false }),
      (lantern) => ({ place: lantern.communityCode }),
    );
  }
  @Handles(light)
  light(input: InputOf<typeof light>, request: Request): Promise<Reply> {
    return this.work.change(
      request,
      Lantern,
      input.id,
      (lantern) => (ensure(!lantern.lit, lanternErrors.alreadyLit), decide({ ...lantern, lit: true }, lit({ lanternId: lantern.id }))),
      (lantern) => ({ place: lantern.communityCode }),
    );
  }
  @Handles(handOn)
  handOn(input: InputOf<typeof handOn>, request: Request): Promise<Reply> {
    return this.work.change(
      request,
      Lantern,
      input.id,
      (lantern) => (ensure(!lantern.lit, lanternErrors.handedOn), decide({ ...lantern, lit: true })),
      (lantern) => ({ place: lantern.communityCode }),
    );
  }
  @Handles(read)
  async read(input: InputOf<typeof read>, request: Request) {
    const [row] = await this.database.read<z.output<typeof view>>(byId, [...scopeParameters(request), input.id]);
    ensure(row, requestErrors.notFound);
    return row;
  }
  @Handles(breakDown)
  async break(): Promise<Record<string, never>> {
    throw new TypeError('secret detail');
  }
}
@Module({ providers: [LanternCommands] })
class LanternModule {}

const community = '320404004001';
let service: TestService;
beforeAll(
  async () =>
    (service = await startTestService({ name: 'grid', module: LanternModule, entities: [Lantern], migrations: [CreateLantern2] })),
);
afterAll(() => service.stop());

const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => 'accepted',
    (error: unknown) => (error instanceof DomainError ? error.code : Promise.reject(error)),
  );
const hung = async (actor = service.as({ roles: ['cadre'], place: community })) => {
  const id = uuidv7();
  await actor.call(hang, { id, communityCode: community });
  return { id, actor };
};

describe('a question answered by a service', () => {
  it('gives the first answer again for the same key and body, with one effect', async () => {
    const { id, actor } = await hung();
    const key = uuidv7();
    const first = await actor.call(light, { id }, { key });
    expect(await actor.call(light, { id }, { key })).toEqual(first);
    expect(await service.told(lit).then((events) => events.filter(({ subject }) => subject === id))).toHaveLength(1);
    expect(await refusal(actor.call(light, { id }))).toBe('grid.lantern.already-lit');
  });
  it('gives the first answer of a creation again when the row has moved on since', async () => {
    const actor = service.as({ roles: ['cadre'], place: community });
    const [id, key] = [uuidv7(), uuidv7()];
    const first = await actor.call(hang, { id, communityCode: community }, { key });
    await actor.call(light, { id });
    expect(await actor.call(hang, { id, communityCode: community }, { key })).toEqual(first);
    expect(await actor.call(hang, { id, communityCode: community })).toMatchObject({ lit: true, version: 2 });
  });
  it('gives the first answer again to who may not act any more, and not to who may not see any more', async () => {
    const { id, actor } = await hung();
    const key = uuidv7();
    const first = await actor.call(handOn, { id }, { key });
    expect(await refusal(actor.call(handOn, { id }))).toBe(lanternErrors.handedOn.code);
    expect(await actor.call(handOn, { id }, { key })).toEqual(first);
    await service.database.pool.query(`UPDATE lantern SET community_code = '320404004002' WHERE id = $1`, [id]);
    expect(await refusal(actor.call(handOn, { id }, { key }))).toBe(requestErrors.notFound.code);
  });
  it('refuses the same key with another body', async () => {
    const { id, actor } = await hung();
    const key = uuidv7();
    await actor.call(light, { id }, { key });
    const other = await hung();
    expect(await refusal(actor.call(light, { id: other.id }, { key }))).toBe(requestErrors.idempotencyKeyReused.code);
    expect(await actor.call(read, { id: other.id })).toMatchObject({ lit: false });
  });
  it('gives twenty twins of one key one effect and one answer', async () => {
    const actor = service.as({ roles: ['cadre'], place: community });
    const [id, key] = [uuidv7(), uuidv7()];
    const answers = await Promise.all(Array.from({ length: 20 }, () => actor.call(hang, { id, communityCode: community }, { key })));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });
  it('X-T7 does not let who is elsewhere find, change or create', async () => {
    const { id } = await hung();
    const stranger = service.as({ roles: ['cadre'], place: '320404004002' });
    expect(await refusal(stranger.call(read, { id }))).toBe(requestErrors.notFound.code);
    expect(await refusal(stranger.call(light, { id }))).toBe(requestErrors.notFound.code);
    expect(await refusal(stranger.call(hang, { id: uuidv7(), communityCode: community }))).toBe(requestErrors.notFound.code);
  });
  it('lets who is placed above see what lies below', async () => {
    const { id } = await hung();
    expect(await service.as({ roles: ['street-leader'], place: '320404004' }).call(read, { id })).toMatchObject({ id });
  });
  it('refuses a role the contract does not name, and no sign-in at all', async () => {
    const { id } = await hung();
    expect(await refusal(service.as({ roles: ['resident'], household: uuidv7() }).call(light, { id }))).toBe(requestErrors.forbidden.code);
    expect(await refusal(service.public().call(light, { id }))).toBe(requestErrors.unauthenticated.code);
  });
  it('refuses input that is not the contract’s', async () => {
    expect(await refusal(service.as({ roles: ['cadre'], place: community }).call(light, { id: 'x' }))).toBe(requestErrors.invalid.code);
  });
  it('tells nothing of an unexpected error', async () => {
    const answer = await service.as({ roles: ['cadre'], place: community }).ask(breakDown, {});
    expect(JSON.parse(String(answer.body))).toEqual({ code: 'platform.request.internal', category: 'internal', details: {} });
  });
  it('X-06 logs a sensitive reading before it answers, and how it was answered', async () => {
    const { id, actor } = await hung();
    const stranger = service.as({ roles: ['cadre'], place: '320404004002' });
    await actor.call(read, { id });
    expect(await refusal(stranger.call(read, { id }))).toBe(requestErrors.notFound.code);
    const logged = await service.database.pool.query('SELECT actor_id, outcome FROM access_log WHERE subject_id = $1 ORDER BY position', [
      id,
    ]);
    expect(logged.rows).toEqual([
      { actor_id: actor.accountId, outcome: 'ok' },
      { actor_id: stranger.accountId, outcome: requestErrors.notFound.code },
    ]);
  });
  it.each(['lantern', 'access_log'])('says that a reading which waits too long for %s may be tried again', async (table) => {
    const { id, actor } = await hung();
    const holder = await service.database.pool.connect();
    await holder.query(`BEGIN; LOCK TABLE ${table}`);
    try {
      expect(await refusal(actor.call(read, { id }))).toBe(requestErrors.unavailable.code);
    } finally {
      await holder.query('ROLLBACK');
      holder.release();
    }
  });
  it('carries the version for the ETag and refuses a stale one', async () => {
    const { id, actor } = await hung();
    expect((await actor.ask(light, { id })).version).toBe(2);
    expect(await refusal(actor.call(light, { id }, { match: 1 }))).toBe(requestErrors.staleVersion.code);
  });
});
