import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateWorker1700000560000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE grid_worker (
        id uuid CONSTRAINT grid_worker_pkey PRIMARY KEY,
        version integer NOT NULL,
        person_id uuid NOT NULL CONSTRAINT grid_worker_person_fkey REFERENCES person (id),
        account_id uuid CONSTRAINT grid_worker_account_key UNIQUE,
        home_place text NOT NULL,
        active boolean NOT NULL,
        joined_on date NOT NULL,
        left_on date,
        left_reason text,
        CONSTRAINT grid_worker_left_check CHECK (active = (left_on IS NULL) AND left_on >= joined_on IS NOT FALSE)
      );
      CREATE INDEX grid_worker_place ON grid_worker (home_place text_pattern_ops, id);
      CREATE INDEX grid_worker_person ON grid_worker (person_id);

      CREATE TABLE worker_posting (
        id uuid CONSTRAINT worker_posting_pkey PRIMARY KEY,
        version integer NOT NULL,
        worker_id uuid NOT NULL CONSTRAINT worker_posting_worker_fkey REFERENCES grid_worker (id),
        account_id uuid,
        grid_code text NOT NULL,
        home boolean NOT NULL,
        starts_on date NOT NULL,
        ended_on date CONSTRAINT worker_posting_term_check CHECK (ended_on >= starts_on),
        end_reason text,
        duties text[] NOT NULL CONSTRAINT worker_posting_duties_check CHECK (cardinality(duties) > 0),
        policy_version integer NOT NULL,
        duties_confirmed_at timestamptz,
        CONSTRAINT worker_posting_end_check CHECK ((ended_on IS NULL) = (end_reason IS NULL))
      );
      CREATE UNIQUE INDEX worker_posting_lasting_key ON worker_posting (worker_id, grid_code) WHERE ended_on IS NULL;
      CREATE UNIQUE INDEX worker_posting_home_key ON worker_posting (worker_id) WHERE home AND ended_on IS NULL;
      CREATE INDEX worker_posting_worker ON worker_posting (worker_id, starts_on);
      CREATE INDEX worker_posting_grid ON worker_posting (grid_code text_pattern_ops, id) WHERE ended_on IS NULL;

      CREATE TABLE three_fixed_check (
        id uuid CONSTRAINT three_fixed_check_pkey PRIMARY KEY,
        version integer NOT NULL,
        place_code text NOT NULL,
        at timestamptz NOT NULL,
        grids integer NOT NULL,
        workers integer NOT NULL,
        pairs integer NOT NULL,
        violations jsonb NOT NULL
      );
      CREATE INDEX three_fixed_check_place ON three_fixed_check (place_code text_pattern_ops, at, id);

      CREATE TABLE career_event (
        id uuid CONSTRAINT career_event_pkey PRIMARY KEY,
        version integer NOT NULL,
        worker_id uuid NOT NULL CONSTRAINT career_event_worker_fkey REFERENCES grid_worker (id),
        place_code text NOT NULL,
        link text NOT NULL CONSTRAINT career_event_link_check CHECK (link IN ('CULTIVATE', 'MANAGE', 'UTILISE')),
        kind text NOT NULL CONSTRAINT career_event_kind_check CHECK (kind IN ('ASSESSMENT', 'HONOUR', 'PROMOTION', 'TRANSFER', 'OTHER')),
        on_date date NOT NULL,
        result text NOT NULL,
        recorded_by_id uuid NOT NULL,
        recorded_at timestamptz NOT NULL
      );
      CREATE INDEX career_event_worker ON career_event (worker_id, on_date);

      CREATE TABLE development_record (
        id uuid CONSTRAINT development_record_pkey PRIMARY KEY,
        version integer NOT NULL,
        worker_id uuid NOT NULL CONSTRAINT development_record_worker_fkey REFERENCES grid_worker (id),
        place_code text NOT NULL,
        -- Erasure leaves an empty kind.
        kind text NOT NULL CONSTRAINT development_record_kind_check CHECK (kind IN ('PARTY_ACTIVIST', 'PARTY_MEMBER', 'OTHER', '')),
        since_on date NOT NULL,
        note text,
        recorded_by_id uuid NOT NULL,
        ended_on date CONSTRAINT development_record_term_check CHECK (ended_on >= since_on)
      );
      CREATE INDEX development_record_place ON development_record (place_code text_pattern_ops, since_on, id);
      CREATE INDEX development_record_worker ON development_record (worker_id);

      CREATE TABLE worker_policy_version (
        id uuid CONSTRAINT worker_policy_version_pkey PRIMARY KEY,
        jurisdiction_id text NOT NULL,
        version integer NOT NULL CONSTRAINT worker_policy_version_check CHECK (version > 0),
        published_at timestamptz NOT NULL,
        duties jsonb NOT NULL,
        loop jsonb NOT NULL,
        CONSTRAINT worker_policy_version_key UNIQUE (jurisdiction_id, version)
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
