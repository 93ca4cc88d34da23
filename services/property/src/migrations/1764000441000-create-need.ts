import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What households need, as they said on visits; one of a kind for each visit. */
export class CreateNeed1764000441000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE need_policy_version (
        id uuid CONSTRAINT need_policy_version_pkey PRIMARY KEY,
        jurisdiction_id text NOT NULL,
        version integer NOT NULL CONSTRAINT need_policy_version_check CHECK (version > 0),
        published_at timestamptz NOT NULL,
        kinds jsonb NOT NULL,
        CONSTRAINT need_policy_version_key UNIQUE (jurisdiction_id, version)
      );

      CREATE TABLE household_need (
        id uuid CONSTRAINT household_need_pkey PRIMARY KEY,
        version integer NOT NULL,
        visit_id uuid NOT NULL CONSTRAINT household_need_visit_fkey REFERENCES household_visit (id),
        household_id uuid NOT NULL,
        estate_id uuid NOT NULL,
        community_code text NOT NULL,
        kind text NOT NULL,
        note text,
        recorded_at timestamptz NOT NULL
      );
      CREATE UNIQUE INDEX household_need_kind_key ON household_need (visit_id, kind);
      CREATE INDEX household_need_estate ON household_need (estate_id, recorded_at DESC, id DESC);
      CREATE INDEX household_need_community ON household_need (community_code text_pattern_ops, kind);
      CREATE INDEX unit_community ON unit (community_code text_pattern_ops) WHERE household_id IS NOT NULL;
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
