import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Task teams of estates, of which one stands at a time; visit teams, whose members never change; and the visits they made. */
export class CreateVisitTeam1764000440000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE visit_team_policy_version (
        id uuid CONSTRAINT visit_team_policy_version_pkey PRIMARY KEY,
        jurisdiction_id text NOT NULL,
        version integer NOT NULL CONSTRAINT visit_team_policy_version_check CHECK (version > 0),
        published_at timestamptz NOT NULL,
        seats jsonb NOT NULL,
        late_days integer NOT NULL,
        CONSTRAINT visit_team_policy_version_key UNIQUE (jurisdiction_id, version)
      );

      CREATE TABLE task_team (
        id uuid CONSTRAINT task_team_pkey PRIMARY KEY,
        version integer NOT NULL,
        estate_id uuid NOT NULL CONSTRAINT task_team_estate_fkey REFERENCES estate (id),
        community_code text NOT NULL,
        members jsonb NOT NULL,
        state text NOT NULL CONSTRAINT task_team_state_check CHECK (state IN ('STANDING', 'DISBANDED')),
        formed_at timestamptz NOT NULL,
        disbanded_at timestamptz,
        CONSTRAINT task_team_disbanded_check CHECK ((state = 'DISBANDED') = (disbanded_at IS NOT NULL))
      );
      CREATE UNIQUE INDEX task_team_standing_key ON task_team (estate_id) WHERE state = 'STANDING';
      CREATE INDEX task_team_estate ON task_team (estate_id, formed_at DESC, id DESC);

      CREATE TABLE visit_team (
        id uuid CONSTRAINT visit_team_pkey PRIMARY KEY,
        version integer NOT NULL,
        estate_id uuid NOT NULL CONSTRAINT visit_team_estate_fkey REFERENCES estate (id),
        community_code text NOT NULL,
        seats jsonb NOT NULL,
        members jsonb NOT NULL,
        state text NOT NULL CONSTRAINT visit_team_state_check CHECK (state IN ('STANDING', 'DISBANDED')),
        formed_at timestamptz NOT NULL,
        disbanded_at timestamptz,
        CONSTRAINT visit_team_disbanded_check CHECK ((state = 'DISBANDED') = (disbanded_at IS NOT NULL))
      );
      CREATE INDEX visit_team_estate ON visit_team (estate_id, formed_at DESC, id DESC);

      CREATE TABLE household_visit (
        id uuid CONSTRAINT household_visit_pkey PRIMARY KEY,
        version integer NOT NULL,
        team_id uuid NOT NULL CONSTRAINT household_visit_team_fkey REFERENCES visit_team (id),
        estate_id uuid NOT NULL,
        community_code text NOT NULL,
        household_id uuid NOT NULL,
        present_ids uuid[] NOT NULL CONSTRAINT household_visit_present_check CHECK (recorded_by_id = ANY (present_ids)),
        occurred_at timestamptz NOT NULL,
        recorded_at timestamptz NOT NULL,
        recorded_by_id uuid NOT NULL
      );
      CREATE INDEX household_visit_estate ON household_visit (estate_id, occurred_at DESC, id DESC);
      CREATE INDEX household_visit_household ON household_visit (household_id, estate_id);
      CREATE INDEX household_visit_community ON household_visit (community_code text_pattern_ops);
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
