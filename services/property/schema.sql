-- On top of libs/shared/src/database/platform-schema.sql; a table of the platform stands here only as the service alters it.

CREATE EXTENSION btree_gist;

CREATE OR REPLACE FUNCTION public.ballot_checkpoint_kept()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      BEGIN
        RAISE EXCEPTION 'rows of ballot_checkpoint are never changed' USING ERRCODE = '42501';
      END $function$
;

CREATE OR REPLACE FUNCTION public.cost_voucher_kept()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      BEGIN
        IF NEW.state = 'VERIFIED' THEN
          INSERT INTO cost_voucher (evidence_id, cost_id) SELECT DISTINCT e.id, NEW.id FROM unnest(NEW.evidence_ids) AS e (id) ORDER BY e.id;
        ELSE
          DELETE FROM cost_voucher WHERE cost_id = NEW.id;
        END IF;
        RETURN NULL;
      END $function$
;

CREATE OR REPLACE FUNCTION public.household_added()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      BEGIN
        INSERT INTO place_figure (place_code, kind, households)
          SELECT coalesce(grid_code, community_code), kind, count(*) FROM added WHERE kind IS NOT NULL AND NOT has_left GROUP BY 1, 2;
        RETURN NULL;
      END $function$
;

CREATE OR REPLACE FUNCTION public.household_changed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      BEGIN
        INSERT INTO place_figure (place_code, kind, households)
          SELECT place_code, kind, sum(one) FROM (
            SELECT coalesce(grid_code, community_code) AS place_code, kind, 1 AS one FROM changed WHERE kind IS NOT NULL AND NOT has_left
            UNION ALL SELECT coalesce(grid_code, community_code), kind, -1 FROM before WHERE kind IS NOT NULL AND NOT has_left
          ) AS change GROUP BY place_code, kind HAVING sum(one) <> 0;
        RETURN NULL;
      END $function$
;

CREATE OR REPLACE FUNCTION public.keep_ledger_account()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      DECLARE posted record;
      BEGIN
        FOR posted IN SELECT estate_id, fund, account, sum(amount_fen)::bigint AS amount_fen FROM added
          GROUP BY estate_id, fund, account ORDER BY estate_id, fund, account LOOP
          UPDATE ledger_account a SET balance_fen = a.balance_fen + posted.amount_fen
            WHERE a.estate_id = posted.estate_id AND a.fund = posted.fund AND a.account = posted.account;
          IF NOT FOUND THEN
            INSERT INTO ledger_account AS a (estate_id, fund, account, balance_fen)
              VALUES (posted.estate_id, posted.fund, posted.account, posted.amount_fen)
              ON CONFLICT (estate_id, fund, account) DO UPDATE SET balance_fen = a.balance_fen + excluded.balance_fen;
          END IF;
        END LOOP;
        RETURN NULL;
      END $function$
;

CREATE OR REPLACE FUNCTION public.keep_ledger_day()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      BEGIN
        INSERT INTO ledger_day AS d (estate_id, booked_on, fund, account, kind, category, debit_fen, credit_fen, postings)
          SELECT a.estate_id, e.booked_on, a.fund, a.account, coalesce(r.kind, e.kind) AS kind, coalesce(c.category, '') AS category,
            sum(greatest(a.amount_fen, 0)), sum(greatest(-a.amount_fen, 0)), count(*)
          FROM added a JOIN ledger_entry e ON e.id = a.entry_id LEFT JOIN ledger_entry r ON r.id = e.reverses_id
            LEFT JOIN cost c ON c.id = e.source_id AND coalesce(r.kind, e.kind) IN ('COST', 'COMMON_COST')
          GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6
          ON CONFLICT (estate_id, booked_on, fund, account, kind, category) DO UPDATE SET debit_fen = d.debit_fen + excluded.debit_fen,
            credit_fen = d.credit_fen + excluded.credit_fen, postings = d.postings + excluded.postings;
        RETURN NULL;
      END $function$
;

CREATE OR REPLACE FUNCTION public.ledger_entry_open()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      DECLARE closed date;
      BEGIN
        SELECT closed_to INTO closed FROM ledger WHERE estate_id = NEW.estate_id FOR SHARE;
        IF NOT FOUND THEN
          INSERT INTO ledger (estate_id) VALUES (NEW.estate_id) ON CONFLICT DO NOTHING;
          SELECT closed_to INTO closed FROM ledger WHERE estate_id = NEW.estate_id FOR SHARE;
        END IF;
        IF NEW.booked_on <= closed THEN
          RAISE EXCEPTION 'the period is closed' USING ERRCODE = '23514', CONSTRAINT = 'ledger_entry_open_check';
        END IF;
        RETURN NEW;
      END $function$
;

CREATE OR REPLACE FUNCTION public.ledger_posting_balanced()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      BEGIN
        IF EXISTS (SELECT 1 FROM ledger_posting p WHERE p.entry_id = NEW.entry_id GROUP BY p.fund HAVING sum(p.amount_fen) <> 0)
          OR NOT EXISTS (SELECT 1 FROM ledger_entry e WHERE e.id = NEW.entry_id AND e.estate_id = NEW.estate_id) THEN
          RAISE EXCEPTION 'an entry does not balance' USING ERRCODE = '23514', CONSTRAINT = 'ledger_posting_balance_check';
        END IF;
        RETURN NULL;
      END $function$
;

CREATE OR REPLACE FUNCTION public.never_changed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      BEGIN
        RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME USING ERRCODE = '42501';
      END $function$
;

CREATE OR REPLACE FUNCTION public.notice_stays()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      BEGIN RAISE EXCEPTION 'a notice is never changed or removed' USING ERRCODE = 'restrict_violation'; END $function$
;

CREATE OR REPLACE FUNCTION public.service_contract_without_trial()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      BEGIN
        PERFORM 1 FROM unit WHERE id = NEW.unit_id FOR NO KEY UPDATE;
        IF EXISTS (SELECT 1 FROM trial r WHERE r.unit_id = NEW.unit_id AND r.state = 'ACTIVE') THEN
          RAISE EXCEPTION 'a trial of the unit is running' USING ERRCODE = '23514', CONSTRAINT = 'service_contract_without_trial';
        END IF;
        RETURN NULL;
      END $function$
;

CREATE OR REPLACE FUNCTION public.trial_without_contract()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      BEGIN
        PERFORM 1 FROM unit WHERE id = NEW.unit_id FOR NO KEY UPDATE;
        IF EXISTS (SELECT 1 FROM service_contract c WHERE c.unit_id = NEW.unit_id AND (c.state = 'STANDING' OR c.ends_on >= NEW.first_day)) THEN
          RAISE EXCEPTION 'the unit has a contract' USING ERRCODE = '23514', CONSTRAINT = 'trial_without_contract';
        END IF;
        RETURN NULL;
      END $function$
;

CREATE TABLE ballot_checkpoint (
  ballot_id uuid NOT NULL,
  kind text NOT NULL,
  sequence integer NOT NULL,
  head_hash text NOT NULL,
  roll_hash text NOT NULL,
  merkle_root text,
  told_at timestamp with time zone NOT NULL,
  CONSTRAINT ballot_checkpoint_pkey PRIMARY KEY (ballot_id, sequence, kind, head_hash, roll_hash)
);

CREATE TRIGGER ballot_checkpoint_kept BEFORE DELETE OR UPDATE OR TRUNCATE ON public.ballot_checkpoint FOR EACH STATEMENT EXECUTE FUNCTION ballot_checkpoint_kept();

CREATE TABLE bill (
  id uuid NOT NULL,
  version integer NOT NULL,
  estate_id uuid NOT NULL,
  community_code text NOT NULL,
  unit_id uuid NOT NULL,
  household_id uuid NOT NULL,
  contract_id uuid,
  tier text NOT NULL,
  fee_schedule_id uuid,
  from_day date NOT NULL,
  to_day date NOT NULL,
  amount_fen bigint NOT NULL,
  paid_fen bigint NOT NULL,
  refunded_fen bigint NOT NULL,
  earned_fen bigint NOT NULL,
  due_on date NOT NULL,
  state text NOT NULL,
  reminders integer NOT NULL,
  issued_at timestamp with time zone NOT NULL,
  order_id uuid,
  reminded_on date,
  discount_fen bigint NOT NULL,
  CONSTRAINT bill_amount_check CHECK ((amount_fen >= 0)),
  CONSTRAINT bill_contract_fkey FOREIGN KEY (contract_id) REFERENCES service_contract(id),
  CONSTRAINT bill_days_check CHECK ((from_day <= to_day)),
  CONSTRAINT bill_discount_check CHECK (((discount_fen >= 0) AND ((discount_fen = 0) OR (tier = 'BASIC'::text)))),
  CONSTRAINT bill_earned_check CHECK (((earned_fen >= 0) AND (earned_fen <= (paid_fen - refunded_fen)))),
  CONSTRAINT bill_estate_fkey FOREIGN KEY (estate_id) REFERENCES estate(id),
  CONSTRAINT bill_fee_schedule_fkey FOREIGN KEY (fee_schedule_id) REFERENCES fee_schedule(id),
  CONSTRAINT bill_order_check CHECK (
CASE tier
    WHEN 'BASIC'::text THEN ((order_id IS NULL) AND (num_nonnulls(contract_id, fee_schedule_id) = 2))
    ELSE ((order_id IS NOT NULL) AND (num_nulls(contract_id, fee_schedule_id) = 2))
END),
  CONSTRAINT bill_order_fkey FOREIGN KEY (order_id, household_id, tier) REFERENCES service_order(id, household_id, tier) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT bill_order_key UNIQUE (order_id),
  CONSTRAINT bill_pkey PRIMARY KEY (id),
  CONSTRAINT bill_refunded_check CHECK (((refunded_fen >= 0) AND (refunded_fen <= paid_fen))),
  CONSTRAINT bill_state_check CHECK ((state = ANY (ARRAY['OPEN'::text, 'PAID'::text, 'VOID'::text]))),
  CONSTRAINT bill_term_key UNIQUE (contract_id, from_day),
  CONSTRAINT bill_tier_check CHECK ((tier = ANY (ARRAY['BASIC'::text, 'OPTIONAL'::text, 'VALUE_ADDED'::text]))),
  CONSTRAINT bill_unit_fkey FOREIGN KEY (unit_id) REFERENCES unit(id)
);

CREATE INDEX bill_estate ON public.bill USING btree (estate_id, from_day DESC, id DESC);

CREATE INDEX bill_household ON public.bill USING btree (household_id);

CREATE TABLE bill_discount (
  bill_id uuid NOT NULL,
  discount_id uuid NOT NULL,
  entitlement_id uuid NOT NULL,
  amount_fen bigint NOT NULL,
  CONSTRAINT bill_discount_amount_check CHECK ((amount_fen > 0)),
  CONSTRAINT bill_discount_bill_fkey FOREIGN KEY (bill_id) REFERENCES bill(id),
  CONSTRAINT bill_discount_discount_fkey FOREIGN KEY (discount_id) REFERENCES discount(id),
  CONSTRAINT bill_discount_entitlement_fkey FOREIGN KEY (entitlement_id) REFERENCES entitlement(id),
  CONSTRAINT bill_discount_pkey PRIMARY KEY (bill_id)
);

CREATE INDEX bill_discount_entitlement ON public.bill_discount USING btree (entitlement_id, bill_id DESC);

CREATE TRIGGER bill_discount_kept BEFORE DELETE OR UPDATE OR TRUNCATE ON public.bill_discount FOR EACH STATEMENT EXECUTE FUNCTION never_changed();

CREATE TABLE bill_earning (
  period_id uuid NOT NULL,
  bill_id uuid NOT NULL,
  amount_fen bigint NOT NULL,
  CONSTRAINT bill_earning_amount_check CHECK ((amount_fen > 0)),
  CONSTRAINT bill_earning_bill_fkey FOREIGN KEY (bill_id) REFERENCES bill(id),
  CONSTRAINT bill_earning_period_fkey FOREIGN KEY (period_id) REFERENCES ledger_period(id) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT bill_earning_pkey PRIMARY KEY (bill_id, period_id)
);

CREATE TRIGGER bill_earning_kept BEFORE DELETE OR UPDATE OR TRUNCATE ON public.bill_earning FOR EACH STATEMENT EXECUTE FUNCTION never_changed();

CREATE TABLE building (
  id uuid NOT NULL,
  version integer NOT NULL,
  estate_id uuid NOT NULL,
  community_code text NOT NULL,
  label text NOT NULL,
  CONSTRAINT building_estate_fkey FOREIGN KEY (estate_id) REFERENCES estate(id),
  CONSTRAINT building_pkey PRIMARY KEY (id)
);

CREATE UNIQUE INDEX building_label_key ON public.building USING btree (estate_id, label);

