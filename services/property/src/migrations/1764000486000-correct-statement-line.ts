import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A trade of a provider's statement that was taken in with a wrong amount is corrected, and what it was is kept. */
export class CorrectStatementLine1764000486000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE statement_line_correction (
        line_id uuid NOT NULL CONSTRAINT statement_line_correction_line_fkey REFERENCES statement_line (id),
        version integer NOT NULL,
        former_fen bigint NOT NULL,
        amount_fen bigint NOT NULL CONSTRAINT statement_line_correction_amount_check CHECK (amount_fen > 0 AND amount_fen <> former_fen),
        former_found text NOT NULL,
        former_imported_by text NOT NULL,
        reason text NOT NULL,
        corrected_by text NOT NULL,
        corrected_at timestamptz NOT NULL,
        CONSTRAINT statement_line_correction_pkey PRIMARY KEY (line_id, version),
        CONSTRAINT statement_line_correction_second_person_check CHECK (corrected_by <> former_imported_by)
      );
      CREATE TRIGGER statement_line_correction_kept BEFORE DELETE OR UPDATE OR TRUNCATE ON statement_line_correction
        FOR EACH STATEMENT EXECUTE FUNCTION never_changed();
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
