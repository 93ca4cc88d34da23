import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Gives every version of a policy its id and instant, adds policies for problems and keeps the limit a problem was collected under. */
export class PublishPolicies1700000500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['partition_policy_version', 'visit_policy_version'])
      await runner.query(`
        ALTER TABLE ${table} ADD COLUMN id uuid, ADD COLUMN published_at timestamptz;
        UPDATE ${table} SET id = gen_random_uuid(), published_at = gezhi_now();
        ALTER TABLE ${table} DROP CONSTRAINT ${table}_pkey;
        ALTER TABLE ${table} ALTER COLUMN published_at SET NOT NULL, ADD CONSTRAINT ${table}_pkey PRIMARY KEY (id),
          ADD CONSTRAINT ${table}_key UNIQUE (jurisdiction_id, version);
      `);
    await runner.query(`
      ALTER TABLE profile_catalogue ADD COLUMN published_at timestamptz;
      UPDATE profile_catalogue SET published_at = gezhi_now();
      ALTER TABLE profile_catalogue ALTER COLUMN published_at SET NOT NULL;
      ALTER TABLE profile_catalogue RENAME CONSTRAINT profile_catalogue_version_key TO profile_catalogue_key;

      CREATE TABLE problem_policy_version (
        id uuid CONSTRAINT problem_policy_version_pkey PRIMARY KEY,
        jurisdiction_id text NOT NULL,
        version integer NOT NULL CONSTRAINT problem_policy_version_check CHECK (version > 0),
        published_at timestamptz NOT NULL,
        classes jsonb NOT NULL,
        promote_from integer NOT NULL CONSTRAINT problem_policy_promote_check CHECK (promote_from > 1),
        CONSTRAINT problem_policy_version_key UNIQUE (jurisdiction_id, version)
      );

      ALTER TABLE problem ADD COLUMN on_the_spot_until timestamptz;
      UPDATE problem SET on_the_spot_until = collected_at + interval '24 hours' WHERE class IN ('SANITATION', 'PARKING', 'LEAKAGE');
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