CREATE TABLE committee (
  id uuid NOT NULL,
  version integer NOT NULL,
  estate_id uuid NOT NULL,
  community_code text NOT NULL,
  state text NOT NULL,
  members jsonb NOT NULL,
  formed_on date NOT NULL,
  term_from date NOT NULL,
  term_to date NOT NULL,
  notice_on date NOT NULL,
  notice_told_at timestamp with time zone,
  profile_jurisdiction_id text,
  profile_version integer NOT NULL,
  filing_number text,
  filed_at timestamp with time zone,
  seal_number text,
  end_cause text,
  ended_on date,
  hand_over_due_on date,
  handed_over_at timestamp with time zone,
  evidence_ids uuid[] NOT NULL,
  CONSTRAINT committee_end_cause_check CHECK ((end_cause = ANY (ARRAY['OWNERS_COMMITTEE_ELECTED'::text, 'TERM_ENDED'::text]))),
  CONSTRAINT committee_end_check CHECK ((((state = ANY (ARRAY['FORMED'::text, 'FILED'::text])) = (end_cause IS NULL)) AND ((end_cause IS NULL) = (ended_on IS NULL)) AND ((state = 'HANDED_OVER'::text) = (handed_over_at IS NOT NULL)))),
  CONSTRAINT committee_estate_fkey FOREIGN KEY (estate_id) REFERENCES estate(id),
  CONSTRAINT committee_filed_check CHECK ((((filing_number IS NULL) = (filed_at IS NULL)) AND ((state <> 'FILED'::text) OR (filed_at IS NOT NULL)) AND ((seal_number IS NULL) OR (filed_at IS NOT NULL)))),
  CONSTRAINT committee_members_check CHECK (((jsonb_typeof(members) = 'array'::text) AND (jsonb_array_length(members) > 0))),
  CONSTRAINT committee_pkey PRIMARY KEY (id),
  CONSTRAINT committee_state_check CHECK ((state = ANY (ARRAY['FORMED'::text, 'FILED'::text, 'DISSOLVED'::text, 'TERM_ENDED'::text, 'HANDED_OVER'::text]))),
  CONSTRAINT committee_term_check CHECK (((formed_on < term_from) AND (term_from <= term_to) AND (formed_on <= notice_on)))
);

CREATE INDEX committee_estate ON public.committee USING btree (estate_id);

CREATE INDEX committee_place ON public.committee USING btree (community_code text_pattern_ops, formed_on DESC, id DESC);

CREATE UNIQUE INDEX committee_standing_key ON public.committee USING btree (estate_id) WHERE (state = ANY (ARRAY['FORMED'::text, 'FILED'::text]));

CREATE TABLE committee_application (
  id uuid NOT NULL,
  version integer NOT NULL,
  estate_id uuid NOT NULL,
  community_code text NOT NULL,
  owner_ids uuid[] NOT NULL,
  owners integer NOT NULL,
  delivered_area bigint NOT NULL,
  total_area bigint NOT NULL,
  evidence_ids uuid[] NOT NULL,
  applied_on date NOT NULL,
  form_by date NOT NULL,
  CONSTRAINT committee_application_area_check CHECK (((delivered_area >= 0) AND (delivered_area <= total_area))),
  CONSTRAINT committee_application_estate_fkey FOREIGN KEY (estate_id) REFERENCES estate(id),
  CONSTRAINT committee_application_evidence_check CHECK ((cardinality(evidence_ids) > 0)),
  CONSTRAINT committee_application_owners_check CHECK (((cardinality(owner_ids) >= 1) AND (cardinality(owner_ids) <= owners))),
  CONSTRAINT committee_application_pkey PRIMARY KEY (id)
);

CREATE INDEX committee_application_due ON public.committee_application USING btree (community_code text_pattern_ops, form_by, id);

CREATE INDEX committee_application_estate ON public.committee_application USING btree (estate_id);

CREATE TABLE committee_decision (
  id uuid NOT NULL,
  version integer NOT NULL,
  committee_id uuid NOT NULL,
  estate_id uuid NOT NULL,
  community_code text NOT NULL,
  subject text NOT NULL,
  held_on date NOT NULL,
  members integer NOT NULL,
  owners integer NOT NULL,
  present_ids uuid[] NOT NULL,
  owners_present integer NOT NULL,
  proxy_ids uuid[] NOT NULL,
  signed_ids uuid[] NOT NULL,
  outcome text NOT NULL,
  publish_by date,
  publish_days integer,
  evidence_ids uuid[] NOT NULL,
  recorded_at timestamp with time zone NOT NULL,
  notice_id uuid,
  CONSTRAINT committee_decision_committee_fkey FOREIGN KEY (committee_id) REFERENCES committee(id),
  CONSTRAINT committee_decision_count_check CHECK (((owners_present <= owners) AND (owners <= members) AND (cardinality(present_ids) <= members) AND (cardinality(signed_ids) <= members) AND ((publish_by IS NULL) = (publish_days IS NULL)))),
  CONSTRAINT committee_decision_evidence_check CHECK ((cardinality(evidence_ids) > 0)),
  CONSTRAINT committee_decision_notice_fkey FOREIGN KEY (notice_id) REFERENCES notice(id) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT committee_decision_outcome_check CHECK ((outcome = ANY (ARRAY['PASSED'::text, 'FAILED'::text, 'INVALID'::text]))),
  CONSTRAINT committee_decision_pkey PRIMARY KEY (id)
);

CREATE INDEX committee_decision_committee ON public.committee_decision USING btree (committee_id, held_on DESC, id DESC);

CREATE TABLE committee_profile_version (
  id uuid NOT NULL,
  jurisdiction_id text NOT NULL,
  version integer NOT NULL,
  published_at timestamp with time zone NOT NULL,
  members jsonb NOT NULL,
  seats jsonb NOT NULL,
  chair text NOT NULL,
  vice_chairs jsonb NOT NULL,
  meeting jsonb,
  publication jsonb,
  hand_over_days integer,
  term jsonb,
  notice_days integer NOT NULL,
  source text NOT NULL,
  assumed boolean NOT NULL,
  demanded_by jsonb,
  forming jsonb,
  CONSTRAINT committee_profile_version_check CHECK ((version > 0)),
  CONSTRAINT committee_profile_version_key UNIQUE (jurisdiction_id, version),
  CONSTRAINT committee_profile_version_pkey PRIMARY KEY (id)
);

CREATE TABLE condition_survey (
  id uuid NOT NULL,
  version integer NOT NULL,
  facility_id uuid NOT NULL,
  estate_id uuid NOT NULL,
  community_code text NOT NULL,
  grade text NOT NULL,
  finding text,
  evidence_ids uuid[] NOT NULL,
  surveyed_at timestamp with time zone NOT NULL,
  CONSTRAINT condition_survey_evidence_check CHECK ((cardinality(evidence_ids) > 0)),
  CONSTRAINT condition_survey_facility_fkey FOREIGN KEY (facility_id) REFERENCES facility(id),
  CONSTRAINT condition_survey_grade_check CHECK ((grade = ANY (ARRAY['INTACT'::text, 'MOSTLY_INTACT'::text, 'DAMAGED'::text, 'BADLY_DAMAGED'::text, 'DANGEROUS'::text]))),
  CONSTRAINT condition_survey_pkey PRIMARY KEY (id)
);

CREATE INDEX condition_survey_facility ON public.condition_survey USING btree (facility_id, surveyed_at DESC, id DESC);

CREATE TABLE coordination_request (
  id uuid NOT NULL,
  version integer NOT NULL,
  estate_id uuid NOT NULL,
  community_code text NOT NULL,
  title text NOT NULL,
  need text NOT NULL,
  evidence_ids uuid[] NOT NULL,
  raised_at timestamp with time zone NOT NULL,
  state text NOT NULL,
  due_at timestamp with time zone NOT NULL,
  answer text,
  answered_at timestamp with time zone,
  CONSTRAINT coordination_request_answered_check CHECK ((((state = 'ANSWERED'::text) = (answer IS NOT NULL)) AND ((answer IS NULL) = (answered_at IS NULL)))),
  CONSTRAINT coordination_request_estate_fkey FOREIGN KEY (estate_id) REFERENCES estate(id),
  CONSTRAINT coordination_request_pkey PRIMARY KEY (id),
  CONSTRAINT coordination_request_state_check CHECK ((state = ANY (ARRAY['WAITING'::text, 'ANSWERED'::text])))
);

CREATE INDEX coordination_request_due ON public.coordination_request USING btree (due_at, id) WHERE (state = 'WAITING'::text);

CREATE INDEX coordination_request_estate ON public.coordination_request USING btree (estate_id, raised_at DESC, id DESC);

CREATE TABLE cost (
  id uuid NOT NULL,
  version integer NOT NULL,
  estate_id uuid NOT NULL,
  community_code text NOT NULL,
  fund text NOT NULL,
  amount_fen bigint NOT NULL,
  purpose text NOT NULL,
  incurred_on date NOT NULL,
  evidence_ids uuid[] NOT NULL,
  state text NOT NULL,
  recorded_by text NOT NULL,
  recorded_at timestamp with time zone NOT NULL,
  verified_by text,
  verified_at timestamp with time zone,
  entry_id uuid,
  category text NOT NULL,
  vouched_by text[] NOT NULL,
  CONSTRAINT cost_amount_check CHECK ((amount_fen > 0)),
  CONSTRAINT cost_category_check CHECK ((category = ANY (ARRAY['STAFF'::text, 'FACILITIES'::text, 'GREENING'::text, 'CLEANING'::text, 'ORDER'::text, 'INSURANCE'::text, 'OFFICE'::text, 'MANAGEMENT'::text, 'DEPRECIATION'::text, 'OTHER'::text]))),
  CONSTRAINT cost_entry_fkey FOREIGN KEY (entry_id) REFERENCES ledger_entry(id) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT cost_estate_fkey FOREIGN KEY (estate_id) REFERENCES estate(id),
  CONSTRAINT cost_fund_check CHECK ((fund = ANY (ARRAY['SERVICE'::text, 'COMMON_REVENUE'::text]))),
  CONSTRAINT cost_pkey PRIMARY KEY (id),
  CONSTRAINT cost_state_check CHECK ((state = ANY (ARRAY['UNPROVEN'::text, 'VERIFIED'::text, 'REVERSED'::text, 'WITHDRAWN'::text]))),
  CONSTRAINT cost_verified_check CHECK ((((state = ANY (ARRAY['UNPROVEN'::text, 'WITHDRAWN'::text])) = (entry_id IS NULL)) AND ((entry_id IS NULL) OR ((cardinality(evidence_ids) > 0) AND (verified_by <> recorded_by))))),
  CONSTRAINT cost_vouched_check CHECK ((verified_by <> ALL (vouched_by)))
);

CREATE INDEX cost_estate ON public.cost USING btree (estate_id, recorded_at DESC, id DESC);

CREATE TRIGGER cost_voucher_kept AFTER UPDATE OF state ON public.cost FOR EACH ROW WHEN ((new.state <> old.state)) EXECUTE FUNCTION cost_voucher_kept();

CREATE TABLE cost_voucher (
  evidence_id uuid NOT NULL,
  cost_id uuid NOT NULL,
  CONSTRAINT cost_voucher_cost_fkey FOREIGN KEY (cost_id) REFERENCES cost(id),
  CONSTRAINT cost_voucher_pkey PRIMARY KEY (evidence_id)
);

CREATE INDEX cost_voucher_cost ON public.cost_voucher USING btree (cost_id);

CREATE TABLE discount (
  id uuid NOT NULL,
  version integer NOT NULL,
  estate_id uuid NOT NULL,
  community_code text NOT NULL,
  fee_schedule_id uuid NOT NULL,
  kind text NOT NULL,
  measure text NOT NULL,
  value bigint NOT NULL,
  reason text NOT NULL,
  from_day date NOT NULL,
  to_day date,
  state text NOT NULL,
  drafted_by text NOT NULL,
  published_at timestamp with time zone,
  end_reason text,
  CONSTRAINT discount_ended_check CHECK (((state = 'ENDED'::text) = (end_reason IS NOT NULL))),
  CONSTRAINT discount_estate_fkey FOREIGN KEY (estate_id) REFERENCES estate(id),
  CONSTRAINT discount_fee_schedule_fkey FOREIGN KEY (fee_schedule_id) REFERENCES fee_schedule(id),
  CONSTRAINT discount_kind_check CHECK ((kind = ANY (ARRAY['LOW_INCOME'::text, 'DISABILITY'::text, 'HONOURED_FAMILY'::text, 'YEAR_AHEAD'::text]))),
  CONSTRAINT discount_measure_check CHECK ((measure = ANY (ARRAY['SHARE'::text, 'AMOUNT'::text]))),
  CONSTRAINT discount_pkey PRIMARY KEY (id),
  CONSTRAINT discount_published_check CHECK (
CASE state
    WHEN 'DRAFT'::text THEN (published_at IS NULL)
    WHEN 'PUBLISHED'::text THEN (published_at IS NOT NULL)
    ELSE true
END),
  CONSTRAINT discount_state_check CHECK ((state = ANY (ARRAY['DRAFT'::text, 'PUBLISHED'::text, 'ENDED'::text]))),
  CONSTRAINT discount_value_check CHECK (((value > 0) AND ((measure = 'AMOUNT'::text) OR (value <= 10000))))
);

CREATE INDEX discount_estate ON public.discount USING btree (estate_id, from_day DESC, id DESC);

CREATE TABLE entitlement (
  id uuid NOT NULL,
  version integer NOT NULL,
  estate_id uuid NOT NULL,
  community_code text NOT NULL,
  unit_id uuid NOT NULL,
  household_id uuid NOT NULL,
  kind text NOT NULL,
  from_day date NOT NULL,
  to_day date,
  evidence_ids uuid[] NOT NULL,
  state text NOT NULL,
  recorded_by text NOT NULL,
  recorded_at timestamp with time zone NOT NULL,
  confirmed_at timestamp with time zone,
  end_reason text,
  CONSTRAINT entitlement_confirmed_check CHECK (
CASE state
    WHEN 'RECORDED'::text THEN (confirmed_at IS NULL)
    WHEN 'CONFIRMED'::text THEN (confirmed_at IS NOT NULL)
    ELSE true
END),
  CONSTRAINT entitlement_ended_check CHECK (((state = 'ENDED'::text) = (end_reason IS NOT NULL))),
  CONSTRAINT entitlement_estate_fkey FOREIGN KEY (estate_id) REFERENCES estate(id),
  CONSTRAINT entitlement_evidence_check CHECK ((cardinality(evidence_ids) > 0)),
  CONSTRAINT entitlement_kind_check CHECK ((kind = ANY (ARRAY['LOW_INCOME'::text, 'DISABILITY'::text, 'HONOURED_FAMILY'::text, 'YEAR_AHEAD'::text]))),
  CONSTRAINT entitlement_pkey PRIMARY KEY (id),
  CONSTRAINT entitlement_state_check CHECK ((state = ANY (ARRAY['RECORDED'::text, 'CONFIRMED'::text, 'ENDED'::text]))),
  CONSTRAINT entitlement_unit_fkey FOREIGN KEY (unit_id) REFERENCES unit(id)
);

