import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The tables every service has: what happened, what was heard, what was answered, who did it, who may do what. */
export class CreatePlatform1700000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE clock_offset (
        singleton boolean PRIMARY KEY DEFAULT true CONSTRAINT clock_offset_single_check CHECK (singleton),
        milliseconds bigint NOT NULL DEFAULT 0
      );
      INSERT INTO clock_offset DEFAULT VALUES;

      CREATE FUNCTION gezhi_now() RETURNS timestamptz LANGUAGE sql STABLE AS
        $$ SELECT date_trunc('milliseconds', clock_timestamp()) + (SELECT milliseconds FROM clock_offset) * interval '1 millisecond' $$;

      CREATE FUNCTION gezhi_require(holds boolean, refusal text) RETURNS void LANGUAGE plpgsql AS
        $$ BEGIN IF holds IS NOT TRUE THEN RAISE EXCEPTION USING ERRCODE = 'GZ001', MESSAGE = refusal; END IF; END $$;

      CREATE TABLE outbox (
        position bigint GENERATED ALWAYS AS IDENTITY,
        id uuid NOT NULL,
        subject text NOT NULL,
        aggregate_id text NOT NULL,
        place_code text NOT NULL,
        event text NOT NULL,
        traceparent text,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        published_at timestamptz
      ) PARTITION BY RANGE (created_at);
      CREATE TABLE outbox_default PARTITION OF outbox DEFAULT;
      CREATE INDEX outbox_unpublished ON outbox (position) WHERE published_at IS NULL;
      CREATE INDEX outbox_created ON outbox USING brin (created_at);

      CREATE TABLE relay (
        singleton boolean PRIMARY KEY DEFAULT true CONSTRAINT relay_single_check CHECK (singleton),
        stream_created text
      );
      INSERT INTO relay DEFAULT VALUES;

      CREATE TABLE inbox (
        consumer text NOT NULL,
        event_id uuid NOT NULL,
        received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT inbox_pkey PRIMARY KEY (consumer, event_id)
      );
      CREATE INDEX inbox_received ON inbox USING brin (received_at);

      CREATE TABLE dead_letter (
        consumer text NOT NULL,
        event_id uuid NOT NULL,
        subject text NOT NULL,
        event text NOT NULL,
        reason text NOT NULL,
        attempts integer NOT NULL,
        buried_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        redriven_at timestamptz,
        CONSTRAINT dead_letter_pkey PRIMARY KEY (consumer, event_id)
      );

      CREATE TABLE idempotency (
        actor_id text NOT NULL,
        operation text NOT NULL,
        key text NOT NULL,
        input_hash bytea NOT NULL,
        response text,
        version integer,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT idempotency_pkey PRIMARY KEY (actor_id, operation, key)
      );
      CREATE INDEX idempotency_created ON idempotency USING brin (created_at);

      CREATE TABLE audit (
        position bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT audit_pkey PRIMARY KEY,
        at timestamptz NOT NULL,
        actor_id text NOT NULL,
        roles text[] NOT NULL,
        operation text NOT NULL,
        aggregate_id text NOT NULL,
        place_code text NOT NULL,
        reason text,
        changes jsonb NOT NULL,
        input_hash bytea,
        trace_id text
      );
      CREATE INDEX audit_aggregate ON audit (aggregate_id, position);
      CREATE INDEX audit_place ON audit (place_code text_pattern_ops, position);

      CREATE TABLE audit_seal (
        number integer CONSTRAINT audit_seal_pkey PRIMARY KEY,
        first_position bigint NOT NULL,
        last_position bigint NOT NULL,
        root bytea NOT NULL,
        previous bytea NOT NULL,
        seal bytea NOT NULL,
        sealed_at timestamptz NOT NULL
      );
      CREATE TABLE known_seal (
        service text NOT NULL,
        number integer NOT NULL,
        seal text NOT NULL,
        sealed_at timestamptz NOT NULL,
        CONSTRAINT known_seal_pkey PRIMARY KEY (service, number)
      );

      CREATE TABLE access_log (
        position bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT access_log_pkey PRIMARY KEY,
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        actor_id text NOT NULL,
        operation text NOT NULL,
        subject_id text NOT NULL,
        trace_id text
      );

      CREATE TABLE known_assignment (
        id uuid CONSTRAINT known_assignment_pkey PRIMARY KEY,
        account_id uuid NOT NULL,
        role text NOT NULL,
        axis text NOT NULL,
        scope text NOT NULL,
        version integer NOT NULL,
        ended boolean NOT NULL DEFAULT false
      );
      CREATE INDEX known_assignment_account ON known_assignment (account_id) WHERE NOT ended;

      CREATE TABLE person (
        id uuid CONSTRAINT person_pkey PRIMARY KEY,
        version integer NOT NULL,
        household_id uuid,
        community_code text NOT NULL,
        name text,
        phone text,
        identity_number text,
        address text,
        birth_date date,
        retain_until date,
        erased_at timestamptz
      );
      CREATE INDEX person_household ON person (household_id);
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
