import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of a refund that goes back in parts it is known what was paid out by hand: no more than that can have been recorded wrongly. */
export class ReverseRefundByHand1764000481000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE refund ADD COLUMN by_hand_fen bigint NOT NULL DEFAULT 0;
      UPDATE refund SET by_hand_fen = amount_fen WHERE settled_by IS NOT NULL;
      ALTER TABLE refund ALTER COLUMN by_hand_fen DROP DEFAULT,
        ADD CONSTRAINT refund_by_hand_check CHECK (by_hand_fen BETWEEN 0 AND settled_fen AND (by_hand_fen > 0) = (settled_by IS NOT NULL));
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
