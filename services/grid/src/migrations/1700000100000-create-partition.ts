import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Grids in their forms over time, their lineage, the plans that made them and the size band of each jurisdiction. */
export class CreatePartition1700000100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE EXTENSION IF NOT EXISTS btree_gist;

      CREATE TABLE partition_plan (
        id uuid CONSTRAINT partition_plan_pkey PRIMARY KEY,
        version integer NOT NULL,
        community_code text NOT NULL CONSTRAINT partition_plan_community_check CHECK (community_code ~ '^[0-9]{12}$'),
        status text NOT NULL CONSTRAINT partition_plan_status_check CHECK (status IN ('DRAFT', 'SCHEDULED', 'ACTIVE', 'WITHDRAWN')),
        effective_from timestamptz,
        activated_at timestamptz,
        grids jsonb NOT NULL,
        CONSTRAINT partition_plan_activated_check CHECK ((status = 'ACTIVE') = (activated_at IS NOT NULL))
      );
      CREATE INDEX partition_plan_community ON partition_plan (community_code, id);
      CREATE INDEX partition_plan_scheduled ON partition_plan (effective_from) WHERE status = 'SCHEDULED';

      CREATE TABLE partition_root (
        community_code text CONSTRAINT partition_root_pkey PRIMARY KEY,
        plan_id uuid CONSTRAINT partition_root_plan_fkey REFERENCES partition_plan
      );

      CREATE TABLE grid (
        id uuid CONSTRAINT grid_pkey PRIMARY KEY,
        version integer NOT NULL,
        code text NOT NULL CONSTRAINT grid_code_check CHECK (code ~ '^[0-9]{15}$' AND right(code, 3) <> '000'),
        community_code text NOT NULL,
        type text NOT NULL CONSTRAINT grid_type_check CHECK
          (type IN ('CONFLICT_RESOLUTION', 'URBAN_RENEWAL', 'COMMUNITY_BUILDING', 'ENVIRONMENT_IMPROVEMENT', 'ENTERPRISE_SERVICE')),
        boundary jsonb NOT NULL,
        valid_from timestamptz NOT NULL,
        valid_to timestamptz,
        plan_id uuid NOT NULL CONSTRAINT grid_plan_fkey REFERENCES partition_plan,
        reason text,
        CONSTRAINT grid_community_check CHECK (left(code, 12) = community_code),
        CONSTRAINT grid_period_check CHECK (valid_to >= valid_from),
        CONSTRAINT grid_one_form_excl EXCLUDE USING gist (code WITH =, tstzrange(valid_from, valid_to) WITH &&)
      );
      CREATE UNIQUE INDEX grid_in_force_key ON grid (code) WHERE valid_to IS NULL;
      CREATE INDEX grid_community ON grid (community_code, code);

      CREATE TABLE grid_lineage (
        id uuid CONSTRAINT grid_lineage_pkey PRIMARY KEY,
        plan_id uuid NOT NULL CONSTRAINT grid_lineage_plan_fkey REFERENCES partition_plan,
        from_code text,
        to_code text NOT NULL,
        kind text NOT NULL CONSTRAINT grid_lineage_kind_check CHECK (kind IN ('SPLIT', 'MERGE', 'REDRAW', 'NEW')),
        at timestamptz NOT NULL,
        CONSTRAINT grid_lineage_source_check CHECK ((kind = 'NEW') = (from_code IS NULL))
      );
      CREATE INDEX grid_lineage_from ON grid_lineage (from_code);
      CREATE INDEX grid_lineage_to ON grid_lineage (to_code);

      CREATE TABLE partition_policy_version (
        jurisdiction_id text NOT NULL,
        version integer NOT NULL,
        size_minimum integer NOT NULL CONSTRAINT partition_policy_minimum_check CHECK (size_minimum > 0),
        size_maximum integer NOT NULL,
        sliver_square_metres integer NOT NULL CONSTRAINT partition_policy_sliver_check CHECK (sliver_square_metres >= 0),
        source text NOT NULL,
        assumed boolean NOT NULL,
        CONSTRAINT partition_policy_version_pkey PRIMARY KEY (jurisdiction_id, version),
        CONSTRAINT partition_policy_band_check CHECK (size_maximum >= size_minimum)
      );
      INSERT INTO partition_policy_version VALUES
        ('320404004', 1, 300, 500, 1, '多地网格划分方案，300—500户', true),
        ('230521', 1, 300, 500, 1, '多地网格划分方案，300—500户', true);
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
