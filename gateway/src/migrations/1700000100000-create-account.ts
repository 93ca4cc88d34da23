import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Accounts, their assignments, one-time codes, sessions and failed sign-ins. */
export class CreateAccount1700000100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE account (
        id uuid CONSTRAINT account_pkey PRIMARY KEY,
        version integer NOT NULL,
        username text NOT NULL CONSTRAINT account_username_key UNIQUE,
        status text NOT NULL CONSTRAINT account_status_check CHECK (status IN ('INVITED', 'ACTIVE', 'LOCKED', 'ENDED')),
        place_code text NOT NULL,
        person_id uuid,
        password_hash text,
        oidc_subject text CONSTRAINT account_oidc_subject_key UNIQUE,
        invited_at timestamptz NOT NULL,
        ended_at timestamptz,
        CONSTRAINT account_ended_check CHECK ((status = 'ENDED') = (ended_at IS NOT NULL))
      );
      CREATE INDEX account_place ON account (place_code text_pattern_ops, id);
      CREATE INDEX account_person ON account (person_id) WHERE person_id IS NOT NULL;

      CREATE TABLE assignment (
        id uuid CONSTRAINT assignment_pkey PRIMARY KEY,
        version integer NOT NULL,
        account_id uuid NOT NULL CONSTRAINT assignment_account_fkey REFERENCES account (id),
        role text NOT NULL,
        axis text NOT NULL CONSTRAINT assignment_axis_check CHECK (axis IN ('place', 'self', 'estate', 'council')),
        scope text NOT NULL,
        place_code text NOT NULL,
        source text NOT NULL CONSTRAINT assignment_source_check CHECK (source IN ('gateway', 'grid')),
        granted_by text NOT NULL,
        granted_at timestamptz NOT NULL,
        reason text,
        ended boolean NOT NULL,
        ended_at timestamptz,
        CONSTRAINT assignment_ended_check CHECK (ended = (ended_at IS NOT NULL))
      );
      CREATE UNIQUE INDEX assignment_once_key ON assignment (account_id, role, scope) WHERE NOT ended AND source = 'gateway';
      CREATE INDEX assignment_account ON assignment (account_id);
      CREATE INDEX assignment_everywhere ON assignment (role) WHERE NOT ended AND scope = '';

      CREATE TABLE one_time_code (
        id uuid CONSTRAINT one_time_code_pkey PRIMARY KEY,
        purpose text NOT NULL,
        code_hash bytea NOT NULL CONSTRAINT one_time_code_hash_key UNIQUE,
        account_id uuid CONSTRAINT one_time_code_account_fkey REFERENCES account (id),
        household_id uuid,
        person_id uuid,
        place_code text NOT NULL,
        issued_by text NOT NULL,
        issued_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        used_at timestamptz,
        CONSTRAINT one_time_code_purpose_check CHECK (CASE purpose WHEN 'activation' THEN account_id IS NOT NULL WHEN 'household' THEN household_id IS NOT NULL ELSE false END)
      );
      CREATE INDEX one_time_code_account ON one_time_code (account_id) WHERE used_at IS NULL;

      CREATE TABLE session (
        id uuid CONSTRAINT session_pkey PRIMARY KEY,
        version integer NOT NULL,
        account_id uuid NOT NULL CONSTRAINT session_account_fkey REFERENCES account (id),
        method text NOT NULL CONSTRAINT session_method_check CHECK (method IN ('password', 'oidc')),
        started_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        ended_at timestamptz,
        end_reason text
      );
      CREATE INDEX session_account ON session (account_id, started_at) WHERE ended_at IS NULL;
      CREATE INDEX session_expiry ON session (expires_at);

      CREATE TABLE refresh_token (
        token_hash bytea CONSTRAINT refresh_token_pkey PRIMARY KEY,
        session_id uuid NOT NULL CONSTRAINT refresh_token_session_fkey REFERENCES session (id) ON DELETE CASCADE,
        issued_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        used_at timestamptz
      );
      CREATE INDEX refresh_token_session ON refresh_token (session_id);

      CREATE TABLE sign_in_failure (
        account_id uuid CONSTRAINT sign_in_failure_pkey PRIMARY KEY CONSTRAINT sign_in_failure_account_fkey REFERENCES account (id),
        attempts integer NOT NULL,
        last_at timestamptz NOT NULL,
        locked_until timestamptz
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
