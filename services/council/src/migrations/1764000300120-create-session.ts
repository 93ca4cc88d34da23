import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sessions of councils and joint meetings, who attended, what they decided, their minutes; when the next regular one is due. */
export class CreateSession1764000300120 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE session_policy_version (
        id uuid CONSTRAINT session_policy_version_pkey PRIMARY KEY,
        jurisdiction_id text NOT NULL,
        version integer NOT NULL CONSTRAINT session_policy_version_check CHECK (version > 0),
        published_at timestamptz NOT NULL,
        cadence_months integer NOT NULL CONSTRAINT session_policy_version_cadence_check CHECK (cadence_months > 0),
        warn_days integer NOT NULL,
        notice_days jsonb NOT NULL,
        present_over jsonb NOT NULL,
        emergency_callers jsonb NOT NULL,
        emergency_items_most integer NOT NULL,
        emergency_effect text NOT NULL,
        parties jsonb NOT NULL CONSTRAINT session_policy_version_parties_check CHECK (jsonb_array_length(parties) = 5),
        parties_least integer NOT NULL,
        source text NOT NULL,
        assumed boolean NOT NULL,
        CONSTRAINT session_policy_version_key UNIQUE (jurisdiction_id, version)
      );

      CREATE TABLE session_cadence (
        id uuid CONSTRAINT session_cadence_pkey PRIMARY KEY CONSTRAINT session_cadence_council_fkey REFERENCES council (id),
        version integer NOT NULL,
        community_code text NOT NULL,
        last_regular_on date,
        due_on date NOT NULL,
        warn_on date NOT NULL,
        warned_at timestamptz,
        overdue_at timestamptz,
        CONSTRAINT session_cadence_days_check CHECK (warn_on <= due_on AND (last_regular_on IS NULL OR last_regular_on < due_on))
      );
      CREATE INDEX session_cadence_place ON session_cadence (community_code text_pattern_ops);
      CREATE INDEX session_cadence_due ON session_cadence (due_on, id);

      CREATE TABLE joint_meeting (
        id uuid CONSTRAINT joint_meeting_pkey PRIMARY KEY,
        version integer NOT NULL,
        council_id uuid NOT NULL CONSTRAINT joint_meeting_council_fkey REFERENCES council (id),
        community_code text NOT NULL,
        estate_id uuid,
        seats jsonb NOT NULL CONSTRAINT joint_meeting_seats_check CHECK (jsonb_array_length(seats) = 5)
      );
      CREATE INDEX joint_meeting_council ON joint_meeting (council_id, id);

      CREATE TABLE council_session (
        id uuid CONSTRAINT council_session_pkey PRIMARY KEY,
        version integer NOT NULL,
        council_id uuid NOT NULL CONSTRAINT council_session_council_fkey REFERENCES council (id),
        community_code text NOT NULL,
        joint_meeting_id uuid CONSTRAINT council_session_joint_meeting_fkey REFERENCES joint_meeting (id),
        estate_id uuid,
        kind text NOT NULL CONSTRAINT council_session_kind_check CHECK (kind IN ('REGULAR', 'EMERGENCY', 'FIVE_PARTY')),
        state text NOT NULL CONSTRAINT council_session_state_check CHECK (state IN ('SCHEDULED', 'NOTICED', 'OPEN', 'CLOSED', 'CANCELLED', 'LAPSED')),
        starts_at timestamptz NOT NULL,
        ends_at timestamptz NOT NULL,
        venue text NOT NULL,
        reason text,
        called_as text,
        agenda jsonb NOT NULL CONSTRAINT council_session_agenda_check CHECK (jsonb_typeof(agenda) = 'array'),
        noticed_at timestamptz,
        opened_at timestamptz,
        closed_at timestamptz,
        present integer,
        entitled integer,
        quorate boolean,
        cancel_reason text,
        CONSTRAINT council_session_times_check CHECK (starts_at < ends_at),
        CONSTRAINT council_session_party_check CHECK ((kind = 'FIVE_PARTY') = (joint_meeting_id IS NOT NULL)),
        CONSTRAINT council_session_call_check CHECK ((kind = 'EMERGENCY') = (reason IS NOT NULL) AND (reason IS NULL) = (called_as IS NULL)),
        CONSTRAINT council_session_open_check CHECK ((opened_at IS NOT NULL) = (state IN ('OPEN', 'CLOSED'))
          AND (opened_at IS NULL OR noticed_at IS NOT NULL) AND (state <> 'NOTICED' OR noticed_at IS NOT NULL)),
        CONSTRAINT council_session_closed_check CHECK ((state = 'CLOSED') = (closed_at IS NOT NULL)
          AND num_nonnulls(closed_at, present, entitled, quorate) IN (0, 4) AND (present IS NULL OR present >= 0)),
        CONSTRAINT council_session_cancel_check CHECK ((state = 'CANCELLED') = (cancel_reason IS NOT NULL))
      );
      CREATE INDEX council_session_council ON council_session (council_id, starts_at DESC, id DESC);
      CREATE INDEX council_session_waiting ON council_session (starts_at) WHERE state IN ('SCHEDULED', 'NOTICED');
      CREATE INDEX council_session_joint_meeting ON council_session (joint_meeting_id);

      CREATE TABLE session_attendance (
        session_id uuid NOT NULL CONSTRAINT session_attendance_session_fkey REFERENCES council_session (id),
        attendee text NOT NULL,
        member_id uuid CONSTRAINT session_attendance_member_fkey REFERENCES part_time_member (id),
        party text,
        account_id uuid,
        attended_at timestamptz NOT NULL,
        CONSTRAINT session_attendance_pkey PRIMARY KEY (session_id, attendee),
        CONSTRAINT session_attendance_attendee_check CHECK (attendee = coalesce(member_id::text, party) AND num_nonnulls(member_id, party) = 1)
      );
      CREATE INDEX session_attendance_account ON session_attendance (account_id, session_id);
      CREATE INDEX session_attendance_member ON session_attendance (member_id);

      CREATE TABLE session_decision (
        id uuid CONSTRAINT session_decision_pkey PRIMARY KEY,
        version integer NOT NULL,
        session_id uuid NOT NULL CONSTRAINT session_decision_session_fkey REFERENCES council_session (id),
        council_id uuid NOT NULL,
        community_code text NOT NULL,
        estate_id uuid,
        matter text NOT NULL,
        subject_id uuid,
        outcome text NOT NULL CONSTRAINT session_decision_outcome_check CHECK (outcome IN ('PASSED', 'FAILED', 'INQUORATE', 'REFERRED')),
        state text NOT NULL CONSTRAINT session_decision_state_check CHECK (state IN ('FINAL', 'PENDING_RATIFICATION', 'RATIFIED', 'REFUSED')),
        decided_at timestamptz NOT NULL,
        ratified_at timestamptz,
        ratified_in_id uuid CONSTRAINT session_decision_ratified_in_fkey REFERENCES council_session (id),
        refusal_reason text,
        CONSTRAINT session_decision_ratified_check CHECK ((state IN ('RATIFIED', 'REFUSED')) = (ratified_at IS NOT NULL)
          AND (ratified_at IS NULL) = (ratified_in_id IS NULL) AND (state = 'REFUSED') = (refusal_reason IS NOT NULL))
      );
      CREATE INDEX session_decision_council ON session_decision (council_id, decided_at DESC, id DESC);
      CREATE INDEX session_decision_session ON session_decision (session_id);
      CREATE INDEX session_decision_pending ON session_decision (council_id) WHERE state = 'PENDING_RATIFICATION';

      CREATE TABLE session_minutes (
        id uuid CONSTRAINT session_minutes_pkey PRIMARY KEY,
        version integer NOT NULL,
        session_id uuid NOT NULL CONSTRAINT session_minutes_session_key UNIQUE CONSTRAINT session_minutes_session_fkey REFERENCES council_session (id),
        council_id uuid NOT NULL,
        community_code text NOT NULL,
        phase text NOT NULL CONSTRAINT session_minutes_phase_check CHECK (phase IN ('DRAFT', 'PREPARED', 'AMENDING', 'FINAL')),
        text text NOT NULL,
        drafted_at timestamptz NOT NULL,
        finalized_at timestamptz,
        hash text,
        CONSTRAINT session_minutes_final_check CHECK ((phase = 'FINAL') = (finalized_at IS NOT NULL) AND (finalized_at IS NULL) = (hash IS NULL))
      );
      CREATE FUNCTION minutes_stay() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'final minutes never change' USING ERRCODE = 'restrict_violation'; END $$;
      CREATE TRIGGER session_minutes_final BEFORE UPDATE OR DELETE ON session_minutes
        FOR EACH ROW WHEN (OLD.phase = 'FINAL') EXECUTE FUNCTION minutes_stay();

      CREATE TABLE minutes_amendment (
        id uuid CONSTRAINT minutes_amendment_pkey PRIMARY KEY,
        version integer NOT NULL,
        minutes_id uuid NOT NULL CONSTRAINT minutes_amendment_minutes_fkey REFERENCES session_minutes (id),
        council_id uuid NOT NULL,
        community_code text NOT NULL,
        member_id uuid,
        party text,
        text text NOT NULL,
        state text NOT NULL CONSTRAINT minutes_amendment_state_check CHECK (state IN ('PROPOSED', 'ACCEPTED', 'REFUSED')),
        proposed_at timestamptz NOT NULL,
        answered_at timestamptz,
        reason text,
        CONSTRAINT minutes_amendment_proposer_check CHECK (num_nonnulls(member_id, party) = 1),
        CONSTRAINT minutes_amendment_answer_check CHECK ((state = 'PROPOSED') = (answered_at IS NULL) AND (state <> 'REFUSED' OR reason IS NOT NULL))
      );
      CREATE INDEX minutes_amendment_minutes ON minutes_amendment (minutes_id, proposed_at, id);
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
