import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Two heads told for one number of votes are both kept: that they contradict each other is what the checkpoints are for. */
export class KeepContradictingCheckpoints1764000483000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE ballot_checkpoint DROP CONSTRAINT ballot_checkpoint_pkey,
        ADD CONSTRAINT ballot_checkpoint_pkey PRIMARY KEY (ballot_id, sequence, kind, head_hash, roll_hash);
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
