import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What was booked on each day, kept by the database with every posting, so that a statement reads days and not entries; what each
 * cost is for; and what each bill earned in each closed period.
 */
export class KeepLedgerDays1764000460000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE cost ADD category text NOT NULL DEFAULT 'OTHER' CONSTRAINT cost_category_check CHECK (category IN
        ('STAFF', 'FACILITIES', 'GREENING', 'CLEANING', 'ORDER', 'INSURANCE', 'OFFICE', 'MANAGEMENT', 'DEPRECIATION', 'OTHER'));
      ALTER TABLE cost ALTER category DROP DEFAULT;

      CREATE TABLE ledger_day (
        estate_id uuid NOT NULL,
        booked_on date NOT NULL,
        fund text NOT NULL,
        account text NOT NULL,
        kind text NOT NULL,
        category text NOT NULL,
        debit_fen bigint NOT NULL,
        credit_fen bigint NOT NULL,
        postings integer NOT NULL,
        CONSTRAINT ledger_day_pkey PRIMARY KEY (estate_id, booked_on, fund, account, kind, category)
      ) WITH (fillfactor = 70);

      INSERT INTO ledger_day
        SELECT p.estate_id, e.booked_on, p.fund, p.account, coalesce(r.kind, e.kind) AS kind, coalesce(c.category, '') AS category,
          sum(greatest(p.amount_fen, 0)), sum(greatest(-p.amount_fen, 0)), count(*)
        FROM ledger_posting p JOIN ledger_entry e ON e.id = p.entry_id LEFT JOIN ledger_entry r ON r.id = e.reverses_id
          LEFT JOIN cost c ON c.id = e.source_id AND coalesce(r.kind, e.kind) IN ('COST', 'COMMON_COST')
        GROUP BY 1, 2, 3, 4, 5, 6;

      CREATE FUNCTION keep_ledger_day() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO ledger_day AS d (estate_id, booked_on, fund, account, kind, category, debit_fen, credit_fen, postings)
          SELECT a.estate_id, e.booked_on, a.fund, a.account, coalesce(r.kind, e.kind) AS kind, coalesce(c.category, '') AS category,
            sum(greatest(a.amount_fen, 0)), sum(greatest(-a.amount_fen, 0)), count(*)
          FROM added a JOIN ledger_entry e ON e.id = a.entry_id LEFT JOIN ledger_entry r ON r.id = e.reverses_id
            LEFT JOIN cost c ON c.id = e.source_id AND coalesce(r.kind, e.kind) IN ('COST', 'COMMON_COST')
          GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6
          ON CONFLICT (estate_id, booked_on, fund, account, kind, category) DO UPDATE SET debit_fen = d.debit_fen + excluded.debit_fen,
            credit_fen = d.credit_fen + excluded.credit_fen, postings = d.postings + excluded.postings;
        RETURN NULL;
      END $$;
      CREATE TRIGGER keep_ledger_day AFTER INSERT ON ledger_posting
        REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION keep_ledger_day();

      CREATE INDEX ledger_entry_spending ON ledger_entry (estate_id, booked_on) WHERE kind IN ('SPENDING', 'ADVANCE_DRAWN');

      CREATE TABLE bill_earning (
        period_id uuid NOT NULL CONSTRAINT bill_earning_period_fkey REFERENCES ledger_period (id) DEFERRABLE INITIALLY DEFERRED,
        bill_id uuid NOT NULL CONSTRAINT bill_earning_bill_fkey REFERENCES bill (id),
        amount_fen bigint NOT NULL CONSTRAINT bill_earning_amount_check CHECK (amount_fen > 0),
        CONSTRAINT bill_earning_pkey PRIMARY KEY (bill_id, period_id)
      );
      CREATE TRIGGER bill_earning_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON bill_earning FOR EACH STATEMENT EXECUTE FUNCTION never_changed();
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
