-- On top of libs/shared/src/database/platform-schema.sql; a table of the platform stands here only as the service alters it.

CREATE OR REPLACE FUNCTION public.ballot_kept()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      BEGIN
        IF OLD.opened_at IS NOT NULL AND (to_jsonb(NEW) - ARRAY['version', 'state', 'closed_at', 'first_certifier_id', 'certified_at', 'outcome', 'cancel_reason'])
          <> (to_jsonb(OLD) - ARRAY['version', 'state', 'closed_at', 'first_certifier_id', 'certified_at', 'outcome', 'cancel_reason']) THEN
          RAISE EXCEPTION 'an opened ballot is not edited' USING ERRCODE = '42501';
        END IF;
        RETURN NEW;
      END $function$
;

CREATE OR REPLACE FUNCTION public.link_vote()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      DECLARE head bytea;
      BEGIN
        UPDATE ballot_chain c SET sequence = c.sequence + 1, head = sha256('\x02'::bytea || c.head || decode(NEW.leaf, 'hex'))
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
      END $function$
;

CREATE OR REPLACE FUNCTION public.minutes_stay()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
        BEGIN RAISE EXCEPTION 'final minutes never change' USING ERRCODE = 'restrict_violation'; END $function$
;

CREATE OR REPLACE FUNCTION public.never_changed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      BEGIN
        RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME USING ERRCODE = '42501';
      END $function$
;

CREATE TABLE ballot (
  id uuid NOT NULL,
  version integer NOT NULL,
  community_code text NOT NULL,
  estate_id uuid,
  council_id uuid,
  session_id uuid,
  topic_id uuid,
  electorate text NOT NULL,
  question text NOT NULL,
  matter text NOT NULL,
  subject_id uuid,
  majority text NOT NULL,
  rule jsonb NOT NULL,
  clear_days boolean NOT NULL,
  silence_counts boolean NOT NULL,
  state text NOT NULL,
  opens_on date NOT NULL,
  closes_at timestamp with time zone NOT NULL,
  noticed_on date,
  notice_evidence_ids uuid[] NOT NULL,
  committee_copy_id uuid,
  frozen_at timestamp with time zone,
  roll_hash text,
  roll jsonb,
  opened_at timestamp with time zone,
  closed_at timestamp with time zone,
  first_certifier_id uuid,
  certified_at timestamp with time zone,
  outcome text,
  cancel_reason text,
  replaces_id uuid,
  CONSTRAINT ballot_certified_check CHECK (((state = 'CERTIFIED'::text) = (outcome IS NOT NULL))),
  CONSTRAINT ballot_electorate_check CHECK ((electorate = ANY (ARRAY['OWNERS'::text, 'RESIDENT_REPRESENTATIVES'::text, 'MEMBERS'::text, 'PARTIES'::text]))),
  CONSTRAINT ballot_pkey PRIMARY KEY (id),
  CONSTRAINT ballot_replaces_fkey FOREIGN KEY (replaces_id) REFERENCES ballot(id),
  CONSTRAINT ballot_replaces_key UNIQUE (replaces_id),
  CONSTRAINT ballot_roll_check CHECK (((opened_at IS NULL) OR (roll_hash IS NOT NULL))),
  CONSTRAINT ballot_state_check CHECK ((state = ANY (ARRAY['DRAFT'::text, 'NOTICED'::text, 'OPEN'::text, 'CLOSED'::text, 'CERTIFIED'::text, 'CANCELLED'::text])))
);

CREATE INDEX ballot_community ON public.ballot USING btree (community_code, closes_at DESC, id DESC);

CREATE INDEX ballot_open ON public.ballot USING btree (closes_at) WHERE (state = 'OPEN'::text);

CREATE TRIGGER ballot_kept BEFORE UPDATE ON public.ballot FOR EACH ROW EXECUTE FUNCTION ballot_kept();

CREATE TABLE ballot_certificate (
  ballot_id uuid NOT NULL,
  certificate jsonb NOT NULL,
  signature text NOT NULL,
  public_key text NOT NULL,
  CONSTRAINT ballot_certificate_ballot_fkey FOREIGN KEY (ballot_id) REFERENCES ballot(id),
  CONSTRAINT ballot_certificate_pkey PRIMARY KEY (ballot_id)
);

CREATE TRIGGER ballot_certificate_kept BEFORE DELETE OR UPDATE OR TRUNCATE ON public.ballot_certificate FOR EACH STATEMENT EXECUTE FUNCTION never_changed();