CREATE INDEX entitlement_estate ON public.entitlement USING btree (estate_id, recorded_at DESC, id DESC);

CREATE INDEX entitlement_household ON public.entitlement USING btree (household_id, unit_id);

CREATE UNIQUE INDEX entitlement_kind_key ON public.entitlement USING btree (household_id, unit_id, kind) WHERE (state <> 'ENDED'::text);

CREATE TABLE estate (
  id uuid NOT NULL,
  version integer NOT NULL,
  community_code text NOT NULL,
  name text NOT NULL,
  address_label text NOT NULL,
  status text NOT NULL,
  cause text NOT NULL,
  grounds text NOT NULL,
  evidence_ids uuid[] NOT NULL,
  registered_at timestamp with time zone NOT NULL,
  surveyed_at timestamp with time zone,
  CONSTRAINT estate_cause_check CHECK ((cause = ANY (ARRAY['NEVER_MANAGED'::text, 'PROVIDER_LEFT'::text, 'EMPLOYER_DISSOLVED'::text, 'CONTRACT_ENDED'::text, 'OTHER'::text]))),
  CONSTRAINT estate_pkey PRIMARY KEY (id),
  CONSTRAINT estate_status_check CHECK ((status = ANY (ARRAY['ABANDONED'::text, 'SURVEYED'::text, 'TRIAL'::text, 'TAKEN_OVER'::text]))),
  CONSTRAINT estate_surveyed_check CHECK (((status = 'ABANDONED'::text) = (surveyed_at IS NULL)))
);

CREATE UNIQUE INDEX estate_name_key ON public.estate USING btree (community_code text_pattern_ops, name);

CREATE TABLE estate_problem (
  id uuid NOT NULL,
  version integer NOT NULL,
  estate_id uuid NOT NULL,
  community_code text NOT NULL,
  class text NOT NULL,
  title text NOT NULL,
  facility_id uuid,
  responsible_body text,
  state text NOT NULL,
  outcome text,
  evidence_ids uuid[] NOT NULL,
  opened_at timestamp with time zone NOT NULL,
  resolved_at timestamp with time zone,
  CONSTRAINT estate_problem_estate_fkey FOREIGN KEY (estate_id) REFERENCES estate(id),
  CONSTRAINT estate_problem_facility_fkey FOREIGN KEY (facility_id) REFERENCES facility(id),
  CONSTRAINT estate_problem_pkey PRIMARY KEY (id),
  CONSTRAINT estate_problem_resolved_check CHECK (((state = 'RESOLVED'::text) = ((resolved_at IS NOT NULL) AND (outcome IS NOT NULL) AND (cardinality(evidence_ids) > 0)))),
  CONSTRAINT estate_problem_state_check CHECK ((state = ANY (ARRAY['OPEN'::text, 'RESOLVED'::text])))
);

CREATE INDEX estate_problem_estate ON public.estate_problem USING btree (estate_id, opened_at DESC, id DESC);

CREATE TABLE facility (
  id uuid NOT NULL,
  version integer NOT NULL,
  estate_id uuid NOT NULL,
  community_code text NOT NULL,
  kind text NOT NULL,
  label text NOT NULL,
  CONSTRAINT facility_estate_fkey FOREIGN KEY (estate_id) REFERENCES estate(id),
  CONSTRAINT facility_pkey PRIMARY KEY (id)
);

CREATE INDEX facility_estate ON public.facility USING btree (estate_id, id);

CREATE UNIQUE INDEX facility_label_key ON public.facility USING btree (estate_id, kind, label);

CREATE TABLE fee_schedule (
  id uuid NOT NULL,
  version integer NOT NULL,
  estate_id uuid NOT NULL,
  community_code text NOT NULL,
  amount_fen bigint NOT NULL,
  unit text NOT NULL,
  period text NOT NULL,
  state text NOT NULL,
  decision_id uuid,
  published_at timestamp with time zone,
  effective_from date,
  CONSTRAINT fee_schedule_amount_check CHECK ((amount_fen > 0)),
  CONSTRAINT fee_schedule_decision_fkey FOREIGN KEY (decision_id) REFERENCES known_decision(id),
  CONSTRAINT fee_schedule_estate_fkey FOREIGN KEY (estate_id) REFERENCES estate(id),
  CONSTRAINT fee_schedule_pkey PRIMARY KEY (id),
  CONSTRAINT fee_schedule_published_check CHECK (((state = 'PUBLISHED'::text) = ((published_at IS NOT NULL) AND (effective_from IS NOT NULL)))),
  CONSTRAINT fee_schedule_state_check CHECK ((state = ANY (ARRAY['DRAFT'::text, 'PUBLISHED'::text])))
);

CREATE UNIQUE INDEX fee_schedule_effective_key ON public.fee_schedule USING btree (estate_id, effective_from) WHERE (state = 'PUBLISHED'::text);

CREATE UNIQUE INDEX fee_schedule_first_key ON public.fee_schedule USING btree (estate_id) WHERE ((state = 'PUBLISHED'::text) AND (decision_id IS NULL));

CREATE TABLE fee_schedule_policy_version (
  id uuid NOT NULL,
  jurisdiction_id text NOT NULL,
  version integer NOT NULL,
  published_at timestamp with time zone NOT NULL,
  unit text NOT NULL,
  period text NOT NULL,
  minimum_fen bigint NOT NULL,
  maximum_fen bigint NOT NULL,
  notice_days integer NOT NULL,
  payment_days integer NOT NULL,
  source text NOT NULL,
  assumed boolean NOT NULL,
  CONSTRAINT fee_schedule_policy_version_check CHECK ((version > 0)),
  CONSTRAINT fee_schedule_policy_version_key UNIQUE (jurisdiction_id, version),
  CONSTRAINT fee_schedule_policy_version_pkey PRIMARY KEY (id)
);

CREATE TABLE household_need (
  id uuid NOT NULL,
  version integer NOT NULL,
  visit_id uuid NOT NULL,
  household_id uuid NOT NULL,
  estate_id uuid NOT NULL,
  community_code text NOT NULL,
  kind text NOT NULL,
  note text,
  recorded_at timestamp with time zone NOT NULL,
  CONSTRAINT household_need_pkey PRIMARY KEY (id),
  CONSTRAINT household_need_visit_fkey FOREIGN KEY (visit_id) REFERENCES household_visit(id)
);

CREATE INDEX household_need_community ON public.household_need USING btree (community_code text_pattern_ops, kind);

CREATE INDEX household_need_estate ON public.household_need USING btree (estate_id, recorded_at DESC, id DESC);

CREATE UNIQUE INDEX household_need_kind_key ON public.household_need USING btree (visit_id, kind);

CREATE TABLE household_visit (
  id uuid NOT NULL,
  version integer NOT NULL,
  team_id uuid NOT NULL,
  estate_id uuid NOT NULL,
  community_code text NOT NULL,
  household_id uuid NOT NULL,
  present_ids uuid[] NOT NULL,
  occurred_at timestamp with time zone NOT NULL,
  recorded_at timestamp with time zone NOT NULL,
  recorded_by_id uuid NOT NULL,
  CONSTRAINT household_visit_pkey PRIMARY KEY (id),
  CONSTRAINT household_visit_present_check CHECK ((recorded_by_id = ANY (present_ids))),
  CONSTRAINT household_visit_team_fkey FOREIGN KEY (team_id) REFERENCES visit_team(id)
);

CREATE INDEX household_visit_community ON public.household_visit USING btree (community_code text_pattern_ops);

CREATE INDEX household_visit_estate ON public.household_visit USING btree (estate_id, occurred_at DESC, id DESC);

CREATE INDEX household_visit_household ON public.household_visit USING btree (household_id, estate_id);

CREATE TABLE inspection (
  id uuid NOT NULL,
  version integer NOT NULL,
  estate_id uuid NOT NULL,
  community_code text NOT NULL,
  standard_id uuid NOT NULL,
  promise_id uuid NOT NULL,
  item text NOT NULL,
  inspected_by text NOT NULL,
  measured integer NOT NULL,
  result text NOT NULL,
  evidence_ids uuid[] NOT NULL,
  state text NOT NULL,
  reinspects_id uuid,
  correction text,
  correction_asked_at timestamp with time zone,
  due_at timestamp with time zone,
  inspected_at timestamp with time zone NOT NULL,
  CONSTRAINT inspection_by_check CHECK ((inspected_by = ANY (ARRAY['COMMUNITY'::text, 'COMMITTEE'::text]))),
  CONSTRAINT inspection_correction_check CHECK (((num_nulls(correction, correction_asked_at, due_at) =
CASE state
    WHEN 'RECORDED'::text THEN 3
    ELSE 0
END) AND ((state = 'RECORDED'::text) OR (result <> 'MET'::text)))),
  CONSTRAINT inspection_estate_fkey FOREIGN KEY (estate_id) REFERENCES estate(id),
  CONSTRAINT inspection_evidence_check CHECK ((cardinality(evidence_ids) > 0)),
  CONSTRAINT inspection_measured_check CHECK ((measured >= 0)),
  CONSTRAINT inspection_pkey PRIMARY KEY (id),
  CONSTRAINT inspection_reinspects_fkey FOREIGN KEY (reinspects_id) REFERENCES inspection(id),
  CONSTRAINT inspection_reinspects_key UNIQUE (reinspects_id),
  CONSTRAINT inspection_result_check CHECK ((result = ANY (ARRAY['MET'::text, 'PARTLY'::text, 'NOT_MET'::text]))),
  CONSTRAINT inspection_standard_fkey FOREIGN KEY (standard_id) REFERENCES service_standard(id),
  CONSTRAINT inspection_state_check CHECK ((state = ANY (ARRAY['RECORDED'::text, 'CORRECTION_ASKED'::text, 'REINSPECTED'::text])))
);

CREATE INDEX inspection_estate ON public.inspection USING btree (estate_id, inspected_at DESC, id DESC);

CREATE TABLE known_community (
  code text NOT NULL,
  CONSTRAINT known_community_pkey PRIMARY KEY (code)
);

CREATE TABLE known_decision (
  id uuid NOT NULL,
  decided_by text NOT NULL,
  community_code text NOT NULL,
  estate_id uuid,
  matter text NOT NULL,
  subject_id uuid,
  majority text,
  outcome text NOT NULL,
  decided_at timestamp with time zone NOT NULL,
  version integer NOT NULL,
  CONSTRAINT known_decision_decided_by_check CHECK ((decided_by = ANY (ARRAY['BALLOT'::text, 'SESSION'::text]))),
  CONSTRAINT known_decision_pkey PRIMARY KEY (id)
);

CREATE INDEX known_decision_community ON public.known_decision USING btree (community_code, decided_at DESC, id DESC) WHERE (estate_id IS NULL);

CREATE INDEX known_decision_estate ON public.known_decision USING btree (estate_id, decided_at DESC, id DESC);

CREATE TABLE known_household (
  household_id uuid NOT NULL,
  kind text,
  grid_code text,
  community_code text NOT NULL,
  has_left boolean NOT NULL,
  version bigint NOT NULL,
  CONSTRAINT known_household_kind_check CHECK ((kind = ANY (ARRAY['RESIDENT'::text, 'SHOP'::text, 'ENTERPRISE'::text]))),
  CONSTRAINT known_household_pkey PRIMARY KEY (household_id)
);

CREATE INDEX known_household_place ON public.known_household USING btree (COALESCE(grid_code, community_code) text_pattern_ops) WHERE (NOT has_left);

CREATE TRIGGER household_added AFTER INSERT ON public.known_household REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION household_added();

CREATE TRIGGER household_changed AFTER UPDATE ON public.known_household REFERENCING OLD TABLE AS before NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION household_changed();

CREATE TABLE ledger (
  estate_id uuid NOT NULL,
  closed_to date,
  CONSTRAINT ledger_estate_fkey FOREIGN KEY (estate_id) REFERENCES estate(id),
  CONSTRAINT ledger_pkey PRIMARY KEY (estate_id)
);

CREATE TABLE ledger_account (
  estate_id uuid NOT NULL,
  fund text NOT NULL,
  account text NOT NULL,
  balance_fen bigint NOT NULL,
  CONSTRAINT ledger_account_deficit_check CHECK (((account <> 'DEFICIT'::text) OR (balance_fen >= 0))),
  CONSTRAINT ledger_account_fund_check CHECK (
CASE
    WHEN (account = ANY (ARRAY['FUND_BALANCE'::text, 'PREPAID'::text, 'PAYABLE'::text])) THEN (balance_fen <= 0)
    WHEN (account = 'BANK'::text) THEN (balance_fen >= 0)
    ELSE true
END),
  CONSTRAINT ledger_account_pkey PRIMARY KEY (estate_id, fund, account)
);

