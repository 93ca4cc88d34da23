import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A use that was recorded by mistake is said to be none; the use itself stays as it is. Of a cancelled order more comes back then, so
 * that it may have several refunds; all of them together are held by what was paid of the bill.
 */
export class TakeBackServiceUse1764000485000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE service_use_reversal (
        use_id uuid CONSTRAINT service_use_reversal_pkey PRIMARY KEY CONSTRAINT service_use_reversal_use_fkey REFERENCES service_use (id),
        order_id uuid NOT NULL CONSTRAINT service_use_reversal_order_fkey REFERENCES service_order (id),
        reason text NOT NULL,
        reversed_by text NOT NULL,
        reversed_at timestamptz NOT NULL
      );
      CREATE TRIGGER service_use_reversal_kept BEFORE DELETE OR UPDATE OR TRUNCATE ON service_use_reversal
        FOR EACH STATEMENT EXECUTE FUNCTION never_changed();
      ALTER TABLE refund DROP CONSTRAINT refund_order_key;
      CREATE INDEX refund_order ON refund (order_id);
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
