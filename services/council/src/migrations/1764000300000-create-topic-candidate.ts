import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Problems heard from the grids that may become topics. */
export class CreateTopicCandidate1764000300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE topic_candidate (
        problem_id uuid CONSTRAINT topic_candidate_pkey PRIMARY KEY,
        place_code text NOT NULL,
        grid_codes text[] NOT NULL,
        scope text NOT NULL,
        class text NOT NULL,
        transferred_at timestamptz,
        is_met boolean NOT NULL,
        state text CONSTRAINT topic_candidate_state_check CHECK (state IN ('open', 'withdrawn')),
        version integer NOT NULL,
        CONSTRAINT topic_candidate_transfer_check CHECK ((state IS NULL) = (transferred_at IS NULL))
      );
      CREATE INDEX topic_candidate_latest ON topic_candidate (state, transferred_at DESC, problem_id DESC);
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