CREATE TABLE ledger_day (
  estate_id uuid NOT NULL,
  booked_on date NOT NULL,
  fund text NOT NULL,
  account text NOT NULL,
  kind text NOT NULL,
  category text NOT NULL,
  debit_fen bigint NOT NULL,
  credit_fen bigint NOT NULL,
  postings integer NOT NULL,
  CONSTRAINT ledger_day_pkey PRIMARY KEY (estate_id, booked_on, fund, account, kind, category)
);

CREATE TABLE ledger_entry (
  id uuid NOT NULL,
  version integer NOT NULL,
  estate_id uuid NOT NULL,
  community_code text NOT NULL,
  kind text NOT NULL,
  booked_on date NOT NULL,
  source_id uuid,
  reverses_id uuid,
  reason text,
  evidence_ids uuid[] NOT NULL,
  posted_at timestamp with time zone NOT NULL,
  CONSTRAINT ledger_entry_estate_fkey FOREIGN KEY (estate_id) REFERENCES estate(id),
  CONSTRAINT ledger_entry_pkey PRIMARY KEY (id),
  CONSTRAINT ledger_entry_reversal_check CHECK (((kind = 'REVERSAL'::text) = (reverses_id IS NOT NULL))),
  CONSTRAINT ledger_entry_reverses_fkey FOREIGN KEY (reverses_id) REFERENCES ledger_entry(id),
  CONSTRAINT ledger_entry_reverses_key UNIQUE (reverses_id)
);

CREATE INDEX ledger_entry_booked ON public.ledger_entry USING btree (estate_id, booked_on);

CREATE INDEX ledger_entry_estate ON public.ledger_entry USING btree (estate_id, posted_at DESC, id DESC);

CREATE INDEX ledger_entry_spending ON public.ledger_entry USING btree (estate_id, booked_on) WHERE (kind = ANY (ARRAY['SPENDING'::text, 'ADVANCE_DRAWN'::text]));

CREATE TRIGGER ledger_entry_kept BEFORE DELETE OR UPDATE OR TRUNCATE ON public.ledger_entry FOR EACH STATEMENT EXECUTE FUNCTION never_changed();

CREATE TRIGGER ledger_entry_open BEFORE INSERT ON public.ledger_entry FOR EACH ROW EXECUTE FUNCTION ledger_entry_open();

CREATE TABLE ledger_period (
  id uuid NOT NULL,
  version integer NOT NULL,
  estate_id uuid NOT NULL,
  community_code text NOT NULL,
  number integer NOT NULL,
  from_day date NOT NULL,
  to_day date NOT NULL,
  basic_income_fen bigint NOT NULL,
  optional_income_fen bigint NOT NULL,
  value_added_income_fen bigint NOT NULL,
  income_fen bigint NOT NULL,
  verified_cost_fen bigint NOT NULL,
  unproven_cost_fen bigint NOT NULL,
  surplus_fen bigint NOT NULL,
  deficit_fen bigint NOT NULL,
  prepaid_fen bigint NOT NULL,
  common_income_fen bigint NOT NULL,
  common_cost_fen bigint NOT NULL,
  closed_at timestamp with time zone NOT NULL,
  carried_deficit_fen bigint NOT NULL,
  CONSTRAINT ledger_period_days_check CHECK ((from_day <= to_day)),
  CONSTRAINT ledger_period_estate_fkey FOREIGN KEY (estate_id) REFERENCES estate(id),
  CONSTRAINT ledger_period_number_key UNIQUE (estate_id, number),
  CONSTRAINT ledger_period_pkey PRIMARY KEY (id),
  CONSTRAINT ledger_period_surplus_check CHECK ((((surplus_fen - deficit_fen) = ((income_fen - verified_cost_fen) - carried_deficit_fen)) AND (LEAST(surplus_fen, deficit_fen) = 0)))
);

CREATE TABLE ledger_posting (
  entry_id uuid NOT NULL,
  fund text NOT NULL,
  account text NOT NULL,
  estate_id uuid NOT NULL,
  amount_fen bigint NOT NULL,
  CONSTRAINT ledger_posting_account_check CHECK (
CASE fund
    WHEN 'SERVICE'::text THEN (account = ANY (ARRAY['BANK'::text, 'PREPAID'::text, 'BASIC_INCOME'::text, 'OPTIONAL_INCOME'::text, 'VALUE_ADDED_INCOME'::text, 'SERVICE_COST'::text, 'PAYABLE'::text, 'DEFICIT'::text]))
    ELSE (account = ANY (ARRAY['BANK'::text, 'FUND_BALANCE'::text]))
END),
  CONSTRAINT ledger_posting_amount_check CHECK ((amount_fen <> 0)),
  CONSTRAINT ledger_posting_balanced TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT ledger_posting_entry_fkey FOREIGN KEY (entry_id) REFERENCES ledger_entry(id) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT ledger_posting_fund_check CHECK ((fund = ANY (ARRAY['SERVICE'::text, 'REINVESTMENT'::text, 'COMMON_REVENUE'::text, 'GOVERNMENT_ADVANCE'::text]))),
  CONSTRAINT ledger_posting_pkey PRIMARY KEY (entry_id, fund, account)
);

CREATE INDEX ledger_posting_estate ON public.ledger_posting USING btree (estate_id, fund, account);

CREATE CONSTRAINT TRIGGER ledger_posting_balanced AFTER INSERT ON public.ledger_posting DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_posting_balanced();

CREATE TRIGGER keep_ledger_account AFTER INSERT ON public.ledger_posting REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION keep_ledger_account();

CREATE TRIGGER keep_ledger_day AFTER INSERT ON public.ledger_posting REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION keep_ledger_day();

CREATE TRIGGER ledger_posting_kept BEFORE DELETE OR UPDATE OR TRUNCATE ON public.ledger_posting FOR EACH STATEMENT EXECUTE FUNCTION never_changed();

CREATE TABLE matter (
  id uuid NOT NULL,
  version integer NOT NULL,
  estate_id uuid NOT NULL,
  community_code text NOT NULL,
  title text NOT NULL,
  summary text NOT NULL,
  state text NOT NULL,
  level text NOT NULL,
  due_at timestamp with time zone,
  overdue_told_at timestamp with time zone,
  answer text,
  opened_at timestamp with time zone NOT NULL,
  answered_at timestamp with time zone,
  closed_at timestamp with time zone,
  evidence_ids uuid[] NOT NULL,
  CONSTRAINT matter_answered_check CHECK ((((state = 'OPEN'::text) = (due_at IS NOT NULL)) AND ((state = 'OPEN'::text) = (answer IS NULL)) AND ((answer IS NULL) = (answered_at IS NULL)) AND ((state = 'CLOSED'::text) = (closed_at IS NOT NULL)))),
  CONSTRAINT matter_estate_fkey FOREIGN KEY (estate_id) REFERENCES estate(id),
  CONSTRAINT matter_level_check CHECK ((level = ANY (ARRAY['COMMUNITY'::text, 'COMMITTEE'::text, 'COMPANY'::text]))),
  CONSTRAINT matter_pkey PRIMARY KEY (id),
  CONSTRAINT matter_state_check CHECK ((state = ANY (ARRAY['OPEN'::text, 'ANSWERED'::text, 'CLOSED'::text])))
);

CREATE INDEX matter_due ON public.matter USING btree (due_at, id) WHERE (state = 'OPEN'::text);

CREATE INDEX matter_estate ON public.matter USING btree (estate_id, opened_at DESC, id DESC);

CREATE TABLE matter_policy_version (
  id uuid NOT NULL,
  jurisdiction_id text NOT NULL,
  version integer NOT NULL,
  published_at timestamp with time zone NOT NULL,
  levels jsonb NOT NULL,
  calendar jsonb NOT NULL,
  CONSTRAINT matter_policy_version_check CHECK ((version > 0)),
  CONSTRAINT matter_policy_version_key UNIQUE (jurisdiction_id, version),
  CONSTRAINT matter_policy_version_pkey PRIMARY KEY (id)
);

CREATE TABLE matter_step (
  id uuid NOT NULL,
  matter_id uuid NOT NULL,
  number integer NOT NULL,
  action text NOT NULL,
  from_level text,
  to_level text NOT NULL,
  reason text,
  by_role text,
  by_id uuid,
  due_at timestamp with time zone,
  at timestamp with time zone NOT NULL,
  CONSTRAINT matter_step_action_check CHECK ((action = ANY (ARRAY['OPENED'::text, 'ESCALATED'::text, 'CLOCK_RAN_OUT'::text, 'OVERDUE'::text, 'RETURNED'::text, 'ANSWERED'::text, 'CLOSED'::text]))),
  CONSTRAINT matter_step_by_check CHECK ((((action = ANY (ARRAY['CLOCK_RAN_OUT'::text, 'OVERDUE'::text])) = (by_role IS NULL)) AND ((by_role IS NULL) = (by_id IS NULL)) AND ((action = ANY (ARRAY['ESCALATED'::text, 'RETURNED'::text])) = (reason IS NOT NULL)) AND ((action = 'OPENED'::text) = (from_level IS NULL)))),
  CONSTRAINT matter_step_matter_fkey FOREIGN KEY (matter_id) REFERENCES matter(id),
  CONSTRAINT matter_step_number_key UNIQUE (matter_id, number),
  CONSTRAINT matter_step_pkey PRIMARY KEY (id)
);

CREATE TABLE meeting_demand (
  id uuid NOT NULL,
  version integer NOT NULL,
  committee_id uuid NOT NULL,
  estate_id uuid NOT NULL,
  community_code text NOT NULL,
  subject text NOT NULL,
  member_ids uuid[] NOT NULL,
  members integer NOT NULL,
  evidence_ids uuid[] NOT NULL,
  demanded_at timestamp with time zone NOT NULL,
  CONSTRAINT meeting_demand_committee_fkey FOREIGN KEY (committee_id) REFERENCES committee(id),
  CONSTRAINT meeting_demand_evidence_check CHECK ((cardinality(evidence_ids) > 0)),
  CONSTRAINT meeting_demand_members_check CHECK (((cardinality(member_ids) >= 1) AND (cardinality(member_ids) <= members))),
  CONSTRAINT meeting_demand_pkey PRIMARY KEY (id)
);

CREATE INDEX meeting_demand_committee ON public.meeting_demand USING btree (committee_id, demanded_at DESC, id DESC);

CREATE TABLE mutual_review (
  id uuid NOT NULL,
  version integer NOT NULL,
  estate_id uuid NOT NULL,
  community_code text NOT NULL,
  month text NOT NULL,
  scores jsonb NOT NULL,
  comment text,
  evidence_ids uuid[] NOT NULL,
  rated_at timestamp with time zone NOT NULL,
  state text NOT NULL,
  due_at timestamp with time zone NOT NULL,
  answer text,
  answered_at timestamp with time zone,
  CONSTRAINT mutual_review_answered_check CHECK ((((state = 'ANSWERED'::text) = (answer IS NOT NULL)) AND ((answer IS NULL) = (answered_at IS NULL)))),
  CONSTRAINT mutual_review_estate_fkey FOREIGN KEY (estate_id) REFERENCES estate(id),
  CONSTRAINT mutual_review_month_key UNIQUE (estate_id, month),
  CONSTRAINT mutual_review_pkey PRIMARY KEY (id),
  CONSTRAINT mutual_review_state_check CHECK ((state = ANY (ARRAY['WAITING'::text, 'ANSWERED'::text])))
);

CREATE INDEX mutual_review_due ON public.mutual_review USING btree (due_at, id) WHERE (state = 'WAITING'::text);

CREATE TABLE mutual_review_policy_version (
  id uuid NOT NULL,
  jurisdiction_id text NOT NULL,
  version integer NOT NULL,
  published_at timestamp with time zone NOT NULL,
  criteria jsonb NOT NULL,
  review_answer_days integer NOT NULL,
  request_answer_days integer NOT NULL,
  source text NOT NULL,
  assumed boolean NOT NULL,
  CONSTRAINT mutual_review_policy_version_check CHECK ((version > 0)),
  CONSTRAINT mutual_review_policy_version_key UNIQUE (jurisdiction_id, version),
  CONSTRAINT mutual_review_policy_version_pkey PRIMARY KEY (id)
);

CREATE TABLE need_policy_version (
  id uuid NOT NULL,
  jurisdiction_id text NOT NULL,
  version integer NOT NULL,
  published_at timestamp with time zone NOT NULL,
  kinds jsonb NOT NULL,
  CONSTRAINT need_policy_version_check CHECK ((version > 0)),
  CONSTRAINT need_policy_version_key UNIQUE (jurisdiction_id, version),
  CONSTRAINT need_policy_version_pkey PRIMARY KEY (id)
);

CREATE TABLE notice (
  id uuid NOT NULL,
  version integer NOT NULL,
  estate_id uuid NOT NULL,
  community_code text NOT NULL,
  kind text NOT NULL,
  title text NOT NULL,
  text text NOT NULL,
  posted_from date NOT NULL,
  posted_to date NOT NULL,
  issuer text NOT NULL,
  corrects_id uuid,
  withdraws boolean NOT NULL,
  hash text NOT NULL,
  posted_at timestamp with time zone NOT NULL,
  CONSTRAINT notice_corrects_fkey FOREIGN KEY (corrects_id) REFERENCES notice(id),
  CONSTRAINT notice_corrects_key UNIQUE (corrects_id),
  CONSTRAINT notice_estate_fkey FOREIGN KEY (estate_id) REFERENCES estate(id),
  CONSTRAINT notice_hash_check CHECK ((hash ~ '^[0-9a-f]{64}$'::text)),
  CONSTRAINT notice_issuer_check CHECK ((issuer = ANY (ARRAY['COMMUNITY'::text, 'COMMITTEE'::text, 'PROVIDER'::text]))),
  CONSTRAINT notice_pkey PRIMARY KEY (id),
  CONSTRAINT notice_posted_check CHECK ((posted_from <= posted_to)),
  CONSTRAINT notice_withdraws_check CHECK (((NOT withdraws) OR (corrects_id IS NOT NULL)))
);

