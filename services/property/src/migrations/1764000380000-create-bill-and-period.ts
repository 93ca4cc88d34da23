import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Bills, payments and refunds, and the closed periods of the ledger. Refunds of a bill never exceed its payments, nor payments the bill. */
export class CreateBillAndPeriod1764000380000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE bill (
        id uuid CONSTRAINT bill_pkey PRIMARY KEY,
        version integer NOT NULL,
        estate_id uuid NOT NULL CONSTRAINT bill_estate_fkey REFERENCES estate (id),
        community_code text NOT NULL,
        unit_id uuid NOT NULL CONSTRAINT bill_unit_fkey REFERENCES unit (id),
        household_id uuid NOT NULL,
        contract_id uuid NOT NULL CONSTRAINT bill_contract_fkey REFERENCES service_contract (id),
        tier text NOT NULL CONSTRAINT bill_tier_check CHECK (tier IN ('BASIC', 'OPTIONAL', 'VALUE_ADDED')),
        fee_schedule_id uuid NOT NULL CONSTRAINT bill_fee_schedule_fkey REFERENCES fee_schedule (id),
        from_day date NOT NULL,
        to_day date NOT NULL,
        amount_fen bigint NOT NULL CONSTRAINT bill_amount_check CHECK (amount_fen >= 0),
        paid_fen bigint NOT NULL,
        refunded_fen bigint NOT NULL,
        earned_fen bigint NOT NULL,
        due_on date NOT NULL,
        state text NOT NULL CONSTRAINT bill_state_check CHECK (state IN ('OPEN', 'PAID', 'VOID')),
        reminders integer NOT NULL,
        issued_at timestamptz NOT NULL,
        CONSTRAINT bill_term_key UNIQUE (contract_id, from_day),
        CONSTRAINT bill_days_check CHECK (from_day <= to_day),
        CONSTRAINT bill_refunded_check CHECK (refunded_fen BETWEEN 0 AND paid_fen),
        CONSTRAINT bill_earned_check CHECK (earned_fen BETWEEN 0 AND paid_fen - refunded_fen)
      );
      CREATE INDEX bill_estate ON bill (estate_id, from_day DESC, id DESC);
      CREATE INDEX bill_household ON bill (household_id);

      CREATE TABLE payment (
        id uuid CONSTRAINT payment_pkey PRIMARY KEY,
        version integer NOT NULL,
        estate_id uuid NOT NULL,
        community_code text NOT NULL,
        bill_id uuid NOT NULL CONSTRAINT payment_bill_fkey REFERENCES bill (id),
        household_id uuid NOT NULL,
        amount_fen bigint NOT NULL CONSTRAINT payment_amount_check CHECK (amount_fen > 0),
        method text NOT NULL,
        evidence_ids uuid[] NOT NULL,
        received_by text NOT NULL,
        received_at timestamptz NOT NULL,
        entry_id uuid NOT NULL CONSTRAINT payment_entry_fkey REFERENCES ledger_entry (id) DEFERRABLE INITIALLY DEFERRED
      );
      CREATE INDEX payment_bill ON payment (bill_id);

      CREATE TABLE refund (
        id uuid CONSTRAINT refund_pkey PRIMARY KEY,
        version integer NOT NULL,
        estate_id uuid NOT NULL CONSTRAINT refund_estate_fkey REFERENCES estate (id),
        community_code text NOT NULL,
        household_id uuid NOT NULL,
        bill_id uuid NOT NULL CONSTRAINT refund_bill_fkey REFERENCES bill (id),
        contract_id uuid NOT NULL CONSTRAINT refund_contract_fkey REFERENCES service_contract (id),
        offer_id uuid NOT NULL CONSTRAINT refund_offer_fkey REFERENCES offer (id),
        amount_fen bigint NOT NULL CONSTRAINT refund_amount_check CHECK (amount_fen > 0),
        state text NOT NULL CONSTRAINT refund_state_check CHECK (state IN ('DUE', 'SETTLED')),
        due_on date NOT NULL,
        requested_at timestamptz NOT NULL,
        settled_at timestamptz,
        entry_id uuid CONSTRAINT refund_entry_fkey REFERENCES ledger_entry (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT refund_settled_check CHECK ((state = 'SETTLED') = (settled_at IS NOT NULL AND entry_id IS NOT NULL))
      );
      CREATE INDEX refund_estate ON refund (estate_id, requested_at DESC, id DESC);

      CREATE TABLE ledger_period (
        id uuid CONSTRAINT ledger_period_pkey PRIMARY KEY,
        version integer NOT NULL,
        estate_id uuid NOT NULL CONSTRAINT ledger_period_estate_fkey REFERENCES estate (id),
        community_code text NOT NULL,
        number integer NOT NULL,
        from_day date NOT NULL,
        to_day date NOT NULL,
        basic_income_fen bigint NOT NULL,
        optional_income_fen bigint NOT NULL,
        value_added_income_fen bigint NOT NULL,
        income_fen bigint NOT NULL,
        verified_cost_fen bigint NOT NULL,
        unproven_cost_fen bigint NOT NULL,
        surplus_fen bigint NOT NULL,
        deficit_fen bigint NOT NULL,
        prepaid_fen bigint NOT NULL,
        common_income_fen bigint NOT NULL,
        common_cost_fen bigint NOT NULL,
        closed_at timestamptz NOT NULL,
        CONSTRAINT ledger_period_number_key UNIQUE (estate_id, number),
        CONSTRAINT ledger_period_days_check CHECK (from_day <= to_day),
        CONSTRAINT ledger_period_surplus_check CHECK (surplus_fen - deficit_fen = income_fen - verified_cost_fen AND least(surplus_fen, deficit_fen) = 0)
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
