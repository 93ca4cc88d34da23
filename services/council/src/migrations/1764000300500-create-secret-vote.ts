import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Secret ballots: tokens are signed blindly for entries of the roll, and votes lie in a box without entry, instant or order. When the
 * ballot ends the box is emptied into `secret_vote` in the order of the tokens' hashes, so that no row shows when it came.
 */
export class CreateSecretVote1764000300500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE ballot
        ADD COLUMN secret boolean NOT NULL DEFAULT false,
        ADD COLUMN demands_voting_code boolean NOT NULL DEFAULT false,
        ADD COLUMN token_key text,
        ADD CONSTRAINT ballot_token_key_check CHECK ((token_key IS NOT NULL) = (secret AND opened_at IS NOT NULL));
      ALTER TABLE ballot_chain ADD COLUMN secret boolean NOT NULL DEFAULT false;

      CREATE FUNCTION ballot_is_open(id uuid, is_secret boolean) RETURNS boolean LANGUAGE sql AS $$
        SELECT EXISTS (SELECT 1 FROM ballot_chain c
          WHERE c.ballot_id = id AND c.open AND c.secret = is_secret AND gezhi_now() < c.closes_at FOR SHARE)
      $$;

      CREATE OR REPLACE FUNCTION link_vote() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE head bytea;
      BEGIN
        UPDATE ballot_chain c SET sequence = c.sequence + 1, head = sha256('\\x02'::bytea || c.head || decode(NEW.leaf, 'hex'))
          WHERE c.ballot_id = NEW.ballot_id AND c.open AND NOT c.secret AND gezhi_now() < c.closes_at
          RETURNING c.sequence, c.head INTO NEW.sequence, head;
        IF NOT FOUND THEN
          RAISE EXCEPTION 'the ballot is not open' USING ERRCODE = '23514', CONSTRAINT = 'vote_open_check';
        END IF;
        NEW.link := encode(head, 'hex');
        -- Co-owners speak until somebody has spoken for all of them, and that one only where they differ or are silent.
        IF EXISTS (SELECT 1 FROM vote v WHERE v.ballot_id = NEW.ballot_id AND v.entry_number = NEW.entry_number
          HAVING bool_or(v.voice = 0) OR (NEW.voice = 0 AND count(DISTINCT v.choice) = 1)) THEN
          RAISE EXCEPTION 'the entry has voted' USING ERRCODE = '23505', CONSTRAINT = 'vote_one_per_entry_key';
        END IF;
        RETURN NEW;
      END $$;

      CREATE TABLE ballot_token_key (
        ballot_id uuid CONSTRAINT ballot_token_key_pkey PRIMARY KEY CONSTRAINT ballot_token_key_ballot_fkey REFERENCES ballot (id),
        sealed bytea NOT NULL
      );

      CREATE TABLE ballot_token (
        ballot_id uuid NOT NULL,
        entry_number integer NOT NULL,
        blinded_hash bytea NOT NULL,
        CONSTRAINT ballot_token_pkey PRIMARY KEY (ballot_id, entry_number),
        CONSTRAINT ballot_token_entry_fkey FOREIGN KEY (ballot_id, entry_number) REFERENCES roll_entry (ballot_id, number)
      );
      CREATE TRIGGER ballot_token_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON ballot_token FOR EACH STATEMENT EXECUTE FUNCTION never_changed();

      CREATE TABLE ballot_box (
        ballot_id uuid NOT NULL CONSTRAINT ballot_box_ballot_fkey REFERENCES ballot (id),
        token_hash bytea NOT NULL,
        token bytea NOT NULL,
        signature bytea NOT NULL,
        choice text NOT NULL CONSTRAINT ballot_box_choice_check CHECK (choice IN ('FOR', 'AGAINST', 'ABSTAIN')),
        CONSTRAINT ballot_box_pkey PRIMARY KEY (ballot_id, token_hash),
        CONSTRAINT ballot_box_hash_check CHECK (token_hash = sha256(token))
      );
      CREATE TRIGGER ballot_box_kept BEFORE UPDATE OR TRUNCATE ON ballot_box FOR EACH STATEMENT EXECUTE FUNCTION never_changed();

      CREATE FUNCTION secret_ballot_open() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NOT ballot_is_open(NEW.ballot_id, true) THEN
          RAISE EXCEPTION 'the ballot is not open' USING ERRCODE = '23514', CONSTRAINT = 'vote_open_check';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER ballot_token_open BEFORE INSERT ON ballot_token FOR EACH ROW EXECUTE FUNCTION secret_ballot_open();
      CREATE TRIGGER ballot_box_open BEFORE INSERT ON ballot_box FOR EACH ROW EXECUTE FUNCTION secret_ballot_open();

      CREATE FUNCTION ballot_box_emptied() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (SELECT 1 FROM ballot_chain c WHERE c.ballot_id = OLD.ballot_id AND c.open) THEN
          RAISE EXCEPTION 'a box is emptied when its ballot has ended' USING ERRCODE = '42501';
        END IF;
        RETURN OLD;
      END $$;
      CREATE TRIGGER ballot_box_emptied BEFORE DELETE ON ballot_box FOR EACH ROW EXECUTE FUNCTION ballot_box_emptied();

      CREATE TABLE secret_vote (
        ballot_id uuid NOT NULL CONSTRAINT secret_vote_ballot_fkey REFERENCES ballot (id),
        token_hash bytea NOT NULL,
        token bytea NOT NULL,
        signature bytea NOT NULL,
        choice text NOT NULL,
        CONSTRAINT secret_vote_pkey PRIMARY KEY (ballot_id, token_hash)
      );
      CREATE TRIGGER secret_vote_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON secret_vote FOR EACH STATEMENT EXECUTE FUNCTION never_changed();
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
