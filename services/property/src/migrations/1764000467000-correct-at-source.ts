import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was recorded wrongly is put right where it came from: a cost is withdrawn, and a payment taken back, wholly or in part. */
export class CorrectAtSource1764000467000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE cost DROP CONSTRAINT cost_state_check, DROP CONSTRAINT cost_verified_check,
        ADD CONSTRAINT cost_state_check CHECK (state IN ('UNPROVEN', 'VERIFIED', 'REVERSED', 'WITHDRAWN')),
        ADD CONSTRAINT cost_verified_check CHECK ((state IN ('UNPROVEN', 'WITHDRAWN')) = (entry_id IS NULL)
          AND (entry_id IS NULL OR (cardinality(evidence_ids) > 0 AND verified_by <> recorded_by)));
      ALTER TABLE payment ADD reversed_fen bigint NOT NULL DEFAULT 0
        CONSTRAINT payment_reversed_check CHECK (reversed_fen BETWEEN 0 AND amount_fen);
      ALTER TABLE payment ALTER reversed_fen DROP DEFAULT;
      CREATE INDEX payment_estate ON payment (estate_id, received_at DESC, id DESC);
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
