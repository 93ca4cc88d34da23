import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The number that a list gave to a returning member: a second import of the list doubles nobody. */
export class NumberReturningMember1764000300440 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE returning_member ADD COLUMN external_ref text;
      CREATE UNIQUE INDEX returning_member_reference_key ON returning_member (home_community_code, external_ref);
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
