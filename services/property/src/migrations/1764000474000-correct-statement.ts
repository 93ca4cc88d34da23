import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A statement is corrected by a further revision of its period; each is published once, and corrected once. */
export class CorrectStatement1764000474000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE statement ADD revision integer NOT NULL DEFAULT 1, ADD corrects_id uuid, ADD reason text;
      ALTER TABLE statement ALTER revision DROP DEFAULT,
        DROP CONSTRAINT statement_period_key, DROP CONSTRAINT statement_number_key,
        ADD CONSTRAINT statement_period_key UNIQUE (period_id, revision),
        ADD CONSTRAINT statement_number_key UNIQUE (estate_id, number, revision),
        ADD CONSTRAINT statement_corrects_key UNIQUE (corrects_id),
        ADD CONSTRAINT statement_corrects_fkey FOREIGN KEY (corrects_id) REFERENCES statement (id),
        ADD CONSTRAINT statement_revision_check CHECK (revision > 0 AND (revision > 1) = (corrects_id IS NOT NULL) AND (revision > 1) = (reason IS NOT NULL));
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
