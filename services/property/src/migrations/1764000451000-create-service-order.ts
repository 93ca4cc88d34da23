import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Orders of optional and value-added service, and what was served of them. A bill is of a contract, when it is basic, or of an order of
 * its household and tier; never more is served than was ordered, nor of an order that no household gave.
 */
export class CreateServiceOrder1764000451000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE service_order (
        id uuid CONSTRAINT service_order_pkey PRIMARY KEY,
        version integer NOT NULL,
        estate_id uuid NOT NULL CONSTRAINT service_order_estate_fkey REFERENCES estate (id),
        community_code text NOT NULL,
        unit_id uuid NOT NULL CONSTRAINT service_order_unit_fkey REFERENCES unit (id),
        household_id uuid NOT NULL,
        item_id uuid NOT NULL CONSTRAINT service_order_item_fkey REFERENCES service_item (id),
        item_version_id uuid NOT NULL CONSTRAINT service_order_item_version_fkey REFERENCES service_item_version (id),
        offer_id uuid NOT NULL CONSTRAINT service_order_offer_fkey REFERENCES offer (id),
        tier text NOT NULL CONSTRAINT service_order_tier_check CHECK (tier IN ('OPTIONAL', 'VALUE_ADDED')),
        unit text NOT NULL,
        price_fen bigint NOT NULL CONSTRAINT service_order_price_check CHECK (price_fen > 0),
        quantity integer NOT NULL CONSTRAINT service_order_quantity_check CHECK (quantity > 0),
        used_quantity integer NOT NULL,
        amount_fen bigint NOT NULL,
        bill_id uuid NOT NULL CONSTRAINT service_order_bill_key UNIQUE
          CONSTRAINT service_order_bill_fkey REFERENCES bill (id) DEFERRABLE INITIALLY DEFERRED,
        by_household boolean NOT NULL,
        evidence_ids uuid[] NOT NULL,
        ordered_by text NOT NULL,
        state text NOT NULL CONSTRAINT service_order_state_check CHECK (state IN ('ORDERED', 'COMPLETED', 'CANCELLED')),
        ordered_at timestamptz NOT NULL,
        cancelled_at timestamptz,
        CONSTRAINT service_order_bill_of_key UNIQUE (id, household_id, tier),
        CONSTRAINT service_order_amount_check CHECK (amount_fen = price_fen * quantity),
        CONSTRAINT service_order_used_check CHECK (used_quantity BETWEEN 0 AND quantity),
        CONSTRAINT service_order_completed_check CHECK ((state = 'COMPLETED') = (used_quantity = quantity)),
        CONSTRAINT service_order_cancelled_check CHECK ((state = 'CANCELLED') = (cancelled_at IS NOT NULL)),
        CONSTRAINT service_order_consent_check CHECK (by_household OR cardinality(evidence_ids) > 0)
      );
      CREATE INDEX service_order_estate ON service_order (estate_id, ordered_at DESC, id DESC);
      CREATE INDEX service_order_household ON service_order (household_id);

      CREATE TABLE service_use (
        id uuid CONSTRAINT service_use_pkey PRIMARY KEY,
        version integer NOT NULL,
        order_id uuid NOT NULL CONSTRAINT service_use_order_fkey REFERENCES service_order (id),
        estate_id uuid NOT NULL,
        used_on date NOT NULL,
        quantity integer NOT NULL CONSTRAINT service_use_quantity_check CHECK (quantity > 0),
        evidence_ids uuid[] NOT NULL CONSTRAINT service_use_evidence_check CHECK (cardinality(evidence_ids) > 0),
        recorded_by text NOT NULL,
        recorded_at timestamptz NOT NULL
      );
      CREATE INDEX service_use_order ON service_use (order_id, used_on DESC, id DESC);

      ALTER TABLE bill
        ALTER COLUMN contract_id DROP NOT NULL,
        ALTER COLUMN fee_schedule_id DROP NOT NULL,
        ADD COLUMN order_id uuid CONSTRAINT bill_order_key UNIQUE,
        ADD CONSTRAINT bill_order_fkey FOREIGN KEY (order_id, household_id, tier)
          REFERENCES service_order (id, household_id, tier) DEFERRABLE INITIALLY DEFERRED,
        ADD CONSTRAINT bill_order_check CHECK (CASE tier WHEN 'BASIC' THEN order_id IS NULL AND num_nonnulls(contract_id, fee_schedule_id) = 2
          ELSE order_id IS NOT NULL AND num_nulls(contract_id, fee_schedule_id) = 2 END);
      ALTER TABLE refund
        ALTER COLUMN contract_id DROP NOT NULL,
        ADD COLUMN order_id uuid CONSTRAINT refund_order_fkey REFERENCES service_order (id) CONSTRAINT refund_order_key UNIQUE,
        ADD CONSTRAINT refund_of_check CHECK (num_nonnulls(contract_id, order_id) = 1);
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
