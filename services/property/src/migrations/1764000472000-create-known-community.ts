import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The communities that the grid service told of, so that no estate is registered where none is. */
export class CreateKnownCommunity1764000472000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE known_community (code text CONSTRAINT known_community_pkey PRIMARY KEY);
      INSERT INTO known_community (code) SELECT community_code FROM known_household UNION SELECT community_code FROM estate;
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
