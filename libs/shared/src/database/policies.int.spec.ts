import 'reflect-metadata';
import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { Column, Entity, PrimaryColumn, type MigrationInterface, type QueryRunner } from 'typeorm';
import { requestErrors } from '../contracts/index.js';
import { system } from '../auth/actor.js';
import type { Request } from '../auth/request.js';
import { createTestDatabase, type TestDatabase } from '../testing/index.js';
import { Clock } from './clock.js';
import { dataSource } from './data-source.js';
import { Database } from './database.js';
import { Policies, type PolicyVersion } from './policies.js';
import type { Reply } from './reply.js';
import { UnitOfWork } from './unit-of-work.js';

@Entity()
class LanternPolicyVersion implements PolicyVersion {
  static readonly scope = { place: 't.jurisdiction_id' };
  @PrimaryColumn('uuid') id!: string;
  @Column('text') jurisdictionId!: string;
  @Column('integer') version!: number;
  @Column('timestamptz') publishedAt!: string;
  @Column('integer') brightness!: number;
}
class CreateLanternPolicy1 implements MigrationInterface {
  name = 'CreateLanternPolicy1700000000001';
  async up(runner: QueryRunner) {
    await runner.query(`CREATE TABLE lantern_policy_version (id uuid CONSTRAINT lantern_policy_version_pkey PRIMARY KEY, jurisdiction_id text NOT NULL,
      version integer NOT NULL, published_at timestamptz NOT NULL, brightness integer NOT NULL,
      CONSTRAINT lantern_policy_version_key UNIQUE (jurisdiction_id, version))`);
  }
  async down() {}
}

const street = '320404004';
let home: TestDatabase, database: Database, policies: Policies;

beforeAll(async () => {
  home = await createTestDatabase([LanternPolicyVersion], [CreateLanternPolicy1]);
  const source = dataSource(home.url, [LanternPolicyVersion], [CreateLanternPolicy1]);
  await source.initialize();
  database = new Database(
    { url: home.url, applicationName: 'test', readLanes: 2, writeLanes: 2, pool: 5, statementTimeoutMs: 3000 },
    source,
  );
  policies = new Policies(database, new UnitOfWork('grid', database, new Clock(database), 'a key for tests only', () => undefined));
});
afterAll(async () => {
  await database.close();
  await home.drop();
});

const publish = async (jurisdictionId: string, brightness: number, id = uuidv7()): Promise<LanternPolicyVersion> => {
  const inputHash = createHash('sha256').update(`${jurisdictionId} ${brightness}`).digest();
  const request: Request = { actor: system('grid/lantern'), operation: 'publish', roles: [], idempotencyKey: uuidv7(), inputHash };
  const reply: Reply = await policies.publish(request, LanternPolicyVersion, { id, jurisdictionId, brightness });
  return reply.value as LanternPolicyVersion;
};
const at = async (placeCode: string) => {
  const found = await policies.inForce(LanternPolicyVersion, placeCode);
  return found && [found.jurisdictionId, found.version, found.brightness];
};

describe('X-08, X-T11 what jurisdictions lay down, in versions', () => {
  it('holds from its publication on where no nearer place has its own, and nowhere else', async () => {
    expect(await at(street)).toBeUndefined();
    expect((await publish('3204', 1)).version).toBe(1);
    expect((await publish(street, 2)).version).toBe(1);
    expect((await publish('3204', 3)).version).toBe(2);
    expect([await at('3204'), await at(`${street}001001`), await at('320405001')]).toEqual([
      ['3204', 2, 3],
      [street, 1, 2],
      ['3204', 2, 3],
    ]);
    expect([await at('32'), await at('230521')]).toEqual([undefined, undefined]);
  });

  it('asked again, however late, it is the version it was', async () => {
    const first = await publish('23', 1);
    await publish('23', 2);
    expect(await publish('23', 1, first.id)).toEqual(first);
    expect(await at('230521')).toEqual(['23', 2, 2]);
    await expect(publish('23', 9, first.id)).rejects.toMatchObject({ code: requestErrors.idTaken.code });
  });

  it('of several published at once one is the next, and the others may try again', async () => {
    const outcomes = await Promise.allSettled([1, 2, 3, 4].map((brightness) => publish('11', brightness)));
    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [(outcome.reason as { code: string }).code] : []));
    expect(new Set(refused)).toEqual(new Set(refused.length ? [requestErrors.concurrent.code] : []));
    const { rows } = await database.pool.query<{ version: number }>(
      `SELECT version FROM lantern_policy_version WHERE jurisdiction_id = '11' ORDER BY version`,
    );
    expect(rows.map(({ version }) => version)).toEqual(Array.from({ length: 4 - refused.length }, (_, index) => index + 1));
  });
});
