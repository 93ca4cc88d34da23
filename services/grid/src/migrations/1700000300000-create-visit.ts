import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Visits, survey campaigns with the grids they waive, and how late a visit may be recorded. */
export class CreateVisit1700000300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE campaign (
        id uuid CONSTRAINT campaign_pkey PRIMARY KEY,
        version integer NOT NULL,
        place_code text NOT NULL,
        kind text NOT NULL CONSTRAINT campaign_kind_check CHECK (kind IN ('THREE_VISITS_THREE_IMPROVEMENTS', 'SURVEY')),
        title text NOT NULL,
        aims text[] NOT NULL,
        coverage_percent integer NOT NULL CONSTRAINT campaign_coverage_check CHECK (coverage_percent BETWEEN 1 AND 100),
        status text NOT NULL,
        opened_at timestamptz NOT NULL,
        closed_at timestamptz,
        CONSTRAINT campaign_status_check CHECK (status = CASE WHEN closed_at IS NULL THEN 'OPEN' ELSE 'CLOSED' END)
      );
      CREATE INDEX campaign_place ON campaign (place_code, id);

      CREATE TABLE campaign_waiver (
        campaign_id uuid NOT NULL CONSTRAINT campaign_waiver_campaign_fkey REFERENCES campaign,
        grid_code text NOT NULL,
        reason text NOT NULL,
        actor_id text NOT NULL,
        waived_at timestamptz NOT NULL,
        CONSTRAINT campaign_waiver_pkey PRIMARY KEY (campaign_id, grid_code)
      );

      CREATE TABLE visit (
        id uuid CONSTRAINT visit_pkey PRIMARY KEY,
        version integer NOT NULL,
        household_id uuid NOT NULL CONSTRAINT visit_household_fkey REFERENCES household,
        community_code text NOT NULL,
        campaign_id uuid CONSTRAINT visit_campaign_fkey REFERENCES campaign,
        kind text NOT NULL CONSTRAINT visit_kind_check CHECK (kind IN ('RESIDENT', 'ENTERPRISE', 'STREET')),
        occurred_at timestamptz NOT NULL,
        recorded_at timestamptz NOT NULL,
        actor_id text NOT NULL,
        needs text[] NOT NULL,
        evidence uuid[] NOT NULL,
        external_ref text,
        CONSTRAINT visit_occurred_check CHECK (occurred_at <= recorded_at)
      );
      CREATE UNIQUE INDEX visit_external_ref_key ON visit (household_id, occurred_at, external_ref) WHERE external_ref IS NOT NULL;
      CREATE INDEX visit_household ON visit (household_id, occurred_at DESC, id DESC);
      CREATE INDEX visit_campaign ON visit (campaign_id, household_id) WHERE campaign_id IS NOT NULL;

      CREATE TABLE visit_policy_version (
        jurisdiction_id text NOT NULL,
        version integer NOT NULL,
        offline_days integer NOT NULL CONSTRAINT visit_policy_offline_check CHECK (offline_days >= 0),
        import_days integer NOT NULL CONSTRAINT visit_policy_import_check CHECK (import_days >= 0),
        source text NOT NULL,
        assumed boolean NOT NULL,
        CONSTRAINT visit_policy_version_pkey PRIMARY KEY (jurisdiction_id, version)
      );
      INSERT INTO visit_policy_version VALUES
        ('320404004', 1, 30, 1095, '系统默认值，待街道确认', true),
        ('230521', 1, 30, 1095, '系统默认值，待县里确认', true);
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