CREATE INDEX notice_estate ON public.notice USING btree (estate_id, posted_at DESC, id DESC);

CREATE TRIGGER notice_stays BEFORE DELETE OR UPDATE OR TRUNCATE ON public.notice FOR EACH STATEMENT EXECUTE FUNCTION notice_stays();

CREATE TABLE notice_objection (
  id uuid NOT NULL,
  version integer NOT NULL,
  notice_id uuid NOT NULL,
  estate_id uuid NOT NULL,
  community_code text NOT NULL,
  household_id uuid,
  text text NOT NULL,
  state text NOT NULL,
  answer text,
  raised_at timestamp with time zone NOT NULL,
  due_at timestamp with time zone NOT NULL,
  answered_at timestamp with time zone,
  CONSTRAINT notice_objection_answer_check CHECK ((((state = 'ANSWERED'::text) = (answer IS NOT NULL)) AND ((state = 'ANSWERED'::text) = (answered_at IS NOT NULL)))),
  CONSTRAINT notice_objection_notice_fkey FOREIGN KEY (notice_id) REFERENCES notice(id),
  CONSTRAINT notice_objection_pkey PRIMARY KEY (id),
  CONSTRAINT notice_objection_state_check CHECK ((state = ANY (ARRAY['RAISED'::text, 'ANSWERED'::text])))
);

CREATE INDEX notice_objection_due ON public.notice_objection USING btree (due_at, id) WHERE (state = 'RAISED'::text);

CREATE INDEX notice_objection_notice ON public.notice_objection USING btree (notice_id, raised_at DESC, id DESC);

CREATE UNIQUE INDEX notice_objection_open_key ON public.notice_objection USING btree (notice_id, household_id) NULLS NOT DISTINCT WHERE (state = 'RAISED'::text);

CREATE TABLE notice_policy_version (
  id uuid NOT NULL,
  jurisdiction_id text NOT NULL,
  version integer NOT NULL,
  published_at timestamp with time zone NOT NULL,
  kinds jsonb NOT NULL,
  answer_days integer NOT NULL,
  CONSTRAINT notice_policy_version_check CHECK ((version > 0)),
  CONSTRAINT notice_policy_version_key UNIQUE (jurisdiction_id, version),
  CONSTRAINT notice_policy_version_pkey PRIMARY KEY (id)
);

CREATE TABLE notice_proof (
  id uuid NOT NULL,
  version integer NOT NULL,
  notice_id uuid NOT NULL,
  estate_id uuid NOT NULL,
  community_code text NOT NULL,
  evidence_ids uuid[] NOT NULL,
  taken_at timestamp with time zone NOT NULL,
  recorded_at timestamp with time zone NOT NULL,
  CONSTRAINT notice_proof_evidence_check CHECK ((cardinality(evidence_ids) > 0)),
  CONSTRAINT notice_proof_notice_fkey FOREIGN KEY (notice_id) REFERENCES notice(id),
  CONSTRAINT notice_proof_pkey PRIMARY KEY (id)
);

CREATE INDEX notice_proof_notice ON public.notice_proof USING btree (notice_id, taken_at DESC, id DESC);

CREATE TABLE offer (
  id uuid NOT NULL,
  version integer NOT NULL,
  estate_id uuid NOT NULL,
  community_code text NOT NULL,
  number integer NOT NULL,
  text text NOT NULL,
  trial_months integer NOT NULL,
  roll_holiday boolean NOT NULL,
  holidays date[] NOT NULL,
  make_up_workdays date[] NOT NULL,
  refund_within_days integer NOT NULL,
  retrial_on_ownership_change boolean NOT NULL,
  fee_schedule_id uuid NOT NULL,
  content_hash text NOT NULL,
  opened_at timestamp with time zone NOT NULL,
  CONSTRAINT offer_estate_fkey FOREIGN KEY (estate_id) REFERENCES estate(id),
  CONSTRAINT offer_fee_schedule_fkey FOREIGN KEY (fee_schedule_id) REFERENCES fee_schedule(id),
  CONSTRAINT offer_number_key UNIQUE (estate_id, number),
  CONSTRAINT offer_pkey PRIMARY KEY (id)
);

CREATE TABLE opinion (
  id uuid NOT NULL,
  version integer NOT NULL,
  estate_id uuid NOT NULL,
  community_code text NOT NULL,
  household_id uuid,
  class text NOT NULL,
  summary text NOT NULL,
  state text NOT NULL,
  problem_id uuid,
  reason text,
  original_id uuid,
  recorded_at timestamp with time zone NOT NULL,
  decided_at timestamp with time zone,
  CONSTRAINT opinion_estate_fkey FOREIGN KEY (estate_id) REFERENCES estate(id),
  CONSTRAINT opinion_original_fkey FOREIGN KEY (original_id) REFERENCES opinion(id),
  CONSTRAINT opinion_outcome_check CHECK ((((state = 'LISTED'::text) = (problem_id IS NOT NULL)) AND ((state = 'REFUSED'::text) = (reason IS NOT NULL)) AND ((state = 'DUPLICATE'::text) = (original_id IS NOT NULL)) AND ((state = 'RECORDED'::text) = (decided_at IS NULL)))),
  CONSTRAINT opinion_pkey PRIMARY KEY (id),
  CONSTRAINT opinion_problem_fkey FOREIGN KEY (problem_id) REFERENCES estate_problem(id),
  CONSTRAINT opinion_state_check CHECK ((state = ANY (ARRAY['RECORDED'::text, 'LISTED'::text, 'REFUSED'::text, 'DUPLICATE'::text])))
);

CREATE INDEX opinion_community ON public.opinion USING btree (community_code text_pattern_ops, class);

CREATE INDEX opinion_estate ON public.opinion USING btree (estate_id, recorded_at DESC, id DESC);

CREATE INDEX opinion_household ON public.opinion USING btree (household_id) WHERE (household_id IS NOT NULL);

CREATE INDEX opinion_original ON public.opinion USING btree (original_id) WHERE (original_id IS NOT NULL);

CREATE INDEX opinion_problem ON public.opinion USING btree (problem_id) WHERE (problem_id IS NOT NULL);

CREATE TABLE opinion_policy_version (
  id uuid NOT NULL,
  jurisdiction_id text NOT NULL,
  version integer NOT NULL,
  published_at timestamp with time zone NOT NULL,
  classes jsonb NOT NULL,
  similarity_percent integer NOT NULL,
  CONSTRAINT opinion_policy_version_check CHECK ((version > 0)),
  CONSTRAINT opinion_policy_version_key UNIQUE (jurisdiction_id, version),
  CONSTRAINT opinion_policy_version_pkey PRIMARY KEY (id)
);

CREATE TABLE owner (
  id uuid NOT NULL,
  version integer NOT NULL,
  estate_id uuid NOT NULL,
  community_code text NOT NULL,
  kind text NOT NULL,
  CONSTRAINT owner_estate_fkey FOREIGN KEY (estate_id) REFERENCES estate(id),
  CONSTRAINT owner_kind_check CHECK ((kind = ANY (ARRAY['PERSON'::text, 'ORGANISATION'::text]))),
  CONSTRAINT owner_pkey PRIMARY KEY (id)
);

CREATE INDEX owner_estate ON public.owner USING btree (estate_id, id);

CREATE TABLE ownership (
  id uuid NOT NULL,
  version integer NOT NULL,
  unit_id uuid NOT NULL,
  form text NOT NULL,
  basis text NOT NULL,
  evidence_ids uuid[] NOT NULL,
  valid_from timestamp with time zone NOT NULL,
  valid_to timestamp with time zone,
  corrected_by uuid,
  CONSTRAINT ownership_apart EXCLUDE USING gist (unit_id WITH =, tstzrange(valid_from, valid_to) WITH &&),
  CONSTRAINT ownership_basis_check CHECK ((basis = ANY (ARRAY['TITLE_REGISTER'::text, 'SALE_CONTRACT'::text, 'COURT_DECISION'::text, 'INHERITANCE'::text, 'PUBLIC_HOUSING'::text]))),
  CONSTRAINT ownership_corrected_check CHECK (((corrected_by IS NOT NULL) = ((valid_to IS NOT NULL) AND (valid_to = valid_from)))),
  CONSTRAINT ownership_form_check CHECK ((form = ANY (ARRAY['SOLE'::text, 'JOINT'::text, 'BY_SHARES'::text]))),
  CONSTRAINT ownership_pkey PRIMARY KEY (id),
  CONSTRAINT ownership_unit_fkey FOREIGN KEY (unit_id) REFERENCES unit(id)
);

CREATE INDEX ownership_unit ON public.ownership USING btree (unit_id, valid_from DESC, id DESC);

CREATE UNIQUE INDEX ownership_present_key ON public.ownership USING btree (unit_id) WHERE (valid_to IS NULL);

CREATE TABLE payment (
  id uuid NOT NULL,
  version integer NOT NULL,
  estate_id uuid NOT NULL,
  community_code text NOT NULL,
  bill_id uuid NOT NULL,
  household_id uuid NOT NULL,
  amount_fen bigint NOT NULL,
  method text NOT NULL,
  evidence_ids uuid[] NOT NULL,
  received_by text NOT NULL,
  received_at timestamp with time zone NOT NULL,
  entry_id uuid NOT NULL,
  reversed_fen bigint NOT NULL,
  CONSTRAINT payment_amount_check CHECK ((amount_fen > 0)),
  CONSTRAINT payment_bill_fkey FOREIGN KEY (bill_id) REFERENCES bill(id),
  CONSTRAINT payment_entry_fkey FOREIGN KEY (entry_id) REFERENCES ledger_entry(id) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT payment_pkey PRIMARY KEY (id),
  CONSTRAINT payment_reversed_check CHECK (((reversed_fen >= 0) AND (reversed_fen <= amount_fen)))
);

CREATE INDEX payment_bill ON public.payment USING btree (bill_id);

CREATE INDEX payment_estate ON public.payment USING btree (estate_id, received_at DESC, id DESC);

CREATE TABLE payment_attempt (
  id uuid NOT NULL,
  version integer NOT NULL,
  estate_id uuid NOT NULL,
  community_code text NOT NULL,
  bill_id uuid NOT NULL,
  household_id uuid NOT NULL,
  provider text NOT NULL,
  amount_fen bigint NOT NULL,
  state text NOT NULL,
  failure text,
  code_url text,
  transaction_id text,
  received_fen bigint NOT NULL,
  surplus_fen bigint NOT NULL,
  refunded_fen bigint NOT NULL,
  started_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  paid_at timestamp with time zone,
  CONSTRAINT payment_attempt_amount_check CHECK ((amount_fen > 0)),
  CONSTRAINT payment_attempt_bill_fkey FOREIGN KEY (bill_id) REFERENCES bill(id),
  CONSTRAINT payment_attempt_estate_fkey FOREIGN KEY (estate_id) REFERENCES estate(id),
  CONSTRAINT payment_attempt_failure_check CHECK ((failure = ANY (ARRAY['REFUSED'::text, 'AMOUNT_DIFFERENT'::text]))),
  CONSTRAINT payment_attempt_paid_check CHECK (((state <> 'PAID'::text) OR ((received_fen > 0) AND (transaction_id IS NOT NULL) AND (paid_at IS NOT NULL)))),
  CONSTRAINT payment_attempt_pkey PRIMARY KEY (id),
  CONSTRAINT payment_attempt_provider_check CHECK ((provider = ANY (ARRAY['WECHAT'::text, 'ALIPAY'::text]))),
  CONSTRAINT payment_attempt_refunded_check CHECK (((refunded_fen >= surplus_fen) AND (refunded_fen <= received_fen))),
  CONSTRAINT payment_attempt_state_check CHECK ((state = ANY (ARRAY['PENDING'::text, 'PAID'::text, 'CLOSED'::text, 'FAILED'::text]))),
  CONSTRAINT payment_attempt_surplus_check CHECK (((surplus_fen >= 0) AND (surplus_fen <= received_fen))),
  CONSTRAINT payment_attempt_transaction_key UNIQUE (provider, transaction_id)
);

CREATE INDEX payment_attempt_bill ON public.payment_attempt USING btree (bill_id);

CREATE INDEX payment_attempt_estate ON public.payment_attempt USING btree (estate_id, started_at DESC, id DESC);

CREATE INDEX payment_attempt_paid ON public.payment_attempt USING btree (paid_at) WHERE (state = 'PAID'::text);

CREATE INDEX payment_attempt_pending ON public.payment_attempt USING btree (id) WHERE (state = 'PENDING'::text);

CREATE UNIQUE INDEX payment_attempt_pending_key ON public.payment_attempt USING btree (bill_id) WHERE (state = 'PENDING'::text);

