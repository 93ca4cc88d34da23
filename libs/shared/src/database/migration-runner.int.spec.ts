import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { Column, Entity, PrimaryColumn, type MigrationInterface, type QueryRunner } from 'typeorm';
import { createTestDatabase, type TestDatabase } from '../testing/database.js';
import { migrate } from './migration-runner.js';
import type { PersonReference } from './person-reference.js';

/** A table of words that are added and never changed, but erased. */
@Entity()
class LanternNote {
  static readonly personal = ['words'];
  static readonly person: PersonReference = { id: 't.person_id', erases: true };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') personId!: string;
  @Column('text') words!: string;
}
class CreateLanternNote1700000900000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE TABLE lantern_note (id uuid PRIMARY KEY, version integer NOT NULL, person_id uuid NOT NULL, words text NOT NULL)',
    );
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

const role = `lantern_${randomBytes(6).toString('hex')}`;
let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase([], []);
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query(`CREATE ROLE ${role}`);
  const service = { name: 'grid', entities: [LanternNote], migrations: [CreateLanternNote1700000900000], appendOnly: ['lantern_note'] };
  await migrate(service, database.url, role);
}, 60_000);
afterAll(async () => {
  await client.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
  await client.end();
  await database.drop();
});

describe('what a service may do with a table that only grows', () => {
  const columns = ['id', 'version', 'person_id', 'words'];
  const allowed = async (what: string) => {
    const asked = await client.query<{ name: string }>(
      "SELECT name FROM unnest($2::text[]) WITH ORDINALITY c (name, n) WHERE has_column_privilege($1, 'lantern_note', name, $3) ORDER BY n",
      [role, columns, what],
    );
    return asked.rows.map(({ name }) => name);
  };

  it('erasure empties its personal columns and raises its version, and nothing else changes', async () => {
    expect(await allowed('INSERT')).toEqual(columns);
    expect(await allowed('UPDATE')).toEqual(['version', 'words']);
    const deletes = await client.query<{ may: boolean }>("SELECT has_table_privilege($1, 'lantern_note', 'DELETE') AS may", [role]);
    expect(deletes.rows[0]!.may).toBe(false);
  });
});
