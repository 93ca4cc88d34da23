import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Meetings that members demand, and committees that owners apply for, as the profile of the place says. */
export class CreateCommitteeApplication1764000476000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE committee_profile_version ADD demanded_by jsonb, ADD forming jsonb;

      CREATE TABLE meeting_demand (
        id uuid CONSTRAINT meeting_demand_pkey PRIMARY KEY,
        version integer NOT NULL,
        committee_id uuid NOT NULL CONSTRAINT meeting_demand_committee_fkey REFERENCES committee (id),
        estate_id uuid NOT NULL,
        community_code text NOT NULL,
        subject text NOT NULL,
        member_ids uuid[] NOT NULL,
        members integer NOT NULL,
        evidence_ids uuid[] NOT NULL,
        demanded_at timestamptz NOT NULL,
        CONSTRAINT meeting_demand_members_check CHECK (cardinality(member_ids) BETWEEN 1 AND members),
        CONSTRAINT meeting_demand_evidence_check CHECK (cardinality(evidence_ids) > 0)
      );
      CREATE INDEX meeting_demand_committee ON meeting_demand (committee_id, demanded_at DESC, id DESC);

      CREATE TABLE committee_application (
        id uuid CONSTRAINT committee_application_pkey PRIMARY KEY,
        version integer NOT NULL,
        estate_id uuid NOT NULL CONSTRAINT committee_application_estate_fkey REFERENCES estate (id),
        community_code text NOT NULL,
        owner_ids uuid[] NOT NULL,
        owners integer NOT NULL,
        delivered_area bigint NOT NULL,
        total_area bigint NOT NULL,
        evidence_ids uuid[] NOT NULL,
        applied_on date NOT NULL,
        form_by date NOT NULL,
        CONSTRAINT committee_application_owners_check CHECK (cardinality(owner_ids) BETWEEN 1 AND owners),
        CONSTRAINT committee_application_area_check CHECK (delivered_area BETWEEN 0 AND total_area),
        CONSTRAINT committee_application_evidence_check CHECK (cardinality(evidence_ids) > 0)
      );
      CREATE INDEX committee_application_due ON committee_application (community_code text_pattern_ops, form_by, id);
      CREATE INDEX committee_application_estate ON committee_application (estate_id);
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
