import type { MigrationInterface, QueryRunner } from 'typeorm';

/** G-06 One plan of a community is scheduled at a time; of several the first due one stays, the others go back to draft. */
export class ScheduleOnce1700000680000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE partition_plan t SET status = 'DRAFT', version = version + 1
        WHERE t.status = 'SCHEDULED' AND EXISTS (SELECT FROM partition_plan o
          WHERE o.community_code = t.community_code AND o.status = 'SCHEDULED' AND (o.effective_from, o.id) < (t.effective_from, t.id));
      CREATE UNIQUE INDEX partition_plan_scheduled_key ON partition_plan (community_code) WHERE status = 'SCHEDULED';
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
