import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Service standards of estates in versions, each adopted by a decision, and what inspections found of their promises. */
export class CreateServiceStandard1764000420000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE standard_policy_version (
        id uuid CONSTRAINT standard_policy_version_pkey PRIMARY KEY,
        jurisdiction_id text NOT NULL,
        version integer NOT NULL CONSTRAINT standard_policy_version_check CHECK (version > 0),
        published_at timestamptz NOT NULL,
        notice_days integer NOT NULL,
        partly_percent integer NOT NULL,
        correction_days integer NOT NULL,
        source text NOT NULL,
        assumed boolean NOT NULL,
        CONSTRAINT standard_policy_version_key UNIQUE (jurisdiction_id, version)
      );

      CREATE TABLE service_standard (
        id uuid CONSTRAINT service_standard_pkey PRIMARY KEY,
        version integer NOT NULL,
        estate_id uuid NOT NULL CONSTRAINT service_standard_estate_fkey REFERENCES estate (id),
        community_code text NOT NULL,
        promises jsonb NOT NULL,
        partly_percent integer NOT NULL CONSTRAINT service_standard_partly_check CHECK (partly_percent BETWEEN 1 AND 100),
        state text NOT NULL CONSTRAINT service_standard_state_check CHECK (state IN ('DRAFTED', 'ADOPTED')),
        number integer,
        decision_id uuid CONSTRAINT service_standard_decision_fkey REFERENCES known_decision (id),
        effective_from date,
        drafted_at timestamptz NOT NULL,
        published_at timestamptz,
        CONSTRAINT service_standard_adopted_check
          CHECK (num_nulls(number, decision_id, effective_from, published_at) = CASE state WHEN 'ADOPTED' THEN 0 ELSE 4 END),
        CONSTRAINT service_standard_effective_check CHECK (effective_from > (published_at AT TIME ZONE 'Asia/Shanghai')::date),
        CONSTRAINT service_standard_number_key UNIQUE (estate_id, number),
        CONSTRAINT service_standard_effective_key UNIQUE (estate_id, effective_from)
      );
      CREATE INDEX service_standard_estate ON service_standard (estate_id, drafted_at DESC, id DESC);

      CREATE TABLE inspection (
        id uuid CONSTRAINT inspection_pkey PRIMARY KEY,
        version integer NOT NULL,
        estate_id uuid NOT NULL CONSTRAINT inspection_estate_fkey REFERENCES estate (id),
        community_code text NOT NULL,
        standard_id uuid NOT NULL CONSTRAINT inspection_standard_fkey REFERENCES service_standard (id),
        promise_id uuid NOT NULL,
        item text NOT NULL,
        inspected_by text NOT NULL CONSTRAINT inspection_by_check CHECK (inspected_by IN ('COMMUNITY', 'COMMITTEE')),
        measured integer NOT NULL CONSTRAINT inspection_measured_check CHECK (measured >= 0),
        result text NOT NULL CONSTRAINT inspection_result_check CHECK (result IN ('MET', 'PARTLY', 'NOT_MET')),
        evidence_ids uuid[] NOT NULL CONSTRAINT inspection_evidence_check CHECK (cardinality(evidence_ids) > 0),
        state text NOT NULL CONSTRAINT inspection_state_check CHECK (state IN ('RECORDED', 'CORRECTION_ASKED', 'REINSPECTED')),
        reinspects_id uuid CONSTRAINT inspection_reinspects_fkey REFERENCES inspection (id),
        correction text,
        correction_asked_at timestamptz,
        due_at timestamptz,
        inspected_at timestamptz NOT NULL,
        CONSTRAINT inspection_correction_check CHECK (
          num_nulls(correction, correction_asked_at, due_at) = CASE state WHEN 'RECORDED' THEN 3 ELSE 0 END
          AND (state = 'RECORDED' OR result <> 'MET')),
        CONSTRAINT inspection_reinspects_key UNIQUE (reinspects_id)
      );
      CREATE INDEX inspection_estate ON inspection (estate_id, inspected_at DESC, id DESC);
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
