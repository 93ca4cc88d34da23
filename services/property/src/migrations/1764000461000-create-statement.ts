import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Published statements of closed periods, which nobody changes or removes. */
export class CreateStatement1764000461000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE statement (
        id uuid CONSTRAINT statement_pkey PRIMARY KEY,
        version integer NOT NULL,
        estate_id uuid NOT NULL CONSTRAINT statement_estate_fkey REFERENCES estate (id),
        community_code text NOT NULL,
        period_id uuid NOT NULL CONSTRAINT statement_period_fkey REFERENCES ledger_period (id) CONSTRAINT statement_period_key UNIQUE,
        number integer NOT NULL,
        from_day date NOT NULL,
        to_day date NOT NULL,
        title text NOT NULL,
        subtitle text NOT NULL,
        sections jsonb NOT NULL,
        book_sums jsonb NOT NULL,
        hash text NOT NULL CONSTRAINT statement_hash_check CHECK (hash ~ '^[0-9a-f]{64}$'),
        notice_id uuid NOT NULL CONSTRAINT statement_notice_fkey REFERENCES notice (id) CONSTRAINT statement_notice_key UNIQUE,
        published_at timestamptz NOT NULL,
        CONSTRAINT statement_number_key UNIQUE (estate_id, number)
      );
      CREATE TRIGGER statement_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON statement FOR EACH STATEMENT EXECUTE FUNCTION never_changed();
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
