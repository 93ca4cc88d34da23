-- On top of libs/shared/src/database/platform-schema.sql; a table of the platform stands here only as the service alters it.

CREATE EXTENSION btree_gist;

CREATE OR REPLACE FUNCTION public.ballot_box_emptied()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      BEGIN
        IF EXISTS (SELECT 1 FROM ballot_chain c WHERE c.ballot_id = OLD.ballot_id AND c.open) THEN
          RAISE EXCEPTION 'a box is emptied when its ballot has ended' USING ERRCODE = '42501';
        END IF;
        RETURN OLD;
      END $function$
;

CREATE OR REPLACE FUNCTION public.ballot_is_open(id uuid, is_secret boolean)
 RETURNS boolean
 LANGUAGE sql
AS $function$
        SELECT EXISTS (SELECT 1 FROM ballot_chain c
          WHERE c.ballot_id = id AND c.open AND c.secret = is_secret AND gezhi_now() < c.closes_at FOR SHARE)
      $function$
;

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

CREATE OR REPLACE FUNCTION public.bulletin_kept()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      BEGIN
        IF (to_jsonb(NEW) - ARRAY['version', 'state', 'withdrawn_at', 'withdrawal_reason'])
          <> (to_jsonb(OLD) - ARRAY['version', 'state', 'withdrawn_at', 'withdrawal_reason']) THEN
          RAISE EXCEPTION 'a published bulletin is not edited' USING ERRCODE = '42501';
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

CREATE OR REPLACE FUNCTION public.secret_ballot_open()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      BEGIN
        IF NOT ballot_is_open(NEW.ballot_id, true) THEN
          RAISE EXCEPTION 'the ballot is not open' USING ERRCODE = '23514', CONSTRAINT = 'vote_open_check';
        END IF;
        RETURN NEW;
      END $function$
;

CREATE OR REPLACE FUNCTION public.topic_stage_follows()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
      END $function$
;

CREATE OR REPLACE FUNCTION public.voting_code_kept()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      BEGIN
        IF (to_jsonb(NEW) - ARRAY['voided_at', 'wrong_attempts']) <> (to_jsonb(OLD) - ARRAY['voided_at', 'wrong_attempts'])
          OR OLD.voided_at IS NOT NULL OR NEW.wrong_attempts < OLD.wrong_attempts THEN
          RAISE EXCEPTION 'a code is counted against and made void, nothing else' USING ERRCODE = '42501';
        END IF;
        RETURN NEW;
      END $function$
;

CREATE TABLE asset (
  id uuid NOT NULL,
  version integer NOT NULL,
  donation_id uuid NOT NULL,
  community_code text NOT NULL,
  kind text NOT NULL,
  name text NOT NULL,
  quantity integer NOT NULL,
  lent integer NOT NULL,
  written_off integer NOT NULL,
  value_fen bigint,
  venue_id uuid,
  write_off_reason text,
  CONSTRAINT asset_donation_fkey FOREIGN KEY (donation_id) REFERENCES donation(id),
  CONSTRAINT asset_kind_check CHECK ((kind = ANY (ARRAY['BOOK'::text, 'EQUIPMENT'::text, 'OTHER'::text]))),
  CONSTRAINT asset_lent_check CHECK ((lent >= 0)),
  CONSTRAINT asset_pkey PRIMARY KEY (id),
  CONSTRAINT asset_stock_check CHECK (((lent + written_off) <= quantity)),
  CONSTRAINT asset_value_check CHECK ((value_fen >= 0)),
  CONSTRAINT asset_venue_fkey FOREIGN KEY (venue_id) REFERENCES venue(id),
  CONSTRAINT asset_written_off_check CHECK ((written_off >= 0))
);

CREATE INDEX asset_donation ON public.asset USING btree (donation_id);

CREATE INDEX asset_place ON public.asset USING btree (community_code text_pattern_ops, kind, id);

CREATE TABLE asset_use (
  id uuid NOT NULL,
  version integer NOT NULL,
  asset_id uuid NOT NULL,
  community_code text NOT NULL,
  quantity integer NOT NULL,
  purpose text NOT NULL,
  lent_at timestamp with time zone NOT NULL,
  due_on date NOT NULL,
  returned_at timestamp with time zone,
  lost integer NOT NULL,
  CONSTRAINT asset_use_asset_fkey FOREIGN KEY (asset_id) REFERENCES asset(id),
  CONSTRAINT asset_use_lost_check CHECK (((lost >= 0) AND (lost <= quantity))),
  CONSTRAINT asset_use_pkey PRIMARY KEY (id),
  CONSTRAINT asset_use_quantity_check CHECK ((quantity > 0))
);

CREATE INDEX asset_use_asset ON public.asset_use USING btree (asset_id, lent_at DESC, id DESC);

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
  secret boolean NOT NULL DEFAULT false,
  demands_voting_code boolean NOT NULL DEFAULT false,
  token_key text,
  CONSTRAINT ballot_certified_check CHECK (((state = 'CERTIFIED'::text) = (outcome IS NOT NULL))),
  CONSTRAINT ballot_electorate_check CHECK ((electorate = ANY (ARRAY['OWNERS'::text, 'RESIDENT_REPRESENTATIVES'::text, 'MEMBERS'::text, 'PARTIES'::text]))),
  CONSTRAINT ballot_pkey PRIMARY KEY (id),
  CONSTRAINT ballot_replaces_fkey FOREIGN KEY (replaces_id) REFERENCES ballot(id),
  CONSTRAINT ballot_replaces_key UNIQUE (replaces_id),
  CONSTRAINT ballot_roll_check CHECK (((opened_at IS NULL) OR (roll_hash IS NOT NULL))),
  CONSTRAINT ballot_state_check CHECK ((state = ANY (ARRAY['DRAFT'::text, 'NOTICED'::text, 'OPEN'::text, 'CLOSED'::text, 'CERTIFIED'::text, 'CANCELLED'::text]))),
  CONSTRAINT ballot_token_key_check CHECK (((token_key IS NOT NULL) = (secret AND (opened_at IS NOT NULL))))
);

