-- On top of libs/shared/src/database/platform-schema.sql; a table of the platform stands here only as the service alters it.

CREATE EXTENSION btree_gist;

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

CREATE OR REPLACE FUNCTION public.notice_stays()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      BEGIN RAISE EXCEPTION 'a notice is never changed or removed' USING ERRCODE = 'restrict_violation'; END $function$
;

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
  CONSTRAINT ownership_apart EXCLUDE USING gist (unit_id WITH =, tstzrange(valid_from, valid_to) WITH &&),
  CONSTRAINT ownership_basis_check CHECK ((basis = ANY (ARRAY['TITLE_REGISTER'::text, 'SALE_CONTRACT'::text, 'COURT_DECISION'::text, 'INHERITANCE'::text, 'PUBLIC_HOUSING'::text]))),
  CONSTRAINT ownership_form_check CHECK ((form = ANY (ARRAY['SOLE'::text, 'JOINT'::text, 'BY_SHARES'::text]))),
  CONSTRAINT ownership_pkey PRIMARY KEY (id),
  CONSTRAINT ownership_unit_fkey FOREIGN KEY (unit_id) REFERENCES unit(id)
);

CREATE INDEX ownership_unit ON public.ownership USING btree (unit_id, valid_from DESC, id DESC);

CREATE UNIQUE INDEX ownership_present_key ON public.ownership USING btree (unit_id) WHERE (valid_to IS NULL);

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

CREATE INDEX unit_estate ON public.unit USING btree (estate_id, building_id, label);

CREATE INDEX unit_household ON public.unit USING btree (household_id) WHERE (household_id IS NOT NULL);

CREATE UNIQUE INDEX unit_external_ref_key ON public.unit USING btree (estate_id, external_ref);

CREATE UNIQUE INDEX unit_label_key ON public.unit USING btree (building_id, label);
