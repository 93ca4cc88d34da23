import type { MigrationInterface, QueryRunner } from 'typeorm';

/** G-42 A household tells of something elsewhere in its community: such a request lies where its point is. */
export class PlaceRequestsByPoint1700000690000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE service_request ADD COLUMN at_point boolean NOT NULL DEFAULT false;
      ALTER TABLE service_request ALTER COLUMN at_point DROP DEFAULT;
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
