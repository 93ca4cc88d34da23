import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Households and the grid that serves each of them at every instant. */
export class CreateHousehold1700000200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE household (
        id uuid CONSTRAINT household_pkey PRIMARY KEY,
        version integer NOT NULL,
        kind text NOT NULL CONSTRAINT household_kind_check CHECK (kind IN ('RESIDENT', 'SHOP', 'ENTERPRISE')),
        community_code text NOT NULL CONSTRAINT household_community_check CHECK (community_code ~ '^[0-9]{12}$'),
        address_label text NOT NULL,
        lon double precision NOT NULL CONSTRAINT household_lon_check CHECK (lon BETWEEN -180 AND 180),
        lat double precision NOT NULL CONSTRAINT household_lat_check CHECK (lat BETWEEN -90 AND 90),
        status text NOT NULL CONSTRAINT household_status_check CHECK (status IN ('ACTIVE', 'LEFT')),
        external_ref text NOT NULL,
        CONSTRAINT household_external_ref_key UNIQUE (community_code, external_ref)
      );

      CREATE TABLE household_grid (
        id uuid CONSTRAINT household_grid_pkey PRIMARY KEY,
        household_id uuid NOT NULL CONSTRAINT household_grid_household_fkey REFERENCES household,
        grid_code text NOT NULL CONSTRAINT household_grid_code_check CHECK (grid_code ~ '^[0-9]{15}$'),
        valid_from timestamptz NOT NULL,
        valid_to timestamptz,
        CONSTRAINT household_grid_period_check CHECK (valid_to >= valid_from),
        CONSTRAINT household_grid_one_excl EXCLUDE USING gist (household_id WITH =, tstzrange(valid_from, valid_to) WITH &&)
      );
      CREATE UNIQUE INDEX household_grid_open_key ON household_grid (household_id) INCLUDE (grid_code) WHERE valid_to IS NULL;
      CREATE INDEX household_grid_grid ON household_grid (grid_code, household_id) WHERE valid_to IS NULL;

      -- Grows with every placement anywhere, so that listeners can tell the later of two.
      CREATE SEQUENCE placement_version AS integer;

      ALTER TABLE person ADD CONSTRAINT person_household_fkey FOREIGN KEY (household_id) REFERENCES household;
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
