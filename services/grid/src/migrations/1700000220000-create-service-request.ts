import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateServiceRequest1700000220000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE request_policy_version (
        id uuid CONSTRAINT request_policy_version_pkey PRIMARY KEY,
        jurisdiction_id text NOT NULL,
        version integer NOT NULL CONSTRAINT request_policy_version_check CHECK (version > 0),
        published_at timestamptz NOT NULL,
        body jsonb NOT NULL,
        CONSTRAINT request_policy_version_key UNIQUE (jurisdiction_id, version)
      );

      CREATE TABLE service_request (
        id uuid CONSTRAINT service_request_pkey PRIMARY KEY,
        version integer NOT NULL,
        state text NOT NULL CONSTRAINT service_request_state_check CHECK (state IN ('FILED', 'ACCEPTED', 'DISPATCHED', 'IN_PROGRESS',
          'WAITING_REPORTER', 'HANDLED', 'REFUSED', 'ANNUAL_SPECIAL', 'CONFIRMED', 'REOPENED', 'DUPLICATE')),
        class text NOT NULL,
        origin text NOT NULL CONSTRAINT service_request_origin_check CHECK (origin IN ('RESIDENT', 'PATROL', 'HOTLINE', 'COUNCIL')),
        service_mode text,
        summary text NOT NULL,
        household_id uuid,
        community_code text NOT NULL CONSTRAINT service_request_community_check CHECK (length(community_code) = 12),
        grid_code text CONSTRAINT service_request_grid_check CHECK (length(grid_code) = 15 AND starts_with(grid_code, community_code)),
        point jsonb,
        evidence_ids uuid[] NOT NULL,
        reporter_account_id uuid,
        reporter_person_id uuid CONSTRAINT service_request_reporter_fkey REFERENCES person (id),
        filed_by_id uuid,
        accepted_by_id uuid,
        handler_id uuid,
        cadre_id uuid,
        duty_id uuid,
        closed_by_id uuid,
        policy_id uuid CONSTRAINT service_request_policy_fkey REFERENCES request_policy_version (id),
        filed_at timestamptz NOT NULL,
        accepted_at timestamptz,
        dispatched_at timestamptz,
        first_response_at timestamptz,
        closed_at timestamptz,
        closed_on_time boolean,
        resolved boolean,
        resolved_at timestamptz,
        first_response_due timestamptz NOT NULL,
        resolve_due timestamptz NOT NULL,
        closure_due timestamptz NOT NULL,
        clock_start timestamptz NOT NULL,
        round integer NOT NULL,
        pauses jsonb NOT NULL,
        paused_until timestamptz,
        response_level integer NOT NULL,
        resolve_level integer NOT NULL,
        next_escalation_at timestamptz,
        reopen_until timestamptz,
        auto_confirm_at timestamptz,
        right_body text,
        refusal_reason text,
        annual_item_id uuid,
        duplicate_of_id uuid CONSTRAINT service_request_original_fkey REFERENCES service_request (id),
        satisfied boolean,
        rated_at timestamptz,
        feedback_channel text,
        CONSTRAINT service_request_wait_check CHECK ((state = 'WAITING_REPORTER') = (paused_until IS NOT NULL)),
        CONSTRAINT service_request_refusal_check CHECK (state <> 'REFUSED' OR (right_body IS NOT NULL AND refusal_reason IS NOT NULL)),
        CONSTRAINT service_request_annual_check CHECK (state <> 'ANNUAL_SPECIAL' OR annual_item_id IS NOT NULL),
        CONSTRAINT service_request_closed_check CHECK (state NOT IN ('HANDLED', 'REFUSED', 'ANNUAL_SPECIAL', 'CONFIRMED') OR closed_at IS NOT NULL),
        CONSTRAINT service_request_closing_check CHECK ((closed_on_time IS NOT NULL) = (state IN ('HANDLED', 'REFUSED', 'ANNUAL_SPECIAL', 'CONFIRMED'))),
        CONSTRAINT service_request_resolved_check CHECK ((resolved IS TRUE) = (resolved_at IS NOT NULL)),
        CONSTRAINT service_request_rated_check CHECK ((satisfied IS NULL) = (rated_at IS NULL)),
        CONSTRAINT service_request_duplicate_check CHECK ((state = 'DUPLICATE') = (duplicate_of_id IS NOT NULL))
      );
      CREATE INDEX service_request_household ON service_request (household_id, filed_at);
      CREATE INDEX service_request_community ON service_request (community_code text_pattern_ops, filed_at);
      CREATE INDEX service_request_filed ON service_request (filed_at, id);
      CREATE INDEX service_request_handler ON service_request (handler_id, filed_at) WHERE handler_id IS NOT NULL;
      CREATE INDEX service_request_escalation ON service_request (next_escalation_at) WHERE next_escalation_at IS NOT NULL;
      CREATE INDEX service_request_silence ON service_request (auto_confirm_at) WHERE auto_confirm_at IS NOT NULL;
      CREATE INDEX service_request_wait ON service_request (paused_until) WHERE paused_until IS NOT NULL;

      CREATE TABLE request_step (
        id uuid CONSTRAINT request_step_pkey PRIMARY KEY,
        request_id uuid NOT NULL CONSTRAINT request_step_request_fkey REFERENCES service_request (id),
        request_version integer NOT NULL,
        action text NOT NULL,
        state text NOT NULL,
        at timestamptz NOT NULL,
        by_staff boolean NOT NULL,
        channel text,
        note text,
        slip_evidence_id uuid,
        actor_id uuid,
        CONSTRAINT request_step_version_key UNIQUE (request_id, request_version),
        CONSTRAINT request_step_slip_check CHECK ((channel IS NOT DISTINCT FROM 'SLIP') = (slip_evidence_id IS NOT NULL))
      );

      CREATE TABLE request_escalation (
        id uuid CONSTRAINT request_escalation_pkey PRIMARY KEY,
        request_id uuid NOT NULL CONSTRAINT request_escalation_request_fkey REFERENCES service_request (id),
        clock text NOT NULL CONSTRAINT request_escalation_clock_check CHECK (clock IN ('FIRST_RESPONSE', 'RESOLVE')),
        round integer NOT NULL,
        level integer NOT NULL,
        to_place_code text NOT NULL,
        at timestamptz NOT NULL,
        CONSTRAINT request_escalation_once_key UNIQUE (request_id, clock, round, level)
      );

      CREATE TABLE feedback_link (
        id uuid CONSTRAINT feedback_link_pkey PRIMARY KEY,
        version integer NOT NULL,
        request_id uuid NOT NULL CONSTRAINT feedback_link_request_fkey REFERENCES service_request (id),
        secret_hash text NOT NULL CONSTRAINT feedback_link_secret_key UNIQUE,
        issued_by_id uuid NOT NULL,
        issued_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        used_at timestamptz
      );
      CREATE INDEX feedback_link_request ON feedback_link (request_id);
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
