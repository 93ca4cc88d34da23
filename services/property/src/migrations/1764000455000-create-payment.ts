import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Payments through a provider, and what goes back through it. One attempt of a bill is pending; nothing goes back above what was received. */
export class CreatePayment1764000455000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE payment_attempt (
        id uuid CONSTRAINT payment_attempt_pkey PRIMARY KEY,
        version integer NOT NULL,
        estate_id uuid NOT NULL CONSTRAINT payment_attempt_estate_fkey REFERENCES estate (id),
        community_code text NOT NULL,
        bill_id uuid NOT NULL CONSTRAINT payment_attempt_bill_fkey REFERENCES bill (id),
        household_id uuid NOT NULL,
        provider text NOT NULL CONSTRAINT payment_attempt_provider_check CHECK (provider IN ('WECHAT', 'ALIPAY')),
        amount_fen bigint NOT NULL CONSTRAINT payment_attempt_amount_check CHECK (amount_fen > 0),
        state text NOT NULL CONSTRAINT payment_attempt_state_check CHECK (state IN ('PENDING', 'PAID', 'CLOSED', 'FAILED')),
        failure text CONSTRAINT payment_attempt_failure_check CHECK (failure IN ('REFUSED', 'AMOUNT_DIFFERENT')),
        code_url text,
        transaction_id text,
        received_fen bigint NOT NULL,
        surplus_fen bigint NOT NULL CONSTRAINT payment_attempt_surplus_check CHECK (surplus_fen BETWEEN 0 AND received_fen),
        refunded_fen bigint NOT NULL CONSTRAINT payment_attempt_refunded_check CHECK (refunded_fen BETWEEN surplus_fen AND received_fen),
        started_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        paid_at timestamptz,
        CONSTRAINT payment_attempt_paid_check CHECK (state <> 'PAID' OR (received_fen > 0 AND transaction_id IS NOT NULL AND paid_at IS NOT NULL)),
        CONSTRAINT payment_attempt_transaction_key UNIQUE (provider, transaction_id)
      );
      CREATE UNIQUE INDEX payment_attempt_pending_key ON payment_attempt (bill_id) WHERE state = 'PENDING';
      CREATE INDEX payment_attempt_pending ON payment_attempt (id) WHERE state = 'PENDING';
      CREATE INDEX payment_attempt_bill ON payment_attempt (bill_id);
      CREATE INDEX payment_attempt_estate ON payment_attempt (estate_id, started_at DESC, id DESC);

      CREATE TABLE payment_refund (
        id uuid CONSTRAINT payment_refund_pkey PRIMARY KEY,
        version integer NOT NULL,
        estate_id uuid NOT NULL CONSTRAINT payment_refund_estate_fkey REFERENCES estate (id),
        community_code text NOT NULL,
        household_id uuid NOT NULL,
        bill_id uuid NOT NULL CONSTRAINT payment_refund_bill_fkey REFERENCES bill (id),
        attempt_id uuid NOT NULL CONSTRAINT payment_refund_attempt_fkey REFERENCES payment_attempt (id),
        purpose text NOT NULL CONSTRAINT payment_refund_purpose_check CHECK ((purpose = 'RETURN') = (refund_id IS NOT NULL) AND purpose IN ('SURPLUS', 'RETURN')),
        refund_id uuid CONSTRAINT payment_refund_refund_fkey REFERENCES refund (id),
        amount_fen bigint NOT NULL CONSTRAINT payment_refund_amount_check CHECK (amount_fen > 0),
        state text NOT NULL CONSTRAINT payment_refund_state_check CHECK (state IN ('PENDING', 'DONE', 'REFUSED')),
        requested_at timestamptz NOT NULL,
        done_at timestamptz,
        CONSTRAINT payment_refund_done_check CHECK ((state = 'DONE') = (done_at IS NOT NULL))
      );
      CREATE UNIQUE INDEX payment_refund_refund_key ON payment_refund (refund_id) WHERE state <> 'REFUSED';
      CREATE UNIQUE INDEX payment_refund_surplus_key ON payment_refund (attempt_id) WHERE purpose = 'SURPLUS';
      CREATE INDEX payment_refund_pending ON payment_refund (id) WHERE state = 'PENDING';
      CREATE INDEX payment_refund_estate ON payment_refund (estate_id, requested_at DESC, id DESC);

      ALTER TABLE refund DROP CONSTRAINT refund_state_check,
        ADD CONSTRAINT refund_state_check CHECK (state IN ('DUE', 'SENT', 'SETTLED'));
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
