import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An ownership that was recorded wrongly stays, held for no time, beside the one that stands in its place. */
export class CreateOwnershipCorrection1764000465000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE ownership ADD COLUMN corrected_by uuid,
        ADD CONSTRAINT ownership_corrected_check CHECK ((corrected_by IS NOT NULL) = (valid_to IS NOT NULL AND valid_to = valid_from));
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
