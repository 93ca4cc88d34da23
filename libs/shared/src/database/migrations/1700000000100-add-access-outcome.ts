import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What became of a logged reading: `ok`, or the code it was refused with. */
export class AddAccessOutcome1700000000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE access_log ADD COLUMN outcome text NOT NULL DEFAULT 'ok'`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
