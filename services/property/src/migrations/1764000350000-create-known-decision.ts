import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What owners and councils decided, as the council service told of it. */
export class CreateKnownDecision1764000350000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE known_decision (
        id uuid CONSTRAINT known_decision_pkey PRIMARY KEY,
        decided_by text NOT NULL CONSTRAINT known_decision_decided_by_check CHECK (decided_by IN ('BALLOT', 'SESSION')),
        community_code text NOT NULL,
        estate_id uuid,
        matter text NOT NULL,
        subject_id uuid,
        majority text,
        outcome text NOT NULL,
        decided_at timestamptz NOT NULL,
        version integer NOT NULL
      );
      CREATE INDEX known_decision_estate ON known_decision (estate_id, decided_at DESC, id DESC);
      CREATE INDEX known_decision_community ON known_decision (community_code, decided_at DESC, id DESC) WHERE estate_id IS NULL;
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
