import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A verified cost of the service is owed until what was earned, or the government's advance, pays it: no bank of any fund is ever below
 * zero, and what households prepaid pays no cost. A deficit is carried until it is made good. What was booked before as paid and
 * was not earned becomes owed, by entries of the days that are still open.
 */
export class OweBeforePaying1764000466000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE ledger_posting DROP CONSTRAINT ledger_posting_account_check, ADD CONSTRAINT ledger_posting_account_check CHECK (CASE fund
        WHEN 'SERVICE' THEN account IN ('BANK', 'PREPAID', 'BASIC_INCOME', 'OPTIONAL_INCOME', 'VALUE_ADDED_INCOME', 'SERVICE_COST', 'PAYABLE', 'DEFICIT')
        ELSE account IN ('BANK', 'FUND_BALANCE') END);

      ALTER TABLE ledger_period ADD carried_deficit_fen bigint NOT NULL DEFAULT 0, DROP CONSTRAINT ledger_period_surplus_check,
        ADD CONSTRAINT ledger_period_surplus_check CHECK (surplus_fen - deficit_fen = income_fen - verified_cost_fen - carried_deficit_fen
          AND least(surplus_fen, deficit_fen) = 0);
      ALTER TABLE ledger_period ALTER carried_deficit_fen DROP DEFAULT;

      CREATE TEMPORARY TABLE owed ON COMMIT DROP AS
        SELECT gen_random_uuid() AS id, o.estate_id, o.booked_on, sum(o.amount_fen)::bigint AS amount_fen FROM (
          SELECT a.estate_id, l.closed_to + 1 AS booked_on, a.balance_fen AS amount_fen
            FROM ledger_account a JOIN ledger l ON l.estate_id = a.estate_id WHERE a.account = 'DEFICIT'
          UNION ALL SELECT p.estate_id, e.booked_on, p.amount_fen FROM ledger_posting p JOIN ledger_entry e ON e.id = p.entry_id
            JOIN ledger l ON l.estate_id = p.estate_id WHERE p.account = 'SERVICE_COST' AND e.booked_on > coalesce(l.closed_to, '-infinity')) o
        GROUP BY o.estate_id, o.booked_on HAVING sum(o.amount_fen) > 0;
      INSERT INTO ledger_entry (id, version, estate_id, community_code, kind, booked_on, reason, evidence_ids, posted_at)
        SELECT o.id, 1, o.estate_id, e.community_code, 'COST', o.booked_on, '未付成本改记应付账款', '{}', clock_timestamp()
        FROM owed o JOIN estate e ON e.id = o.estate_id;
      INSERT INTO ledger_posting (entry_id, fund, account, estate_id, amount_fen)
        SELECT o.id, 'SERVICE', side.account, o.estate_id, side.sign * o.amount_fen
        FROM owed o, (VALUES ('BANK', 1), ('PAYABLE', -1)) AS side (account, sign);

      ALTER TABLE ledger_account DROP CONSTRAINT ledger_account_fund_check, ADD CONSTRAINT ledger_account_fund_check CHECK (CASE
        WHEN account IN ('FUND_BALANCE', 'PREPAID', 'PAYABLE') THEN balance_fen <= 0 WHEN account = 'BANK' THEN balance_fen >= 0 ELSE true END);
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
