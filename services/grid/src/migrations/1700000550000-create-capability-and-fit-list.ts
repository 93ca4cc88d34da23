import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Interviews and the levels found in them, and which cadre suits which grid. */
export class CreateCapabilityAndFitList1700000550000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE capability_interview (
        id uuid CONSTRAINT capability_interview_pkey PRIMARY KEY,
        version integer NOT NULL,
        cadre_id uuid NOT NULL CONSTRAINT capability_interview_cadre_fkey REFERENCES cadre,
        place_code text NOT NULL,
        stratum text NOT NULL CONSTRAINT capability_interview_stratum_check CHECK (stratum IN ('TWO_COMMITTEE', 'MIDDLE_LEVEL', 'YOUNG')),
        held_on date NOT NULL,
        interviewer_id uuid NOT NULL,
        summary text NOT NULL,
        levels jsonb
      );
      CREATE INDEX capability_interview_cadre ON capability_interview (cadre_id, held_on DESC, id DESC);
      CREATE INDEX capability_interview_place ON capability_interview (place_code text_pattern_ops, id);

      CREATE TABLE capability (
        id uuid CONSTRAINT capability_pkey PRIMARY KEY,
        version integer NOT NULL,
        holder_kind text NOT NULL CONSTRAINT capability_holder_kind_check CHECK (holder_kind IN ('CADRE', 'WORKER')),
        holder_id uuid NOT NULL,
        place_code text NOT NULL,
        tag text NOT NULL,
        level integer NOT NULL CONSTRAINT capability_level_check CHECK (level BETWEEN 0 AND 3),
        source text NOT NULL CONSTRAINT capability_source_check CHECK (source IN ('INTERVIEW', 'DRILL', 'ASSESSMENT')),
        source_id uuid NOT NULL,
        evidence text NOT NULL,
        at timestamptz NOT NULL,
        CONSTRAINT capability_once_key UNIQUE (holder_id, tag, source_id)
      );
      CREATE INDEX capability_latest ON capability (holder_id, tag, at DESC);

      CREATE TABLE fit_recusal (
        id uuid CONSTRAINT fit_recusal_pkey PRIMARY KEY,
        version integer NOT NULL,
        cadre_id uuid NOT NULL CONSTRAINT fit_recusal_cadre_fkey REFERENCES cadre,
        place_code text NOT NULL CONSTRAINT fit_recusal_place_check CHECK (length(place_code) IN (12, 15)),
        reason text NOT NULL,
        declared_by_id uuid NOT NULL,
        declared_at timestamptz NOT NULL,
        ended_at timestamptz CONSTRAINT fit_recusal_ended_check CHECK (ended_at >= declared_at)
      );
      CREATE INDEX fit_recusal_place ON fit_recusal (place_code text_pattern_ops, id) WHERE ended_at IS NULL;
      CREATE INDEX fit_recusal_cadre ON fit_recusal (cadre_id);

      CREATE TABLE fit_list (
        id uuid CONSTRAINT fit_list_pkey PRIMARY KEY,
        version integer NOT NULL,
        place_code text NOT NULL,
        number integer NOT NULL CONSTRAINT fit_list_number_check CHECK (number > 0),
        status text NOT NULL CONSTRAINT fit_list_status_check CHECK (status IN ('DRAFT', 'PUBLISHED', 'SUPERSEDED')),
        inputs jsonb NOT NULL,
        gaps text[] NOT NULL,
        unplaced uuid[] NOT NULL,
        generated_by_id uuid NOT NULL,
        generated_at timestamptz NOT NULL,
        published_by_id uuid,
        published_at timestamptz,
        CONSTRAINT fit_list_number_key UNIQUE (place_code, number),
        CONSTRAINT fit_list_published_check CHECK ((status = 'DRAFT') = (published_at IS NULL) AND (published_at IS NULL) = (published_by_id IS NULL))
      );
      CREATE UNIQUE INDEX fit_list_published_key ON fit_list (place_code) WHERE status = 'PUBLISHED';
      CREATE INDEX fit_list_place ON fit_list (place_code text_pattern_ops, id);

      CREATE TABLE fit_entry (
        id uuid CONSTRAINT fit_entry_pkey PRIMARY KEY,
        list_id uuid NOT NULL CONSTRAINT fit_entry_list_fkey REFERENCES fit_list,
        cadre_id uuid NOT NULL CONSTRAINT fit_entry_cadre_fkey REFERENCES cadre,
        grid_code text NOT NULL,
        score integer NOT NULL CONSTRAINT fit_entry_score_check CHECK (score BETWEEN 0 AND 10000),
        computed_grid_code text NOT NULL,
        override_reason text,
        overridden_by_id uuid,
        CONSTRAINT fit_entry_key UNIQUE (list_id, cadre_id),
        CONSTRAINT fit_entry_override_check CHECK ((override_reason IS NULL) = (overridden_by_id IS NULL))
      );
      CREATE INDEX fit_entry_grid ON fit_entry (list_id, grid_code, cadre_id);
      CREATE INDEX fit_entry_cadre ON fit_entry (cadre_id);
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
