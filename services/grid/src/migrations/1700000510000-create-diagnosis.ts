import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What grids are found to be, what one may look for, and how even a redraw shall share the work. */
export class CreateDiagnosis1700000510000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE grid_diagnosis (
        id uuid CONSTRAINT grid_diagnosis_pkey PRIMARY KEY,
        version integer NOT NULL,
        grid_code text NOT NULL CONSTRAINT grid_diagnosis_code_check CHECK (grid_code ~ '^[0-9]{15}$'),
        label text NOT NULL CONSTRAINT grid_diagnosis_label_check CHECK (label IN ('MIXED', 'SCATTERED', 'WEAK')),
        finding text NOT NULL,
        evidence_ids uuid[] NOT NULL CONSTRAINT grid_diagnosis_evidence_check CHECK (cardinality(evidence_ids) > 0),
        diagnosed_by_id uuid NOT NULL,
        diagnosed_at timestamptz NOT NULL,
        ended_at timestamptz,
        end_reason text,
        CONSTRAINT grid_diagnosis_ended_check CHECK ((ended_at IS NULL) = (end_reason IS NULL))
      );
      CREATE UNIQUE INDEX grid_diagnosis_lasting_key ON grid_diagnosis (grid_code, label) WHERE ended_at IS NULL;
      CREATE INDEX grid_diagnosis_grid ON grid_diagnosis (grid_code text_pattern_ops, id);

      CREATE INDEX household_label ON household (community_code, address_label text_pattern_ops);
      CREATE INDEX person_name ON person (name text_pattern_ops) WHERE name IS NOT NULL;

      ALTER TABLE partition_policy_version ADD COLUMN workload_percent integer NOT NULL DEFAULT 150
        CONSTRAINT partition_policy_workload_check CHECK (workload_percent >= 100);
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
