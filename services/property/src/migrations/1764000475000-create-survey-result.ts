import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a closed survey came to, told once. */
export class CreateSurveyResult1764000475000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE survey_result (
        survey_id uuid CONSTRAINT survey_result_pkey PRIMARY KEY CONSTRAINT survey_result_survey_fkey REFERENCES satisfaction_survey (id),
        answers integer NOT NULL,
        satisfied integer NOT NULL,
        covered integer NOT NULL,
        households integer NOT NULL,
        closed_at timestamptz NOT NULL,
        CONSTRAINT survey_result_count_check CHECK (0 <= satisfied AND satisfied <= answers AND 0 <= covered AND covered <= households)
      );
      CREATE TRIGGER survey_result_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON survey_result FOR EACH STATEMENT EXECUTE FUNCTION never_changed();
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
