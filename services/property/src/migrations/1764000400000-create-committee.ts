import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Property management committees of estates, of which one stands at most; what they decided; and the profiles they are made up by. */
export class CreateCommittee1764000400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE committee_profile_version (
        id uuid CONSTRAINT committee_profile_version_pkey PRIMARY KEY,
        jurisdiction_id text NOT NULL,
        version integer NOT NULL CONSTRAINT committee_profile_version_check CHECK (version > 0),
        published_at timestamptz NOT NULL,
        members jsonb NOT NULL,
        seats jsonb NOT NULL,
        chair text NOT NULL,
        vice_chairs jsonb NOT NULL,
        meeting jsonb,
        publication jsonb,
        hand_over_days integer,
        term jsonb,
        notice_days integer NOT NULL,
        source text NOT NULL,
        assumed boolean NOT NULL,
        CONSTRAINT committee_profile_version_key UNIQUE (jurisdiction_id, version)
      );

      CREATE TABLE committee (
        id uuid CONSTRAINT committee_pkey PRIMARY KEY,
        version integer NOT NULL,
        estate_id uuid NOT NULL CONSTRAINT committee_estate_fkey REFERENCES estate (id),
        community_code text NOT NULL,
        state text NOT NULL CONSTRAINT committee_state_check CHECK (state IN ('FORMED', 'FILED', 'DISSOLVED', 'TERM_ENDED', 'HANDED_OVER')),
        members jsonb NOT NULL CONSTRAINT committee_members_check CHECK (jsonb_typeof(members) = 'array' AND jsonb_array_length(members) > 0),
        formed_on date NOT NULL,
        term_from date NOT NULL,
        term_to date NOT NULL,
        notice_on date NOT NULL,
        notice_told_at timestamptz,
        profile_jurisdiction_id text,
        profile_version integer NOT NULL,
        filing_number text,
        filed_at timestamptz,
        seal_number text,
        end_cause text CONSTRAINT committee_end_cause_check CHECK (end_cause IN ('OWNERS_COMMITTEE_ELECTED', 'TERM_ENDED')),
        ended_on date,
        hand_over_due_on date,
        handed_over_at timestamptz,
        evidence_ids uuid[] NOT NULL,
        CONSTRAINT committee_term_check CHECK (formed_on < term_from AND term_from <= term_to AND formed_on <= notice_on),
        CONSTRAINT committee_filed_check CHECK ((filing_number IS NULL) = (filed_at IS NULL) AND (state <> 'FILED' OR filed_at IS NOT NULL)
          AND (seal_number IS NULL OR filed_at IS NOT NULL)),
        CONSTRAINT committee_end_check CHECK ((state IN ('FORMED', 'FILED')) = (end_cause IS NULL) AND (end_cause IS NULL) = (ended_on IS NULL)
          AND (state = 'HANDED_OVER') = (handed_over_at IS NOT NULL))
      );
      CREATE UNIQUE INDEX committee_standing_key ON committee (estate_id) WHERE state IN ('FORMED', 'FILED');
      CREATE INDEX committee_place ON committee (community_code text_pattern_ops, formed_on DESC, id DESC);
      CREATE INDEX committee_estate ON committee (estate_id);

      CREATE TABLE committee_decision (
        id uuid CONSTRAINT committee_decision_pkey PRIMARY KEY,
        version integer NOT NULL,
        committee_id uuid NOT NULL CONSTRAINT committee_decision_committee_fkey REFERENCES committee (id),
        estate_id uuid NOT NULL,
        community_code text NOT NULL,
        subject text NOT NULL,
        held_on date NOT NULL,
        members integer NOT NULL,
        owners integer NOT NULL,
        present_ids uuid[] NOT NULL,
        owners_present integer NOT NULL,
        proxy_ids uuid[] NOT NULL,
        signed_ids uuid[] NOT NULL,
        outcome text NOT NULL CONSTRAINT committee_decision_outcome_check CHECK (outcome IN ('PASSED', 'FAILED', 'INVALID')),
        publish_by date,
        publish_days integer,
        evidence_ids uuid[] NOT NULL CONSTRAINT committee_decision_evidence_check CHECK (cardinality(evidence_ids) > 0),
        recorded_at timestamptz NOT NULL,
        CONSTRAINT committee_decision_count_check CHECK (owners_present <= owners AND owners <= members AND cardinality(present_ids) <= members
          AND cardinality(signed_ids) <= members AND (publish_by IS NULL) = (publish_days IS NULL))
      );
      CREATE INDEX committee_decision_committee ON committee_decision (committee_id, held_on DESC, id DESC);
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
