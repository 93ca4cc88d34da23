import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateCadre1700000210000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE cadre (
        id uuid CONSTRAINT cadre_pkey PRIMARY KEY,
        version integer NOT NULL,
        person_id uuid NOT NULL CONSTRAINT cadre_person_fkey REFERENCES person (id),
        source_category text NOT NULL CONSTRAINT cadre_source_category_check CHECK (source_category IN ('LEADERSHIP', 'DEPARTMENT', 'VILLAGE_COMMUNITY')),
        stratum text NOT NULL CONSTRAINT cadre_stratum_check CHECK (stratum IN ('TWO_COMMITTEE', 'MIDDLE_LEVEL', 'YOUNG')),
        line text CONSTRAINT cadre_line_check CHECK (line IN ('PUBLIC_SECURITY_GOVERNANCE', 'ECONOMIC_DEVELOPMENT', 'HOUSING_CONSTRUCTION')),
        account_id uuid CONSTRAINT cadre_account_key UNIQUE,
        home_place text NOT NULL,
        active boolean NOT NULL
      );
      CREATE INDEX cadre_place ON cadre (home_place text_pattern_ops, id);

      CREATE TABLE cadre_deployment (
        id uuid CONSTRAINT cadre_deployment_pkey PRIMARY KEY,
        version integer NOT NULL,
        cadre_id uuid NOT NULL CONSTRAINT cadre_deployment_cadre_fkey REFERENCES cadre (id),
        grid_code text NOT NULL,
        starts_on date NOT NULL,
        term_ends_on date,
        ended_on date,
        end_reason text,
        successor_id uuid CONSTRAINT cadre_deployment_successor_fkey REFERENCES cadre (id),
        CONSTRAINT cadre_deployment_term_check CHECK (term_ends_on >= starts_on),
        CONSTRAINT cadre_deployment_end_check CHECK ((ended_on IS NULL) = (end_reason IS NULL))
      );
      CREATE UNIQUE INDEX cadre_deployment_lasting_key ON cadre_deployment (cadre_id, grid_code) WHERE ended_on IS NULL;
      CREATE INDEX cadre_deployment_grid ON cadre_deployment (grid_code text_pattern_ops, id) WHERE ended_on IS NULL;

      CREATE TABLE duty (
        id uuid CONSTRAINT duty_pkey PRIMARY KEY,
        version integer NOT NULL,
        cadre_id uuid NOT NULL CONSTRAINT duty_cadre_fkey REFERENCES cadre (id),
        account_id uuid,
        grid_code text NOT NULL,
        aim text NOT NULL CONSTRAINT duty_aim_check CHECK (aim IN ('SOLVE_PROBLEMS', 'BUILD_ABILITY', 'JOIN_FORCES')),
        source text NOT NULL CONSTRAINT duty_source_check CHECK (source IN ('SERVICE_REQUEST', 'PLAYBOOK', 'MANUAL')),
        request_id uuid,
        request_version integer NOT NULL,
        acceptance_criterion text NOT NULL,
        status text NOT NULL CONSTRAINT duty_status_check CHECK (status IN ('ISSUED', 'CONFIRMED', 'COMPLETED', 'WITHDRAWN')),
        due timestamptz NOT NULL,
        issued_at timestamptz NOT NULL,
        completed_at timestamptz,
        CONSTRAINT duty_request_check CHECK ((source = 'SERVICE_REQUEST') = (request_id IS NOT NULL)),
        CONSTRAINT duty_completed_check CHECK ((status = 'COMPLETED') = (completed_at IS NOT NULL))
      );
      CREATE INDEX duty_cadre ON duty (cadre_id, due, id);
      CREATE INDEX duty_grid ON duty (grid_code text_pattern_ops, due, id);
      CREATE INDEX duty_request ON duty (request_id) WHERE request_id IS NOT NULL;
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
