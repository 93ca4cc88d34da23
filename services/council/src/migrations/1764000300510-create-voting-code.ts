import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Codes of entries of a roll as keyed hashes; one of an entry is live, and what was void stays to be looked up. */
export class CreateVotingCode1764000300510 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE voting_code (
        ballot_id uuid NOT NULL,
        entry_number integer NOT NULL,
        serial integer NOT NULL CONSTRAINT voting_code_serial_check CHECK (serial > 0),
        salt text NOT NULL,
        hash bytea NOT NULL,
        reason text,
        made_by text NOT NULL,
        made_at timestamptz NOT NULL,
        voided_at timestamptz,
        wrong_attempts integer NOT NULL DEFAULT 0 CONSTRAINT voting_code_attempts_check CHECK (wrong_attempts >= 0),
        CONSTRAINT voting_code_pkey PRIMARY KEY (ballot_id, entry_number, serial),
        CONSTRAINT voting_code_entry_fkey FOREIGN KEY (ballot_id, entry_number) REFERENCES roll_entry (ballot_id, number),
        CONSTRAINT voting_code_reason_check CHECK (serial = 1 OR reason IS NOT NULL)
      );
      CREATE UNIQUE INDEX voting_code_live_key ON voting_code (ballot_id, entry_number) WHERE voided_at IS NULL;

      CREATE FUNCTION voting_code_kept() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF (to_jsonb(NEW) - ARRAY['voided_at', 'wrong_attempts']) <> (to_jsonb(OLD) - ARRAY['voided_at', 'wrong_attempts'])
          OR OLD.voided_at IS NOT NULL OR NEW.wrong_attempts < OLD.wrong_attempts THEN
          RAISE EXCEPTION 'a code is counted against and made void, nothing else' USING ERRCODE = '42501';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER voting_code_kept BEFORE UPDATE ON voting_code FOR EACH ROW EXECUTE FUNCTION voting_code_kept();
      CREATE TRIGGER voting_code_stays BEFORE DELETE OR TRUNCATE ON voting_code FOR EACH STATEMENT EXECUTE FUNCTION never_changed();
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
