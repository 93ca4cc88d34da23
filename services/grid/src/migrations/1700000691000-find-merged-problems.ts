import type { MigrationInterface, QueryRunner } from 'typeorm';

/** G-20 What a problem took in is looked up by it. */
export class FindMergedProblems1700000691000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX problem_merged_into ON problem (merged_into_id) WHERE merged_into_id IS NOT NULL');
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