CREATE TABLE payment_refund (
  id uuid NOT NULL,
  version integer NOT NULL,
  estate_id uuid NOT NULL,
  community_code text NOT NULL,
  household_id uuid NOT NULL,
  bill_id uuid NOT NULL,
  attempt_id uuid NOT NULL,
  purpose text NOT NULL,
  refund_id uuid,
  amount_fen bigint NOT NULL,
  state text NOT NULL,
  requested_at timestamp with time zone NOT NULL,
  done_at timestamp with time zone,
  CONSTRAINT payment_refund_amount_check CHECK ((amount_fen > 0)),
  CONSTRAINT payment_refund_attempt_fkey FOREIGN KEY (attempt_id) REFERENCES payment_attempt(id),
  CONSTRAINT payment_refund_bill_fkey FOREIGN KEY (bill_id) REFERENCES bill(id),
  CONSTRAINT payment_refund_done_check CHECK (((state = 'DONE'::text) = (done_at IS NOT NULL))),
  CONSTRAINT payment_refund_estate_fkey FOREIGN KEY (estate_id) REFERENCES estate(id),
  CONSTRAINT payment_refund_pkey PRIMARY KEY (id),
  CONSTRAINT payment_refund_purpose_check CHECK ((((purpose = 'RETURN'::text) = (refund_id IS NOT NULL)) AND (purpose = ANY (ARRAY['SURPLUS'::text, 'RETURN'::text])))),
  CONSTRAINT payment_refund_refund_fkey FOREIGN KEY (refund_id) REFERENCES refund(id),
  CONSTRAINT payment_refund_state_check CHECK ((state = ANY (ARRAY['PENDING'::text, 'DONE'::text, 'REFUSED'::text])))
);

CREATE INDEX payment_refund_done ON public.payment_refund USING btree (done_at) WHERE (state = 'DONE'::text);

CREATE INDEX payment_refund_estate ON public.payment_refund USING btree (estate_id, requested_at DESC, id DESC);

CREATE INDEX payment_refund_pending ON public.payment_refund USING btree (id) WHERE (state = 'PENDING'::text);

CREATE UNIQUE INDEX payment_refund_part_key ON public.payment_refund USING btree (refund_id, attempt_id) WHERE (state = 'PENDING'::text);

CREATE UNIQUE INDEX payment_refund_surplus_key ON public.payment_refund USING btree (attempt_id) WHERE (purpose = 'SURPLUS'::text);

CREATE TABLE place_figure (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  place_code text NOT NULL,
  kind text NOT NULL,
  households integer NOT NULL,
  CONSTRAINT place_figure_pkey PRIMARY KEY (id)
);

CREATE INDEX place_figure_place ON public.place_figure USING btree (place_code text_pattern_ops, kind);

CREATE TABLE problem_list (
  id uuid NOT NULL,
  version integer NOT NULL,
  estate_id uuid NOT NULL,
  community_code text NOT NULL,
  number integer NOT NULL,
  items jsonb NOT NULL,
  published_at timestamp with time zone NOT NULL,
  CONSTRAINT problem_list_estate_fkey FOREIGN KEY (estate_id) REFERENCES estate(id),
  CONSTRAINT problem_list_number_key UNIQUE (estate_id, number),
  CONSTRAINT problem_list_pkey PRIMARY KEY (id)
);

CREATE TABLE refund (
  id uuid NOT NULL,
  version integer NOT NULL,
  estate_id uuid NOT NULL,
  community_code text NOT NULL,
  household_id uuid NOT NULL,
  bill_id uuid NOT NULL,
  contract_id uuid,
  offer_id uuid NOT NULL,
  amount_fen bigint NOT NULL,
  state text NOT NULL,
  due_on date NOT NULL,
  requested_at timestamp with time zone NOT NULL,
  settled_at timestamp with time zone,
  entry_id uuid,
  order_id uuid,
  settled_by text,
  settled_fen bigint NOT NULL,
  by_hand_fen bigint NOT NULL,
  CONSTRAINT refund_amount_check CHECK ((amount_fen > 0)),
  CONSTRAINT refund_bill_fkey FOREIGN KEY (bill_id) REFERENCES bill(id),
  CONSTRAINT refund_by_hand_check CHECK ((((by_hand_fen >= 0) AND (by_hand_fen <= settled_fen)) AND ((by_hand_fen > 0) = (settled_by IS NOT NULL)))),
  CONSTRAINT refund_contract_fkey FOREIGN KEY (contract_id) REFERENCES service_contract(id),
  CONSTRAINT refund_entry_fkey FOREIGN KEY (entry_id) REFERENCES ledger_entry(id) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT refund_estate_fkey FOREIGN KEY (estate_id) REFERENCES estate(id),
  CONSTRAINT refund_of_check CHECK ((num_nonnulls(contract_id, order_id) = 1)),
  CONSTRAINT refund_offer_fkey FOREIGN KEY (offer_id) REFERENCES offer(id),
  CONSTRAINT refund_order_fkey FOREIGN KEY (order_id) REFERENCES service_order(id),
  CONSTRAINT refund_parts_check CHECK ((((settled_fen >= 0) AND (settled_fen <= amount_fen)) AND ((state = 'SETTLED'::text) = (settled_fen = amount_fen)))),
  CONSTRAINT refund_pkey PRIMARY KEY (id),
  CONSTRAINT refund_settled_by_check CHECK (((settled_by IS NULL) OR (state = 'SETTLED'::text))),
  CONSTRAINT refund_settled_check CHECK (((state = 'SETTLED'::text) = ((settled_at IS NOT NULL) AND (entry_id IS NOT NULL)))),
  CONSTRAINT refund_state_check CHECK ((state = ANY (ARRAY['DUE'::text, 'SENT'::text, 'SETTLED'::text])))
);

CREATE INDEX refund_estate ON public.refund USING btree (estate_id, requested_at DESC, id DESC);

CREATE INDEX refund_order ON public.refund USING btree (order_id);

CREATE TABLE satisfaction_answer (
  id uuid NOT NULL,
  version integer NOT NULL,
  survey_id uuid NOT NULL,
  estate_id uuid NOT NULL,
  community_code text NOT NULL,
  household_id uuid NOT NULL,
  score integer NOT NULL,
  answered_by text NOT NULL,
  evidence_ids uuid[] NOT NULL,
  answered_at timestamp with time zone NOT NULL,
  CONSTRAINT satisfaction_answer_by_check CHECK ((answered_by = ANY (ARRAY['HOUSEHOLD'::text, 'PAPER'::text]))),
  CONSTRAINT satisfaction_answer_household_key UNIQUE (survey_id, household_id),
  CONSTRAINT satisfaction_answer_paper_check CHECK (((answered_by = 'PAPER'::text) = (cardinality(evidence_ids) > 0))),
  CONSTRAINT satisfaction_answer_pkey PRIMARY KEY (id),
  CONSTRAINT satisfaction_answer_score_check CHECK (((score >= 1) AND (score <= 5))),
  CONSTRAINT satisfaction_answer_survey_fkey FOREIGN KEY (survey_id) REFERENCES satisfaction_survey(id)
);

CREATE TABLE satisfaction_policy_version (
  id uuid NOT NULL,
  jurisdiction_id text NOT NULL,
  version integer NOT NULL,
  published_at timestamp with time zone NOT NULL,
  satisfied_from integer NOT NULL,
  least_answers integer NOT NULL,
  source text NOT NULL,
  assumed boolean NOT NULL,
  CONSTRAINT satisfaction_policy_version_check CHECK ((version > 0)),
  CONSTRAINT satisfaction_policy_version_key UNIQUE (jurisdiction_id, version),
  CONSTRAINT satisfaction_policy_version_pkey PRIMARY KEY (id)
);

CREATE TABLE satisfaction_survey (
  id uuid NOT NULL,
  version integer NOT NULL,
  estate_id uuid NOT NULL,
  community_code text NOT NULL,
  period_from date NOT NULL,
  period_to date NOT NULL,
  satisfied_from integer NOT NULL,
  least_answers integer NOT NULL,
  opened_at timestamp with time zone NOT NULL,
  closes_at timestamp with time zone NOT NULL,
  CONSTRAINT satisfaction_survey_apart EXCLUDE USING gist (estate_id WITH =, daterange(period_from, period_to, '[]'::text) WITH &&),
  CONSTRAINT satisfaction_survey_closes_check CHECK ((opened_at < closes_at)),
  CONSTRAINT satisfaction_survey_estate_fkey FOREIGN KEY (estate_id) REFERENCES estate(id),
  CONSTRAINT satisfaction_survey_period_check CHECK ((period_from <= period_to)),
  CONSTRAINT satisfaction_survey_pkey PRIMARY KEY (id),
  CONSTRAINT satisfaction_survey_satisfied_check CHECK (((satisfied_from >= 1) AND (satisfied_from <= 5)))
);

CREATE INDEX satisfaction_survey_estate ON public.satisfaction_survey USING btree (estate_id, period_from DESC, id DESC);

CREATE TABLE service_contract (
  id uuid NOT NULL,
  version integer NOT NULL,
  estate_id uuid NOT NULL,
  community_code text NOT NULL,
  unit_id uuid NOT NULL,
  household_id uuid NOT NULL,
  trial_id uuid,
  offer_id uuid NOT NULL,
  starts_on date NOT NULL,
  ends_on date,
  state text NOT NULL,
  consent_evidence_ids uuid[] NOT NULL,
  CONSTRAINT service_contract_estate_fkey FOREIGN KEY (estate_id) REFERENCES estate(id),
  CONSTRAINT service_contract_offer_fkey FOREIGN KEY (offer_id) REFERENCES offer(id),
  CONSTRAINT service_contract_pkey PRIMARY KEY (id),
  CONSTRAINT service_contract_returned_check CHECK (((state = 'RETURNED'::text) = (ends_on IS NOT NULL))),
  CONSTRAINT service_contract_state_check CHECK ((state = ANY (ARRAY['STANDING'::text, 'RETURNED'::text]))),
  CONSTRAINT service_contract_trial_fkey FOREIGN KEY (trial_id) REFERENCES trial(id),
  CONSTRAINT service_contract_trial_key UNIQUE (trial_id),
  CONSTRAINT service_contract_unit_fkey FOREIGN KEY (unit_id) REFERENCES unit(id)
);

CREATE INDEX service_contract_estate ON public.service_contract USING btree (estate_id, starts_on DESC, id DESC);

CREATE INDEX service_contract_unit ON public.service_contract USING btree (unit_id);

CREATE UNIQUE INDEX service_contract_standing_key ON public.service_contract USING btree (unit_id) WHERE (state = 'STANDING'::text);

CREATE TRIGGER service_contract_without_trial AFTER INSERT ON public.service_contract FOR EACH ROW EXECUTE FUNCTION service_contract_without_trial();

CREATE TABLE service_item (
  id uuid NOT NULL,
  version integer NOT NULL,
  estate_id uuid,
  place_code text NOT NULL,
  tier text NOT NULL,
  state text NOT NULL,
  versions integer NOT NULL,
  latest_from date NOT NULL,
  withdrawn_from date,
  CONSTRAINT service_item_estate_fkey FOREIGN KEY (estate_id) REFERENCES estate(id),
  CONSTRAINT service_item_pkey PRIMARY KEY (id),
  CONSTRAINT service_item_state_check CHECK ((state = ANY (ARRAY['OFFERED'::text, 'WITHDRAWN'::text]))),
  CONSTRAINT service_item_tier_check CHECK ((tier = ANY (ARRAY['BASIC'::text, 'OPTIONAL'::text, 'VALUE_ADDED'::text]))),
  CONSTRAINT service_item_versions_check CHECK ((versions > 0)),
  CONSTRAINT service_item_withdrawn_check CHECK (((state = 'WITHDRAWN'::text) = (withdrawn_from IS NOT NULL)))
);

CREATE INDEX service_item_estate ON public.service_item USING btree (estate_id);

CREATE INDEX service_item_place ON public.service_item USING btree (place_code) WHERE (estate_id IS NULL);

CREATE TABLE service_item_version (
  id uuid NOT NULL,
  item_id uuid NOT NULL,
  number integer NOT NULL,
  name text NOT NULL,
  description text NOT NULL,
  price_fen bigint,
  unit text,
  effective_from date NOT NULL,
  published_at timestamp with time zone NOT NULL,
  CONSTRAINT service_item_version_effective_key UNIQUE (item_id, effective_from),
  CONSTRAINT service_item_version_item_fkey FOREIGN KEY (item_id) REFERENCES service_item(id) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT service_item_version_number_key UNIQUE (item_id, number),
  CONSTRAINT service_item_version_pkey PRIMARY KEY (id),
  CONSTRAINT service_item_version_price_check CHECK ((price_fen > 0)),
  CONSTRAINT service_item_version_unit_check CHECK (((price_fen IS NULL) = (unit IS NULL)))
);

CREATE TRIGGER service_item_version_kept BEFORE DELETE OR UPDATE OR TRUNCATE ON public.service_item_version FOR EACH STATEMENT EXECUTE FUNCTION never_changed();

