import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Estates that nobody managed, their common facilities, and what was found at them, which is never changed. */
export class CreateEstate1764000320000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE estate (
        id uuid CONSTRAINT estate_pkey PRIMARY KEY,
        version integer NOT NULL,
        community_code text NOT NULL,
        name text NOT NULL,
        address_label text NOT NULL,
        status text NOT NULL CONSTRAINT estate_status_check CHECK (status IN ('ABANDONED', 'SURVEYED', 'TRIAL', 'TAKEN_OVER')),
        cause text NOT NULL CONSTRAINT estate_cause_check
          CHECK (cause IN ('NEVER_MANAGED', 'PROVIDER_LEFT', 'EMPLOYER_DISSOLVED', 'CONTRACT_ENDED', 'OTHER')),
        grounds text NOT NULL,
        evidence_ids uuid[] NOT NULL,
        registered_at timestamptz NOT NULL,
        surveyed_at timestamptz,
        CONSTRAINT estate_surveyed_check CHECK ((status = 'ABANDONED') = (surveyed_at IS NULL))
      );
      CREATE UNIQUE INDEX estate_name_key ON estate (community_code text_pattern_ops, name);

      CREATE TABLE facility (
        id uuid CONSTRAINT facility_pkey PRIMARY KEY,
        version integer NOT NULL,
        estate_id uuid NOT NULL CONSTRAINT facility_estate_fkey REFERENCES estate (id),
        community_code text NOT NULL,
        kind text NOT NULL,
        label text NOT NULL
      );
      CREATE UNIQUE INDEX facility_label_key ON facility (estate_id, kind, label);
      CREATE INDEX facility_estate ON facility (estate_id, id);

      CREATE TABLE condition_survey (
        id uuid CONSTRAINT condition_survey_pkey PRIMARY KEY,
        version integer NOT NULL,
        facility_id uuid NOT NULL CONSTRAINT condition_survey_facility_fkey REFERENCES facility (id),
        estate_id uuid NOT NULL,
        community_code text NOT NULL,
        grade text NOT NULL CONSTRAINT condition_survey_grade_check
          CHECK (grade IN ('INTACT', 'MOSTLY_INTACT', 'DAMAGED', 'BADLY_DAMAGED', 'DANGEROUS')),
        finding text,
        evidence_ids uuid[] NOT NULL CONSTRAINT condition_survey_evidence_check CHECK (cardinality(evidence_ids) > 0),
        surveyed_at timestamptz NOT NULL
      );
      CREATE INDEX condition_survey_facility ON condition_survey (facility_id, surveyed_at DESC, id DESC);
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
