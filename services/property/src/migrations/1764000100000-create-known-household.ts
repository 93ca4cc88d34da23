import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Households as heard from the grid service: the ground of the unit register. */
export class CreateKnownHousehold1764000100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE known_household (
        household_id uuid CONSTRAINT known_household_pkey PRIMARY KEY,
        kind text CONSTRAINT known_household_kind_check CHECK (kind IN ('RESIDENT', 'SHOP', 'ENTERPRISE')),
        grid_code text,
        community_code text NOT NULL,
        has_left boolean NOT NULL,
        version bigint NOT NULL
      );
      CREATE INDEX known_household_place ON known_household (coalesce(grid_code, community_code) text_pattern_ops) WHERE NOT has_left;
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
