import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Councils, of which a community has one; the organisations that take part, and what they build together. */
export class CreateCouncil1764000300100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE council (
        id uuid CONSTRAINT council_pkey PRIMARY KEY,
        version integer NOT NULL,
        community_code text NOT NULL CONSTRAINT council_community_key UNIQUE,
        name text NOT NULL,
        founded_on date NOT NULL,
        evidence_ids uuid[] NOT NULL CONSTRAINT council_evidence_check CHECK (cardinality(evidence_ids) > 0)
      );
      CREATE INDEX council_place ON council (community_code text_pattern_ops, id);

      CREATE TABLE member_organization (
        id uuid CONSTRAINT member_organization_pkey PRIMARY KEY,
        version integer NOT NULL,
        council_id uuid NOT NULL CONSTRAINT member_organization_council_fkey REFERENCES council (id),
        community_code text NOT NULL,
        kind text NOT NULL CONSTRAINT member_organization_kind_check CHECK (kind IN ('AGENCY', 'ENTERPRISE', 'SOCIAL_ORGANIZATION')),
        name text NOT NULL,
        state text NOT NULL,
        admitted_on date NOT NULL,
        withdrawn_on date,
        withdrawal_reason text,
        CONSTRAINT member_organization_state_check CHECK ((state = 'ADMITTED' AND withdrawn_on IS NULL AND withdrawal_reason IS NULL)
          OR (state = 'WITHDRAWN' AND withdrawn_on IS NOT NULL AND withdrawal_reason IS NOT NULL))
      );
      CREATE UNIQUE INDEX member_organization_name_key ON member_organization (council_id, name) WHERE state = 'ADMITTED';
      CREATE INDEX member_organization_council ON member_organization (council_id, name, id);

      CREATE TABLE co_building_agreement (
        id uuid CONSTRAINT co_building_agreement_pkey PRIMARY KEY,
        version integer NOT NULL,
        council_id uuid NOT NULL,
        organization_id uuid NOT NULL CONSTRAINT co_building_agreement_organization_fkey REFERENCES member_organization (id),
        community_code text NOT NULL,
        title text NOT NULL,
        from_day date NOT NULL,
        to_day date NOT NULL,
        state text NOT NULL CONSTRAINT co_building_agreement_state_check CHECK (state IN ('CONCLUDED', 'ENDED')),
        ended_on date,
        end_reason text,
        evidence_ids uuid[] NOT NULL CONSTRAINT co_building_agreement_evidence_check CHECK (cardinality(evidence_ids) > 0),
        CONSTRAINT co_building_agreement_days_check CHECK (from_day <= to_day),
        CONSTRAINT co_building_agreement_end_check CHECK ((state = 'ENDED') = (ended_on IS NOT NULL) AND (ended_on IS NULL) = (end_reason IS NULL))
      );
      CREATE INDEX co_building_agreement_council ON co_building_agreement (council_id, from_day DESC, id DESC);
      CREATE INDEX co_building_agreement_organization ON co_building_agreement (organization_id);

      CREATE TABLE programme (
        id uuid CONSTRAINT programme_pkey PRIMARY KEY,
        version integer NOT NULL,
        place_code text NOT NULL,
        title text NOT NULL,
        from_day date NOT NULL,
        to_day date,
        CONSTRAINT programme_days_check CHECK (to_day IS NULL OR from_day <= to_day)
      );
      CREATE INDEX programme_place ON programme (place_code, from_day DESC, id DESC);

      CREATE TABLE co_building_project (
        id uuid CONSTRAINT co_building_project_pkey PRIMARY KEY,
        version integer NOT NULL,
        agreement_id uuid NOT NULL CONSTRAINT co_building_project_agreement_fkey REFERENCES co_building_agreement (id),
        council_id uuid NOT NULL,
        organization_id uuid NOT NULL,
        community_code text NOT NULL,
        programme_id uuid CONSTRAINT co_building_project_programme_fkey REFERENCES programme (id),
        title text NOT NULL,
        due_on date NOT NULL,
        state text NOT NULL CONSTRAINT co_building_project_state_check CHECK (state IN ('UNDERWAY', 'COMPLETED', 'ABANDONED')),
        progress text,
        percent integer NOT NULL CONSTRAINT co_building_project_percent_check CHECK (percent BETWEEN 0 AND 100),
        ended_on date,
        end_reason text,
        evidence_ids uuid[] NOT NULL,
        CONSTRAINT co_building_project_end_check CHECK ((state = 'UNDERWAY') = (ended_on IS NULL) AND (state = 'ABANDONED') = (end_reason IS NOT NULL)
          AND (state <> 'COMPLETED' OR (percent = 100 AND cardinality(evidence_ids) > 0)))
      );
      CREATE INDEX co_building_project_council ON co_building_project (council_id, due_on, id);
      CREATE INDEX co_building_project_agreement ON co_building_project (agreement_id);
      CREATE INDEX co_building_project_programme ON co_building_project (programme_id);
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