CREATE INDEX ballot_community ON public.ballot USING btree (community_code, closes_at DESC, id DESC);

CREATE INDEX ballot_open ON public.ballot USING btree (closes_at) WHERE (state = 'OPEN'::text);

CREATE TRIGGER ballot_kept BEFORE UPDATE ON public.ballot FOR EACH ROW EXECUTE FUNCTION ballot_kept();

CREATE TABLE ballot_box (
  ballot_id uuid NOT NULL,
  token_hash bytea NOT NULL,
  token bytea NOT NULL,
  signature bytea NOT NULL,
  choice text NOT NULL,
  CONSTRAINT ballot_box_ballot_fkey FOREIGN KEY (ballot_id) REFERENCES ballot(id),
  CONSTRAINT ballot_box_choice_check CHECK ((choice = ANY (ARRAY['FOR'::text, 'AGAINST'::text, 'ABSTAIN'::text]))),
  CONSTRAINT ballot_box_hash_check CHECK ((token_hash = sha256(token))),
  CONSTRAINT ballot_box_pkey PRIMARY KEY (ballot_id, token_hash)
);

CREATE TRIGGER ballot_box_emptied BEFORE DELETE ON public.ballot_box FOR EACH ROW EXECUTE FUNCTION ballot_box_emptied();

CREATE TRIGGER ballot_box_kept BEFORE UPDATE OR TRUNCATE ON public.ballot_box FOR EACH STATEMENT EXECUTE FUNCTION never_changed();

CREATE TRIGGER ballot_box_open BEFORE INSERT ON public.ballot_box FOR EACH ROW EXECUTE FUNCTION secret_ballot_open();

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
  secret boolean NOT NULL DEFAULT false,
  CONSTRAINT ballot_chain_ballot_fkey FOREIGN KEY (ballot_id) REFERENCES ballot(id),
  CONSTRAINT ballot_chain_pkey PRIMARY KEY (ballot_id)
);

CREATE TABLE ballot_token (
  ballot_id uuid NOT NULL,
  entry_number integer NOT NULL,
  blinded_hash bytea NOT NULL,
  CONSTRAINT ballot_token_entry_fkey FOREIGN KEY (ballot_id, entry_number) REFERENCES roll_entry(ballot_id, number),
  CONSTRAINT ballot_token_pkey PRIMARY KEY (ballot_id, entry_number)
);

CREATE TRIGGER ballot_token_kept BEFORE DELETE OR UPDATE OR TRUNCATE ON public.ballot_token FOR EACH STATEMENT EXECUTE FUNCTION never_changed();

CREATE TRIGGER ballot_token_open BEFORE INSERT ON public.ballot_token FOR EACH ROW EXECUTE FUNCTION secret_ballot_open();

CREATE TABLE ballot_token_key (
  ballot_id uuid NOT NULL,
  sealed bytea NOT NULL,
  CONSTRAINT ballot_token_key_ballot_fkey FOREIGN KEY (ballot_id) REFERENCES ballot(id),
  CONSTRAINT ballot_token_key_pkey PRIMARY KEY (ballot_id)
);

CREATE TABLE bulletin (
  id uuid NOT NULL,
  version integer NOT NULL,
  community_code text NOT NULL,
  topic_id uuid,
  ballot_id uuid,
  electorate text,
  outcome text,
  edition integer NOT NULL,
  corrects_id uuid,
  correction text,
  title text NOT NULL,
  text text NOT NULL,
  state text NOT NULL,
  published_at timestamp with time zone NOT NULL,
  public_until date NOT NULL,
  challenge_until date NOT NULL,
  withdrawn_at timestamp with time zone,
  withdrawal_reason text,
  CONSTRAINT bulletin_ballot_fkey FOREIGN KEY (ballot_id) REFERENCES ballot(id),
  CONSTRAINT bulletin_correction_check CHECK ((((edition > 1) = (corrects_id IS NOT NULL)) AND ((corrects_id IS NULL) = (correction IS NULL)))),
  CONSTRAINT bulletin_corrects_fkey FOREIGN KEY (corrects_id) REFERENCES bulletin(id),
  CONSTRAINT bulletin_corrects_key UNIQUE (corrects_id),
  CONSTRAINT bulletin_edition_check CHECK ((edition > 0)),
  CONSTRAINT bulletin_pkey PRIMARY KEY (id),
  CONSTRAINT bulletin_state_check CHECK ((state = ANY (ARRAY['PUBLISHED'::text, 'WITHDRAWN'::text]))),
  CONSTRAINT bulletin_subject_check CHECK ((num_nonnulls(topic_id, ballot_id) > 0)),
  CONSTRAINT bulletin_topic_fkey FOREIGN KEY (topic_id) REFERENCES topic(id),
  CONSTRAINT bulletin_withdrawal_check CHECK ((((state = 'WITHDRAWN'::text) = (withdrawn_at IS NOT NULL)) AND ((withdrawn_at IS NULL) = (withdrawal_reason IS NULL))))
);

