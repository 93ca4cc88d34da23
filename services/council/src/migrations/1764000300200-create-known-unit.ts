import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Units and their owners as the property service told of them: what rolls of owners rest on. */
export class CreateKnownUnit1764000300200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE known_unit (
        unit_id uuid CONSTRAINT known_unit_pkey PRIMARY KEY,
        estate_id uuid NOT NULL,
        community_code text NOT NULL,
        kind text NOT NULL,
        area bigint NOT NULL CONSTRAINT known_unit_area_check CHECK (area > 0),
        area_source text NOT NULL,
        version integer NOT NULL
      );
      CREATE INDEX known_unit_estate ON known_unit (estate_id);

      CREATE TABLE known_ownership (
        unit_id uuid NOT NULL,
        version integer NOT NULL,
        owner_ids uuid[] NOT NULL CONSTRAINT known_ownership_owner_check CHECK (cardinality(owner_ids) > 0),
        valid_from timestamptz NOT NULL,
        CONSTRAINT known_ownership_pkey PRIMARY KEY (unit_id, version)
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
