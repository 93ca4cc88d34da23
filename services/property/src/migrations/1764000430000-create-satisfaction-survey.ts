import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Satisfaction surveys of estates, whose periods do not meet, and the one answer of each household. */
export class CreateSatisfactionSurvey1764000430000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE satisfaction_policy_version (
        id uuid CONSTRAINT satisfaction_policy_version_pkey PRIMARY KEY,
        jurisdiction_id text NOT NULL,
        version integer NOT NULL CONSTRAINT satisfaction_policy_version_check CHECK (version > 0),
        published_at timestamptz NOT NULL,
        satisfied_from integer NOT NULL,
        least_answers integer NOT NULL,
        source text NOT NULL,
        assumed boolean NOT NULL,
        CONSTRAINT satisfaction_policy_version_key UNIQUE (jurisdiction_id, version)
      );

      CREATE TABLE satisfaction_survey (
        id uuid CONSTRAINT satisfaction_survey_pkey PRIMARY KEY,
        version integer NOT NULL,
        estate_id uuid NOT NULL CONSTRAINT satisfaction_survey_estate_fkey REFERENCES estate (id),
        community_code text NOT NULL,
        period_from date NOT NULL,
        period_to date NOT NULL,
        satisfied_from integer NOT NULL CONSTRAINT satisfaction_survey_satisfied_check CHECK (satisfied_from BETWEEN 1 AND 5),
        least_answers integer NOT NULL,
        opened_at timestamptz NOT NULL,
        closes_at timestamptz NOT NULL,
        CONSTRAINT satisfaction_survey_period_check CHECK (period_from <= period_to),
        CONSTRAINT satisfaction_survey_closes_check CHECK (opened_at < closes_at),
        CONSTRAINT satisfaction_survey_apart EXCLUDE USING gist (estate_id WITH =, daterange(period_from, period_to, '[]') WITH &&)
      );
      CREATE INDEX satisfaction_survey_estate ON satisfaction_survey (estate_id, period_from DESC, id DESC);

      CREATE TABLE satisfaction_answer (
        id uuid CONSTRAINT satisfaction_answer_pkey PRIMARY KEY,
        version integer NOT NULL,
        survey_id uuid NOT NULL CONSTRAINT satisfaction_answer_survey_fkey REFERENCES satisfaction_survey (id),
        estate_id uuid NOT NULL,
        community_code text NOT NULL,
        household_id uuid NOT NULL,
        score integer NOT NULL CONSTRAINT satisfaction_answer_score_check CHECK (score BETWEEN 1 AND 5),
        answered_by text NOT NULL CONSTRAINT satisfaction_answer_by_check CHECK (answered_by IN ('HOUSEHOLD', 'PAPER')),
        evidence_ids uuid[] NOT NULL,
        answered_at timestamptz NOT NULL,
        CONSTRAINT satisfaction_answer_paper_check CHECK ((answered_by = 'PAPER') = (cardinality(evidence_ids) > 0)),
        CONSTRAINT satisfaction_answer_household_key UNIQUE (survey_id, household_id)
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
