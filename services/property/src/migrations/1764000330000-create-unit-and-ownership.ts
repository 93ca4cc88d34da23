import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The register that owners' votes rest on: buildings, units with their areas, owners by id, and who owned what when. */
export class CreateUnitAndOwnership1764000330000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE EXTENSION IF NOT EXISTS btree_gist;

      CREATE TABLE building (
        id uuid CONSTRAINT building_pkey PRIMARY KEY,
        version integer NOT NULL,
        estate_id uuid NOT NULL CONSTRAINT building_estate_fkey REFERENCES estate (id),
        community_code text NOT NULL,
        label text NOT NULL
      );
      CREATE UNIQUE INDEX building_label_key ON building (estate_id, label);

      CREATE TABLE unit (
        id uuid CONSTRAINT unit_pkey PRIMARY KEY,
        version integer NOT NULL,
        estate_id uuid NOT NULL CONSTRAINT unit_estate_fkey REFERENCES estate (id),
        building_id uuid NOT NULL CONSTRAINT unit_building_fkey REFERENCES building (id),
        community_code text NOT NULL,
        label text NOT NULL,
        kind text NOT NULL CONSTRAINT unit_kind_check CHECK (kind IN ('RESIDENTIAL', 'COMMERCIAL', 'OTHER')),
        area integer NOT NULL CONSTRAINT unit_area_check CHECK (area > 0),
        area_source text NOT NULL CONSTRAINT unit_area_source_check CHECK (area_source IN ('TITLE_REGISTER', 'MEASUREMENT', 'SALE_CONTRACT')),
        household_id uuid,
        external_ref text
      );
      CREATE UNIQUE INDEX unit_external_ref_key ON unit (estate_id, external_ref);
      CREATE UNIQUE INDEX unit_label_key ON unit (building_id, label);
      CREATE INDEX unit_estate ON unit (estate_id, building_id, label);
      CREATE INDEX unit_household ON unit (household_id) WHERE household_id IS NOT NULL;

      CREATE TABLE owner (
        id uuid CONSTRAINT owner_pkey PRIMARY KEY,
        version integer NOT NULL,
        estate_id uuid NOT NULL CONSTRAINT owner_estate_fkey REFERENCES estate (id),
        community_code text NOT NULL,
        kind text NOT NULL CONSTRAINT owner_kind_check CHECK (kind IN ('PERSON', 'ORGANISATION'))
      );
      CREATE INDEX owner_estate ON owner (estate_id, id);

      CREATE TABLE ownership (
        id uuid CONSTRAINT ownership_pkey PRIMARY KEY,
        version integer NOT NULL,
        unit_id uuid NOT NULL CONSTRAINT ownership_unit_fkey REFERENCES unit (id),
        form text NOT NULL CONSTRAINT ownership_form_check CHECK (form IN ('SOLE', 'JOINT', 'BY_SHARES')),
        basis text NOT NULL CONSTRAINT ownership_basis_check
          CHECK (basis IN ('TITLE_REGISTER', 'SALE_CONTRACT', 'COURT_DECISION', 'INHERITANCE', 'PUBLIC_HOUSING')),
        evidence_ids uuid[] NOT NULL,
        valid_from timestamptz NOT NULL,
        valid_to timestamptz,
        CONSTRAINT ownership_apart EXCLUDE USING gist (unit_id WITH =, tstzrange(valid_from, valid_to) WITH &&)
      );
      CREATE UNIQUE INDEX ownership_present_key ON ownership (unit_id) WHERE valid_to IS NULL;
      CREATE INDEX ownership_unit ON ownership (unit_id, valid_from DESC, id DESC);

      CREATE TABLE title (
        ownership_id uuid NOT NULL CONSTRAINT title_ownership_fkey REFERENCES ownership (id),
        owner_id uuid NOT NULL CONSTRAINT title_owner_fkey REFERENCES owner (id),
        numerator integer,
        denominator integer,
        CONSTRAINT title_pkey PRIMARY KEY (ownership_id, owner_id),
        CONSTRAINT title_share_check CHECK (num_nulls(numerator, denominator) <> 1 AND numerator BETWEEN 1 AND denominator)
      );
      CREATE INDEX title_owner ON title (owner_id);
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