CREATE TABLE service_order (
  id uuid NOT NULL,
  version integer NOT NULL,
  estate_id uuid NOT NULL,
  community_code text NOT NULL,
  unit_id uuid NOT NULL,
  household_id uuid NOT NULL,
  item_id uuid NOT NULL,
  item_version_id uuid NOT NULL,
  offer_id uuid NOT NULL,
  tier text NOT NULL,
  unit text NOT NULL,
  price_fen bigint NOT NULL,
  quantity integer NOT NULL,
  used_quantity integer NOT NULL,
  amount_fen bigint NOT NULL,
  bill_id uuid NOT NULL,
  by_household boolean NOT NULL,
  evidence_ids uuid[] NOT NULL,
  ordered_by text NOT NULL,
  state text NOT NULL,
  ordered_at timestamp with time zone NOT NULL,
  cancelled_at timestamp with time zone,
  CONSTRAINT service_order_amount_check CHECK ((amount_fen = (price_fen * quantity))),
  CONSTRAINT service_order_bill_fkey FOREIGN KEY (bill_id) REFERENCES bill(id) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT service_order_bill_key UNIQUE (bill_id),
  CONSTRAINT service_order_bill_of_key UNIQUE (id, household_id, tier),
  CONSTRAINT service_order_cancelled_check CHECK (((state = 'CANCELLED'::text) = (cancelled_at IS NOT NULL))),
  CONSTRAINT service_order_completed_check CHECK (((state = 'COMPLETED'::text) = (used_quantity = quantity))),
  CONSTRAINT service_order_consent_check CHECK ((by_household OR (cardinality(evidence_ids) > 0))),
  CONSTRAINT service_order_estate_fkey FOREIGN KEY (estate_id) REFERENCES estate(id),
  CONSTRAINT service_order_item_fkey FOREIGN KEY (item_id) REFERENCES service_item(id),
  CONSTRAINT service_order_item_version_fkey FOREIGN KEY (item_version_id) REFERENCES service_item_version(id),
  CONSTRAINT service_order_offer_fkey FOREIGN KEY (offer_id) REFERENCES offer(id),
  CONSTRAINT service_order_pkey PRIMARY KEY (id),
  CONSTRAINT service_order_price_check CHECK ((price_fen > 0)),
  CONSTRAINT service_order_quantity_check CHECK ((quantity > 0)),
  CONSTRAINT service_order_state_check CHECK ((state = ANY (ARRAY['ORDERED'::text, 'COMPLETED'::text, 'CANCELLED'::text]))),
  CONSTRAINT service_order_tier_check CHECK ((tier = ANY (ARRAY['OPTIONAL'::text, 'VALUE_ADDED'::text]))),
  CONSTRAINT service_order_unit_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  CONSTRAINT service_order_used_check CHECK (((used_quantity >= 0) AND (used_quantity <= quantity)))
);

CREATE INDEX service_order_estate ON public.service_order USING btree (estate_id, ordered_at DESC, id DESC);

CREATE INDEX service_order_household ON public.service_order USING btree (household_id);

CREATE TABLE service_provider (
  id uuid NOT NULL,
  version integer NOT NULL,
  place_code text NOT NULL,
  name text NOT NULL,
  kind text NOT NULL,
  distributes_profit boolean NOT NULL,
  registered_at timestamp with time zone NOT NULL,
  CONSTRAINT service_provider_kind_check CHECK ((kind = ANY (ARRAY['PUBLIC_WELFARE'::text, 'COMMERCIAL'::text]))),
  CONSTRAINT service_provider_pkey PRIMARY KEY (id),
  CONSTRAINT service_provider_profit_check CHECK (((kind <> 'PUBLIC_WELFARE'::text) OR (NOT distributes_profit)))
);

CREATE UNIQUE INDEX service_provider_name_key ON public.service_provider USING btree (place_code text_pattern_ops, name);

CREATE TABLE service_standard (
  id uuid NOT NULL,
  version integer NOT NULL,
  estate_id uuid NOT NULL,
  community_code text NOT NULL,
  promises jsonb NOT NULL,
  partly_percent integer NOT NULL,
  state text NOT NULL,
  number integer,
  decision_id uuid,
  effective_from date,
  drafted_at timestamp with time zone NOT NULL,
  published_at timestamp with time zone,
  CONSTRAINT service_standard_adopted_check CHECK ((num_nulls(number, decision_id, effective_from, published_at) =
CASE state
    WHEN 'ADOPTED'::text THEN 0
    ELSE 4
END)),
  CONSTRAINT service_standard_decision_fkey FOREIGN KEY (decision_id) REFERENCES known_decision(id),
  CONSTRAINT service_standard_effective_check CHECK ((effective_from > ((published_at AT TIME ZONE 'Asia/Shanghai'::text))::date)),
  CONSTRAINT service_standard_effective_key UNIQUE (estate_id, effective_from),
  CONSTRAINT service_standard_estate_fkey FOREIGN KEY (estate_id) REFERENCES estate(id),
  CONSTRAINT service_standard_number_key UNIQUE (estate_id, number),
  CONSTRAINT service_standard_partly_check CHECK (((partly_percent >= 1) AND (partly_percent <= 100))),
  CONSTRAINT service_standard_pkey PRIMARY KEY (id),
  CONSTRAINT service_standard_state_check CHECK ((state = ANY (ARRAY['DRAFTED'::text, 'ADOPTED'::text])))
);

CREATE INDEX service_standard_estate ON public.service_standard USING btree (estate_id, drafted_at DESC, id DESC);

CREATE TABLE service_use (
  id uuid NOT NULL,
  version integer NOT NULL,
  order_id uuid NOT NULL,
  estate_id uuid NOT NULL,
  used_on date NOT NULL,
  quantity integer NOT NULL,
  evidence_ids uuid[] NOT NULL,
  recorded_by text NOT NULL,
  recorded_at timestamp with time zone NOT NULL,
  CONSTRAINT service_use_evidence_check CHECK ((cardinality(evidence_ids) > 0)),
  CONSTRAINT service_use_order_fkey FOREIGN KEY (order_id) REFERENCES service_order(id),
  CONSTRAINT service_use_pkey PRIMARY KEY (id),
  CONSTRAINT service_use_quantity_check CHECK ((quantity > 0))
);

CREATE INDEX service_use_order ON public.service_use USING btree (order_id, used_on DESC, id DESC);

CREATE TABLE service_use_reversal (
  use_id uuid NOT NULL,
  order_id uuid NOT NULL,
  reason text NOT NULL,
  reversed_by text NOT NULL,
  reversed_at timestamp with time zone NOT NULL,
  CONSTRAINT service_use_reversal_order_fkey FOREIGN KEY (order_id) REFERENCES service_order(id),
  CONSTRAINT service_use_reversal_pkey PRIMARY KEY (use_id),
  CONSTRAINT service_use_reversal_use_fkey FOREIGN KEY (use_id) REFERENCES service_use(id)
);

CREATE TRIGGER service_use_reversal_kept BEFORE DELETE OR UPDATE OR TRUNCATE ON public.service_use_reversal FOR EACH STATEMENT EXECUTE FUNCTION never_changed();

CREATE TABLE space_conversion (
  id uuid NOT NULL,
  version integer NOT NULL,
  estate_id uuid NOT NULL,
  community_code text NOT NULL,
  location text NOT NULL,
  target text NOT NULL,
  state text NOT NULL,
  before jsonb NOT NULL,
  decision_id uuid,
  after jsonb,
  proposed_at timestamp with time zone NOT NULL,
  approved_at timestamp with time zone,
  built_at timestamp with time zone,
  ended_at timestamp with time zone,
  CONSTRAINT space_conversion_after_check CHECK ((jsonb_array_length((after -> 'evidenceIds'::text)) > 0)),
  CONSTRAINT space_conversion_before_check CHECK ((jsonb_array_length((before -> 'evidenceIds'::text)) > 0)),
  CONSTRAINT space_conversion_estate_fkey FOREIGN KEY (estate_id) REFERENCES estate(id),
  CONSTRAINT space_conversion_pkey PRIMARY KEY (id),
  CONSTRAINT space_conversion_stage_check CHECK ((((state = ANY (ARRAY['APPROVED'::text, 'BUILT'::text, 'DONE'::text])) = ((decision_id IS NOT NULL) AND (approved_at IS NOT NULL))) AND ((state = ANY (ARRAY['BUILT'::text, 'DONE'::text])) = (built_at IS NOT NULL)) AND ((state = 'DONE'::text) = (after IS NOT NULL)) AND ((state = ANY (ARRAY['DONE'::text, 'WITHDRAWN'::text])) = (ended_at IS NOT NULL)))),
  CONSTRAINT space_conversion_state_check CHECK ((state = ANY (ARRAY['PROPOSED'::text, 'APPROVED'::text, 'BUILT'::text, 'DONE'::text, 'WITHDRAWN'::text])))
);

CREATE INDEX space_conversion_estate ON public.space_conversion USING btree (estate_id, proposed_at DESC, id DESC);

CREATE TABLE spending (
  id uuid NOT NULL,
  version integer NOT NULL,
  estate_id uuid NOT NULL,
  community_code text NOT NULL,
  fund text NOT NULL,
  purpose text NOT NULL,
  title text NOT NULL,
  budget_fen bigint NOT NULL,
  spent_fen bigint NOT NULL,
  state text NOT NULL,
  decision_id uuid,
  evidence_ids uuid[] NOT NULL,
  proposed_by text NOT NULL,
  proposed_at timestamp with time zone NOT NULL,
  CONSTRAINT spending_amount_check CHECK ((budget_fen > 0)),
  CONSTRAINT spending_approved_check CHECK (((spent_fen = 0) OR (state = ANY (ARRAY['APPROVED'::text, 'COMPLETED'::text])))),
  CONSTRAINT spending_budget_check CHECK (((spent_fen >= 0) AND (spent_fen <= budget_fen))),
  CONSTRAINT spending_decision_fkey FOREIGN KEY (decision_id) REFERENCES known_decision(id),
  CONSTRAINT spending_estate_fkey FOREIGN KEY (estate_id) REFERENCES estate(id),
  CONSTRAINT spending_pkey PRIMARY KEY (id),
  CONSTRAINT spending_state_check CHECK ((state = ANY (ARRAY['PROPOSED'::text, 'APPROVED'::text, 'COMPLETED'::text, 'WITHDRAWN'::text])))
);

CREATE INDEX spending_estate ON public.spending USING btree (estate_id, proposed_at DESC, id DESC);

CREATE TABLE standard_policy_version (
  id uuid NOT NULL,
  jurisdiction_id text NOT NULL,
  version integer NOT NULL,
  published_at timestamp with time zone NOT NULL,
  notice_days integer NOT NULL,
  partly_percent integer NOT NULL,
  correction_days integer NOT NULL,
  source text NOT NULL,
  assumed boolean NOT NULL,
  CONSTRAINT standard_policy_version_check CHECK ((version > 0)),
  CONSTRAINT standard_policy_version_key UNIQUE (jurisdiction_id, version),
  CONSTRAINT standard_policy_version_pkey PRIMARY KEY (id)
);

CREATE TABLE statement (
  id uuid NOT NULL,
  version integer NOT NULL,
  estate_id uuid NOT NULL,
  community_code text NOT NULL,
  period_id uuid NOT NULL,
  number integer NOT NULL,
  from_day date NOT NULL,
  to_day date NOT NULL,
  title text NOT NULL,
  subtitle text NOT NULL,
  sections jsonb NOT NULL,
  book_sums jsonb NOT NULL,
  hash text NOT NULL,
  notice_id uuid NOT NULL,
  published_at timestamp with time zone NOT NULL,
  revision integer NOT NULL,
  corrects_id uuid,
  reason text,
  CONSTRAINT statement_corrects_fkey FOREIGN KEY (corrects_id) REFERENCES statement(id),
  CONSTRAINT statement_corrects_key UNIQUE (corrects_id),
  CONSTRAINT statement_estate_fkey FOREIGN KEY (estate_id) REFERENCES estate(id),
  CONSTRAINT statement_hash_check CHECK ((hash ~ '^[0-9a-f]{64}$'::text)),
  CONSTRAINT statement_notice_fkey FOREIGN KEY (notice_id) REFERENCES notice(id),
  CONSTRAINT statement_notice_key UNIQUE (notice_id),
  CONSTRAINT statement_number_key UNIQUE (estate_id, number, revision),
  CONSTRAINT statement_period_fkey FOREIGN KEY (period_id) REFERENCES ledger_period(id),
  CONSTRAINT statement_period_key UNIQUE (period_id, revision),
  CONSTRAINT statement_pkey PRIMARY KEY (id),
  CONSTRAINT statement_revision_check CHECK (((revision > 0) AND ((revision > 1) = (corrects_id IS NOT NULL)) AND ((revision > 1) = (reason IS NOT NULL))))
);

CREATE TRIGGER statement_kept BEFORE DELETE OR UPDATE OR TRUNCATE ON public.statement FOR EACH STATEMENT EXECUTE FUNCTION never_changed();

CREATE TABLE statement_line (
  id uuid NOT NULL,
  version integer NOT NULL,
  place_code text NOT NULL,
  provider text NOT NULL,
  kind text NOT NULL,
  number text NOT NULL,
  transaction_id text NOT NULL,
  amount_fen bigint NOT NULL,
  at timestamp with time zone NOT NULL,
  day date NOT NULL,
  source_id uuid,
  found text NOT NULL,
  state text NOT NULL,
  note text,
  imported_by text NOT NULL,
  confirmed_by text,
  CONSTRAINT statement_line_amount_check CHECK ((amount_fen >= 0)),
  CONSTRAINT statement_line_confirmed_check CHECK (((state = 'CONFIRMED'::text) = (confirmed_by IS NOT NULL))),
  CONSTRAINT statement_line_found_check CHECK ((found = ANY (ARRAY['MATCHED'::text, 'MISSING_HERE'::text, 'AMOUNT_DIFFERENT'::text]))),
  CONSTRAINT statement_line_kind_check CHECK ((kind = ANY (ARRAY['PAYMENT'::text, 'REFUND'::text]))),
  CONSTRAINT statement_line_pkey PRIMARY KEY (id),
  CONSTRAINT statement_line_provider_check CHECK ((provider = ANY (ARRAY['WECHAT'::text, 'ALIPAY'::text]))),
  CONSTRAINT statement_line_second_person_check CHECK ((confirmed_by <> imported_by)),
  CONSTRAINT statement_line_state_check CHECK ((state = ANY (ARRAY['TAKEN'::text, 'QUERIED'::text, 'CONFIRMED'::text]))),
  CONSTRAINT statement_line_trade_key UNIQUE (provider, kind, number, transaction_id)
);

CREATE INDEX statement_line_day ON public.statement_line USING btree (day, place_code);