CREATE TABLE ballot_chain (
  ballot_id uuid NOT NULL,
  community_code text NOT NULL,
  roll_hash text NOT NULL,
  open boolean NOT NULL,
  closes_at timestamp with time zone NOT NULL,
  sequence integer NOT NULL,
  head bytea NOT NULL,
  told_sequence integer NOT NULL,
  merkle_root bytea,
  CONSTRAINT ballot_chain_ballot_fkey FOREIGN KEY (ballot_id) REFERENCES ballot(id),
  CONSTRAINT ballot_chain_pkey PRIMARY KEY (ballot_id)
);

CREATE TABLE co_building_agreement (
  id uuid NOT NULL,
  version integer NOT NULL,
  council_id uuid NOT NULL,
  organization_id uuid NOT NULL,
  community_code text NOT NULL,
  title text NOT NULL,
  from_day date NOT NULL,
  to_day date NOT NULL,
  state text NOT NULL,
  ended_on date,
  end_reason text,
  evidence_ids uuid[] NOT NULL,
  CONSTRAINT co_building_agreement_days_check CHECK ((from_day <= to_day)),
  CONSTRAINT co_building_agreement_end_check CHECK ((((state = 'ENDED'::text) = (ended_on IS NOT NULL)) AND ((ended_on IS NULL) = (end_reason IS NULL)))),
  CONSTRAINT co_building_agreement_evidence_check CHECK ((cardinality(evidence_ids) > 0)),
  CONSTRAINT co_building_agreement_organization_fkey FOREIGN KEY (organization_id) REFERENCES member_organization(id),
  CONSTRAINT co_building_agreement_pkey PRIMARY KEY (id),
  CONSTRAINT co_building_agreement_state_check CHECK ((state = ANY (ARRAY['CONCLUDED'::text, 'ENDED'::text])))
);

CREATE INDEX co_building_agreement_council ON public.co_building_agreement USING btree (council_id, from_day DESC, id DESC);

CREATE INDEX co_building_agreement_organization ON public.co_building_agreement USING btree (organization_id);

CREATE TABLE co_building_project (
  id uuid NOT NULL,
  version integer NOT NULL,
  agreement_id uuid NOT NULL,
  council_id uuid NOT NULL,
  organization_id uuid NOT NULL,
  community_code text NOT NULL,
  programme_id uuid,
  title text NOT NULL,
  due_on date NOT NULL,
  state text NOT NULL,
  progress text,
  percent integer NOT NULL,
  ended_on date,
  end_reason text,
  evidence_ids uuid[] NOT NULL,
  CONSTRAINT co_building_project_agreement_fkey FOREIGN KEY (agreement_id) REFERENCES co_building_agreement(id),
  CONSTRAINT co_building_project_end_check CHECK ((((state = 'UNDERWAY'::text) = (ended_on IS NULL)) AND ((state = 'ABANDONED'::text) = (end_reason IS NOT NULL)) AND ((state <> 'COMPLETED'::text) OR ((percent = 100) AND (cardinality(evidence_ids) > 0))))),
  CONSTRAINT co_building_project_percent_check CHECK (((percent >= 0) AND (percent <= 100))),
  CONSTRAINT co_building_project_pkey PRIMARY KEY (id),
  CONSTRAINT co_building_project_programme_fkey FOREIGN KEY (programme_id) REFERENCES programme(id),
  CONSTRAINT co_building_project_state_check CHECK ((state = ANY (ARRAY['UNDERWAY'::text, 'COMPLETED'::text, 'ABANDONED'::text])))
);

CREATE INDEX co_building_project_agreement ON public.co_building_project USING btree (agreement_id);

CREATE INDEX co_building_project_council ON public.co_building_project USING btree (council_id, due_on, id);

CREATE INDEX co_building_project_programme ON public.co_building_project USING btree (programme_id);

CREATE TABLE council (
  id uuid NOT NULL,
  version integer NOT NULL,
  community_code text NOT NULL,
  name text NOT NULL,
  founded_on date NOT NULL,
  evidence_ids uuid[] NOT NULL,
  CONSTRAINT council_community_key UNIQUE (community_code),
  CONSTRAINT council_evidence_check CHECK ((cardinality(evidence_ids) > 0)),
  CONSTRAINT council_pkey PRIMARY KEY (id)
);

CREATE INDEX council_place ON public.council USING btree (community_code text_pattern_ops, id);

