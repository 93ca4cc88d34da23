import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Strategies of grids with their measures, what is allocated to grids, and micro-projects. */
export class CreateStrategy1700000530000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE strategy (
        id uuid CONSTRAINT strategy_pkey PRIMARY KEY,
        version integer NOT NULL,
        grid_code text NOT NULL,
        number integer NOT NULL CONSTRAINT strategy_number_check CHECK (number > 0),
        grid_type text NOT NULL,
        status text NOT NULL CONSTRAINT strategy_status_check CHECK (status IN ('DRAFT', 'ACTIVE', 'ENDED')),
        goal text NOT NULL,
        problem_ids uuid[] NOT NULL,
        drafted_by_id uuid NOT NULL,
        drafted_at timestamptz NOT NULL,
        approved_by_id uuid,
        approved_at timestamptz,
        ended_at timestamptz,
        end_reason text,
        CONSTRAINT strategy_number_key UNIQUE (grid_code, number),
        CONSTRAINT strategy_approver_check CHECK (approved_by_id <> drafted_by_id),
        CONSTRAINT strategy_active_check CHECK (status <> 'ACTIVE' OR approved_at IS NOT NULL),
        CONSTRAINT strategy_ended_check CHECK ((status = 'ENDED') = (ended_at IS NOT NULL))
      );
      CREATE UNIQUE INDEX strategy_active_key ON strategy (grid_code) WHERE status = 'ACTIVE';
      CREATE INDEX strategy_grid ON strategy (grid_code text_pattern_ops, number);

      CREATE TABLE strategy_measure (
        id uuid CONSTRAINT strategy_measure_pkey PRIMARY KEY,
        version integer NOT NULL,
        strategy_id uuid NOT NULL CONSTRAINT strategy_measure_strategy_fkey REFERENCES strategy (id),
        grid_code text NOT NULL,
        code text,
        title text NOT NULL,
        problem_id uuid CONSTRAINT strategy_measure_problem_fkey REFERENCES problem (id),
        owner_cadre_id uuid NOT NULL CONSTRAINT strategy_measure_owner_fkey REFERENCES cadre (id),
        due_at timestamptz NOT NULL,
        evidence_ids uuid[] NOT NULL,
        completed_by_id uuid,
        completed_at timestamptz,
        CONSTRAINT strategy_measure_evidence_check CHECK (completed_at IS NULL OR cardinality(evidence_ids) > 0)
      );
      CREATE INDEX strategy_measure_strategy ON strategy_measure (strategy_id, due_at, id);
      CREATE INDEX strategy_measure_owner ON strategy_measure (owner_cadre_id, grid_code) WHERE completed_at IS NULL;

      CREATE TABLE resource_allocation (
        id uuid CONSTRAINT resource_allocation_pkey PRIMARY KEY,
        version integer NOT NULL,
        grid_code text NOT NULL,
        kind text NOT NULL CONSTRAINT resource_allocation_kind_check CHECK (kind IN ('MONEY', 'EQUIPMENT')),
        code text NOT NULL,
        quantity bigint NOT NULL CONSTRAINT resource_allocation_quantity_check CHECK (quantity > 0),
        source text NOT NULL CONSTRAINT resource_allocation_source_check CHECK (source IN ('BUDGET', 'CADRE', 'QUOTA', 'MATCH')),
        source_id uuid,
        from_on date NOT NULL,
        ended_on date,
        note text,
        end_reason text,
        CONSTRAINT resource_allocation_period_check CHECK (ended_on >= from_on)
      );
      CREATE INDEX resource_allocation_grid ON resource_allocation (grid_code text_pattern_ops, from_on DESC, id DESC);

      CREATE TABLE micro_project (
        id uuid CONSTRAINT micro_project_pkey PRIMARY KEY,
        version integer NOT NULL,
        place_code text NOT NULL,
        community_code text NOT NULL,
        grid_code text,
        kind text NOT NULL CONSTRAINT micro_project_kind_check CHECK (kind IN ('GREEN_SPACE', 'PARKING', 'RENEWAL', 'PUBLIC_SPACE', 'OTHER')),
        title text NOT NULL,
        problem_id uuid CONSTRAINT micro_project_problem_fkey REFERENCES problem (id),
        topic_id uuid,
        third_party text,
        cost_fen bigint NOT NULL CONSTRAINT micro_project_cost_check CHECK (cost_fen >= 0),
        owner_cadre_id uuid NOT NULL CONSTRAINT micro_project_owner_fkey REFERENCES cadre (id),
        due_on date NOT NULL,
        status text NOT NULL CONSTRAINT micro_project_status_check CHECK (status IN ('STARTED', 'ACCEPTED', 'ABANDONED')),
        before_evidence_ids uuid[] NOT NULL,
        after_evidence_ids uuid[] NOT NULL,
        started_by_id uuid NOT NULL,
        started_at timestamptz NOT NULL,
        accepted_by_id uuid,
        accepted_at timestamptz,
        end_reason text,
        CONSTRAINT micro_project_before_check CHECK (cardinality(before_evidence_ids) > 0),
        CONSTRAINT micro_project_accepted_check
          CHECK ((status = 'ACCEPTED') = (accepted_at IS NOT NULL AND cardinality(after_evidence_ids) > 0)),
        CONSTRAINT micro_project_acceptor_check CHECK (accepted_by_id <> started_by_id)
      );
      CREATE INDEX micro_project_place ON micro_project (place_code text_pattern_ops, due_on, id);
      CREATE INDEX micro_project_owner ON micro_project (owner_cadre_id, place_code) WHERE status = 'STARTED';
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
