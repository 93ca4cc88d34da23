import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Volunteer teams of organisations, and their tasks in estates. */
export class CreateVolunteerTeam1764000443000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE volunteer_team (
        id uuid CONSTRAINT volunteer_team_pkey PRIMARY KEY,
        version integer NOT NULL,
        community_code text NOT NULL,
        name text NOT NULL,
        organisations jsonb NOT NULL,
        state text NOT NULL CONSTRAINT volunteer_team_state_check CHECK (state IN ('STANDING', 'DISBANDED')),
        formed_at timestamptz NOT NULL,
        disbanded_at timestamptz,
        CONSTRAINT volunteer_team_disbanded_check CHECK ((state = 'DISBANDED') = (disbanded_at IS NOT NULL))
      );
      CREATE UNIQUE INDEX volunteer_team_name_key ON volunteer_team (community_code, name) WHERE state = 'STANDING';
      CREATE INDEX volunteer_team_community ON volunteer_team (community_code text_pattern_ops, id);

      CREATE TABLE volunteer_task (
        id uuid CONSTRAINT volunteer_task_pkey PRIMARY KEY,
        version integer NOT NULL,
        team_id uuid NOT NULL CONSTRAINT volunteer_task_team_fkey REFERENCES volunteer_team (id),
        estate_id uuid NOT NULL CONSTRAINT volunteer_task_estate_fkey REFERENCES estate (id),
        community_code text NOT NULL,
        title text NOT NULL,
        state text NOT NULL CONSTRAINT volunteer_task_state_check CHECK (state IN ('ASSIGNED', 'DONE', 'CANCELLED')),
        outcome text,
        evidence_ids uuid[] NOT NULL,
        reason text,
        assigned_at timestamptz NOT NULL,
        ended_at timestamptz,
        CONSTRAINT volunteer_task_ended_check CHECK ((state = 'ASSIGNED') = (ended_at IS NULL) AND (state = 'CANCELLED') = (reason IS NOT NULL)
          AND (state = 'DONE') = (outcome IS NOT NULL AND cardinality(evidence_ids) > 0))
      );
      CREATE INDEX volunteer_task_team ON volunteer_task (team_id) WHERE state = 'ASSIGNED';
      CREATE INDEX volunteer_task_estate ON volunteer_task (estate_id, assigned_at DESC, id DESC);
      CREATE INDEX volunteer_task_community ON volunteer_task (community_code text_pattern_ops, state);
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