CREATE TABLE council_session (
  id uuid NOT NULL,
  version integer NOT NULL,
  council_id uuid NOT NULL,
  community_code text NOT NULL,
  joint_meeting_id uuid,
  estate_id uuid,
  kind text NOT NULL,
  state text NOT NULL,
  starts_at timestamp with time zone NOT NULL,
  ends_at timestamp with time zone NOT NULL,
  venue text NOT NULL,
  reason text,
  called_as text,
  agenda jsonb NOT NULL,
  noticed_at timestamp with time zone,
  opened_at timestamp with time zone,
  closed_at timestamp with time zone,
  present integer,
  entitled integer,
  quorate boolean,
  cancel_reason text,
  CONSTRAINT council_session_agenda_check CHECK ((jsonb_typeof(agenda) = 'array'::text)),
  CONSTRAINT council_session_call_check CHECK ((((kind = 'EMERGENCY'::text) = (reason IS NOT NULL)) AND ((reason IS NULL) = (called_as IS NULL)))),
  CONSTRAINT council_session_cancel_check CHECK (((state = 'CANCELLED'::text) = (cancel_reason IS NOT NULL))),
  CONSTRAINT council_session_closed_check CHECK ((((state = 'CLOSED'::text) = (closed_at IS NOT NULL)) AND (num_nonnulls(closed_at, present, entitled, quorate) = ANY (ARRAY[0, 4])) AND ((present IS NULL) OR (present >= 0)))),
  CONSTRAINT council_session_council_fkey FOREIGN KEY (council_id) REFERENCES council(id),
  CONSTRAINT council_session_joint_meeting_fkey FOREIGN KEY (joint_meeting_id) REFERENCES joint_meeting(id),
  CONSTRAINT council_session_kind_check CHECK ((kind = ANY (ARRAY['REGULAR'::text, 'EMERGENCY'::text, 'FIVE_PARTY'::text]))),
  CONSTRAINT council_session_open_check CHECK ((((opened_at IS NOT NULL) = (state = ANY (ARRAY['OPEN'::text, 'CLOSED'::text]))) AND ((opened_at IS NULL) OR (noticed_at IS NOT NULL)) AND ((state <> 'NOTICED'::text) OR (noticed_at IS NOT NULL)))),
  CONSTRAINT council_session_party_check CHECK (((kind = 'FIVE_PARTY'::text) = (joint_meeting_id IS NOT NULL))),
  CONSTRAINT council_session_pkey PRIMARY KEY (id),
  CONSTRAINT council_session_state_check CHECK ((state = ANY (ARRAY['SCHEDULED'::text, 'NOTICED'::text, 'OPEN'::text, 'CLOSED'::text, 'CANCELLED'::text, 'LAPSED'::text]))),
  CONSTRAINT council_session_times_check CHECK ((starts_at < ends_at))
);

CREATE INDEX council_session_council ON public.council_session USING btree (council_id, starts_at DESC, id DESC);

CREATE INDEX council_session_joint_meeting ON public.council_session USING btree (joint_meeting_id);

CREATE INDEX council_session_waiting ON public.council_session USING btree (starts_at) WHERE (state = ANY (ARRAY['SCHEDULED'::text, 'NOTICED'::text]));

CREATE TABLE decision_rule_policy_version (
  id uuid NOT NULL,
  jurisdiction_id text NOT NULL,
  version integer NOT NULL,
  published_at timestamp with time zone NOT NULL,
  rules jsonb NOT NULL,
  CONSTRAINT decision_rule_policy_version_key UNIQUE (jurisdiction_id, version),
  CONSTRAINT decision_rule_policy_version_pkey PRIMARY KEY (id)
);

CREATE TABLE follow_up (
  id uuid NOT NULL,
  version integer NOT NULL,
  pairing_id uuid NOT NULL,
  council_id uuid NOT NULL,
  community_code text NOT NULL,
  title text NOT NULL,
  due_on date NOT NULL,
  state text NOT NULL,
  overdue_at timestamp with time zone,
  done_at timestamp with time zone,
  outcome text,
  evidence_ids uuid[] NOT NULL,
  CONSTRAINT follow_up_done_check CHECK ((((state = 'DONE'::text) = (done_at IS NOT NULL)) AND ((done_at IS NULL) = (outcome IS NULL)) AND ((state <> 'OVERDUE'::text) OR (overdue_at IS NOT NULL)) AND ((state <> 'OPEN'::text) OR (overdue_at IS NULL)))),
  CONSTRAINT follow_up_pairing_fkey FOREIGN KEY (pairing_id) REFERENCES leader_pairing(id),
  CONSTRAINT follow_up_pkey PRIMARY KEY (id),
  CONSTRAINT follow_up_state_check CHECK ((state = ANY (ARRAY['OPEN'::text, 'OVERDUE'::text, 'DONE'::text])))
);

CREATE INDEX follow_up_due ON public.follow_up USING btree (due_on) WHERE (state = 'OPEN'::text);

CREATE INDEX follow_up_pairing ON public.follow_up USING btree (pairing_id, state);

CREATE INDEX follow_up_place ON public.follow_up USING btree (community_code text_pattern_ops, due_on, id);

