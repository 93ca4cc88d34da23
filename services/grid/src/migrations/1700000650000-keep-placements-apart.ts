import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * G-06 A household is in one grid at every instant. A placement begins open and ends once, and the open ones are unique, so that who
 * places one household waits for who else does; then the set of what begins is compared with what its households had: an end only shortens. An exclusion
 * constraint says the same row by row, which took half of a redraw of tens of thousands.
 */
export class KeepPlacementsApart1700000650000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE household_grid DROP CONSTRAINT household_grid_one_excl;
      CREATE INDEX household_grid_ended ON household_grid (household_id) WHERE valid_to IS NOT NULL;

      CREATE FUNCTION placement_begins() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
      DECLARE
        household uuid;
      BEGIN
        IF EXISTS (SELECT FROM changed WHERE valid_to IS NOT NULL) THEN
          RAISE EXCEPTION 'a placement begins open' USING ERRCODE = 'check_violation', TABLE = 'household_grid', CONSTRAINT = 'household_grid_open_check';
        END IF;
        SELECT e.household_id INTO household FROM changed c JOIN household_grid e ON e.household_id = c.household_id AND e.valid_to IS NOT NULL
          WHERE tstzrange(c.valid_from, NULL) && tstzrange(e.valid_from, e.valid_to) LIMIT 1;
        IF FOUND THEN
          RAISE EXCEPTION 'household % would be in two grids at once', household
            USING ERRCODE = 'exclusion_violation', TABLE = 'household_grid', CONSTRAINT = 'household_grid_one_excl';
        END IF;
        RETURN NULL;
      END $$;
      CREATE FUNCTION placement_ends() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (SELECT FROM was w FULL JOIN changed c USING (id)
          WHERE w.valid_to IS NOT NULL OR (w.household_id, w.grid_code, w.valid_from) IS DISTINCT FROM (c.household_id, c.grid_code, c.valid_from)) THEN
          RAISE EXCEPTION 'a placement ends once and is otherwise as it began'
            USING ERRCODE = 'check_violation', TABLE = 'household_grid', CONSTRAINT = 'household_grid_end_check';
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER household_grid_begins AFTER INSERT ON household_grid REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION placement_begins();
      CREATE TRIGGER household_grid_ends AFTER UPDATE ON household_grid REFERENCING OLD TABLE AS was NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION placement_ends();
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
