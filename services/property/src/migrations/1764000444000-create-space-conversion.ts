import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Common parts of estates that are put to another use, each stage with what it takes. */
export class CreateSpaceConversion1764000444000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE space_conversion (
        id uuid CONSTRAINT space_conversion_pkey PRIMARY KEY,
        version integer NOT NULL,
        estate_id uuid NOT NULL CONSTRAINT space_conversion_estate_fkey REFERENCES estate (id),
        community_code text NOT NULL,
        location text NOT NULL,
        target text NOT NULL,
        state text NOT NULL CONSTRAINT space_conversion_state_check CHECK (state IN ('PROPOSED', 'APPROVED', 'BUILT', 'DONE', 'WITHDRAWN')),
        before jsonb NOT NULL CONSTRAINT space_conversion_before_check CHECK (jsonb_array_length(before -> 'evidenceIds') > 0),
        decision_id uuid,
        after jsonb CONSTRAINT space_conversion_after_check CHECK (jsonb_array_length(after -> 'evidenceIds') > 0),
        proposed_at timestamptz NOT NULL,
        approved_at timestamptz,
        built_at timestamptz,
        ended_at timestamptz,
        CONSTRAINT space_conversion_stage_check CHECK ((state IN ('APPROVED', 'BUILT', 'DONE')) = (decision_id IS NOT NULL AND approved_at IS NOT NULL)
          AND (state IN ('BUILT', 'DONE')) = (built_at IS NOT NULL) AND (state = 'DONE') = (after IS NOT NULL)
          AND (state IN ('DONE', 'WITHDRAWN')) = (ended_at IS NOT NULL))
      );
      CREATE INDEX space_conversion_estate ON space_conversion (estate_id, proposed_at DESC, id DESC);
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
