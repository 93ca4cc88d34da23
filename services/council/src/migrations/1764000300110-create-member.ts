import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Part-time members with roles, what they did and what they have an interest in; leaders paired with communities and what they promised. */
export class CreateMember1764000300110 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE part_time_member (
        id uuid CONSTRAINT part_time_member_pkey PRIMARY KEY,
        version integer NOT NULL,
        council_id uuid NOT NULL CONSTRAINT part_time_member_council_fkey REFERENCES council (id),
        community_code text NOT NULL,
        person_id uuid NOT NULL CONSTRAINT part_time_member_person_fkey REFERENCES person (id),
        account_id uuid,
        organization_id uuid NOT NULL CONSTRAINT part_time_member_organization_fkey REFERENCES member_organization (id),
        source text NOT NULL,
        roles text[] NOT NULL CONSTRAINT part_time_member_roles_check CHECK (cardinality(roles) BETWEEN 1 AND 4
          AND roles <@ ARRAY['POLICY_PRESENTER', 'COMMUNITY_ADVISER', 'PROJECT_FOLLOWER', 'OPINION_COLLECTOR']),
        term_from date NOT NULL,
        term_to date NOT NULL,
        state text NOT NULL CONSTRAINT part_time_member_state_check CHECK (state IN ('SERVING', 'ENDED')),
        end_cause text CONSTRAINT part_time_member_end_cause_check CHECK (end_cause IN ('TERM_OVER', 'RESIGNED', 'RECALLED')),
        ended_on date,
        end_reason text,
        evidence_ids uuid[] NOT NULL CONSTRAINT part_time_member_evidence_check CHECK (cardinality(evidence_ids) > 0),
        CONSTRAINT part_time_member_term_check CHECK (term_from <= term_to),
        CONSTRAINT part_time_member_end_check CHECK ((state = 'ENDED') = (end_cause IS NOT NULL) AND (end_cause IS NULL) = (ended_on IS NULL))
      );
      CREATE UNIQUE INDEX part_time_member_account_key ON part_time_member (council_id, account_id) WHERE state = 'SERVING';
      CREATE INDEX part_time_member_council ON part_time_member (council_id, state, id);
      CREATE INDEX part_time_member_place ON part_time_member (community_code text_pattern_ops);
      CREATE INDEX part_time_member_person ON part_time_member (person_id);
      CREATE INDEX part_time_member_organization ON part_time_member (organization_id);
      CREATE INDEX part_time_member_term ON part_time_member (term_to) WHERE state = 'SERVING';

      CREATE TABLE role_work (
        id uuid CONSTRAINT role_work_pkey PRIMARY KEY,
        version integer NOT NULL,
        member_id uuid NOT NULL CONSTRAINT role_work_member_fkey REFERENCES part_time_member (id),
        council_id uuid NOT NULL,
        community_code text NOT NULL,
        role text NOT NULL,
        occurred_on date NOT NULL,
        summary text NOT NULL,
        participants integer,
        session_id uuid,
        project_id uuid,
        opinions integer,
        evidence_ids uuid[] NOT NULL,
        recorded_at timestamptz NOT NULL,
        CONSTRAINT role_work_role_check CHECK (CASE role WHEN 'POLICY_PRESENTER' THEN participants > 0 WHEN 'COMMUNITY_ADVISER' THEN session_id IS NOT NULL
          WHEN 'PROJECT_FOLLOWER' THEN project_id IS NOT NULL WHEN 'OPINION_COLLECTOR' THEN opinions > 0 ELSE false END)
      );
      CREATE INDEX role_work_council ON role_work (council_id, occurred_on DESC, id DESC);
      CREATE INDEX role_work_member ON role_work (member_id, role);

      CREATE TABLE interest (
        id uuid CONSTRAINT interest_pkey PRIMARY KEY,
        version integer NOT NULL,
        member_id uuid NOT NULL CONSTRAINT interest_member_fkey REFERENCES part_time_member (id),
        council_id uuid NOT NULL,
        community_code text NOT NULL,
        topic_id uuid,
        matter text,
        subject_id uuid,
        reason text NOT NULL,
        origin text NOT NULL CONSTRAINT interest_origin_check CHECK (origin IN ('DECLARED', 'ORDERED')),
        declared_at timestamptz NOT NULL,
        withdrawn_at timestamptz,
        withdrawal_reason text,
        CONSTRAINT interest_about_check CHECK (num_nonnulls(topic_id, matter, subject_id) = 1),
        CONSTRAINT interest_withdrawal_check CHECK ((withdrawn_at IS NULL) = (withdrawal_reason IS NULL))
      );
      CREATE UNIQUE INDEX interest_standing_key ON interest (member_id, coalesce(topic_id::text, subject_id::text, matter)) WHERE withdrawn_at IS NULL;
      CREATE INDEX interest_council ON interest (council_id, declared_at DESC, id DESC);

      CREATE TABLE leader_pairing (
        id uuid CONSTRAINT leader_pairing_pkey PRIMARY KEY,
        version integer NOT NULL,
        council_id uuid NOT NULL CONSTRAINT leader_pairing_council_fkey REFERENCES council (id),
        community_code text NOT NULL,
        person_id uuid NOT NULL CONSTRAINT leader_pairing_person_fkey REFERENCES person (id),
        account_id uuid,
        mode text NOT NULL CONSTRAINT leader_pairing_mode_check CHECK (mode IN ('LEADER_LIAISON', 'LINKED_HELP')),
        paired_on date NOT NULL,
        ended_on date,
        end_reason text,
        CONSTRAINT leader_pairing_end_check CHECK ((ended_on IS NULL) = (end_reason IS NULL))
      );
      CREATE INDEX leader_pairing_council ON leader_pairing (council_id, paired_on DESC, id DESC);
      CREATE INDEX leader_pairing_person ON leader_pairing (person_id);

      CREATE TABLE follow_up (
        id uuid CONSTRAINT follow_up_pkey PRIMARY KEY,
        version integer NOT NULL,
        pairing_id uuid NOT NULL CONSTRAINT follow_up_pairing_fkey REFERENCES leader_pairing (id),
        council_id uuid NOT NULL,
        community_code text NOT NULL,
        title text NOT NULL,
        due_on date NOT NULL,
        state text NOT NULL CONSTRAINT follow_up_state_check CHECK (state IN ('OPEN', 'OVERDUE', 'DONE')),
        overdue_at timestamptz,
        done_at timestamptz,
        outcome text,
        evidence_ids uuid[] NOT NULL,
        CONSTRAINT follow_up_done_check CHECK ((state = 'DONE') = (done_at IS NOT NULL) AND (done_at IS NULL) = (outcome IS NULL)
          AND (state <> 'OVERDUE' OR overdue_at IS NOT NULL) AND (state <> 'OPEN' OR overdue_at IS NULL))
      );
      CREATE INDEX follow_up_place ON follow_up (community_code text_pattern_ops, due_on, id);
      CREATE INDEX follow_up_pairing ON follow_up (pairing_id, state);
      CREATE INDEX follow_up_due ON follow_up (due_on) WHERE state = 'OPEN';
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
