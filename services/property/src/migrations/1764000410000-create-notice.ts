import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Notice boards of estates: notices, which nobody changes or removes, photographs of them on the board, and objections. */
export class CreateNotice1764000410000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE notice_policy_version (
        id uuid CONSTRAINT notice_policy_version_pkey PRIMARY KEY,
        jurisdiction_id text NOT NULL,
        version integer NOT NULL CONSTRAINT notice_policy_version_check CHECK (version > 0),
        published_at timestamptz NOT NULL,
        kinds jsonb NOT NULL,
        answer_days integer NOT NULL,
        CONSTRAINT notice_policy_version_key UNIQUE (jurisdiction_id, version)
      );

      CREATE TABLE notice (
        id uuid CONSTRAINT notice_pkey PRIMARY KEY,
        version integer NOT NULL,
        estate_id uuid NOT NULL CONSTRAINT notice_estate_fkey REFERENCES estate (id),
        community_code text NOT NULL,
        kind text NOT NULL,
        title text NOT NULL,
        text text NOT NULL,
        posted_from date NOT NULL,
        posted_to date NOT NULL,
        issuer text NOT NULL CONSTRAINT notice_issuer_check CHECK (issuer IN ('COMMUNITY', 'COMMITTEE', 'PROVIDER')),
        corrects_id uuid CONSTRAINT notice_corrects_fkey REFERENCES notice (id),
        withdraws boolean NOT NULL,
        hash text NOT NULL CONSTRAINT notice_hash_check CHECK (hash ~ '^[0-9a-f]{64}$'),
        posted_at timestamptz NOT NULL,
        CONSTRAINT notice_posted_check CHECK (posted_from <= posted_to),
        CONSTRAINT notice_withdraws_check CHECK (NOT withdraws OR corrects_id IS NOT NULL),
        CONSTRAINT notice_corrects_key UNIQUE (corrects_id)
      );
      CREATE INDEX notice_estate ON notice (estate_id, posted_at DESC, id DESC);

      CREATE FUNCTION notice_stays() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'a notice is never changed or removed' USING ERRCODE = 'restrict_violation'; END $$;
      CREATE TRIGGER notice_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON notice FOR EACH STATEMENT EXECUTE FUNCTION notice_stays();

      CREATE TABLE notice_proof (
        id uuid CONSTRAINT notice_proof_pkey PRIMARY KEY,
        version integer NOT NULL,
        notice_id uuid NOT NULL CONSTRAINT notice_proof_notice_fkey REFERENCES notice (id),
        estate_id uuid NOT NULL,
        community_code text NOT NULL,
        evidence_ids uuid[] NOT NULL CONSTRAINT notice_proof_evidence_check CHECK (cardinality(evidence_ids) > 0),
        taken_at timestamptz NOT NULL,
        recorded_at timestamptz NOT NULL
      );
      CREATE INDEX notice_proof_notice ON notice_proof (notice_id, taken_at DESC, id DESC);

      CREATE TABLE notice_objection (
        id uuid CONSTRAINT notice_objection_pkey PRIMARY KEY,
        version integer NOT NULL,
        notice_id uuid NOT NULL CONSTRAINT notice_objection_notice_fkey REFERENCES notice (id),
        estate_id uuid NOT NULL,
        community_code text NOT NULL,
        household_id uuid,
        text text NOT NULL,
        state text NOT NULL CONSTRAINT notice_objection_state_check CHECK (state IN ('RAISED', 'ANSWERED')),
        answer text,
        raised_at timestamptz NOT NULL,
        due_at timestamptz NOT NULL,
        answered_at timestamptz,
        CONSTRAINT notice_objection_answer_check CHECK ((state = 'ANSWERED') = (answer IS NOT NULL) AND (state = 'ANSWERED') = (answered_at IS NOT NULL))
      );
      CREATE UNIQUE INDEX notice_objection_open_key ON notice_objection (notice_id, household_id) NULLS NOT DISTINCT WHERE state = 'RAISED';
      CREATE INDEX notice_objection_notice ON notice_objection (notice_id, raised_at DESC, id DESC);
      CREATE INDEX notice_objection_due ON notice_objection (due_at, id) WHERE state = 'RAISED';
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
