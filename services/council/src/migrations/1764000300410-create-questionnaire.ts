import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What households are asked, and what they answered. */
export class CreateQuestionnaire1764000300410 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE questionnaire (
        id uuid CONSTRAINT questionnaire_pkey PRIMARY KEY,
        version integer NOT NULL,
        community_code text NOT NULL,
        title text NOT NULL,
        questions jsonb NOT NULL CONSTRAINT questionnaire_questions_check CHECK (jsonb_array_length(questions) > 0),
        opens_at timestamptz NOT NULL,
        closes_at timestamptz NOT NULL CONSTRAINT questionnaire_closing_check CHECK (closes_at >= opens_at),
        state text NOT NULL CONSTRAINT questionnaire_state_check CHECK (state IN ('OPEN', 'CLOSED'))
      );
      CREATE INDEX questionnaire_community ON questionnaire (community_code, opens_at DESC, id DESC);
      CREATE INDEX questionnaire_due ON questionnaire (closes_at) WHERE state = 'OPEN';

      CREATE TABLE questionnaire_answer (
        id uuid CONSTRAINT questionnaire_answer_pkey PRIMARY KEY,
        version integer NOT NULL,
        questionnaire_id uuid NOT NULL CONSTRAINT questionnaire_answer_questionnaire_fkey REFERENCES questionnaire (id),
        community_code text NOT NULL,
        household_id uuid NOT NULL,
        channel text NOT NULL CONSTRAINT questionnaire_answer_channel_check CHECK (channel IN ('ONLINE', 'ASSISTED')),
        choices jsonb NOT NULL,
        answered_at timestamptz NOT NULL,
        CONSTRAINT questionnaire_answer_household_key UNIQUE (questionnaire_id, household_id)
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