CREATE TABLE interest (
  id uuid NOT NULL,
  version integer NOT NULL,
  member_id uuid NOT NULL,
  council_id uuid NOT NULL,
  community_code text NOT NULL,
  topic_id uuid,
  matter text,
  subject_id uuid,
  reason text NOT NULL,
  origin text NOT NULL,
  declared_at timestamp with time zone NOT NULL,
  withdrawn_at timestamp with time zone,
  withdrawal_reason text,
  CONSTRAINT interest_about_check CHECK ((num_nonnulls(topic_id, matter, subject_id) = 1)),
  CONSTRAINT interest_member_fkey FOREIGN KEY (member_id) REFERENCES part_time_member(id),
  CONSTRAINT interest_origin_check CHECK ((origin = ANY (ARRAY['DECLARED'::text, 'ORDERED'::text]))),
  CONSTRAINT interest_pkey PRIMARY KEY (id),
  CONSTRAINT interest_withdrawal_check CHECK (((withdrawn_at IS NULL) = (withdrawal_reason IS NULL)))
);

CREATE INDEX interest_council ON public.interest USING btree (council_id, declared_at DESC, id DESC);

CREATE UNIQUE INDEX interest_standing_key ON public.interest USING btree (member_id, COALESCE((topic_id)::text, (subject_id)::text, matter)) WHERE (withdrawn_at IS NULL);

CREATE TABLE joint_meeting (
  id uuid NOT NULL,
  version integer NOT NULL,
  council_id uuid NOT NULL,
  community_code text NOT NULL,
  estate_id uuid,
  seats jsonb NOT NULL,
  CONSTRAINT joint_meeting_council_fkey FOREIGN KEY (council_id) REFERENCES council(id),
  CONSTRAINT joint_meeting_pkey PRIMARY KEY (id),
  CONSTRAINT joint_meeting_seats_check CHECK ((jsonb_array_length(seats) = 5))
);

CREATE INDEX joint_meeting_council ON public.joint_meeting USING btree (council_id, id);

CREATE TABLE known_ownership (
  unit_id uuid NOT NULL,
  version integer NOT NULL,
  owner_ids uuid[] NOT NULL,
  valid_from timestamp with time zone NOT NULL,
  CONSTRAINT known_ownership_owner_check CHECK ((cardinality(owner_ids) > 0)),
  CONSTRAINT known_ownership_pkey PRIMARY KEY (unit_id, version)
);

CREATE TABLE known_unit (
  unit_id uuid NOT NULL,
  estate_id uuid NOT NULL,
  community_code text NOT NULL,
  kind text NOT NULL,
  area bigint NOT NULL,
  area_source text NOT NULL,
  version integer NOT NULL,
  CONSTRAINT known_unit_area_check CHECK ((area > 0)),
  CONSTRAINT known_unit_pkey PRIMARY KEY (unit_id)
);

CREATE INDEX known_unit_estate ON public.known_unit USING btree (estate_id);

CREATE TABLE leader_pairing (
  id uuid NOT NULL,
  version integer NOT NULL,
  council_id uuid NOT NULL,
  community_code text NOT NULL,
  person_id uuid NOT NULL,
  account_id uuid,
  mode text NOT NULL,
  paired_on date NOT NULL,
  ended_on date,
  end_reason text,
  CONSTRAINT leader_pairing_council_fkey FOREIGN KEY (council_id) REFERENCES council(id),
  CONSTRAINT leader_pairing_end_check CHECK (((ended_on IS NULL) = (end_reason IS NULL))),
  CONSTRAINT leader_pairing_mode_check CHECK ((mode = ANY (ARRAY['LEADER_LIAISON'::text, 'LINKED_HELP'::text]))),
  CONSTRAINT leader_pairing_person_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  CONSTRAINT leader_pairing_pkey PRIMARY KEY (id)
);

CREATE INDEX leader_pairing_council ON public.leader_pairing USING btree (council_id, paired_on DESC, id DESC);

CREATE INDEX leader_pairing_person ON public.leader_pairing USING btree (person_id);

CREATE TABLE member_organization (
  id uuid NOT NULL,
  version integer NOT NULL,
  council_id uuid NOT NULL,
  community_code text NOT NULL,
  kind text NOT NULL,
  name text NOT NULL,
  state text NOT NULL,
  admitted_on date NOT NULL,
  withdrawn_on date,
  withdrawal_reason text,
  CONSTRAINT member_organization_council_fkey FOREIGN KEY (council_id) REFERENCES council(id),
  CONSTRAINT member_organization_kind_check CHECK ((kind = ANY (ARRAY['AGENCY'::text, 'ENTERPRISE'::text, 'SOCIAL_ORGANIZATION'::text]))),
  CONSTRAINT member_organization_pkey PRIMARY KEY (id),
  CONSTRAINT member_organization_state_check CHECK ((((state = 'ADMITTED'::text) AND (withdrawn_on IS NULL) AND (withdrawal_reason IS NULL)) OR ((state = 'WITHDRAWN'::text) AND (withdrawn_on IS NOT NULL) AND (withdrawal_reason IS NOT NULL))))
);

