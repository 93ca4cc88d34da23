import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The entries of a case are found by the key itself: one index less to write for each of them. */
export class FindMetricEntriesByCase1764000310000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE metric_entry DROP CONSTRAINT metric_entry_pkey;
      ALTER TABLE metric_entry ADD CONSTRAINT metric_entry_pkey PRIMARY KEY (subject_id, metric);
      DROP INDEX metric_entry_subject;
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
