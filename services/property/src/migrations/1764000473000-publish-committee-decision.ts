import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A decision that is to be published names the notice by which it is. */
export class PublishCommitteeDecision1764000473000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE committee_decision ADD notice_id uuid CONSTRAINT committee_decision_notice_fkey REFERENCES notice (id) DEFERRABLE INITIALLY DEFERRED;
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
