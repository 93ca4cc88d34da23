import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was put right is looked at again, and what recurs is found by place and words. */
export class WatchProblems1700000590000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE problem ADD COLUMN recheck_days integer[] NOT NULL DEFAULT '{14,28}', ADD COLUMN recheck_due_at timestamptz,
        ADD COLUMN recheck_told_for timestamptz, ADD COLUMN rechecks integer NOT NULL DEFAULT 0,
        ADD CONSTRAINT problem_recheck_check CHECK (recheck_due_at IS NULL OR state = 'RECTIFIED');
      CREATE INDEX problem_recheck ON problem (recheck_due_at) WHERE recheck_due_at IS NOT NULL;

      ALTER TABLE problem_policy_version
        ADD COLUMN promote_within_metres integer NOT NULL DEFAULT 500 CONSTRAINT problem_policy_metres_check CHECK (promote_within_metres > 0),
        ADD COLUMN promote_similarity_percent integer NOT NULL DEFAULT 40
          CONSTRAINT problem_policy_similarity_check CHECK (promote_similarity_percent BETWEEN 0 AND 100),
        ADD COLUMN recheck_days integer[] NOT NULL DEFAULT '{14,28}';
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
