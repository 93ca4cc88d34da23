import 'reflect-metadata';
import pg from 'pg';
import { Column, Entity, PrimaryColumn, type MigrationInterface, type QueryRunner } from 'typeorm';
import { createTestDatabase, eventually, type TestDatabase } from '../testing/index.js';
import { dataSource } from './data-source.js';
import { replaceRows, rowSetOf } from './row-set.js';

@Entity()
class Bell {
  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
}
class CreateBell1 implements MigrationInterface {
  name = 'CreateBell1700000000001';
  async up(runner: QueryRunner) {
    await runner.query('CREATE TABLE bell (id uuid CONSTRAINT bell_pkey PRIMARY KEY, version integer NOT NULL)');
  }
  async down() {}
}

const id = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;

describe('rows that are replaced together are locked in one order', () => {
  let home: TestDatabase;
  let pool: pg.Pool;
  let text: string;
  beforeAll(async () => {
    home = await createTestDatabase([Bell], [CreateBell1]);
    const source = dataSource(home.url, [Bell], [CreateBell1]);
    await source.initialize();
    text = replaceRows(rowSetOf(source, Bell), 1);
    await source.destroy();
    pool = new pg.Pool({ connectionString: home.url, max: 4 });
  }, 60_000);
  afterAll(async () => {
    await pool?.end();
    await home?.drop();
  });

  it('two statements that name them in opposite orders wait for each other, and none is a victim', async () => {
    // So many that the rows are found by their ids, in the order in which they are named.
    await pool.query(
      "INSERT INTO bell SELECT ('01890000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 1 FROM generate_series(1, 100000) n",
    );
    await pool.query('ANALYZE bell');
    const replace = (named: string[]) => pool.query(text, [JSON.stringify(named.map((one) => ({ id: one, version: 2 })))]);
    const waiting = (n: number) =>
      eventually(async () => {
        const { rows } = await pool.query<{ n: number }>(
          "SELECT count(*)::int AS n FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()",
        );
        expect(rows[0]!.n).toBe(n);
      });
    const first = await pool.connect();
    await first.query('BEGIN');
    await first.query('SELECT FROM bell WHERE id = $1 FOR UPDATE', [id(2)]);
    const backward = replace([id(2), id(1)]);
    await waiting(1);
    const forward = replace([id(1), id(2)]);
    await waiting(2);
    await first.query('COMMIT');
    first.release();
    const changed = (await Promise.all([backward, forward])).map(({ rowCount }) => rowCount);
    expect(changed.sort()).toEqual([0, 2]);
  });
});
