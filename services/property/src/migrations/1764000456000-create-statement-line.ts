import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The trades of providers' statements, each kept once however often its file is uploaded. */
export class CreateStatementLine1764000456000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE statement_line (
        id uuid CONSTRAINT statement_line_pkey PRIMARY KEY,
        version integer NOT NULL,
        place_code text NOT NULL,
        provider text NOT NULL CONSTRAINT statement_line_provider_check CHECK (provider IN ('WECHAT', 'ALIPAY')),
        kind text NOT NULL CONSTRAINT statement_line_kind_check CHECK (kind IN ('PAYMENT', 'REFUND')),
        number text NOT NULL,
        transaction_id text NOT NULL,
        amount_fen bigint NOT NULL CONSTRAINT statement_line_amount_check CHECK (amount_fen >= 0),
        at timestamptz NOT NULL,
        day date NOT NULL,
        source_id uuid,
        found text NOT NULL CONSTRAINT statement_line_found_check CHECK (found IN ('MATCHED', 'MISSING_HERE', 'AMOUNT_DIFFERENT')),
        state text NOT NULL CONSTRAINT statement_line_state_check CHECK (state IN ('TAKEN', 'QUERIED', 'CONFIRMED')),
        note text,
        imported_by text NOT NULL,
        confirmed_by text CONSTRAINT statement_line_second_person_check CHECK (confirmed_by <> imported_by),
        CONSTRAINT statement_line_confirmed_check CHECK ((state = 'CONFIRMED') = (confirmed_by IS NOT NULL)),
        CONSTRAINT statement_line_trade_key UNIQUE (provider, kind, number, transaction_id)
      );
      CREATE INDEX statement_line_day ON statement_line (day, place_code);
      CREATE INDEX statement_line_source ON statement_line (source_id);
      CREATE INDEX payment_attempt_paid ON payment_attempt (paid_at) WHERE state = 'PAID';
      CREATE INDEX payment_refund_done ON payment_refund (done_at) WHERE state = 'DONE';
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
