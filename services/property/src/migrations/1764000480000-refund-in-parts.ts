import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A refund goes back over several payments: of each it is one part at a time, and what has been paid out of it is known. */
export class RefundInParts1764000480000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE refund ADD COLUMN settled_fen bigint NOT NULL DEFAULT 0;
      UPDATE refund SET settled_fen = amount_fen WHERE state = 'SETTLED';
      ALTER TABLE refund ALTER COLUMN settled_fen DROP DEFAULT,
        ADD CONSTRAINT refund_parts_check CHECK (settled_fen BETWEEN 0 AND amount_fen AND (state = 'SETTLED') = (settled_fen = amount_fen));

      DROP INDEX payment_refund_refund_key;
      CREATE UNIQUE INDEX payment_refund_part_key ON payment_refund (refund_id, attempt_id) WHERE state = 'PENDING';
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
