import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * G-06 A household is in one grid at every instant. A placement begins open and ends once, and the open ones are unique, so that who
 * places one household waits for who else does; then the set of what changed is compared with what its households had. An exclusion
 * constraint says the same row by row, which took half of a redraw of tens of thousands.
 */
export class KeepPlacementsApart1700000650000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE household_grid DROP CONSTRAINT household_grid_one_excl;
      CREATE INDEX household_grid_household ON household_grid (household_id, valid_from);

      CREATE FUNCTION ensure_placements_apart(ids uuid[]) RETURNS void LANGUAGE plpgsql SET enable_seqscan = off AS $$
      DECLARE
        household uuid;
      BEGIN
        SELECT a.household_id INTO household FROM household_grid a JOIN household_grid b ON b.household_id = a.household_id AND b.id > a.id
          WHERE a.household_id = ANY(ids) AND b.household_id = ANY(ids)
            AND tstzrange(a.valid_from, a.valid_to) && tstzrange(b.valid_from, b.valid_to) LIMIT 1;
        IF FOUND THEN
          RAISE EXCEPTION 'household % would be in two grids at once', household
            USING ERRCODE = 'exclusion_violation', TABLE = 'household_grid', CONSTRAINT = 'household_grid_one_excl';
        END IF;
      END $$;

      CREATE FUNCTION placement_begins() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (SELECT FROM changed WHERE valid_to IS NOT NULL) THEN
          RAISE EXCEPTION 'a placement begins open' USING ERRCODE = 'check_violation', TABLE = 'household_grid', CONSTRAINT = 'household_grid_open_check';
        END IF;
        PERFORM ensure_placements_apart(ARRAY(SELECT household_id FROM changed));
        RETURN NULL;
      END $$;
      CREATE FUNCTION placement_ends() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (SELECT FROM was WHERE valid_to IS NOT NULL) THEN
          RAISE EXCEPTION 'a placement ends once' USING ERRCODE = 'check_violation', TABLE = 'household_grid', CONSTRAINT = 'household_grid_end_check';
        END IF;
        PERFORM ensure_placements_apart(ARRAY(SELECT household_id FROM changed));
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
