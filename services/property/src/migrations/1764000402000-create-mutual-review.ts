import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How communities rate the providers of estates, what providers ask of communities, and what either answers. */
export class CreateMutualReview1764000402000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE mutual_review_policy_version (
        id uuid CONSTRAINT mutual_review_policy_version_pkey PRIMARY KEY,
        jurisdiction_id text NOT NULL,
        version integer NOT NULL CONSTRAINT mutual_review_policy_version_check CHECK (version > 0),
        published_at timestamptz NOT NULL,
        criteria jsonb NOT NULL,
        review_answer_days integer NOT NULL,
        request_answer_days integer NOT NULL,
        source text NOT NULL,
        assumed boolean NOT NULL,
        CONSTRAINT mutual_review_policy_version_key UNIQUE (jurisdiction_id, version)
      );

      CREATE TABLE mutual_review (
        id uuid CONSTRAINT mutual_review_pkey PRIMARY KEY,
        version integer NOT NULL,
        estate_id uuid NOT NULL CONSTRAINT mutual_review_estate_fkey REFERENCES estate (id),
        community_code text NOT NULL,
        month text NOT NULL,
        scores jsonb NOT NULL,
        comment text,
        evidence_ids uuid[] NOT NULL,
        rated_at timestamptz NOT NULL,
        state text NOT NULL CONSTRAINT mutual_review_state_check CHECK (state IN ('WAITING', 'ANSWERED')),
        due_at timestamptz NOT NULL,
        answer text,
        answered_at timestamptz,
        CONSTRAINT mutual_review_month_key UNIQUE (estate_id, month),
        CONSTRAINT mutual_review_answered_check
          CHECK ((state = 'ANSWERED') = (answer IS NOT NULL) AND (answer IS NULL) = (answered_at IS NULL))
      );
      CREATE INDEX mutual_review_due ON mutual_review (due_at, id) WHERE state = 'WAITING';

      CREATE TABLE coordination_request (
        id uuid CONSTRAINT coordination_request_pkey PRIMARY KEY,
        version integer NOT NULL,
        estate_id uuid NOT NULL CONSTRAINT coordination_request_estate_fkey REFERENCES estate (id),
        community_code text NOT NULL,
        title text NOT NULL,
        need text NOT NULL,
        evidence_ids uuid[] NOT NULL,
        raised_at timestamptz NOT NULL,
        state text NOT NULL CONSTRAINT coordination_request_state_check CHECK (state IN ('WAITING', 'ANSWERED')),
        due_at timestamptz NOT NULL,
        answer text,
        answered_at timestamptz,
        CONSTRAINT coordination_request_answered_check
          CHECK ((state = 'ANSWERED') = (answer IS NOT NULL) AND (answer IS NULL) = (answered_at IS NULL))
      );
      CREATE INDEX coordination_request_estate ON coordination_request (estate_id, raised_at DESC, id DESC);
      CREATE INDEX coordination_request_due ON coordination_request (due_at, id) WHERE state = 'WAITING';
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
