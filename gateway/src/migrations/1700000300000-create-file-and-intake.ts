import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Uploaded files by the hash of their content, and imports with how far their commit has come. */
export class CreateFileAndIntake1700000300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE file (
        id uuid CONSTRAINT file_pkey PRIMARY KEY,
        version integer NOT NULL,
        sha256 text NOT NULL CONSTRAINT file_sha256_check CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        media_type text NOT NULL,
        size bigint NOT NULL,
        uploaded_by uuid NOT NULL,
        uploaded_at timestamptz NOT NULL
      );
      CREATE TABLE intake (
        id uuid CONSTRAINT intake_pkey PRIMARY KEY,
        version integer NOT NULL,
        kind text NOT NULL,
        place_code text NOT NULL,
        campaign_id uuid,
        sha256 text NOT NULL,
        status text NOT NULL CONSTRAINT intake_status_check CHECK (status IN ('CHECKED', 'REFUSED', 'COMMITTING', 'COMMITTED')),
        rows integer NOT NULL,
        accepted integer NOT NULL,
        repeated integer NOT NULL,
        refused integer NOT NULL,
        errors jsonb NOT NULL,
        batches_done integer NOT NULL
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