CREATE INDEX statement_line_source ON public.statement_line USING btree (source_id);

CREATE TABLE statement_line_correction (
  line_id uuid NOT NULL,
  version integer NOT NULL,
  former_fen bigint NOT NULL,
  amount_fen bigint NOT NULL,
  former_found text NOT NULL,
  former_imported_by text NOT NULL,
  reason text NOT NULL,
  corrected_by text NOT NULL,
  corrected_at timestamp with time zone NOT NULL,
  CONSTRAINT statement_line_correction_amount_check CHECK (((amount_fen > 0) AND (amount_fen <> former_fen))),
  CONSTRAINT statement_line_correction_line_fkey FOREIGN KEY (line_id) REFERENCES statement_line(id),
  CONSTRAINT statement_line_correction_pkey PRIMARY KEY (line_id, version),
  CONSTRAINT statement_line_correction_second_person_check CHECK ((corrected_by <> former_imported_by))
);

CREATE TRIGGER statement_line_correction_kept BEFORE DELETE OR UPDATE OR TRUNCATE ON public.statement_line_correction FOR EACH STATEMENT EXECUTE FUNCTION never_changed();

CREATE TABLE survey_result (
  survey_id uuid NOT NULL,
  answers integer NOT NULL,
  satisfied integer NOT NULL,
  covered integer NOT NULL,
  households integer NOT NULL,
  closed_at timestamp with time zone NOT NULL,
  CONSTRAINT survey_result_count_check CHECK (((0 <= satisfied) AND (satisfied <= answers) AND (0 <= covered) AND (covered <= households))),
  CONSTRAINT survey_result_pkey PRIMARY KEY (survey_id),
  CONSTRAINT survey_result_survey_fkey FOREIGN KEY (survey_id) REFERENCES satisfaction_survey(id)
);

CREATE TRIGGER survey_result_kept BEFORE DELETE OR UPDATE OR TRUNCATE ON public.survey_result FOR EACH STATEMENT EXECUTE FUNCTION never_changed();

CREATE TABLE takeover (
  id uuid NOT NULL,
  version integer NOT NULL,
  estate_id uuid NOT NULL,
  community_code text NOT NULL,
  provider_id uuid NOT NULL,
  state text NOT NULL,
  items jsonb NOT NULL,
  opened_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  CONSTRAINT takeover_complete_check CHECK (((state <> 'COMPLETED'::text) OR (NOT (items @> '[{"state": "MISSING"}]'::jsonb)))),
  CONSTRAINT takeover_ended_check CHECK (((state = 'OPEN'::text) = (ended_at IS NULL))),
  CONSTRAINT takeover_estate_fkey FOREIGN KEY (estate_id) REFERENCES estate(id),
  CONSTRAINT takeover_pkey PRIMARY KEY (id),
  CONSTRAINT takeover_provider_fkey FOREIGN KEY (provider_id) REFERENCES service_provider(id),
  CONSTRAINT takeover_state_check CHECK ((state = ANY (ARRAY['OPEN'::text, 'COMPLETED'::text, 'WITHDRAWN'::text])))
);

CREATE INDEX takeover_estate ON public.takeover USING btree (estate_id, opened_at DESC, id DESC);

CREATE UNIQUE INDEX takeover_estate_key ON public.takeover USING btree (estate_id) WHERE (state <> 'WITHDRAWN'::text);

CREATE TABLE takeover_policy_version (
  id uuid NOT NULL,
  jurisdiction_id text NOT NULL,
  version integer NOT NULL,
  published_at timestamp with time zone NOT NULL,
  items jsonb NOT NULL,
  CONSTRAINT takeover_policy_version_check CHECK ((version > 0)),
  CONSTRAINT takeover_policy_version_key UNIQUE (jurisdiction_id, version),
  CONSTRAINT takeover_policy_version_pkey PRIMARY KEY (id)
);

CREATE TABLE task_team (
  id uuid NOT NULL,
  version integer NOT NULL,
  estate_id uuid NOT NULL,
  community_code text NOT NULL,
  members jsonb NOT NULL,
  state text NOT NULL,
  formed_at timestamp with time zone NOT NULL,
  disbanded_at timestamp with time zone,
  CONSTRAINT task_team_disbanded_check CHECK (((state = 'DISBANDED'::text) = (disbanded_at IS NOT NULL))),
  CONSTRAINT task_team_estate_fkey FOREIGN KEY (estate_id) REFERENCES estate(id),
  CONSTRAINT task_team_pkey PRIMARY KEY (id),
  CONSTRAINT task_team_state_check CHECK ((state = ANY (ARRAY['STANDING'::text, 'DISBANDED'::text])))
);

CREATE INDEX task_team_estate ON public.task_team USING btree (estate_id, formed_at DESC, id DESC);

CREATE UNIQUE INDEX task_team_standing_key ON public.task_team USING btree (estate_id) WHERE (state = 'STANDING'::text);

CREATE TABLE title (
  ownership_id uuid NOT NULL,
  owner_id uuid NOT NULL,
  numerator integer,
  denominator integer,
  CONSTRAINT title_owner_fkey FOREIGN KEY (owner_id) REFERENCES owner(id),
  CONSTRAINT title_ownership_fkey FOREIGN KEY (ownership_id) REFERENCES ownership(id),
  CONSTRAINT title_pkey PRIMARY KEY (ownership_id, owner_id),
  CONSTRAINT title_share_check CHECK (((num_nulls(numerator, denominator) <> 1) AND ((numerator >= 1) AND (numerator <= denominator))))
);

CREATE INDEX title_owner ON public.title USING btree (owner_id);

CREATE TABLE trial (
  id uuid NOT NULL,
  version integer NOT NULL,
  estate_id uuid NOT NULL,
  community_code text NOT NULL,
  unit_id uuid NOT NULL,
  household_id uuid NOT NULL,
  offer_id uuid NOT NULL,
  granted_to uuid NOT NULL,
  signed_on date NOT NULL,
  first_day date NOT NULL,
  last_day date NOT NULL,
  state text NOT NULL,
  ended_at timestamp with time zone,
  reminded_at timestamp with time zone,
  consent_evidence_ids uuid[] NOT NULL,
  contract_id uuid,
  CONSTRAINT trial_contract_fkey FOREIGN KEY (contract_id) REFERENCES service_contract(id) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT trial_days_check CHECK (((signed_on < first_day) AND (first_day <= last_day))),
  CONSTRAINT trial_ended_check CHECK ((((state = 'ACTIVE'::text) = (ended_at IS NULL)) AND ((state = 'CONVERTED'::text) = (contract_id IS NOT NULL)))),
  CONSTRAINT trial_estate_fkey FOREIGN KEY (estate_id) REFERENCES estate(id),
  CONSTRAINT trial_granted_key UNIQUE (granted_to),
  CONSTRAINT trial_offer_fkey FOREIGN KEY (offer_id) REFERENCES offer(id),
  CONSTRAINT trial_pkey PRIMARY KEY (id),
  CONSTRAINT trial_state_check CHECK ((state = ANY (ARRAY['ACTIVE'::text, 'CONVERTED'::text, 'DECLINED'::text, 'EXPIRED'::text]))),
  CONSTRAINT trial_unit_fkey FOREIGN KEY (unit_id) REFERENCES unit(id)
);

CREATE INDEX trial_estate ON public.trial USING btree (estate_id, signed_on DESC, id DESC);

CREATE INDEX trial_household ON public.trial USING btree (household_id);

CREATE INDEX trial_last_day ON public.trial USING btree (last_day) WHERE (state = 'ACTIVE'::text);

CREATE INDEX trial_unit ON public.trial USING btree (unit_id);

CREATE UNIQUE INDEX trial_active_key ON public.trial USING btree (unit_id) WHERE (state = 'ACTIVE'::text);

CREATE TRIGGER trial_without_contract AFTER INSERT ON public.trial FOR EACH ROW WHEN ((new.state = 'ACTIVE'::text)) EXECUTE FUNCTION trial_without_contract();

CREATE TABLE unit (
  id uuid NOT NULL,
  version integer NOT NULL,
  estate_id uuid NOT NULL,
  building_id uuid NOT NULL,
  community_code text NOT NULL,
  label text NOT NULL,
  kind text NOT NULL,
  area integer NOT NULL,
  area_source text NOT NULL,
  household_id uuid,
  external_ref text,
  CONSTRAINT unit_area_check CHECK ((area > 0)),
  CONSTRAINT unit_area_source_check CHECK ((area_source = ANY (ARRAY['TITLE_REGISTER'::text, 'MEASUREMENT'::text, 'SALE_CONTRACT'::text]))),
  CONSTRAINT unit_building_fkey FOREIGN KEY (building_id) REFERENCES building(id),
  CONSTRAINT unit_estate_fkey FOREIGN KEY (estate_id) REFERENCES estate(id),
  CONSTRAINT unit_kind_check CHECK ((kind = ANY (ARRAY['RESIDENTIAL'::text, 'COMMERCIAL'::text, 'OTHER'::text]))),
  CONSTRAINT unit_pkey PRIMARY KEY (id)
);

CREATE INDEX unit_community ON public.unit USING btree (community_code text_pattern_ops) WHERE (household_id IS NOT NULL);

CREATE INDEX unit_estate ON public.unit USING btree (estate_id, building_id, label);

CREATE INDEX unit_household ON public.unit USING btree (household_id) WHERE (household_id IS NOT NULL);

CREATE UNIQUE INDEX unit_external_ref_key ON public.unit USING btree (estate_id, external_ref);

CREATE UNIQUE INDEX unit_label_key ON public.unit USING btree (building_id, label);

CREATE TABLE visit_team (
  id uuid NOT NULL,
  version integer NOT NULL,
  estate_id uuid NOT NULL,
  community_code text NOT NULL,
  seats jsonb NOT NULL,
  members jsonb NOT NULL,
  state text NOT NULL,
  formed_at timestamp with time zone NOT NULL,
  disbanded_at timestamp with time zone,
  CONSTRAINT visit_team_disbanded_check CHECK (((state = 'DISBANDED'::text) = (disbanded_at IS NOT NULL))),
  CONSTRAINT visit_team_estate_fkey FOREIGN KEY (estate_id) REFERENCES estate(id),
  CONSTRAINT visit_team_pkey PRIMARY KEY (id),
  CONSTRAINT visit_team_state_check CHECK ((state = ANY (ARRAY['STANDING'::text, 'DISBANDED'::text])))
);

CREATE INDEX visit_team_estate ON public.visit_team USING btree (estate_id, formed_at DESC, id DESC);

CREATE TABLE visit_team_policy_version (
  id uuid NOT NULL,
  jurisdiction_id text NOT NULL,
  version integer NOT NULL,
  published_at timestamp with time zone NOT NULL,
  seats jsonb NOT NULL,
  late_days integer NOT NULL,
  CONSTRAINT visit_team_policy_version_check CHECK ((version > 0)),
  CONSTRAINT visit_team_policy_version_key UNIQUE (jurisdiction_id, version),
  CONSTRAINT visit_team_policy_version_pkey PRIMARY KEY (id)
);

CREATE TABLE volunteer_task (
  id uuid NOT NULL,
  version integer NOT NULL,
  team_id uuid NOT NULL,
  estate_id uuid NOT NULL,
  community_code text NOT NULL,
  title text NOT NULL,
  state text NOT NULL,
  outcome text,
  evidence_ids uuid[] NOT NULL,
  reason text,
  assigned_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  CONSTRAINT volunteer_task_ended_check CHECK ((((state = 'ASSIGNED'::text) = (ended_at IS NULL)) AND ((state = 'CANCELLED'::text) = (reason IS NOT NULL)) AND ((state = 'DONE'::text) = ((outcome IS NOT NULL) AND (cardinality(evidence_ids) > 0))))),
  CONSTRAINT volunteer_task_estate_fkey FOREIGN KEY (estate_id) REFERENCES estate(id),
  CONSTRAINT volunteer_task_pkey PRIMARY KEY (id),
  CONSTRAINT volunteer_task_state_check CHECK ((state = ANY (ARRAY['ASSIGNED'::text, 'DONE'::text, 'CANCELLED'::text]))),
  CONSTRAINT volunteer_task_team_fkey FOREIGN KEY (team_id) REFERENCES volunteer_team(id)
);

CREATE INDEX volunteer_task_community ON public.volunteer_task USING btree (community_code text_pattern_ops, state);

CREATE INDEX volunteer_task_estate ON public.volunteer_task USING btree (estate_id, assigned_at DESC, id DESC);

CREATE INDEX volunteer_task_team ON public.volunteer_task USING btree (team_id) WHERE (state = 'ASSIGNED'::text);

CREATE TABLE volunteer_team (
  id uuid NOT NULL,
  version integer NOT NULL,
  community_code text NOT NULL,
  name text NOT NULL,
  organisations jsonb NOT NULL,
  state text NOT NULL,
  formed_at timestamp with time zone NOT NULL,
  disbanded_at timestamp with time zone,
  CONSTRAINT volunteer_team_disbanded_check CHECK (((state = 'DISBANDED'::text) = (disbanded_at IS NOT NULL))),
  CONSTRAINT volunteer_team_pkey PRIMARY KEY (id),
  CONSTRAINT volunteer_team_state_check CHECK ((state = ANY (ARRAY['STANDING'::text, 'DISBANDED'::text])))
);

CREATE INDEX volunteer_team_community ON public.volunteer_team USING btree (community_code text_pattern_ops, id);

CREATE UNIQUE INDEX volunteer_team_name_key ON public.volunteer_team USING btree (community_code, name) WHERE (state = 'STANDING'::text);
