import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateProblem1700000230000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE problem (
        id uuid CONSTRAINT problem_pkey PRIMARY KEY,
        version integer NOT NULL,
        scope text NOT NULL CONSTRAINT problem_scope_check CHECK (scope IN ('COMMON', 'INDIVIDUAL')),
        class text NOT NULL,
        state text NOT NULL CONSTRAINT problem_state_check CHECK (state IN ('OPEN', 'REPORTED', 'RECTIFIED', 'ANNUAL', 'MERGED')),
        track text NOT NULL CONSTRAINT problem_track_check CHECK (track IN ('ORDINARY', 'IMMEDIATE')),
        summary text NOT NULL,
        place_code text NOT NULL,
        community_code text,
        grid_codes text[] NOT NULL,
        household_id uuid,
        campaign_id uuid,
        collected_by_id uuid,
        collected_at timestamptz NOT NULL,
        rectified_by_id uuid,
        reported_at timestamptz,
        verified_by_id uuid,
        rectified_at timestamptz,
        evidence_ids uuid[] NOT NULL,
        annual_item_id uuid,
        merged_into_id uuid CONSTRAINT problem_merged_into_fkey REFERENCES problem (id),
        external_ref text,
        CONSTRAINT problem_external_ref_key UNIQUE (community_code, external_ref),
        CONSTRAINT problem_rectified_check CHECK ((state = 'RECTIFIED') = (rectified_at IS NOT NULL)),
        CONSTRAINT problem_annual_check CHECK (state <> 'ANNUAL' OR annual_item_id IS NOT NULL),
        CONSTRAINT problem_merged_check CHECK ((state = 'MERGED') = (merged_into_id IS NOT NULL)),
        CONSTRAINT problem_immediate_check CHECK (track = 'ORDINARY' OR cardinality(evidence_ids) > 0),
        CONSTRAINT problem_verifier_check CHECK (verified_by_id <> rectified_by_id)
      );
      CREATE INDEX problem_place ON problem (place_code text_pattern_ops, collected_at);
      CREATE INDEX problem_grids ON problem USING gin (grid_codes);
      CREATE INDEX problem_household ON problem (household_id) WHERE household_id IS NOT NULL;
      CREATE INDEX problem_collected ON problem (collected_at, id);

      CREATE TABLE annual_item (
        id uuid CONSTRAINT annual_item_pkey PRIMARY KEY,
        version integer NOT NULL,
        problem_id uuid NOT NULL CONSTRAINT annual_item_problem_key UNIQUE CONSTRAINT annual_item_problem_fkey REFERENCES problem (id),
        year integer NOT NULL,
        title text NOT NULL,
        owner_cadre_id uuid NOT NULL,
        place_code text NOT NULL,
        milestones jsonb NOT NULL CONSTRAINT annual_item_milestones_check CHECK (jsonb_array_length(milestones) > 0),
        closed_at timestamptz
      );
      CREATE INDEX annual_item_place ON annual_item (place_code text_pattern_ops, year, id);
      ALTER TABLE problem ADD CONSTRAINT problem_annual_item_fkey FOREIGN KEY (annual_item_id) REFERENCES annual_item (id) DEFERRABLE INITIALLY DEFERRED;
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
