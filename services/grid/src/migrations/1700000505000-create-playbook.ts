import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreatePlaybook1700000505000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE playbook_policy_version (
        id uuid CONSTRAINT playbook_policy_version_pkey PRIMARY KEY,
        jurisdiction_id text NOT NULL,
        version integer NOT NULL CONSTRAINT playbook_policy_version_check CHECK (version > 0),
        published_at timestamptz NOT NULL,
        capabilities jsonb NOT NULL,
        types jsonb NOT NULL CONSTRAINT playbook_policy_types_check CHECK (jsonb_array_length(types) = 5),
        line_duties jsonb NOT NULL,
        CONSTRAINT playbook_policy_version_key UNIQUE (jurisdiction_id, version)
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