CREATE INDEX member_organization_council ON public.member_organization USING btree (council_id, name, id);

CREATE UNIQUE INDEX member_organization_name_key ON public.member_organization USING btree (council_id, name) WHERE (state = 'ADMITTED'::text);

CREATE TABLE minutes_amendment (
  id uuid NOT NULL,
  version integer NOT NULL,
  minutes_id uuid NOT NULL,
  council_id uuid NOT NULL,
  community_code text NOT NULL,
  member_id uuid,
  party text,
  text text NOT NULL,
  state text NOT NULL,
  proposed_at timestamp with time zone NOT NULL,
  answered_at timestamp with time zone,
  reason text,
  CONSTRAINT minutes_amendment_answer_check CHECK ((((state = 'PROPOSED'::text) = (answered_at IS NULL)) AND ((state <> 'REFUSED'::text) OR (reason IS NOT NULL)))),
  CONSTRAINT minutes_amendment_minutes_fkey FOREIGN KEY (minutes_id) REFERENCES session_minutes(id),
  CONSTRAINT minutes_amendment_pkey PRIMARY KEY (id),
  CONSTRAINT minutes_amendment_proposer_check CHECK ((num_nonnulls(member_id, party) = 1)),
  CONSTRAINT minutes_amendment_state_check CHECK ((state = ANY (ARRAY['PROPOSED'::text, 'ACCEPTED'::text, 'REFUSED'::text])))
);

CREATE INDEX minutes_amendment_minutes ON public.minutes_amendment USING btree (minutes_id, proposed_at, id);

