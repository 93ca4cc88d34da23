import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Opinions on estates, each of which ends listed, refused or as a duplicate; the problems of estates, and the lists as they were published. */
export class CreateOpinionAndProblemList1764000340000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE opinion_policy_version (
        id uuid CONSTRAINT opinion_policy_version_pkey PRIMARY KEY,
        jurisdiction_id text NOT NULL,
        version integer NOT NULL CONSTRAINT opinion_policy_version_check CHECK (version > 0),
        published_at timestamptz NOT NULL,
        classes jsonb NOT NULL,
        similarity_percent integer NOT NULL,
        CONSTRAINT opinion_policy_version_key UNIQUE (jurisdiction_id, version)
      );

      CREATE TABLE estate_problem (
        id uuid CONSTRAINT estate_problem_pkey PRIMARY KEY,
        version integer NOT NULL,
        estate_id uuid NOT NULL CONSTRAINT estate_problem_estate_fkey REFERENCES estate (id),
        community_code text NOT NULL,
        class text NOT NULL,
        title text NOT NULL,
        facility_id uuid CONSTRAINT estate_problem_facility_fkey REFERENCES facility (id),
        responsible_body text,
        state text NOT NULL CONSTRAINT estate_problem_state_check CHECK (state IN ('OPEN', 'RESOLVED')),
        outcome text,
        evidence_ids uuid[] NOT NULL,
        opened_at timestamptz NOT NULL,
        resolved_at timestamptz,
        CONSTRAINT estate_problem_resolved_check
          CHECK ((state = 'RESOLVED') = (resolved_at IS NOT NULL AND outcome IS NOT NULL AND cardinality(evidence_ids) > 0))
      );
      CREATE INDEX estate_problem_estate ON estate_problem (estate_id, opened_at DESC, id DESC);

      CREATE TABLE opinion (
        id uuid CONSTRAINT opinion_pkey PRIMARY KEY,
        version integer NOT NULL,
        estate_id uuid NOT NULL CONSTRAINT opinion_estate_fkey REFERENCES estate (id),
        community_code text NOT NULL,
        household_id uuid,
        class text NOT NULL,
        summary text NOT NULL,
        state text NOT NULL CONSTRAINT opinion_state_check CHECK (state IN ('RECORDED', 'LISTED', 'REFUSED', 'DUPLICATE')),
        problem_id uuid CONSTRAINT opinion_problem_fkey REFERENCES estate_problem (id),
        reason text,
        original_id uuid CONSTRAINT opinion_original_fkey REFERENCES opinion (id),
        recorded_at timestamptz NOT NULL,
        decided_at timestamptz,
        CONSTRAINT opinion_outcome_check CHECK ((state = 'LISTED') = (problem_id IS NOT NULL) AND (state = 'REFUSED') = (reason IS NOT NULL)
          AND (state = 'DUPLICATE') = (original_id IS NOT NULL) AND (state = 'RECORDED') = (decided_at IS NULL))
      );
      CREATE INDEX opinion_estate ON opinion (estate_id, recorded_at DESC, id DESC);
      CREATE INDEX opinion_community ON opinion (community_code text_pattern_ops, class);
      CREATE INDEX opinion_problem ON opinion (problem_id) WHERE problem_id IS NOT NULL;
      CREATE INDEX opinion_original ON opinion (original_id) WHERE original_id IS NOT NULL;
      CREATE INDEX opinion_household ON opinion (household_id) WHERE household_id IS NOT NULL;

      CREATE TABLE problem_list (
        id uuid CONSTRAINT problem_list_pkey PRIMARY KEY,
        version integer NOT NULL,
        estate_id uuid NOT NULL CONSTRAINT problem_list_estate_fkey REFERENCES estate (id),
        community_code text NOT NULL,
        number integer NOT NULL,
        items jsonb NOT NULL,
        published_at timestamptz NOT NULL,
        CONSTRAINT problem_list_number_key UNIQUE (estate_id, number)
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
