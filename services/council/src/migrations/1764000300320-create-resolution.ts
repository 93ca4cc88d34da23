import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Resolutions with their tasks, what was reported on them, and who confirmed them. */
export class CreateResolution1764000300320 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE resolution (
        id uuid CONSTRAINT resolution_pkey PRIMARY KEY,
        version integer NOT NULL,
        topic_id uuid NOT NULL CONSTRAINT resolution_topic_key UNIQUE CONSTRAINT resolution_topic_fkey REFERENCES topic (id),
        community_code text NOT NULL,
        proposer_id uuid NOT NULL,
        panel_ids uuid[] NOT NULL CONSTRAINT resolution_panel_check CHECK (cardinality(panel_ids) = 0 OR (cardinality(panel_ids) >= 3 AND cardinality(panel_ids) % 2 = 1)),
        state text NOT NULL CONSTRAINT resolution_state_check CHECK (state IN ('EXECUTING', 'VERIFIED')),
        adopted_at timestamptz NOT NULL,
        verified_at timestamptz,
        CONSTRAINT resolution_verified_check CHECK ((state = 'VERIFIED') = (verified_at IS NOT NULL))
      );
      CREATE INDEX resolution_panel ON resolution USING gin (panel_ids);
      CREATE INDEX resolution_proposer ON resolution (proposer_id);

      CREATE TABLE resolution_task (
        id uuid CONSTRAINT resolution_task_pkey PRIMARY KEY,
        version integer NOT NULL,
        resolution_id uuid NOT NULL CONSTRAINT resolution_task_resolution_fkey REFERENCES resolution (id),
        topic_id uuid NOT NULL,
        community_code text NOT NULL,
        title text NOT NULL,
        owner_id uuid NOT NULL,
        responsible text NOT NULL,
        due_on date NOT NULL,
        state text NOT NULL CONSTRAINT resolution_task_state_check CHECK (state IN ('OPEN', 'COMPLETED', 'VERIFIED')),
        percent integer NOT NULL CONSTRAINT resolution_task_percent_check CHECK (percent BETWEEN 0 AND 100),
        round integer NOT NULL CONSTRAINT resolution_task_round_check CHECK (round >= 0),
        overdue_at timestamptz,
        completed_at timestamptz,
        verified_at timestamptz,
        outcome text,
        evidence_ids uuid[] NOT NULL,
        CONSTRAINT resolution_task_completed_check CHECK ((state <> 'OPEN') = (completed_at IS NOT NULL) AND (state <> 'OPEN') = (percent = 100)
          AND (completed_at IS NULL OR cardinality(evidence_ids) > 0)),
        CONSTRAINT resolution_task_verified_check CHECK ((state = 'VERIFIED') = (verified_at IS NOT NULL))
      );
      CREATE INDEX resolution_task_resolution ON resolution_task (resolution_id);
      CREATE INDEX resolution_task_topic ON resolution_task (topic_id);
      CREATE INDEX resolution_task_place ON resolution_task (community_code text_pattern_ops, due_on, id);
      CREATE INDEX resolution_task_owner ON resolution_task (owner_id, due_on, id);
      CREATE INDEX resolution_task_due ON resolution_task (due_on) WHERE state = 'OPEN' AND overdue_at IS NULL;

      CREATE TABLE resolution_report (
        id uuid CONSTRAINT resolution_report_pkey PRIMARY KEY,
        task_id uuid NOT NULL CONSTRAINT resolution_report_task_fkey REFERENCES resolution_task (id),
        percent integer NOT NULL CONSTRAINT resolution_report_percent_check CHECK (percent BETWEEN 0 AND 99),
        text text NOT NULL,
        reporter_id uuid NOT NULL,
        at timestamptz NOT NULL
      );
      CREATE INDEX resolution_report_task ON resolution_report (task_id, at);
      CREATE TRIGGER resolution_report_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON resolution_report FOR EACH STATEMENT EXECUTE FUNCTION never_changed();

      CREATE TABLE resolution_verification (
        task_id uuid NOT NULL CONSTRAINT resolution_verification_task_fkey REFERENCES resolution_task (id),
        round integer NOT NULL,
        verifier_id uuid NOT NULL,
        confirmed boolean NOT NULL,
        reason text,
        at timestamptz NOT NULL,
        CONSTRAINT resolution_verification_pkey PRIMARY KEY (task_id, round, verifier_id),
        CONSTRAINT resolution_verification_reason_check CHECK (confirmed OR reason IS NOT NULL)
      );
      CREATE TRIGGER resolution_verification_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON resolution_verification FOR EACH STATEMENT EXECUTE FUNCTION never_changed();
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
