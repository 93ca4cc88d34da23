import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who recorded that a refund was paid out is known, so that a second person can take it back; nobody did of what a provider paid. */
export class SettleRefundBy1764000471000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE refund ADD settled_by text;
      UPDATE refund r SET settled_by = (SELECT a.actor_id FROM audit a WHERE a.aggregate_id = r.id::text
          AND a.operation = 'property.command.return.settle-refund.v1' ORDER BY a.position DESC LIMIT 1)
        WHERE r.state = 'SETTLED' AND NOT EXISTS (SELECT FROM payment_refund p WHERE p.refund_id = r.id AND p.state = 'DONE');
      ALTER TABLE refund ADD CONSTRAINT refund_settled_by_check CHECK (settled_by IS NULL OR state = 'SETTLED');
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