CREATE INDEX bulletin_community ON public.bulletin USING btree (community_code, published_at DESC, id DESC);

CREATE INDEX bulletin_topic ON public.bulletin USING btree (topic_id);

CREATE UNIQUE INDEX bulletin_subject_key ON public.bulletin USING btree (COALESCE(topic_id, ballot_id)) WHERE (corrects_id IS NULL);

CREATE TRIGGER bulletin_kept BEFORE UPDATE ON public.bulletin FOR EACH ROW EXECUTE FUNCTION bulletin_kept();

CREATE TRIGGER bulletin_stays BEFORE DELETE OR TRUNCATE ON public.bulletin FOR EACH STATEMENT EXECUTE FUNCTION never_changed();

CREATE TABLE bulletin_delivery (
  id uuid NOT NULL,
  bulletin_id uuid NOT NULL,
  channel text NOT NULL,
  evidence_ids uuid[] NOT NULL,
  delivered_at timestamp with time zone NOT NULL,
  CONSTRAINT bulletin_delivery_bulletin_fkey FOREIGN KEY (bulletin_id) REFERENCES bulletin(id),
  CONSTRAINT bulletin_delivery_channel_check CHECK ((channel = ANY (ARRAY['PLATFORM'::text, 'NOTICE_BOARD'::text, 'BUILDING_ENTRANCE'::text, 'DOOR_TO_DOOR'::text, 'MEETING'::text, 'MESSAGE_GROUP'::text, 'BROADCAST'::text]))),
  CONSTRAINT bulletin_delivery_evidence_check CHECK (((channel = 'PLATFORM'::text) OR (cardinality(evidence_ids) > 0))),
  CONSTRAINT bulletin_delivery_pkey PRIMARY KEY (id)
);

CREATE INDEX bulletin_delivery_bulletin ON public.bulletin_delivery USING btree (bulletin_id);

CREATE TRIGGER bulletin_delivery_kept BEFORE DELETE OR UPDATE OR TRUNCATE ON public.bulletin_delivery FOR EACH STATEMENT EXECUTE FUNCTION never_changed();

