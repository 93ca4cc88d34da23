import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How many households a place has and how many of them were visited, kept by the database itself with every change: what each
 * household counts for now, and for each place the differences, which add up to its figures (decision 0011).
 */
export class KeepFigures1700000630000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE household_figure (
        household_id uuid NOT NULL CONSTRAINT household_figure_pkey PRIMARY KEY
          CONSTRAINT household_figure_household_fkey REFERENCES household (id),
        kind text NOT NULL,
        place_code text NOT NULL,
        active boolean NOT NULL,
        visits integer NOT NULL CONSTRAINT household_figure_visits_check CHECK (visits >= 0)
      );
      CREATE TABLE place_figure (
        id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT place_figure_pkey PRIMARY KEY,
        place_code text NOT NULL,
        kind text NOT NULL,
        households integer NOT NULL,
        visited integer NOT NULL,
        visits integer NOT NULL
      );
      CREATE INDEX place_figure_place ON place_figure (place_code text_pattern_ops, kind);
    `);
    // The locks come first, in one order: whoever waited for them counts by a snapshot of its own. Sets are joined to sets, for a
    // redraw concerns tens of thousands.
    await runner.query(`
      CREATE FUNCTION keep_figures(ids uuid[]) RETURNS void LANGUAGE plpgsql SET enable_hashjoin = on SET enable_nestloop = off AS $$
      BEGIN
        PERFORM 1 FROM household_figure WHERE household_id = ANY(ids) ORDER BY household_id FOR UPDATE;
        WITH placed AS (SELECT household_id, grid_code FROM household_grid WHERE household_id = ANY(ids) AND valid_to IS NULL),
        visited AS (SELECT household_id, count(*)::int AS visits FROM visit WHERE household_id = ANY(ids) GROUP BY household_id),
        counted AS MATERIALIZED (
          SELECT f.household_id, f.kind, f.place_code AS old_place, f.active AS old_active, f.visits AS old_visits,
            coalesce(p.grid_code, h.community_code) AS place_code, h.status = 'ACTIVE' AS active, coalesce(v.visits, 0) AS visits
          FROM household_figure f JOIN household h ON h.id = f.household_id LEFT JOIN placed p ON p.household_id = h.id LEFT JOIN visited v ON v.household_id = h.id
          WHERE f.household_id = ANY(ids) AND h.id = ANY(ids)
        ), kept AS (
          UPDATE household_figure f SET place_code = c.place_code, active = c.active, visits = c.visits FROM counted c
          WHERE f.household_id = ANY(ids) AND f.household_id = c.household_id AND (f.place_code, f.active, f.visits) <> (c.place_code, c.active, c.visits)
        )
        INSERT INTO place_figure (place_code, kind, households, visited, visits)
          SELECT place_code, kind, sum(households), sum(visited), sum(visits) FROM (
            SELECT place_code, kind, active::int, (visits > 0)::int, visits FROM counted
            UNION ALL SELECT old_place, kind, -old_active::int, -(old_visits > 0)::int, -old_visits FROM counted
          ) AS change (place_code, kind, households, visited, visits)
          GROUP BY place_code, kind HAVING (sum(households), sum(visited), sum(visits)) <> (0, 0, 0);
      END $$;

      CREATE FUNCTION household_begins() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO household_figure (household_id, kind, place_code, active, visits) SELECT id, kind, community_code, false, 0 FROM changed;
        PERFORM keep_figures(ARRAY(SELECT id FROM changed));
        RETURN NULL;
      END $$;
      CREATE FUNCTION household_counts() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM keep_figures(ARRAY(SELECT id FROM changed));
        RETURN NULL;
      END $$;
      CREATE FUNCTION subject_counts() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM keep_figures(ARRAY(SELECT DISTINCT household_id FROM changed));
        RETURN NULL;
      END $$;
      CREATE TRIGGER household_added AFTER INSERT ON household REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION household_begins();
      CREATE TRIGGER household_changed AFTER UPDATE ON household REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION household_counts();
      CREATE TRIGGER household_grid_added AFTER INSERT ON household_grid REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION subject_counts();
      CREATE TRIGGER household_grid_changed AFTER UPDATE ON household_grid REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION subject_counts();
      CREATE TRIGGER visit_added AFTER INSERT ON visit REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION subject_counts();
      CREATE TRIGGER visit_removed AFTER DELETE ON visit REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION subject_counts();

      INSERT INTO household_figure (household_id, kind, place_code, active, visits) SELECT id, kind, community_code, false, 0 FROM household;
      SELECT keep_figures(ARRAY(SELECT id FROM household));
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