CREATE TABLE paper_vote (
  id uuid NOT NULL,
  version integer NOT NULL,
  ballot_id uuid NOT NULL,
  community_code text NOT NULL,
  entry_number integer NOT NULL,
  round integer NOT NULL,
  choice text NOT NULL,
  state text NOT NULL,
  vote_id uuid,
  evidence_id uuid NOT NULL,
  entered_by text NOT NULL,
  entered_at timestamp with time zone NOT NULL,
  CONSTRAINT paper_vote_counted_check CHECK (((state = 'COUNTED'::text) = (vote_id IS NOT NULL))),
  CONSTRAINT paper_vote_entry_fkey FOREIGN KEY (ballot_id, entry_number) REFERENCES roll_entry(ballot_id, number),
  CONSTRAINT paper_vote_person_key UNIQUE (ballot_id, entry_number, entered_by),
  CONSTRAINT paper_vote_pkey PRIMARY KEY (id),
  CONSTRAINT paper_vote_round_check CHECK (((round >= 1) AND (round <= 3))),
  CONSTRAINT paper_vote_round_key UNIQUE (ballot_id, entry_number, round),
  CONSTRAINT paper_vote_state_check CHECK ((state = ANY (ARRAY['ENTERED_ONCE'::text, 'CONFLICT'::text, 'COUNTED'::text]))),
  CONSTRAINT paper_vote_vote_fkey FOREIGN KEY (vote_id) REFERENCES vote(id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TRIGGER paper_vote_kept BEFORE DELETE OR UPDATE OR TRUNCATE ON public.paper_vote FOR EACH STATEMENT EXECUTE FUNCTION never_changed();

CREATE TABLE part_time_member (
  id uuid NOT NULL,
  version integer NOT NULL,
  council_id uuid NOT NULL,
  community_code text NOT NULL,
  person_id uuid NOT NULL,
  account_id uuid,
  organization_id uuid NOT NULL,
  source text NOT NULL,
  roles text[] NOT NULL,
  term_from date NOT NULL,
  term_to date NOT NULL,
  state text NOT NULL,
  end_cause text,
  ended_on date,
  end_reason text,
  evidence_ids uuid[] NOT NULL,
  CONSTRAINT part_time_member_council_fkey FOREIGN KEY (council_id) REFERENCES council(id),
  CONSTRAINT part_time_member_end_cause_check CHECK ((end_cause = ANY (ARRAY['TERM_OVER'::text, 'RESIGNED'::text, 'RECALLED'::text]))),
  CONSTRAINT part_time_member_end_check CHECK ((((state = 'ENDED'::text) = (end_cause IS NOT NULL)) AND ((end_cause IS NULL) = (ended_on IS NULL)))),
  CONSTRAINT part_time_member_evidence_check CHECK ((cardinality(evidence_ids) > 0)),
  CONSTRAINT part_time_member_organization_fkey FOREIGN KEY (organization_id) REFERENCES member_organization(id),
  CONSTRAINT part_time_member_person_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  CONSTRAINT part_time_member_pkey PRIMARY KEY (id),
  CONSTRAINT part_time_member_roles_check CHECK ((((cardinality(roles) >= 1) AND (cardinality(roles) <= 4)) AND (roles <@ ARRAY['POLICY_PRESENTER'::text, 'COMMUNITY_ADVISER'::text, 'PROJECT_FOLLOWER'::text, 'OPINION_COLLECTOR'::text]))),
  CONSTRAINT part_time_member_state_check CHECK ((state = ANY (ARRAY['SERVING'::text, 'ENDED'::text]))),
  CONSTRAINT part_time_member_term_check CHECK ((term_from <= term_to))
);

CREATE INDEX part_time_member_council ON public.part_time_member USING btree (council_id, state, id);

CREATE INDEX part_time_member_organization ON public.part_time_member USING btree (organization_id);

CREATE INDEX part_time_member_person ON public.part_time_member USING btree (person_id);

CREATE INDEX part_time_member_place ON public.part_time_member USING btree (community_code text_pattern_ops);

CREATE INDEX part_time_member_term ON public.part_time_member USING btree (term_to) WHERE (state = 'SERVING'::text);

CREATE UNIQUE INDEX part_time_member_account_key ON public.part_time_member USING btree (council_id, account_id) WHERE (state = 'SERVING'::text);

CREATE TABLE programme (
  id uuid NOT NULL,
  version integer NOT NULL,
  place_code text NOT NULL,
  title text NOT NULL,
  from_day date NOT NULL,
  to_day date,
  CONSTRAINT programme_days_check CHECK (((to_day IS NULL) OR (from_day <= to_day))),
  CONSTRAINT programme_pkey PRIMARY KEY (id)
);

CREATE INDEX programme_place ON public.programme USING btree (place_code, from_day DESC, id DESC);

CREATE TABLE role_work (
  id uuid NOT NULL,
  version integer NOT NULL,
  member_id uuid NOT NULL,
  council_id uuid NOT NULL,
  community_code text NOT NULL,
  role text NOT NULL,
  occurred_on date NOT NULL,
  summary text NOT NULL,
  participants integer,
  session_id uuid,
  project_id uuid,
  opinions integer,
  evidence_ids uuid[] NOT NULL,
  recorded_at timestamp with time zone NOT NULL,
  CONSTRAINT role_work_member_fkey FOREIGN KEY (member_id) REFERENCES part_time_member(id),
  CONSTRAINT role_work_pkey PRIMARY KEY (id),
  CONSTRAINT role_work_role_check CHECK (
CASE role
    WHEN 'POLICY_PRESENTER'::text THEN (participants > 0)
    WHEN 'COMMUNITY_ADVISER'::text THEN (session_id IS NOT NULL)
    WHEN 'PROJECT_FOLLOWER'::text THEN (project_id IS NOT NULL)
    WHEN 'OPINION_COLLECTOR'::text THEN (opinions > 0)
    ELSE false
END)
);

CREATE INDEX role_work_council ON public.role_work USING btree (council_id, occurred_on DESC, id DESC);

CREATE INDEX role_work_member ON public.role_work USING btree (member_id, role);

CREATE TABLE roll_entry (
  ballot_id uuid NOT NULL,
  number integer NOT NULL,
  voter_ids uuid[] NOT NULL,
  unit_ids uuid[] NOT NULL,
  heads integer NOT NULL,
  area bigint NOT NULL,
  voter_group text,
  recused boolean NOT NULL,
  attends boolean NOT NULL,
  salt text NOT NULL,
  seal text NOT NULL,
  CONSTRAINT roll_entry_area_check CHECK ((area >= 0)),
  CONSTRAINT roll_entry_ballot_fkey FOREIGN KEY (ballot_id) REFERENCES ballot(id),
  CONSTRAINT roll_entry_heads_check CHECK ((heads > 0)),
  CONSTRAINT roll_entry_number_check CHECK ((number > 0)),
  CONSTRAINT roll_entry_pkey PRIMARY KEY (ballot_id, number)
);

CREATE INDEX roll_entry_voter ON public.roll_entry USING gin (voter_ids);

CREATE TRIGGER roll_entry_kept BEFORE DELETE OR UPDATE OR TRUNCATE ON public.roll_entry FOR EACH STATEMENT EXECUTE FUNCTION never_changed();

CREATE TABLE session_attendance (
  session_id uuid NOT NULL,
  attendee text NOT NULL,
  member_id uuid,
  party text,
  account_id uuid,
  attended_at timestamp with time zone NOT NULL,
  CONSTRAINT session_attendance_attendee_check CHECK (((attendee = COALESCE((member_id)::text, party)) AND (num_nonnulls(member_id, party) = 1))),
  CONSTRAINT session_attendance_member_fkey FOREIGN KEY (member_id) REFERENCES part_time_member(id),
  CONSTRAINT session_attendance_pkey PRIMARY KEY (session_id, attendee),
  CONSTRAINT session_attendance_session_fkey FOREIGN KEY (session_id) REFERENCES council_session(id)
);

CREATE INDEX session_attendance_account ON public.session_attendance USING btree (account_id, session_id);

CREATE INDEX session_attendance_member ON public.session_attendance USING btree (member_id);

CREATE TABLE session_cadence (
  id uuid NOT NULL,
  version integer NOT NULL,
  community_code text NOT NULL,
  last_regular_on date,
  due_on date NOT NULL,
  warn_on date NOT NULL,
  warned_at timestamp with time zone,
  overdue_at timestamp with time zone,
  CONSTRAINT session_cadence_council_fkey FOREIGN KEY (id) REFERENCES council(id),
  CONSTRAINT session_cadence_days_check CHECK (((warn_on <= due_on) AND ((last_regular_on IS NULL) OR (last_regular_on < due_on)))),
  CONSTRAINT session_cadence_pkey PRIMARY KEY (id)
);

CREATE INDEX session_cadence_due ON public.session_cadence USING btree (due_on, id);

CREATE INDEX session_cadence_place ON public.session_cadence USING btree (community_code text_pattern_ops);

CREATE TABLE session_decision (
  id uuid NOT NULL,
  version integer NOT NULL,
  session_id uuid NOT NULL,
  council_id uuid NOT NULL,
  community_code text NOT NULL,
  estate_id uuid,
  matter text NOT NULL,
  subject_id uuid,
  outcome text NOT NULL,
  state text NOT NULL,
  decided_at timestamp with time zone NOT NULL,
  ratified_at timestamp with time zone,
  ratified_in_id uuid,
  refusal_reason text,
  CONSTRAINT session_decision_outcome_check CHECK ((outcome = ANY (ARRAY['PASSED'::text, 'FAILED'::text, 'INQUORATE'::text, 'REFERRED'::text]))),
  CONSTRAINT session_decision_pkey PRIMARY KEY (id),
  CONSTRAINT session_decision_ratified_check CHECK ((((state = ANY (ARRAY['RATIFIED'::text, 'REFUSED'::text])) = (ratified_at IS NOT NULL)) AND ((ratified_at IS NULL) = (ratified_in_id IS NULL)) AND ((state = 'REFUSED'::text) = (refusal_reason IS NOT NULL)))),
  CONSTRAINT session_decision_ratified_in_fkey FOREIGN KEY (ratified_in_id) REFERENCES council_session(id),
  CONSTRAINT session_decision_session_fkey FOREIGN KEY (session_id) REFERENCES council_session(id),
  CONSTRAINT session_decision_state_check CHECK ((state = ANY (ARRAY['FINAL'::text, 'PENDING_RATIFICATION'::text, 'RATIFIED'::text, 'REFUSED'::text])))
);

CREATE INDEX session_decision_council ON public.session_decision USING btree (council_id, decided_at DESC, id DESC);

CREATE INDEX session_decision_pending ON public.session_decision USING btree (council_id) WHERE (state = 'PENDING_RATIFICATION'::text);

CREATE INDEX session_decision_session ON public.session_decision USING btree (session_id);

CREATE TABLE session_minutes (
  id uuid NOT NULL,
  version integer NOT NULL,
  session_id uuid NOT NULL,
  council_id uuid NOT NULL,
  community_code text NOT NULL,
  phase text NOT NULL,
  text text NOT NULL,
  drafted_at timestamp with time zone NOT NULL,
  finalized_at timestamp with time zone,
  hash text,
  CONSTRAINT session_minutes_final_check CHECK ((((phase = 'FINAL'::text) = (finalized_at IS NOT NULL)) AND ((finalized_at IS NULL) = (hash IS NULL)))),
  CONSTRAINT session_minutes_phase_check CHECK ((phase = ANY (ARRAY['DRAFT'::text, 'PREPARED'::text, 'AMENDING'::text, 'FINAL'::text]))),
  CONSTRAINT session_minutes_pkey PRIMARY KEY (id),
  CONSTRAINT session_minutes_session_fkey FOREIGN KEY (session_id) REFERENCES council_session(id),
  CONSTRAINT session_minutes_session_key UNIQUE (session_id)
);

CREATE TRIGGER session_minutes_final BEFORE DELETE OR UPDATE ON public.session_minutes FOR EACH ROW WHEN ((old.phase = 'FINAL'::text)) EXECUTE FUNCTION minutes_stay();

CREATE TABLE session_policy_version (
  id uuid NOT NULL,
  jurisdiction_id text NOT NULL,
  version integer NOT NULL,
  published_at timestamp with time zone NOT NULL,
  cadence_months integer NOT NULL,
  warn_days integer NOT NULL,
  notice_days jsonb NOT NULL,
  present_over jsonb NOT NULL,
  emergency_callers jsonb NOT NULL,
  emergency_items_most integer NOT NULL,
  emergency_effect text NOT NULL,
  parties jsonb NOT NULL,
  parties_least integer NOT NULL,
  source text NOT NULL,
  assumed boolean NOT NULL,
  CONSTRAINT session_policy_version_cadence_check CHECK ((cadence_months > 0)),
  CONSTRAINT session_policy_version_check CHECK ((version > 0)),
  CONSTRAINT session_policy_version_key UNIQUE (jurisdiction_id, version),
  CONSTRAINT session_policy_version_parties_check CHECK ((jsonb_array_length(parties) = 5)),
  CONSTRAINT session_policy_version_pkey PRIMARY KEY (id)
);

CREATE TABLE topic_candidate (
  problem_id uuid NOT NULL,
  place_code text NOT NULL,
  grid_codes text[] NOT NULL,
  scope text NOT NULL,
  class text NOT NULL,
  transferred_at timestamp with time zone,
  is_met boolean NOT NULL,
  state text,
  version integer NOT NULL,
  CONSTRAINT topic_candidate_pkey PRIMARY KEY (problem_id),
  CONSTRAINT topic_candidate_state_check CHECK ((state = ANY (ARRAY['open'::text, 'withdrawn'::text]))),
  CONSTRAINT topic_candidate_transfer_check CHECK (((state IS NULL) = (transferred_at IS NULL)))
);

CREATE INDEX topic_candidate_latest ON public.topic_candidate USING btree (state, transferred_at DESC, problem_id DESC);

CREATE TABLE vote (
  id uuid NOT NULL,
  version integer NOT NULL,
  ballot_id uuid NOT NULL,
  community_code text NOT NULL,
  entry_number integer NOT NULL,
  voice integer NOT NULL,
  choice text NOT NULL,
  channel text NOT NULL,
  cast_at timestamp with time zone NOT NULL,
  salt text NOT NULL,
  leaf text NOT NULL,
  signature text NOT NULL,
  sequence integer NOT NULL,
  link text NOT NULL,
  CONSTRAINT vote_channel_check CHECK ((channel = ANY (ARRAY['ONLINE'::text, 'PAPER'::text]))),
  CONSTRAINT vote_choice_check CHECK ((choice = ANY (ARRAY['FOR'::text, 'AGAINST'::text, 'ABSTAIN'::text]))),
  CONSTRAINT vote_entry_fkey FOREIGN KEY (ballot_id, entry_number) REFERENCES roll_entry(ballot_id, number),
  CONSTRAINT vote_one_per_entry_key UNIQUE (ballot_id, entry_number, voice),
  CONSTRAINT vote_pkey PRIMARY KEY (id),
  CONSTRAINT vote_sequence_key UNIQUE (ballot_id, sequence),
  CONSTRAINT vote_voice_check CHECK ((voice >= 0))
);

CREATE TRIGGER link_vote BEFORE INSERT ON public.vote FOR EACH ROW EXECUTE FUNCTION link_vote();

CREATE TRIGGER vote_kept BEFORE DELETE OR UPDATE OR TRUNCATE ON public.vote FOR EACH STATEMENT EXECUTE FUNCTION never_changed();

CREATE TABLE vote_proxy (
  id uuid NOT NULL,
  version integer NOT NULL,
  ballot_id uuid NOT NULL,
  community_code text NOT NULL,
  entry_number integer NOT NULL,
  holder_id uuid NOT NULL,
  evidence_ids uuid[] NOT NULL,
  recorded_at timestamp with time zone NOT NULL,
  CONSTRAINT vote_proxy_entry_fkey FOREIGN KEY (ballot_id, entry_number) REFERENCES roll_entry(ballot_id, number),
  CONSTRAINT vote_proxy_entry_key UNIQUE (ballot_id, entry_number),
  CONSTRAINT vote_proxy_evidence_check CHECK ((cardinality(evidence_ids) > 0)),
  CONSTRAINT vote_proxy_pkey PRIMARY KEY (id)
);

CREATE INDEX vote_proxy_holder ON public.vote_proxy USING btree (holder_id);

CREATE TRIGGER vote_proxy_kept BEFORE DELETE OR UPDATE OR TRUNCATE ON public.vote_proxy FOR EACH STATEMENT EXECUTE FUNCTION never_changed();