CREATE TABLE bulletin_policy_version (
  id uuid NOT NULL,
  jurisdiction_id text NOT NULL,
  version integer NOT NULL,
  published_at timestamp with time zone NOT NULL,
  channels_least integer NOT NULL,
  owner_vote_days integer NOT NULL,
  other_days integer NOT NULL,
  challenge_months integer NOT NULL,
  source text NOT NULL,
  assumed boolean NOT NULL,
  CONSTRAINT bulletin_policy_version_channels_check CHECK ((channels_least >= 2)),
  CONSTRAINT bulletin_policy_version_check CHECK ((version > 0)),
  CONSTRAINT bulletin_policy_version_days_check CHECK (((other_days > 0) AND (owner_vote_days >= other_days) AND (challenge_months > 0))),
  CONSTRAINT bulletin_policy_version_key UNIQUE (jurisdiction_id, version),
  CONSTRAINT bulletin_policy_version_pkey PRIMARY KEY (id)
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

CREATE TABLE demand (
  id uuid NOT NULL,
  version integer NOT NULL,
  community_code text NOT NULL,
  household_id uuid,
  need_id uuid,
  field text NOT NULL,
  skill text,
  title text NOT NULL,
  slots text[] NOT NULL,
  state text NOT NULL,
  listed_at timestamp with time zone NOT NULL,
  unmet_from timestamp with time zone NOT NULL,
  unmet_at timestamp with time zone,
  topic_id uuid,
  withdrawal_reason text,
  lack text,
  CONSTRAINT demand_lack_check CHECK ((lack = ANY (ARRAY['FIELD'::text, 'PLACE'::text, 'SKILL'::text, 'SLOTS'::text, 'CAPACITY'::text]))),
  CONSTRAINT demand_need_fkey FOREIGN KEY (need_id) REFERENCES need_update(id),
  CONSTRAINT demand_pkey PRIMARY KEY (id),
  CONSTRAINT demand_slots_check CHECK (((cardinality(slots) >= 1) AND (cardinality(slots) <= 4))),
  CONSTRAINT demand_state_check CHECK ((state = ANY (ARRAY['OPEN'::text, 'CLAIMED'::text, 'FULFILLED'::text, 'WITHDRAWN'::text, 'RAISED'::text]))),
  CONSTRAINT demand_topic_check CHECK (((state = 'RAISED'::text) = (topic_id IS NOT NULL))),
  CONSTRAINT demand_unmet_check CHECK ((unmet_from > listed_at)),
  CONSTRAINT demand_withdrawal_check CHECK (((state = 'WITHDRAWN'::text) = (withdrawal_reason IS NOT NULL)))
);

CREATE INDEX demand_due ON public.demand USING btree (unmet_from) WHERE ((state = 'OPEN'::text) AND (unmet_at IS NULL));

CREATE INDEX demand_household ON public.demand USING btree (household_id);

CREATE INDEX demand_place ON public.demand USING btree (community_code text_pattern_ops, state, listed_at, id);

CREATE UNIQUE INDEX demand_need_key ON public.demand USING btree (need_id) WHERE (state <> 'WITHDRAWN'::text);

CREATE TABLE donation (
  id uuid NOT NULL,
  version integer NOT NULL,
  community_code text NOT NULL,
  receipt_number integer NOT NULL,
  organization_id uuid,
  donor text NOT NULL,
  received_on date NOT NULL,
  evidence_ids uuid[] NOT NULL,
  CONSTRAINT donation_organization_fkey FOREIGN KEY (organization_id) REFERENCES member_organization(id),
  CONSTRAINT donation_pkey PRIMARY KEY (id),
  CONSTRAINT donation_receipt_check CHECK ((receipt_number > 0)),
  CONSTRAINT donation_receipt_key UNIQUE (community_code, receipt_number)
);

CREATE INDEX donation_place ON public.donation USING btree (community_code text_pattern_ops, received_on DESC, id DESC);

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

CREATE TABLE known_household (
  household_id uuid NOT NULL,
  grid_code text,
  community_code text NOT NULL,
  has_left boolean NOT NULL,
  version bigint NOT NULL,
  CONSTRAINT known_household_pkey PRIMARY KEY (household_id)
);

CREATE TABLE known_ownership (
  unit_id uuid NOT NULL,
  version integer NOT NULL,
  owner_ids uuid[] NOT NULL,
  valid_from timestamp with time zone NOT NULL,
  CONSTRAINT known_ownership_owner_check CHECK ((cardinality(owner_ids) > 0)),
  CONSTRAINT known_ownership_pkey PRIMARY KEY (unit_id, version)
);

CREATE INDEX known_ownership_owner ON public.known_ownership USING gin (owner_ids);

CREATE TABLE known_unit (
  unit_id uuid NOT NULL,
  estate_id uuid NOT NULL,
  community_code text NOT NULL,
  kind text NOT NULL,
  area bigint NOT NULL,
  area_source text NOT NULL,
  version integer NOT NULL,
  household_id uuid,
  CONSTRAINT known_unit_area_check CHECK ((area > 0)),
  CONSTRAINT known_unit_pkey PRIMARY KEY (unit_id)
);

CREATE INDEX known_unit_estate ON public.known_unit USING btree (estate_id);

CREATE INDEX known_unit_household ON public.known_unit USING btree (household_id) WHERE (household_id IS NOT NULL);

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

CREATE TABLE match (
  id uuid NOT NULL,
  version integer NOT NULL,
  demand_id uuid NOT NULL,
  offer_id uuid NOT NULL,
  community_code text NOT NULL,
  household_id uuid,
  state text NOT NULL,
  claimed_at timestamp with time zone NOT NULL,
  delivered_at timestamp with time zone,
  delivered_by text,
  fulfilled_at timestamp with time zone,
  released_at timestamp with time zone,
  release_reason text,
  dispute_reason text,
  evidence_ids uuid[] NOT NULL,
  CONSTRAINT match_dates_check CHECK ((((state = ANY (ARRAY['DELIVERED'::text, 'FULFILLED'::text])) = (delivered_at IS NOT NULL)) AND ((delivered_at IS NULL) = (delivered_by IS NULL)) AND ((state = 'FULFILLED'::text) = (fulfilled_at IS NOT NULL)) AND ((state = 'RELEASED'::text) = (released_at IS NOT NULL)) AND ((released_at IS NULL) = (release_reason IS NULL)))),
  CONSTRAINT match_demand_fkey FOREIGN KEY (demand_id) REFERENCES demand(id),
  CONSTRAINT match_offer_fkey FOREIGN KEY (offer_id) REFERENCES service_offer(id),
  CONSTRAINT match_pkey PRIMARY KEY (id),
  CONSTRAINT match_state_check CHECK ((state = ANY (ARRAY['CLAIMED'::text, 'DELIVERED'::text, 'FULFILLED'::text, 'RELEASED'::text])))
);

CREATE INDEX match_offer ON public.match USING btree (offer_id);

CREATE INDEX match_place ON public.match USING btree (community_code text_pattern_ops, claimed_at DESC, id DESC);

CREATE UNIQUE INDEX match_demand_key ON public.match USING btree (demand_id) WHERE (state <> 'RELEASED'::text);

CREATE TABLE match_proposal (
  demand_id uuid NOT NULL,
  offer_id uuid NOT NULL,
  rank integer NOT NULL,
  score integer NOT NULL,
  reasons jsonb NOT NULL,
  proposed_at timestamp with time zone NOT NULL,
  CONSTRAINT match_proposal_demand_fkey FOREIGN KEY (demand_id) REFERENCES demand(id),
  CONSTRAINT match_proposal_offer_fkey FOREIGN KEY (offer_id) REFERENCES service_offer(id),
  CONSTRAINT match_proposal_pkey PRIMARY KEY (demand_id, offer_id)
);

CREATE TABLE member_offer (
  offer_id uuid NOT NULL,
  member_id uuid NOT NULL,
  CONSTRAINT member_offer_member_fkey FOREIGN KEY (member_id) REFERENCES returning_member(id),
  CONSTRAINT member_offer_offer_fkey FOREIGN KEY (offer_id) REFERENCES service_offer(id),
  CONSTRAINT member_offer_pkey PRIMARY KEY (offer_id)
);

CREATE INDEX member_offer_member ON public.member_offer USING btree (member_id);

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

CREATE TABLE member_service (
  id uuid NOT NULL,
  version integer NOT NULL,
  member_id uuid NOT NULL,
  home_community_code text NOT NULL,
  field text NOT NULL,
  served_on date NOT NULL,
  minutes integer NOT NULL,
  summary text NOT NULL,
  match_id uuid,
  CONSTRAINT member_service_match_fkey FOREIGN KEY (match_id) REFERENCES match(id),
  CONSTRAINT member_service_member_fkey FOREIGN KEY (member_id) REFERENCES returning_member(id),
  CONSTRAINT member_service_minutes_check CHECK (((minutes >= 0) AND (minutes <= 1440))),
  CONSTRAINT member_service_pkey PRIMARY KEY (id)
);

CREATE INDEX member_service_member ON public.member_service USING btree (member_id, served_on DESC, id DESC);

CREATE UNIQUE INDEX member_service_match_key ON public.member_service USING btree (match_id);

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

CREATE TABLE need_update (
  id uuid NOT NULL,
  version integer NOT NULL,
  community_code text NOT NULL,
  household_id uuid NOT NULL,
  kind text NOT NULL,
  channel text NOT NULL,
  source_id uuid NOT NULL,
  said_at timestamp with time zone NOT NULL,
  expires_on date NOT NULL,
  CONSTRAINT need_update_channel_check CHECK ((channel = ANY (ARRAY['VISIT'::text, 'QUESTIONNAIRE'::text]))),
  CONSTRAINT need_update_pkey PRIMARY KEY (id),
  CONSTRAINT need_update_source_key UNIQUE (source_id, kind)
);

CREATE INDEX need_update_household ON public.need_update USING btree (household_id, kind, said_at DESC, id DESC);

CREATE INDEX need_update_place ON public.need_update USING btree (community_code text_pattern_ops, said_at DESC, id DESC);

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

CREATE TABLE questionnaire (
  id uuid NOT NULL,
  version integer NOT NULL,
  community_code text NOT NULL,
  title text NOT NULL,
  questions jsonb NOT NULL,
  opens_at timestamp with time zone NOT NULL,
  closes_at timestamp with time zone NOT NULL,
  state text NOT NULL,
  CONSTRAINT questionnaire_closing_check CHECK ((closes_at >= opens_at)),
  CONSTRAINT questionnaire_pkey PRIMARY KEY (id),
  CONSTRAINT questionnaire_questions_check CHECK ((jsonb_array_length(questions) > 0)),
  CONSTRAINT questionnaire_state_check CHECK ((state = ANY (ARRAY['OPEN'::text, 'CLOSED'::text])))
);

CREATE INDEX questionnaire_community ON public.questionnaire USING btree (community_code, opens_at DESC, id DESC);

CREATE INDEX questionnaire_due ON public.questionnaire USING btree (closes_at) WHERE (state = 'OPEN'::text);

CREATE TABLE questionnaire_answer (
  id uuid NOT NULL,
  version integer NOT NULL,
  questionnaire_id uuid NOT NULL,
  community_code text NOT NULL,
  household_id uuid NOT NULL,
  channel text NOT NULL,
  choices jsonb NOT NULL,
  answered_at timestamp with time zone NOT NULL,
  CONSTRAINT questionnaire_answer_channel_check CHECK ((channel = ANY (ARRAY['ONLINE'::text, 'ASSISTED'::text]))),
  CONSTRAINT questionnaire_answer_household_key UNIQUE (questionnaire_id, household_id),
  CONSTRAINT questionnaire_answer_pkey PRIMARY KEY (id),
  CONSTRAINT questionnaire_answer_questionnaire_fkey FOREIGN KEY (questionnaire_id) REFERENCES questionnaire(id)
);

CREATE TABLE resolution (
  id uuid NOT NULL,
  version integer NOT NULL,
  topic_id uuid NOT NULL,
  community_code text NOT NULL,
  proposer_id uuid NOT NULL,
  panel_ids uuid[] NOT NULL,
  state text NOT NULL,
  adopted_at timestamp with time zone NOT NULL,
  verified_at timestamp with time zone,
  CONSTRAINT resolution_panel_check CHECK (((cardinality(panel_ids) = 0) OR ((cardinality(panel_ids) >= 3) AND ((cardinality(panel_ids) % 2) = 1)))),
  CONSTRAINT resolution_pkey PRIMARY KEY (id),
  CONSTRAINT resolution_state_check CHECK ((state = ANY (ARRAY['EXECUTING'::text, 'VERIFIED'::text]))),
  CONSTRAINT resolution_topic_fkey FOREIGN KEY (topic_id) REFERENCES topic(id),
  CONSTRAINT resolution_topic_key UNIQUE (topic_id),
  CONSTRAINT resolution_verified_check CHECK (((state = 'VERIFIED'::text) = (verified_at IS NOT NULL)))
);

CREATE INDEX resolution_panel ON public.resolution USING gin (panel_ids);

CREATE INDEX resolution_proposer ON public.resolution USING btree (proposer_id);

CREATE TABLE resolution_report (
  id uuid NOT NULL,
  task_id uuid NOT NULL,
  percent integer NOT NULL,
  text text NOT NULL,
  reporter_id uuid NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT resolution_report_percent_check CHECK (((percent >= 0) AND (percent <= 99))),
  CONSTRAINT resolution_report_pkey PRIMARY KEY (id),
  CONSTRAINT resolution_report_task_fkey FOREIGN KEY (task_id) REFERENCES resolution_task(id)
);

CREATE INDEX resolution_report_task ON public.resolution_report USING btree (task_id, at);

CREATE TRIGGER resolution_report_kept BEFORE DELETE OR UPDATE OR TRUNCATE ON public.resolution_report FOR EACH STATEMENT EXECUTE FUNCTION never_changed();

CREATE TABLE resolution_task (
  id uuid NOT NULL,
  version integer NOT NULL,
  resolution_id uuid NOT NULL,
  topic_id uuid NOT NULL,
  community_code text NOT NULL,
  title text NOT NULL,
  owner_id uuid NOT NULL,
  responsible text NOT NULL,
  due_on date NOT NULL,
  state text NOT NULL,
  percent integer NOT NULL,
  round integer NOT NULL,
  overdue_at timestamp with time zone,
  completed_at timestamp with time zone,
  verified_at timestamp with time zone,
  outcome text,
  evidence_ids uuid[] NOT NULL,
  CONSTRAINT resolution_task_completed_check CHECK ((((state <> 'OPEN'::text) = (completed_at IS NOT NULL)) AND ((state <> 'OPEN'::text) = (percent = 100)) AND ((completed_at IS NULL) OR (cardinality(evidence_ids) > 0)))),
  CONSTRAINT resolution_task_percent_check CHECK (((percent >= 0) AND (percent <= 100))),
  CONSTRAINT resolution_task_pkey PRIMARY KEY (id),
  CONSTRAINT resolution_task_resolution_fkey FOREIGN KEY (resolution_id) REFERENCES resolution(id),
  CONSTRAINT resolution_task_round_check CHECK ((round >= 0)),
  CONSTRAINT resolution_task_state_check CHECK ((state = ANY (ARRAY['OPEN'::text, 'COMPLETED'::text, 'VERIFIED'::text]))),
  CONSTRAINT resolution_task_verified_check CHECK (((state = 'VERIFIED'::text) = (verified_at IS NOT NULL)))
);

CREATE INDEX resolution_task_due ON public.resolution_task USING btree (due_on) WHERE ((state = 'OPEN'::text) AND (overdue_at IS NULL));

CREATE INDEX resolution_task_owner ON public.resolution_task USING btree (owner_id, due_on, id);

CREATE INDEX resolution_task_place ON public.resolution_task USING btree (community_code text_pattern_ops, due_on, id);

CREATE INDEX resolution_task_resolution ON public.resolution_task USING btree (resolution_id);

CREATE INDEX resolution_task_topic ON public.resolution_task USING btree (topic_id);

CREATE TABLE resolution_verification (
  task_id uuid NOT NULL,
  round integer NOT NULL,
  verifier_id uuid NOT NULL,
  confirmed boolean NOT NULL,
  reason text,
  at timestamp with time zone NOT NULL,
  CONSTRAINT resolution_verification_pkey PRIMARY KEY (task_id, round, verifier_id),
  CONSTRAINT resolution_verification_reason_check CHECK ((confirmed OR (reason IS NOT NULL))),
  CONSTRAINT resolution_verification_task_fkey FOREIGN KEY (task_id) REFERENCES resolution_task(id)
);

CREATE TRIGGER resolution_verification_kept BEFORE DELETE OR UPDATE OR TRUNCATE ON public.resolution_verification FOR EACH STATEMENT EXECUTE FUNCTION never_changed();

CREATE TABLE resource_pledge (
  id uuid NOT NULL,
  version integer NOT NULL,
  council_id uuid NOT NULL,
  organization_id uuid NOT NULL,
  community_code text NOT NULL,
  field text NOT NULL,
  title text NOT NULL,
  pledged integer NOT NULL,
  delivered integer NOT NULL,
  due_on date NOT NULL,
  state text NOT NULL,
  ended_on date,
  retraction_reason text,
  CONSTRAINT resource_pledge_council_fkey FOREIGN KEY (council_id) REFERENCES council(id),
  CONSTRAINT resource_pledge_delivered_check CHECK (((delivered >= 0) AND (delivered <= pledged))),
  CONSTRAINT resource_pledge_end_check CHECK ((((state = 'PLEDGED'::text) = (ended_on IS NULL)) AND ((state = 'HONOURED'::text) = (delivered = pledged)) AND ((state = 'RETRACTED'::text) = (retraction_reason IS NOT NULL)))),
  CONSTRAINT resource_pledge_organization_fkey FOREIGN KEY (organization_id) REFERENCES member_organization(id),
  CONSTRAINT resource_pledge_pkey PRIMARY KEY (id),
  CONSTRAINT resource_pledge_state_check CHECK ((state = ANY (ARRAY['PLEDGED'::text, 'HONOURED'::text, 'RETRACTED'::text])))
);

CREATE INDEX resource_pledge_council ON public.resource_pledge USING btree (council_id, due_on, id);

CREATE TABLE returning_member (
  id uuid NOT NULL,
  version integer NOT NULL,
  person_id uuid NOT NULL,
  home_community_code text NOT NULL,
  work_unit text NOT NULL,
  work_community_code text,
  skills text[] NOT NULL,
  slots text[] NOT NULL,
  state text NOT NULL,
  reported_on date NOT NULL,
  left_on date,
  external_ref text,
  CONSTRAINT returning_member_home_check CHECK ((work_community_code <> home_community_code)),
  CONSTRAINT returning_member_left_check CHECK (((state = 'LEFT'::text) = (left_on IS NOT NULL))),
  CONSTRAINT returning_member_person_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  CONSTRAINT returning_member_pkey PRIMARY KEY (id),
  CONSTRAINT returning_member_slots_check CHECK (((cardinality(slots) >= 1) AND (cardinality(slots) <= 4))),
  CONSTRAINT returning_member_state_check CHECK ((state = ANY (ARRAY['REPORTED'::text, 'LEFT'::text])))
);

CREATE INDEX returning_member_home ON public.returning_member USING btree (home_community_code text_pattern_ops, state, id);

CREATE UNIQUE INDEX returning_member_person_key ON public.returning_member USING btree (person_id) WHERE (state = 'REPORTED'::text);

CREATE UNIQUE INDEX returning_member_reference_key ON public.returning_member USING btree (home_community_code, external_ref);

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

CREATE TABLE secret_vote (
  ballot_id uuid NOT NULL,
  token_hash bytea NOT NULL,
  token bytea NOT NULL,
  signature bytea NOT NULL,
  choice text NOT NULL,
  CONSTRAINT secret_vote_ballot_fkey FOREIGN KEY (ballot_id) REFERENCES ballot(id),
  CONSTRAINT secret_vote_pkey PRIMARY KEY (ballot_id, token_hash)
);

CREATE TRIGGER secret_vote_kept BEFORE DELETE OR UPDATE OR TRUNCATE ON public.secret_vote FOR EACH STATEMENT EXECUTE FUNCTION never_changed();

CREATE TABLE service_field_policy_version (
  id uuid NOT NULL,
  jurisdiction_id text NOT NULL,
  version integer NOT NULL,
  published_at timestamp with time zone NOT NULL,
  fields jsonb NOT NULL,
  weights jsonb NOT NULL,
  proposals_most integer NOT NULL,
  unmet_days integer NOT NULL,
  need_days jsonb NOT NULL,
  CONSTRAINT service_field_policy_version_check CHECK ((version > 0)),
  CONSTRAINT service_field_policy_version_key UNIQUE (jurisdiction_id, version),
  CONSTRAINT service_field_policy_version_pkey PRIMARY KEY (id)
);

CREATE TABLE service_offer (
  id uuid NOT NULL,
  version integer NOT NULL,
  place_code text NOT NULL,
  provider text NOT NULL,
  organization_id uuid,
  field text NOT NULL,
  skills text[] NOT NULL,
  title text NOT NULL,
  slots text[] NOT NULL,
  from_day date NOT NULL,
  to_day date NOT NULL,
  capacity integer NOT NULL,
  taken integer NOT NULL,
  state text NOT NULL,
  withdrawal_reason text,
  CONSTRAINT service_offer_capacity_check CHECK (((taken >= 0) AND (taken <= capacity))),
  CONSTRAINT service_offer_days_check CHECK ((from_day <= to_day)),
  CONSTRAINT service_offer_organization_fkey FOREIGN KEY (organization_id) REFERENCES member_organization(id),
  CONSTRAINT service_offer_pkey PRIMARY KEY (id),
  CONSTRAINT service_offer_provider_check CHECK ((provider = ANY (ARRAY['ORGANIZATION'::text, 'VOLUNTEER'::text]))),
  CONSTRAINT service_offer_provider_named_check CHECK (((provider = 'ORGANIZATION'::text) = (organization_id IS NOT NULL))),
  CONSTRAINT service_offer_slots_check CHECK (((cardinality(slots) >= 1) AND (cardinality(slots) <= 4))),
  CONSTRAINT service_offer_state_check CHECK ((state = ANY (ARRAY['LISTED'::text, 'WITHDRAWN'::text]))),
  CONSTRAINT service_offer_withdrawal_check CHECK (((state = 'WITHDRAWN'::text) = (withdrawal_reason IS NOT NULL)))
);

CREATE INDEX service_offer_place ON public.service_offer USING btree (place_code text_pattern_ops, state, to_day, id);

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

CREATE TABLE topic (
  id uuid NOT NULL,
  version integer NOT NULL,
  community_code text NOT NULL,
  title text NOT NULL,
  detail text NOT NULL,
  source text NOT NULL,
  proposer_id uuid NOT NULL,
  origin text NOT NULL,
  origin_id uuid,
  stage text NOT NULL,
  stage_number integer NOT NULL,
  submitted_at timestamp with time zone NOT NULL,
  reviewed_at timestamp with time zone,
  reason text,
  merged_into_id uuid,
  referred_to text,
  session_id uuid,
  ballot_id uuid,
  outcome text,
  CONSTRAINT topic_answer_check CHECK ((((stage = ANY (ARRAY['SUBMITTED'::text, 'UNDER_REVIEW'::text])) = (reviewed_at IS NULL)) AND ((reviewed_at IS NULL) = (reason IS NULL)))),
  CONSTRAINT topic_ballot_fkey FOREIGN KEY (ballot_id) REFERENCES ballot(id),
  CONSTRAINT topic_decided_check CHECK ((((outcome IS NOT NULL) = (stage = ANY (ARRAY['PASSED'::text, 'FAILED'::text, 'INQUORATE'::text, 'CERTIFIED'::text, 'PUBLISHED'::text, 'EXECUTING'::text, 'VERIFIED'::text]))) AND ((outcome IS NULL) OR (ballot_id IS NOT NULL)))),
  CONSTRAINT topic_executed_check CHECK (((stage <> ALL (ARRAY['EXECUTING'::text, 'VERIFIED'::text])) OR (outcome = 'PASSED'::text))),
  CONSTRAINT topic_merge_check CHECK ((((stage = 'MERGED'::text) = (merged_into_id IS NOT NULL)) AND (merged_into_id IS DISTINCT FROM id))),
  CONSTRAINT topic_merged_into_fkey FOREIGN KEY (merged_into_id) REFERENCES topic(id),
  CONSTRAINT topic_origin_check CHECK ((origin = ANY (ARRAY['PROPOSAL'::text, 'PROBLEM'::text, 'DEMAND'::text]))),
  CONSTRAINT topic_origin_id_check CHECK (((origin = 'PROPOSAL'::text) = (origin_id IS NULL))),
  CONSTRAINT topic_outcome_check CHECK ((outcome = ANY (ARRAY['PASSED'::text, 'FAILED'::text, 'INQUORATE'::text]))),
  CONSTRAINT topic_pkey PRIMARY KEY (id),
  CONSTRAINT topic_referral_check CHECK (((stage = 'REFERRED'::text) = (referred_to IS NOT NULL))),
  CONSTRAINT topic_session_fkey FOREIGN KEY (session_id) REFERENCES council_session(id),
  CONSTRAINT topic_source_check CHECK ((source = ANY (ARRAY['RESIDENT'::text, 'MEMBER'::text, 'GRID'::text, 'PROPERTY'::text, 'COMMITTEE'::text, 'COMMUNITY'::text]))),
  CONSTRAINT topic_stage_number_check CHECK ((stage_number > 0))
);

CREATE INDEX topic_community ON public.topic USING btree (community_code text_pattern_ops, submitted_at DESC, id DESC);

CREATE INDEX topic_proposer ON public.topic USING btree (proposer_id, submitted_at DESC, id DESC);

CREATE INDEX topic_session ON public.topic USING btree (session_id) WHERE (stage = 'SCHEDULED'::text);

CREATE UNIQUE INDEX topic_origin_key ON public.topic USING btree (origin, origin_id) WHERE ((origin_id IS NOT NULL) AND (stage <> 'REJECTED'::text));

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

CREATE TABLE topic_stage (
  topic_id uuid NOT NULL,
  number integer NOT NULL,
  stage text NOT NULL,
  at timestamp with time zone NOT NULL,
  reference_id uuid,
  CONSTRAINT topic_stage_pkey PRIMARY KEY (topic_id, number),
  CONSTRAINT topic_stage_topic_fkey FOREIGN KEY (topic_id) REFERENCES topic(id)
);

CREATE TRIGGER topic_stage_follows BEFORE INSERT ON public.topic_stage FOR EACH ROW EXECUTE FUNCTION topic_stage_follows();

CREATE TRIGGER topic_stage_kept BEFORE DELETE OR UPDATE OR TRUNCATE ON public.topic_stage FOR EACH STATEMENT EXECUTE FUNCTION never_changed();

CREATE TABLE venue (
  id uuid NOT NULL,
  version integer NOT NULL,
  community_code text NOT NULL,
  name text NOT NULL,
  seats integer NOT NULL,
  state text NOT NULL,
  CONSTRAINT venue_pkey PRIMARY KEY (id),
  CONSTRAINT venue_seats_check CHECK ((seats > 0)),
  CONSTRAINT venue_state_check CHECK ((state = ANY (ARRAY['OPEN'::text, 'CLOSED'::text])))
);

CREATE INDEX venue_place ON public.venue USING btree (community_code text_pattern_ops, state, id);

CREATE UNIQUE INDEX venue_name_key ON public.venue USING btree (community_code, name) WHERE (state = 'OPEN'::text);

CREATE TABLE venue_booking (
  id uuid NOT NULL,
  version integer NOT NULL,
  venue_id uuid NOT NULL,
  community_code text NOT NULL,
  from_at timestamp with time zone NOT NULL,
  to_at timestamp with time zone NOT NULL,
  purpose text NOT NULL,
  expected integer NOT NULL,
  match_id uuid,
  state text NOT NULL,
  CONSTRAINT venue_booking_apart EXCLUDE USING gist (venue_id WITH =, tstzrange(from_at, to_at) WITH &&) WHERE ((state = 'BOOKED'::text)),
  CONSTRAINT venue_booking_match_fkey FOREIGN KEY (match_id) REFERENCES match(id),
  CONSTRAINT venue_booking_period_check CHECK ((from_at < to_at)),
  CONSTRAINT venue_booking_pkey PRIMARY KEY (id),
  CONSTRAINT venue_booking_state_check CHECK ((state = ANY (ARRAY['BOOKED'::text, 'CANCELLED'::text]))),
  CONSTRAINT venue_booking_venue_fkey FOREIGN KEY (venue_id) REFERENCES venue(id)
);

CREATE INDEX venue_booking_venue ON public.venue_booking USING btree (venue_id, from_at, id);

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

CREATE TABLE voting_code (
  ballot_id uuid NOT NULL,
  entry_number integer NOT NULL,
  serial integer NOT NULL,
  salt text NOT NULL,
  hash bytea NOT NULL,
  reason text,
  made_by text NOT NULL,
  made_at timestamp with time zone NOT NULL,
  voided_at timestamp with time zone,
  wrong_attempts integer NOT NULL DEFAULT 0,
  CONSTRAINT voting_code_attempts_check CHECK ((wrong_attempts >= 0)),
  CONSTRAINT voting_code_entry_fkey FOREIGN KEY (ballot_id, entry_number) REFERENCES roll_entry(ballot_id, number),
  CONSTRAINT voting_code_pkey PRIMARY KEY (ballot_id, entry_number, serial),
  CONSTRAINT voting_code_reason_check CHECK (((serial = 1) OR (reason IS NOT NULL))),
  CONSTRAINT voting_code_serial_check CHECK ((serial > 0))
);

CREATE UNIQUE INDEX voting_code_live_key ON public.voting_code USING btree (ballot_id, entry_number) WHERE (voided_at IS NULL);

CREATE TRIGGER voting_code_kept BEFORE UPDATE ON public.voting_code FOR EACH ROW EXECUTE FUNCTION voting_code_kept();

CREATE TRIGGER voting_code_stays BEFORE DELETE OR TRUNCATE ON public.voting_code FOR EACH STATEMENT EXECUTE FUNCTION never_changed();
