import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The archive of facts, where households are now, and how cases stand in the metrics. */
export class CreateFactAndMetric1764000200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE fact (
        event_id uuid NOT NULL,
        item smallint NOT NULL,
        kind text NOT NULL,
        subject_id uuid NOT NULL,
        aggregate_version integer NOT NULL,
        place_code text NOT NULL,
        grid_codes text[] NOT NULL,
        household_id uuid,
        actor_id text,
        handler_id uuid,
        cadre_id uuid,
        filed_by_id uuid,
        at timestamptz NOT NULL,
        value jsonb NOT NULL,
        CONSTRAINT fact_pkey PRIMARY KEY (event_id, item)
      );
      CREATE INDEX fact_subject ON fact (subject_id, aggregate_version);
      CREATE INDEX fact_place ON fact (place_code text_pattern_ops, at);

      CREATE TABLE known_household (
        household_id uuid CONSTRAINT known_household_pkey PRIMARY KEY,
        grid_code text,
        version bigint NOT NULL
      );

      CREATE TABLE metric_entry (
        metric text NOT NULL,
        subject_id uuid NOT NULL,
        scope text NOT NULL CONSTRAINT metric_entry_scope_check CHECK (scope IN ('all', 'common', 'individual')),
        place_code text NOT NULL,
        grid_codes text[] NOT NULL,
        household_id uuid,
        verdict text NOT NULL CONSTRAINT metric_entry_verdict_check CHECK (verdict IN ('numerator', 'denominator', 'excluded', 'pending', 'unaccepted')),
        exclusion text CONSTRAINT metric_entry_exclusion_check CHECK ((exclusion IS NOT NULL) = (verdict = 'excluded')),
        at timestamptz NOT NULL,
        counter_entries integer NOT NULL,
        CONSTRAINT metric_entry_pkey PRIMARY KEY (metric, subject_id)
      );
      CREATE INDEX metric_entry_subject ON metric_entry (subject_id);
      CREATE INDEX metric_entry_place ON metric_entry (place_code text_pattern_ops);
      CREATE INDEX metric_entry_several_grids ON metric_entry (subject_id) WHERE cardinality(grid_codes) > 1;
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
