import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Households with an entitlement pay less of the fee: a published rule, who is entitled, and what each bill was lessened by. */
export class CreateDiscount1764000484000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE discount (
        id uuid CONSTRAINT discount_pkey PRIMARY KEY,
        version integer NOT NULL,
        estate_id uuid NOT NULL CONSTRAINT discount_estate_fkey REFERENCES estate (id),
        community_code text NOT NULL,
        fee_schedule_id uuid NOT NULL CONSTRAINT discount_fee_schedule_fkey REFERENCES fee_schedule (id),
        kind text NOT NULL CONSTRAINT discount_kind_check CHECK (kind IN ('LOW_INCOME', 'DISABILITY', 'HONOURED_FAMILY', 'YEAR_AHEAD')),
        measure text NOT NULL CONSTRAINT discount_measure_check CHECK (measure IN ('SHARE', 'AMOUNT')),
        value bigint NOT NULL CONSTRAINT discount_value_check CHECK (value > 0 AND (measure = 'AMOUNT' OR value <= 10000)),
        reason text NOT NULL,
        from_day date NOT NULL,
        to_day date,
        state text NOT NULL CONSTRAINT discount_state_check CHECK (state IN ('DRAFT', 'PUBLISHED', 'ENDED')),
        drafted_by text NOT NULL,
        published_at timestamptz,
        end_reason text,
        CONSTRAINT discount_published_check CHECK (CASE state WHEN 'DRAFT' THEN published_at IS NULL WHEN 'PUBLISHED' THEN published_at IS NOT NULL ELSE true END),
        CONSTRAINT discount_ended_check CHECK ((state = 'ENDED') = (end_reason IS NOT NULL))
      );
      CREATE INDEX discount_estate ON discount (estate_id, from_day DESC, id DESC);

      CREATE TABLE entitlement (
        id uuid CONSTRAINT entitlement_pkey PRIMARY KEY,
        version integer NOT NULL,
        estate_id uuid NOT NULL CONSTRAINT entitlement_estate_fkey REFERENCES estate (id),
        community_code text NOT NULL,
        unit_id uuid NOT NULL CONSTRAINT entitlement_unit_fkey REFERENCES unit (id),
        household_id uuid NOT NULL,
        kind text NOT NULL CONSTRAINT entitlement_kind_check CHECK (kind IN ('LOW_INCOME', 'DISABILITY', 'HONOURED_FAMILY', 'YEAR_AHEAD')),
        from_day date NOT NULL,
        to_day date,
        evidence_ids uuid[] NOT NULL CONSTRAINT entitlement_evidence_check CHECK (cardinality(evidence_ids) > 0),
        state text NOT NULL CONSTRAINT entitlement_state_check CHECK (state IN ('RECORDED', 'CONFIRMED', 'ENDED')),
        recorded_by text NOT NULL,
        recorded_at timestamptz NOT NULL,
        confirmed_at timestamptz,
        end_reason text,
        CONSTRAINT entitlement_confirmed_check CHECK (CASE state WHEN 'RECORDED' THEN confirmed_at IS NULL WHEN 'CONFIRMED' THEN confirmed_at IS NOT NULL ELSE true END),
        CONSTRAINT entitlement_ended_check CHECK ((state = 'ENDED') = (end_reason IS NOT NULL))
      );
      CREATE UNIQUE INDEX entitlement_kind_key ON entitlement (household_id, unit_id, kind) WHERE state <> 'ENDED';
      CREATE INDEX entitlement_household ON entitlement (household_id, unit_id);
      CREATE INDEX entitlement_estate ON entitlement (estate_id, recorded_at DESC, id DESC);

      ALTER TABLE bill ADD COLUMN discount_fen bigint NOT NULL DEFAULT 0
        CONSTRAINT bill_discount_check CHECK (discount_fen >= 0 AND (discount_fen = 0 OR tier = 'BASIC'));
      ALTER TABLE bill ALTER COLUMN discount_fen DROP DEFAULT;

      CREATE TABLE bill_discount (
        bill_id uuid CONSTRAINT bill_discount_pkey PRIMARY KEY CONSTRAINT bill_discount_bill_fkey REFERENCES bill (id),
        discount_id uuid NOT NULL CONSTRAINT bill_discount_discount_fkey REFERENCES discount (id),
        entitlement_id uuid NOT NULL CONSTRAINT bill_discount_entitlement_fkey REFERENCES entitlement (id),
        amount_fen bigint NOT NULL CONSTRAINT bill_discount_amount_check CHECK (amount_fen > 0)
      );
      CREATE INDEX bill_discount_entitlement ON bill_discount (entitlement_id, bill_id DESC);
      CREATE TRIGGER bill_discount_kept BEFORE DELETE OR UPDATE OR TRUNCATE ON bill_discount FOR EACH STATEMENT EXECUTE FUNCTION never_changed();
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
