import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How many households a place has, kept by the database with every tiding: differences, which add up to the figure (decision 0011). */
export class KeepFigures1764000310000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE place_figure (
        id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT place_figure_pkey PRIMARY KEY,
        place_code text NOT NULL,
        kind text NOT NULL,
        households integer NOT NULL
      );
      CREATE INDEX place_figure_place ON place_figure (place_code text_pattern_ops, kind);
      INSERT INTO place_figure (place_code, kind, households)
        SELECT coalesce(grid_code, community_code), kind, count(*) FROM known_household WHERE kind IS NOT NULL AND NOT has_left GROUP BY 1, 2;

      CREATE FUNCTION household_added() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO place_figure (place_code, kind, households)
          SELECT coalesce(grid_code, community_code), kind, count(*) FROM added WHERE kind IS NOT NULL AND NOT has_left GROUP BY 1, 2;
        RETURN NULL;
      END $$;
      CREATE FUNCTION household_changed() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO place_figure (place_code, kind, households)
          SELECT place_code, kind, sum(one) FROM (
            SELECT coalesce(grid_code, community_code) AS place_code, kind, 1 AS one FROM changed WHERE kind IS NOT NULL AND NOT has_left
            UNION ALL SELECT coalesce(grid_code, community_code), kind, -1 FROM before WHERE kind IS NOT NULL AND NOT has_left
          ) AS change GROUP BY place_code, kind HAVING sum(one) <> 0;
        RETURN NULL;
      END $$;
      CREATE TRIGGER household_added AFTER INSERT ON known_household
        REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION household_added();
      CREATE TRIGGER household_changed AFTER UPDATE ON known_household
        REFERENCING OLD TABLE AS before NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION household_changed();
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
