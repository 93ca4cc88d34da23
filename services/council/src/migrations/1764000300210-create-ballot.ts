import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Ballots, frozen rolls, and votes in one chain each: the head moves in the statement of the vote, only while the ballot is open by the
 * clock of the database, and the first vote of an entry is the only one.
 */
export class CreateBallot1764000300210 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE decision_rule_policy_version (
        id uuid CONSTRAINT decision_rule_policy_version_pkey PRIMARY KEY,
        jurisdiction_id text NOT NULL,
        version integer NOT NULL,
        published_at timestamptz NOT NULL,
        rules jsonb NOT NULL,
        CONSTRAINT decision_rule_policy_version_key UNIQUE (jurisdiction_id, version)
      );

      CREATE TABLE ballot (
        id uuid CONSTRAINT ballot_pkey PRIMARY KEY,
        version integer NOT NULL,
        community_code text NOT NULL,
        estate_id uuid,
        council_id uuid,
        session_id uuid,
        topic_id uuid,
        electorate text NOT NULL CONSTRAINT ballot_electorate_check
          CHECK (electorate IN ('OWNERS', 'RESIDENT_REPRESENTATIVES', 'MEMBERS', 'PARTIES')),
        question text NOT NULL,
        matter text NOT NULL,
        subject_id uuid,
        majority text NOT NULL,
        rule jsonb NOT NULL,
        clear_days boolean NOT NULL,
        silence_counts boolean NOT NULL,
        state text NOT NULL CONSTRAINT ballot_state_check
          CHECK (state IN ('DRAFT', 'NOTICED', 'OPEN', 'CLOSED', 'CERTIFIED', 'CANCELLED')),
        opens_on date NOT NULL,
        closes_at timestamptz NOT NULL,
        noticed_on date,
        notice_evidence_ids uuid[] NOT NULL,
        committee_copy_id uuid,
        frozen_at timestamptz,
        roll_hash text,
        roll jsonb,
        opened_at timestamptz,
        closed_at timestamptz,
        first_certifier_id uuid,
        certified_at timestamptz,
        outcome text,
        cancel_reason text,
        replaces_id uuid CONSTRAINT ballot_replaces_fkey REFERENCES ballot (id) CONSTRAINT ballot_replaces_key UNIQUE,
        CONSTRAINT ballot_roll_check CHECK (opened_at IS NULL OR roll_hash IS NOT NULL),
        CONSTRAINT ballot_certified_check CHECK ((state = 'CERTIFIED') = (outcome IS NOT NULL))
      );
      CREATE INDEX ballot_community ON ballot (community_code, closes_at DESC, id DESC);
      CREATE INDEX ballot_open ON ballot (closes_at) WHERE state = 'OPEN';

      CREATE FUNCTION ballot_kept() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF OLD.opened_at IS NOT NULL AND (to_jsonb(NEW) - ARRAY['version', 'state', 'closed_at', 'first_certifier_id', 'certified_at', 'outcome', 'cancel_reason'])
          <> (to_jsonb(OLD) - ARRAY['version', 'state', 'closed_at', 'first_certifier_id', 'certified_at', 'outcome', 'cancel_reason']) THEN
          RAISE EXCEPTION 'an opened ballot is not edited' USING ERRCODE = '42501';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER ballot_kept BEFORE UPDATE ON ballot FOR EACH ROW EXECUTE FUNCTION ballot_kept();

      CREATE FUNCTION never_changed() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME USING ERRCODE = '42501';
      END $$;

      CREATE TABLE roll_entry (
        ballot_id uuid NOT NULL CONSTRAINT roll_entry_ballot_fkey REFERENCES ballot (id),
        number integer NOT NULL CONSTRAINT roll_entry_number_check CHECK (number > 0),
        voter_ids uuid[] NOT NULL,
        unit_ids uuid[] NOT NULL,
        heads integer NOT NULL CONSTRAINT roll_entry_heads_check CHECK (heads > 0),
        area bigint NOT NULL CONSTRAINT roll_entry_area_check CHECK (area >= 0),
        voter_group text,
        recused boolean NOT NULL,
        attends boolean NOT NULL,
        salt text NOT NULL,
        seal text NOT NULL,
        CONSTRAINT roll_entry_pkey PRIMARY KEY (ballot_id, number)
      );
      CREATE INDEX roll_entry_voter ON roll_entry USING gin (voter_ids);
      CREATE TRIGGER roll_entry_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON roll_entry FOR EACH STATEMENT EXECUTE FUNCTION never_changed();

      CREATE TABLE ballot_chain (
        ballot_id uuid CONSTRAINT ballot_chain_pkey PRIMARY KEY CONSTRAINT ballot_chain_ballot_fkey REFERENCES ballot (id),
        community_code text NOT NULL,
        roll_hash text NOT NULL,
        open boolean NOT NULL,
        closes_at timestamptz NOT NULL,
        sequence integer NOT NULL,
        head bytea NOT NULL,
        told_sequence integer NOT NULL,
        merkle_root bytea
      ) WITH (fillfactor = 10);

      CREATE TABLE vote_proxy (
        id uuid CONSTRAINT vote_proxy_pkey PRIMARY KEY,
        version integer NOT NULL,
        ballot_id uuid NOT NULL,
        community_code text NOT NULL,
        entry_number integer NOT NULL,
        holder_id uuid NOT NULL,
        evidence_ids uuid[] NOT NULL CONSTRAINT vote_proxy_evidence_check CHECK (cardinality(evidence_ids) > 0),
        recorded_at timestamptz NOT NULL,
        CONSTRAINT vote_proxy_entry_key UNIQUE (ballot_id, entry_number),
        CONSTRAINT vote_proxy_entry_fkey FOREIGN KEY (ballot_id, entry_number) REFERENCES roll_entry (ballot_id, number)
      );
      CREATE INDEX vote_proxy_holder ON vote_proxy (holder_id);
      CREATE TRIGGER vote_proxy_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON vote_proxy FOR EACH STATEMENT EXECUTE FUNCTION never_changed();

      CREATE TABLE vote (
        id uuid CONSTRAINT vote_pkey PRIMARY KEY,
        version integer NOT NULL,
        ballot_id uuid NOT NULL,
        community_code text NOT NULL,
        entry_number integer NOT NULL,
        voice integer NOT NULL CONSTRAINT vote_voice_check CHECK (voice >= 0),
        choice text NOT NULL CONSTRAINT vote_choice_check CHECK (choice IN ('FOR', 'AGAINST', 'ABSTAIN')),
        channel text NOT NULL CONSTRAINT vote_channel_check CHECK (channel IN ('ONLINE', 'PAPER')),
        cast_at timestamptz NOT NULL,
        salt text NOT NULL,
        leaf text NOT NULL,
        signature text NOT NULL,
        sequence integer NOT NULL,
        link text NOT NULL,
        CONSTRAINT vote_one_per_entry_key UNIQUE (ballot_id, entry_number, voice),
        CONSTRAINT vote_sequence_key UNIQUE (ballot_id, sequence),
        CONSTRAINT vote_entry_fkey FOREIGN KEY (ballot_id, entry_number) REFERENCES roll_entry (ballot_id, number)
      );

      CREATE FUNCTION link_vote() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE head bytea;
      BEGIN
        UPDATE ballot_chain c SET sequence = c.sequence + 1, head = sha256('\\x02'::bytea || c.head || decode(NEW.leaf, 'hex'))
          WHERE c.ballot_id = NEW.ballot_id AND c.open AND gezhi_now() < c.closes_at
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
      CREATE TRIGGER link_vote BEFORE INSERT ON vote FOR EACH ROW EXECUTE FUNCTION link_vote();
      CREATE TRIGGER vote_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON vote FOR EACH STATEMENT EXECUTE FUNCTION never_changed();

      CREATE TABLE paper_vote (
        id uuid CONSTRAINT paper_vote_pkey PRIMARY KEY,
        version integer NOT NULL,
        ballot_id uuid NOT NULL,
        community_code text NOT NULL,
        entry_number integer NOT NULL,
        round integer NOT NULL CONSTRAINT paper_vote_round_check CHECK (round BETWEEN 1 AND 3),
        choice text NOT NULL,
        state text NOT NULL CONSTRAINT paper_vote_state_check CHECK (state IN ('ENTERED_ONCE', 'CONFLICT', 'COUNTED')),
        vote_id uuid CONSTRAINT paper_vote_vote_fkey REFERENCES vote (id) DEFERRABLE INITIALLY DEFERRED,
        evidence_id uuid NOT NULL,
        entered_by text NOT NULL,
        entered_at timestamptz NOT NULL,
        CONSTRAINT paper_vote_round_key UNIQUE (ballot_id, entry_number, round),
        CONSTRAINT paper_vote_person_key UNIQUE (ballot_id, entry_number, entered_by),
        CONSTRAINT paper_vote_entry_fkey FOREIGN KEY (ballot_id, entry_number) REFERENCES roll_entry (ballot_id, number),
        CONSTRAINT paper_vote_counted_check CHECK ((state = 'COUNTED') = (vote_id IS NOT NULL))
      );
      CREATE TRIGGER paper_vote_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON paper_vote FOR EACH STATEMENT EXECUTE FUNCTION never_changed();

      CREATE TABLE ballot_certificate (
        ballot_id uuid CONSTRAINT ballot_certificate_pkey PRIMARY KEY CONSTRAINT ballot_certificate_ballot_fkey REFERENCES ballot (id),
        certificate jsonb NOT NULL,
        signature text NOT NULL,
        public_key text NOT NULL
      );
      CREATE TRIGGER ballot_certificate_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON ballot_certificate FOR EACH STATEMENT EXECUTE FUNCTION never_changed();
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
