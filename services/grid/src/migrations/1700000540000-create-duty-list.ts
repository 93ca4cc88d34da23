import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Duty lists, duties of problems and lines, and what a deployment needs to be extended, rotated and handed over. */
export class CreateDutyList1700000540000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE duty_list (
        id uuid CONSTRAINT duty_list_pkey PRIMARY KEY,
        version integer NOT NULL,
        deployment_id uuid NOT NULL CONSTRAINT duty_list_deployment_fkey REFERENCES cadre_deployment (id),
        cadre_id uuid NOT NULL CONSTRAINT duty_list_cadre_fkey REFERENCES cadre (id),
        account_id uuid,
        grid_code text NOT NULL,
        status text NOT NULL CONSTRAINT duty_list_status_check CHECK (status IN ('ISSUED', 'CONFIRMED', 'ENDED')),
        issued_at timestamptz NOT NULL,
        confirmed_at timestamptz,
        ended_at timestamptz,
        CONSTRAINT duty_list_confirmed_check CHECK (status <> 'CONFIRMED' OR confirmed_at IS NOT NULL),
        CONSTRAINT duty_list_ended_check CHECK ((status = 'ENDED') = (ended_at IS NOT NULL))
      );
      CREATE UNIQUE INDEX duty_list_lasting_key ON duty_list (deployment_id) WHERE status <> 'ENDED';
      CREATE INDEX duty_list_grid ON duty_list (grid_code text_pattern_ops, id);
      CREATE INDEX duty_list_cadre ON duty_list (cadre_id, id);

      ALTER TABLE duty RENAME COLUMN request_version TO origin_version;
      ALTER TABLE duty DROP CONSTRAINT duty_source_check,
        ADD COLUMN duty_list_id uuid CONSTRAINT duty_list_fkey REFERENCES duty_list (id),
        ADD COLUMN code text,
        ADD COLUMN problem_id uuid,
        ADD CONSTRAINT duty_source_check CHECK (source IN ('SERVICE_REQUEST', 'PLAYBOOK', 'LINE', 'PROBLEM', 'MANUAL')),
        ADD CONSTRAINT duty_problem_check CHECK ((source = 'PROBLEM') = (problem_id IS NOT NULL));
      CREATE INDEX duty_problem ON duty (problem_id) WHERE problem_id IS NOT NULL;
      CREATE INDEX duty_list_duties ON duty (duty_list_id, due, id) WHERE duty_list_id IS NOT NULL;

      ALTER TABLE cadre_deployment ADD COLUMN extension_reason text, ADD COLUMN hand_over jsonb, ADD COLUMN hand_over_confirmed_at timestamptz,
        ADD COLUMN term_told_at timestamptz,
        ADD COLUMN previous_id uuid CONSTRAINT cadre_deployment_previous_fkey REFERENCES cadre_deployment (id),
        ADD CONSTRAINT cadre_deployment_dates_excl EXCLUDE USING gist (cadre_id WITH =, grid_code WITH =, daterange(starts_on, ended_on, '[]') WITH &&);
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
