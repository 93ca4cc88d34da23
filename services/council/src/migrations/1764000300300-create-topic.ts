import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Topics with each stage they went through, in the order of the chain whoever writes; and which household lives in a known unit. */
export class CreateTopic1764000300300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE known_unit ADD COLUMN household_id uuid;
      CREATE INDEX known_unit_household ON known_unit (household_id) WHERE household_id IS NOT NULL;
      CREATE INDEX known_ownership_owner ON known_ownership USING gin (owner_ids);

      CREATE TABLE topic (
        id uuid CONSTRAINT topic_pkey PRIMARY KEY,
        version integer NOT NULL,
        community_code text NOT NULL,
        title text NOT NULL,
        detail text NOT NULL,
        source text NOT NULL CONSTRAINT topic_source_check CHECK (source IN ('RESIDENT', 'MEMBER', 'GRID', 'PROPERTY', 'COMMITTEE', 'COMMUNITY')),
        proposer_id uuid NOT NULL,
        origin text NOT NULL CONSTRAINT topic_origin_check CHECK (origin IN ('PROPOSAL', 'PROBLEM', 'DEMAND')),
        origin_id uuid,
        stage text NOT NULL,
        stage_number integer NOT NULL CONSTRAINT topic_stage_number_check CHECK (stage_number > 0),
        submitted_at timestamptz NOT NULL,
        reviewed_at timestamptz,
        reason text,
        merged_into_id uuid CONSTRAINT topic_merged_into_fkey REFERENCES topic (id),
        referred_to text,
        session_id uuid CONSTRAINT topic_session_fkey REFERENCES council_session (id),
        ballot_id uuid CONSTRAINT topic_ballot_fkey REFERENCES ballot (id),
        outcome text CONSTRAINT topic_outcome_check CHECK (outcome IN ('PASSED', 'FAILED', 'INQUORATE')),
        CONSTRAINT topic_origin_id_check CHECK ((origin = 'PROPOSAL') = (origin_id IS NULL)),
        CONSTRAINT topic_answer_check CHECK ((stage IN ('SUBMITTED', 'UNDER_REVIEW')) = (reviewed_at IS NULL) AND (reviewed_at IS NULL) = (reason IS NULL)),
        CONSTRAINT topic_merge_check CHECK ((stage = 'MERGED') = (merged_into_id IS NOT NULL) AND merged_into_id IS DISTINCT FROM id),
        CONSTRAINT topic_referral_check CHECK ((stage = 'REFERRED') = (referred_to IS NOT NULL)),
        CONSTRAINT topic_decided_check CHECK ((outcome IS NOT NULL) = (stage IN ('PASSED', 'FAILED', 'INQUORATE', 'CERTIFIED', 'PUBLISHED', 'EXECUTING', 'VERIFIED'))
          AND (outcome IS NULL OR ballot_id IS NOT NULL)),
        CONSTRAINT topic_executed_check CHECK (stage NOT IN ('EXECUTING', 'VERIFIED') OR outcome = 'PASSED')
      );
      CREATE UNIQUE INDEX topic_origin_key ON topic (origin, origin_id) WHERE origin_id IS NOT NULL AND stage <> 'REJECTED';
      CREATE INDEX topic_community ON topic (community_code text_pattern_ops, submitted_at DESC, id DESC);
      CREATE INDEX topic_proposer ON topic (proposer_id, submitted_at DESC, id DESC);
      CREATE INDEX topic_session ON topic (session_id) WHERE stage = 'SCHEDULED';

      CREATE TABLE topic_stage (
        topic_id uuid NOT NULL CONSTRAINT topic_stage_topic_fkey REFERENCES topic (id),
        number integer NOT NULL,
        stage text NOT NULL,
        at timestamptz NOT NULL,
        reference_id uuid,
        CONSTRAINT topic_stage_pkey PRIMARY KEY (topic_id, number)
      );
      CREATE TRIGGER topic_stage_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON topic_stage FOR EACH STATEMENT EXECUTE FUNCTION never_changed();

      CREATE FUNCTION topic_stage_follows() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        before text := (SELECT stage FROM topic_stage WHERE topic_id = NEW.topic_id AND number = NEW.number - 1);
      BEGIN
        IF (CASE WHEN NEW.number = 1 THEN NEW.stage = 'SUBMITTED' ELSE (before, NEW.stage) IN (
          ('SUBMITTED', 'UNDER_REVIEW'), ('UNDER_REVIEW', 'REJECTED'), ('UNDER_REVIEW', 'MERGED'), ('UNDER_REVIEW', 'REFERRED'),
          ('UNDER_REVIEW', 'ACCEPTED'), ('ACCEPTED', 'SCHEDULED'), ('SCHEDULED', 'VOTING'), ('SCHEDULED', 'ACCEPTED'), ('VOTING', 'ACCEPTED'),
          ('VOTING', 'PASSED'), ('VOTING', 'FAILED'), ('VOTING', 'INQUORATE'), ('PASSED', 'CERTIFIED'), ('FAILED', 'CERTIFIED'),
          ('INQUORATE', 'CERTIFIED'), ('CERTIFIED', 'PUBLISHED'), ('PUBLISHED', 'EXECUTING'), ('EXECUTING', 'VERIFIED')) END) IS NOT TRUE THEN
          RAISE EXCEPTION 'no topic goes from % to %', before, NEW.stage USING ERRCODE = '42501';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER topic_stage_follows BEFORE INSERT ON topic_stage FOR EACH ROW EXECUTE FUNCTION topic_stage_follows();
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
