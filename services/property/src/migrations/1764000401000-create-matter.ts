import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Matters of estates on the ladder of community, committee and company, with their history and the limits of each level. */
export class CreateMatter1764000401000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE matter_policy_version (
        id uuid CONSTRAINT matter_policy_version_pkey PRIMARY KEY,
        jurisdiction_id text NOT NULL,
        version integer NOT NULL CONSTRAINT matter_policy_version_check CHECK (version > 0),
        published_at timestamptz NOT NULL,
        levels jsonb NOT NULL,
        calendar jsonb NOT NULL,
        CONSTRAINT matter_policy_version_key UNIQUE (jurisdiction_id, version)
      );

      CREATE TABLE matter (
        id uuid CONSTRAINT matter_pkey PRIMARY KEY,
        version integer NOT NULL,
        estate_id uuid NOT NULL CONSTRAINT matter_estate_fkey REFERENCES estate (id),
        community_code text NOT NULL,
        title text NOT NULL,
        summary text NOT NULL,
        state text NOT NULL CONSTRAINT matter_state_check CHECK (state IN ('OPEN', 'ANSWERED', 'CLOSED')),
        level text NOT NULL CONSTRAINT matter_level_check CHECK (level IN ('COMMUNITY', 'COMMITTEE', 'COMPANY')),
        due_at timestamptz,
        overdue_told_at timestamptz,
        answer text,
        opened_at timestamptz NOT NULL,
        answered_at timestamptz,
        closed_at timestamptz,
        evidence_ids uuid[] NOT NULL,
        CONSTRAINT matter_answered_check CHECK ((state = 'OPEN') = (due_at IS NOT NULL) AND (state = 'OPEN') = (answer IS NULL)
          AND (answer IS NULL) = (answered_at IS NULL) AND (state = 'CLOSED') = (closed_at IS NOT NULL))
      );
      CREATE INDEX matter_estate ON matter (estate_id, opened_at DESC, id DESC);
      CREATE INDEX matter_due ON matter (due_at, id) WHERE state = 'OPEN';

      CREATE TABLE matter_step (
        id uuid CONSTRAINT matter_step_pkey PRIMARY KEY,
        matter_id uuid NOT NULL CONSTRAINT matter_step_matter_fkey REFERENCES matter (id),
        number integer NOT NULL,
        action text NOT NULL CONSTRAINT matter_step_action_check
          CHECK (action IN ('OPENED', 'ESCALATED', 'CLOCK_RAN_OUT', 'OVERDUE', 'RETURNED', 'ANSWERED', 'CLOSED')),
        from_level text,
        to_level text NOT NULL,
        reason text,
        by_role text,
        by_id uuid,
        due_at timestamptz,
        at timestamptz NOT NULL,
        CONSTRAINT matter_step_number_key UNIQUE (matter_id, number),
        CONSTRAINT matter_step_by_check CHECK ((action IN ('CLOCK_RAN_OUT', 'OVERDUE')) = (by_role IS NULL) AND (by_role IS NULL) = (by_id IS NULL)
          AND (action IN ('ESCALATED', 'RETURNED')) = (reason IS NOT NULL) AND (action = 'OPENED') = (from_level IS NULL))
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
