import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The catalogue of services: items of an estate or a jurisdiction, and their versions, which are never changed. */
export class CreateServiceItem1764000450000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE service_item (
        id uuid CONSTRAINT service_item_pkey PRIMARY KEY,
        version integer NOT NULL,
        estate_id uuid CONSTRAINT service_item_estate_fkey REFERENCES estate (id),
        place_code text NOT NULL,
        tier text NOT NULL CONSTRAINT service_item_tier_check CHECK (tier IN ('BASIC', 'OPTIONAL', 'VALUE_ADDED')),
        state text NOT NULL CONSTRAINT service_item_state_check CHECK (state IN ('OFFERED', 'WITHDRAWN')),
        versions integer NOT NULL CONSTRAINT service_item_versions_check CHECK (versions > 0),
        latest_from date NOT NULL,
        withdrawn_from date,
        CONSTRAINT service_item_withdrawn_check CHECK ((state = 'WITHDRAWN') = (withdrawn_from IS NOT NULL))
      );
      CREATE INDEX service_item_estate ON service_item (estate_id);
      CREATE INDEX service_item_place ON service_item (place_code) WHERE estate_id IS NULL;

      CREATE TABLE service_item_version (
        id uuid CONSTRAINT service_item_version_pkey PRIMARY KEY,
        item_id uuid NOT NULL CONSTRAINT service_item_version_item_fkey REFERENCES service_item (id) DEFERRABLE INITIALLY DEFERRED,
        number integer NOT NULL,
        name text NOT NULL,
        description text NOT NULL,
        price_fen bigint CONSTRAINT service_item_version_price_check CHECK (price_fen > 0),
        unit text,
        effective_from date NOT NULL,
        published_at timestamptz NOT NULL,
        CONSTRAINT service_item_version_number_key UNIQUE (item_id, number),
        CONSTRAINT service_item_version_effective_key UNIQUE (item_id, effective_from),
        CONSTRAINT service_item_version_unit_check CHECK ((price_fen IS NULL) = (unit IS NULL))
      );
      CREATE TRIGGER service_item_version_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON service_item_version
        FOR EACH STATEMENT EXECUTE FUNCTION never_changed();
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
