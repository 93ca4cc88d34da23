import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which service requests show which problem; a request shows one at a time. */
export class CreateProblemLink1700000620000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE problem_link (
        id uuid NOT NULL CONSTRAINT problem_link_pkey PRIMARY KEY,
        problem_id uuid NOT NULL CONSTRAINT problem_link_problem_fkey REFERENCES problem (id),
        request_id uuid NOT NULL CONSTRAINT problem_link_request_fkey REFERENCES service_request (id),
        linked_by_id text NOT NULL,
        linked_at timestamptz NOT NULL,
        ended_by_id text,
        ended_at timestamptz,
        CONSTRAINT problem_link_end_check CHECK ((ended_at IS NULL) = (ended_by_id IS NULL) AND (ended_at IS NULL OR ended_at >= linked_at))
      );
      CREATE UNIQUE INDEX problem_link_request_key ON problem_link (request_id) WHERE ended_at IS NULL;
      CREATE INDEX problem_link_request ON problem_link (request_id, linked_at);
      CREATE INDEX problem_link_problem ON problem_link (problem_id, linked_at, request_id) WHERE ended_at IS NULL;
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
