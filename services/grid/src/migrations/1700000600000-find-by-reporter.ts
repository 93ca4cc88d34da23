import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Finds the requests of a person, for export and erasure. */
export class FindByReporter1700000600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX service_request_reporter ON service_request (reporter_person_id) WHERE reporter_person_id IS NOT NULL;
      CREATE INDEX service_request_reporter_account ON service_request (reporter_account_id) WHERE reporter_account_id IS NOT NULL;
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
