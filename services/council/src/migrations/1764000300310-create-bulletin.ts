import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Bulletins, of which nothing that was published changes, how they went out, and what jurisdictions lay down for them. */
export class CreateBulletin1764000300310 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE bulletin_policy_version (
        id uuid CONSTRAINT bulletin_policy_version_pkey PRIMARY KEY,
        jurisdiction_id text NOT NULL,
        version integer NOT NULL CONSTRAINT bulletin_policy_version_check CHECK (version > 0),
        published_at timestamptz NOT NULL,
        channels_least integer NOT NULL CONSTRAINT bulletin_policy_version_channels_check CHECK (channels_least >= 2),
        owner_vote_days integer NOT NULL,
        other_days integer NOT NULL,
        challenge_months integer NOT NULL,
        source text NOT NULL,
        assumed boolean NOT NULL,
        CONSTRAINT bulletin_policy_version_days_check CHECK (other_days > 0 AND owner_vote_days >= other_days AND challenge_months > 0),
        CONSTRAINT bulletin_policy_version_key UNIQUE (jurisdiction_id, version)
      );

      CREATE TABLE bulletin (
        id uuid CONSTRAINT bulletin_pkey PRIMARY KEY,
        version integer NOT NULL,
        community_code text NOT NULL,
        topic_id uuid CONSTRAINT bulletin_topic_fkey REFERENCES topic (id),
        ballot_id uuid CONSTRAINT bulletin_ballot_fkey REFERENCES ballot (id),
        electorate text,
        outcome text,
        edition integer NOT NULL CONSTRAINT bulletin_edition_check CHECK (edition > 0),
        corrects_id uuid CONSTRAINT bulletin_corrects_key UNIQUE CONSTRAINT bulletin_corrects_fkey REFERENCES bulletin (id),
        correction text,
        title text NOT NULL,
        text text NOT NULL,
        state text NOT NULL CONSTRAINT bulletin_state_check CHECK (state IN ('PUBLISHED', 'WITHDRAWN')),
        published_at timestamptz NOT NULL,
        public_until date NOT NULL,
        challenge_until date NOT NULL,
        withdrawn_at timestamptz,
        withdrawal_reason text,
        CONSTRAINT bulletin_subject_check CHECK (num_nonnulls(topic_id, ballot_id) > 0),
        CONSTRAINT bulletin_correction_check CHECK ((edition > 1) = (corrects_id IS NOT NULL) AND (corrects_id IS NULL) = (correction IS NULL)),
        CONSTRAINT bulletin_withdrawal_check CHECK ((state = 'WITHDRAWN') = (withdrawn_at IS NOT NULL) AND (withdrawn_at IS NULL) = (withdrawal_reason IS NULL))
      );
      CREATE UNIQUE INDEX bulletin_subject_key ON bulletin (coalesce(topic_id, ballot_id)) WHERE corrects_id IS NULL;
      CREATE INDEX bulletin_community ON bulletin (community_code, published_at DESC, id DESC);
      CREATE INDEX bulletin_topic ON bulletin (topic_id);

      CREATE FUNCTION bulletin_kept() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF (to_jsonb(NEW) - ARRAY['version', 'state', 'withdrawn_at', 'withdrawal_reason'])
          <> (to_jsonb(OLD) - ARRAY['version', 'state', 'withdrawn_at', 'withdrawal_reason']) THEN
          RAISE EXCEPTION 'a published bulletin is not edited' USING ERRCODE = '42501';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER bulletin_kept BEFORE UPDATE ON bulletin FOR EACH ROW EXECUTE FUNCTION bulletin_kept();
      CREATE TRIGGER bulletin_stays BEFORE DELETE OR TRUNCATE ON bulletin FOR EACH STATEMENT EXECUTE FUNCTION never_changed();

      CREATE TABLE bulletin_delivery (
        id uuid CONSTRAINT bulletin_delivery_pkey PRIMARY KEY,
        bulletin_id uuid NOT NULL CONSTRAINT bulletin_delivery_bulletin_fkey REFERENCES bulletin (id),
        channel text NOT NULL CONSTRAINT bulletin_delivery_channel_check
          CHECK (channel IN ('PLATFORM', 'NOTICE_BOARD', 'BUILDING_ENTRANCE', 'DOOR_TO_DOOR', 'MEETING', 'MESSAGE_GROUP', 'BROADCAST')),
        evidence_ids uuid[] NOT NULL,
        delivered_at timestamptz NOT NULL,
        CONSTRAINT bulletin_delivery_evidence_check CHECK (channel = 'PLATFORM' OR cardinality(evidence_ids) > 0)
      );
      CREATE INDEX bulletin_delivery_bulletin ON bulletin_delivery (bulletin_id);
      CREATE TRIGGER bulletin_delivery_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON bulletin_delivery FOR EACH STATEMENT EXECUTE FUNCTION never_changed();
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
