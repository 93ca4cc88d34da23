import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The ledger of an estate: entries and postings that are never changed, balances that the database keeps, costs and projects.
 * An entry adds up to zero in every fund at its commit, no fund is ever below zero, and a closed period takes no entry.
 */
export class CreateLedger1764000360000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ledger (
        estate_id uuid CONSTRAINT ledger_pkey PRIMARY KEY CONSTRAINT ledger_estate_fkey REFERENCES estate (id),
        closed_to date
      );

      CREATE TABLE ledger_entry (
        id uuid CONSTRAINT ledger_entry_pkey PRIMARY KEY,
        version integer NOT NULL,
        estate_id uuid NOT NULL CONSTRAINT ledger_entry_estate_fkey REFERENCES estate (id),
        community_code text NOT NULL,
        kind text NOT NULL,
        booked_on date NOT NULL,
        source_id uuid,
        reverses_id uuid CONSTRAINT ledger_entry_reverses_fkey REFERENCES ledger_entry (id) CONSTRAINT ledger_entry_reverses_key UNIQUE,
        reason text,
        evidence_ids uuid[] NOT NULL,
        posted_at timestamptz NOT NULL,
        CONSTRAINT ledger_entry_reversal_check CHECK ((kind = 'REVERSAL') = (reverses_id IS NOT NULL))
      );
      CREATE INDEX ledger_entry_estate ON ledger_entry (estate_id, posted_at DESC, id DESC);
      CREATE INDEX ledger_entry_booked ON ledger_entry (estate_id, booked_on);

      CREATE TABLE ledger_posting (
        entry_id uuid NOT NULL CONSTRAINT ledger_posting_entry_fkey REFERENCES ledger_entry (id) DEFERRABLE INITIALLY DEFERRED,
        fund text NOT NULL CONSTRAINT ledger_posting_fund_check
          CHECK (fund IN ('SERVICE', 'REINVESTMENT', 'COMMON_REVENUE', 'GOVERNMENT_ADVANCE')),
        account text NOT NULL CONSTRAINT ledger_posting_account_check CHECK (CASE fund WHEN 'SERVICE'
          THEN account IN ('BANK', 'PREPAID', 'BASIC_INCOME', 'OPTIONAL_INCOME', 'VALUE_ADDED_INCOME', 'SERVICE_COST', 'DEFICIT')
          ELSE account IN ('BANK', 'FUND_BALANCE') END),
        estate_id uuid NOT NULL,
        amount_fen bigint NOT NULL CONSTRAINT ledger_posting_amount_check CHECK (amount_fen <> 0),
        CONSTRAINT ledger_posting_pkey PRIMARY KEY (entry_id, fund, account)
      );
      CREATE INDEX ledger_posting_estate ON ledger_posting (estate_id, fund, account);

      CREATE TABLE ledger_account (
        estate_id uuid NOT NULL,
        fund text NOT NULL,
        account text NOT NULL,
        balance_fen bigint NOT NULL,
        CONSTRAINT ledger_account_pkey PRIMARY KEY (estate_id, fund, account),
        CONSTRAINT ledger_account_fund_check CHECK (account NOT IN ('FUND_BALANCE', 'PREPAID') OR balance_fen <= 0),
        CONSTRAINT ledger_account_deficit_check CHECK (account <> 'DEFICIT' OR balance_fen >= 0)
      ) WITH (fillfactor = 70);

      CREATE FUNCTION ledger_entry_open() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE closed date;
      BEGIN
        SELECT closed_to INTO closed FROM ledger WHERE estate_id = NEW.estate_id FOR SHARE;
        IF NOT FOUND THEN
          INSERT INTO ledger (estate_id) VALUES (NEW.estate_id) ON CONFLICT DO NOTHING;
          SELECT closed_to INTO closed FROM ledger WHERE estate_id = NEW.estate_id FOR SHARE;
        END IF;
        IF NEW.booked_on <= closed THEN
          RAISE EXCEPTION 'the period is closed' USING ERRCODE = '23514', CONSTRAINT = 'ledger_entry_open_check';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER ledger_entry_open BEFORE INSERT ON ledger_entry FOR EACH ROW EXECUTE FUNCTION ledger_entry_open();

      CREATE FUNCTION keep_ledger_account() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE posted record;
      BEGIN
        FOR posted IN SELECT estate_id, fund, account, sum(amount_fen)::bigint AS amount_fen FROM added
          GROUP BY estate_id, fund, account ORDER BY estate_id, fund, account LOOP
          UPDATE ledger_account a SET balance_fen = a.balance_fen + posted.amount_fen
            WHERE a.estate_id = posted.estate_id AND a.fund = posted.fund AND a.account = posted.account;
          IF NOT FOUND THEN
            INSERT INTO ledger_account AS a (estate_id, fund, account, balance_fen)
              VALUES (posted.estate_id, posted.fund, posted.account, posted.amount_fen)
              ON CONFLICT (estate_id, fund, account) DO UPDATE SET balance_fen = a.balance_fen + excluded.balance_fen;
          END IF;
        END LOOP;
        RETURN NULL;
      END $$;
      CREATE TRIGGER keep_ledger_account AFTER INSERT ON ledger_posting
        REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION keep_ledger_account();

      CREATE FUNCTION ledger_posting_balanced() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (SELECT 1 FROM ledger_posting p WHERE p.entry_id = NEW.entry_id GROUP BY p.fund HAVING sum(p.amount_fen) <> 0)
          OR NOT EXISTS (SELECT 1 FROM ledger_entry e WHERE e.id = NEW.entry_id AND e.estate_id = NEW.estate_id) THEN
          RAISE EXCEPTION 'an entry does not balance' USING ERRCODE = '23514', CONSTRAINT = 'ledger_posting_balance_check';
        END IF;
        RETURN NULL;
      END $$;
      CREATE CONSTRAINT TRIGGER ledger_posting_balanced AFTER INSERT ON ledger_posting
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_posting_balanced();

      CREATE FUNCTION never_changed() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME USING ERRCODE = '42501';
      END $$;
      CREATE TRIGGER ledger_entry_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entry FOR EACH STATEMENT EXECUTE FUNCTION never_changed();
      CREATE TRIGGER ledger_posting_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_posting FOR EACH STATEMENT EXECUTE FUNCTION never_changed();

      CREATE TABLE cost (
        id uuid CONSTRAINT cost_pkey PRIMARY KEY,
        version integer NOT NULL,
        estate_id uuid NOT NULL CONSTRAINT cost_estate_fkey REFERENCES estate (id),
        community_code text NOT NULL,
        fund text NOT NULL CONSTRAINT cost_fund_check CHECK (fund IN ('SERVICE', 'COMMON_REVENUE')),
        amount_fen bigint NOT NULL CONSTRAINT cost_amount_check CHECK (amount_fen > 0),
        purpose text NOT NULL,
        incurred_on date NOT NULL,
        evidence_ids uuid[] NOT NULL,
        state text NOT NULL CONSTRAINT cost_state_check CHECK (state IN ('UNPROVEN', 'VERIFIED', 'REVERSED')),
        recorded_by text NOT NULL,
        recorded_at timestamptz NOT NULL,
        verified_by text,
        verified_at timestamptz,
        entry_id uuid CONSTRAINT cost_entry_fkey REFERENCES ledger_entry (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT cost_verified_check CHECK ((state = 'UNPROVEN') = (entry_id IS NULL)
          AND (entry_id IS NULL OR (cardinality(evidence_ids) > 0 AND verified_by <> recorded_by)))
      );
      CREATE INDEX cost_estate ON cost (estate_id, recorded_at DESC, id DESC);

      CREATE TABLE spending (
        id uuid CONSTRAINT spending_pkey PRIMARY KEY,
        version integer NOT NULL,
        estate_id uuid NOT NULL CONSTRAINT spending_estate_fkey REFERENCES estate (id),
        community_code text NOT NULL,
        fund text NOT NULL,
        purpose text NOT NULL,
        title text NOT NULL,
        budget_fen bigint NOT NULL CONSTRAINT spending_amount_check CHECK (budget_fen > 0),
        spent_fen bigint NOT NULL,
        state text NOT NULL CONSTRAINT spending_state_check CHECK (state IN ('PROPOSED', 'APPROVED', 'COMPLETED', 'WITHDRAWN')),
        decision_id uuid CONSTRAINT spending_decision_fkey REFERENCES known_decision (id),
        evidence_ids uuid[] NOT NULL,
        proposed_by text NOT NULL,
        proposed_at timestamptz NOT NULL,
        CONSTRAINT spending_budget_check CHECK (spent_fen BETWEEN 0 AND budget_fen),
        CONSTRAINT spending_approved_check CHECK (spent_fen = 0 OR state IN ('APPROVED', 'COMPLETED'))
      );
      CREATE INDEX spending_estate ON spending (estate_id, proposed_at DESC, id DESC);
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
