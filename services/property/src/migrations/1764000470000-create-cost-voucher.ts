import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who attached a voucher is known, and a voucher proves one cost that counts: it is taken when the cost is verified, and free when that is reversed. */
export class CreateCostVoucher1764000470000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE cost ADD COLUMN vouched_by text[] NOT NULL DEFAULT '{}',
        ADD CONSTRAINT cost_vouched_check CHECK (verified_by <> ALL (vouched_by));
      ALTER TABLE cost ALTER COLUMN vouched_by DROP DEFAULT;

      CREATE TABLE cost_voucher (
        evidence_id uuid CONSTRAINT cost_voucher_pkey PRIMARY KEY,
        cost_id uuid NOT NULL CONSTRAINT cost_voucher_cost_fkey REFERENCES cost (id)
      );
      CREATE INDEX cost_voucher_cost ON cost_voucher (cost_id);
      INSERT INTO cost_voucher (evidence_id, cost_id)
        SELECT DISTINCT ON (e.id) e.id, c.id FROM cost c, unnest(c.evidence_ids) AS e (id) WHERE c.state = 'VERIFIED' ORDER BY e.id, c.verified_at;

      CREATE FUNCTION cost_voucher_kept() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.state = 'VERIFIED' THEN
          INSERT INTO cost_voucher (evidence_id, cost_id) SELECT DISTINCT e.id, NEW.id FROM unnest(NEW.evidence_ids) AS e (id) ORDER BY e.id;
        ELSE
          DELETE FROM cost_voucher WHERE cost_id = NEW.id;
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER cost_voucher_kept AFTER UPDATE OF state ON cost
        FOR EACH ROW WHEN (NEW.state <> OLD.state) EXECUTE FUNCTION cost_voucher_kept();
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
