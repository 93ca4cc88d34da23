import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where the chains of ballots stood, as council told of them; kept here so that rewriting council's database alone is found. */
export class CreateBallotCheckpoint1764000482000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ballot_checkpoint (
        ballot_id uuid NOT NULL,
        kind text NOT NULL,
        sequence integer NOT NULL,
        head_hash text NOT NULL,
        roll_hash text NOT NULL,
        merkle_root text,
        told_at timestamptz NOT NULL,
        CONSTRAINT ballot_checkpoint_pkey PRIMARY KEY (ballot_id, sequence, kind)
      );
      CREATE FUNCTION ballot_checkpoint_kept() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'rows of ballot_checkpoint are never changed' USING ERRCODE = '42501';
      END $$;
      CREATE TRIGGER ballot_checkpoint_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON ballot_checkpoint
        FOR EACH STATEMENT EXECUTE FUNCTION ballot_checkpoint_kept();
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
