-- On top of libs/shared/src/database/platform-schema.sql; a table of the platform stands here only as the service alters it.

CREATE EXTENSION btree_gist;

CREATE TABLE annual_item (
  id uuid NOT NULL,
  version integer NOT NULL,
  problem_id uuid NOT NULL,
  year integer NOT NULL,
  title text NOT NULL,
  owner_cadre_id uuid NOT NULL,
  place_code text NOT NULL,
  milestones jsonb NOT NULL,
  closed_at timestamp with time zone,
  CONSTRAINT annual_item_milestones_check CHECK ((jsonb_array_length(milestones) > 0)),
  CONSTRAINT annual_item_pkey PRIMARY KEY (id),
  CONSTRAINT annual_item_problem_fkey FOREIGN KEY (problem_id) REFERENCES problem(id),
  CONSTRAINT annual_item_problem_key UNIQUE (problem_id)
);

CREATE INDEX annual_item_place ON public.annual_item USING btree (place_code text_pattern_ops, year, id);

CREATE TABLE cadre (
  id uuid NOT NULL,
  version integer NOT NULL,
  person_id uuid NOT NULL,
  source_category text NOT NULL,
  stratum text NOT NULL,
  line text,
  account_id uuid,
  home_place text NOT NULL,
  active boolean NOT NULL,
  CONSTRAINT cadre_account_key UNIQUE (account_id),
  CONSTRAINT cadre_line_check CHECK ((line = ANY (ARRAY['PUBLIC_SECURITY_GOVERNANCE'::text, 'ECONOMIC_DEVELOPMENT'::text, 'HOUSING_CONSTRUCTION'::text]))),
  CONSTRAINT cadre_person_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  CONSTRAINT cadre_pkey PRIMARY KEY (id),
  CONSTRAINT cadre_source_category_check CHECK ((source_category = ANY (ARRAY['LEADERSHIP'::text, 'DEPARTMENT'::text, 'VILLAGE_COMMUNITY'::text]))),
  CONSTRAINT cadre_stratum_check CHECK ((stratum = ANY (ARRAY['TWO_COMMITTEE'::text, 'MIDDLE_LEVEL'::text, 'YOUNG'::text])))
);

CREATE INDEX cadre_place ON public.cadre USING btree (home_place text_pattern_ops, id);

CREATE TABLE cadre_deployment (
  id uuid NOT NULL,
  version integer NOT NULL,
  cadre_id uuid NOT NULL,
  grid_code text NOT NULL,
  starts_on date NOT NULL,
  term_ends_on date,
  ended_on date,
  end_reason text,
  successor_id uuid,
  CONSTRAINT cadre_deployment_cadre_fkey FOREIGN KEY (cadre_id) REFERENCES cadre(id),
  CONSTRAINT cadre_deployment_end_check CHECK (((ended_on IS NULL) = (end_reason IS NULL))),
  CONSTRAINT cadre_deployment_pkey PRIMARY KEY (id),
  CONSTRAINT cadre_deployment_successor_fkey FOREIGN KEY (successor_id) REFERENCES cadre(id),
  CONSTRAINT cadre_deployment_term_check CHECK ((term_ends_on >= starts_on))
);

CREATE INDEX cadre_deployment_grid ON public.cadre_deployment USING btree (grid_code text_pattern_ops, id) WHERE (ended_on IS NULL);

CREATE UNIQUE INDEX cadre_deployment_lasting_key ON public.cadre_deployment USING btree (cadre_id, grid_code) WHERE (ended_on IS NULL);

CREATE TABLE campaign (
  id uuid NOT NULL,
  version integer NOT NULL,
  place_code text NOT NULL,
  kind text NOT NULL,
  title text NOT NULL,
  aims text[] NOT NULL,
  coverage_percent integer NOT NULL,
  status text NOT NULL,
  opened_at timestamp with time zone NOT NULL,
  closed_at timestamp with time zone,
  CONSTRAINT campaign_coverage_check CHECK (((coverage_percent >= 1) AND (coverage_percent <= 100))),
  CONSTRAINT campaign_kind_check CHECK ((kind = ANY (ARRAY['THREE_VISITS_THREE_IMPROVEMENTS'::text, 'SURVEY'::text]))),
  CONSTRAINT campaign_pkey PRIMARY KEY (id),
  CONSTRAINT campaign_status_check CHECK ((status =
CASE
    WHEN (closed_at IS NULL) THEN 'OPEN'::text
    ELSE 'CLOSED'::text
END))
);

CREATE INDEX campaign_place ON public.campaign USING btree (place_code, id);

CREATE TABLE campaign_waiver (
  campaign_id uuid NOT NULL,
  grid_code text NOT NULL,
  reason text NOT NULL,
  actor_id text NOT NULL,
  waived_at timestamp with time zone NOT NULL,
  CONSTRAINT campaign_waiver_campaign_fkey FOREIGN KEY (campaign_id) REFERENCES campaign(id),
  CONSTRAINT campaign_waiver_pkey PRIMARY KEY (campaign_id, grid_code)
);

CREATE TABLE duty (
  id uuid NOT NULL,
  version integer NOT NULL,
  cadre_id uuid NOT NULL,
  account_id uuid,
  grid_code text NOT NULL,
  aim text NOT NULL,
  source text NOT NULL,
  request_id uuid,
  request_version integer NOT NULL,
  acceptance_criterion text NOT NULL,
  status text NOT NULL,
  due timestamp with time zone NOT NULL,
  issued_at timestamp with time zone NOT NULL,
  completed_at timestamp with time zone,
  CONSTRAINT duty_aim_check CHECK ((aim = ANY (ARRAY['SOLVE_PROBLEMS'::text, 'BUILD_ABILITY'::text, 'JOIN_FORCES'::text]))),
  CONSTRAINT duty_cadre_fkey FOREIGN KEY (cadre_id) REFERENCES cadre(id),
  CONSTRAINT duty_completed_check CHECK (((status = 'COMPLETED'::text) = (completed_at IS NOT NULL))),
  CONSTRAINT duty_pkey PRIMARY KEY (id),
  CONSTRAINT duty_request_check CHECK (((source = 'SERVICE_REQUEST'::text) = (request_id IS NOT NULL))),
  CONSTRAINT duty_source_check CHECK ((source = ANY (ARRAY['SERVICE_REQUEST'::text, 'PLAYBOOK'::text, 'MANUAL'::text]))),
  CONSTRAINT duty_status_check CHECK ((status = ANY (ARRAY['ISSUED'::text, 'CONFIRMED'::text, 'COMPLETED'::text, 'WITHDRAWN'::text])))
);

CREATE INDEX duty_cadre ON public.duty USING btree (cadre_id, due, id);

CREATE INDEX duty_grid ON public.duty USING btree (grid_code text_pattern_ops, due, id);

CREATE INDEX duty_request ON public.duty USING btree (request_id) WHERE (request_id IS NOT NULL);

CREATE TABLE feedback_link (
  id uuid NOT NULL,
  version integer NOT NULL,
  request_id uuid NOT NULL,
  secret_hash text NOT NULL,
  issued_by_id uuid NOT NULL,
  issued_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  used_at timestamp with time zone,
  CONSTRAINT feedback_link_pkey PRIMARY KEY (id),
  CONSTRAINT feedback_link_request_fkey FOREIGN KEY (request_id) REFERENCES service_request(id),
  CONSTRAINT feedback_link_secret_key UNIQUE (secret_hash)
);

CREATE INDEX feedback_link_request ON public.feedback_link USING btree (request_id);

CREATE TABLE grid (
  id uuid NOT NULL,
  version integer NOT NULL,
  code text NOT NULL,
  community_code text NOT NULL,
  type text NOT NULL,
  boundary jsonb NOT NULL,
  valid_from timestamp with time zone NOT NULL,
  valid_to timestamp with time zone,
  plan_id uuid NOT NULL,
  reason text,
  CONSTRAINT grid_code_check CHECK (((code ~ '^[0-9]{15}$'::text) AND ("right"(code, 3) <> '000'::text))),
  CONSTRAINT grid_community_check CHECK (("left"(code, 12) = community_code)),
  CONSTRAINT grid_one_form_excl EXCLUDE USING gist (code WITH =, tstzrange(valid_from, valid_to) WITH &&),
  CONSTRAINT grid_period_check CHECK ((valid_to >= valid_from)),
  CONSTRAINT grid_pkey PRIMARY KEY (id),
  CONSTRAINT grid_plan_fkey FOREIGN KEY (plan_id) REFERENCES partition_plan(id),
  CONSTRAINT grid_type_check CHECK ((type = ANY (ARRAY['CONFLICT_RESOLUTION'::text, 'URBAN_RENEWAL'::text, 'COMMUNITY_BUILDING'::text, 'ENVIRONMENT_IMPROVEMENT'::text, 'ENTERPRISE_SERVICE'::text])))
);

CREATE INDEX grid_community ON public.grid USING btree (community_code, code);

CREATE UNIQUE INDEX grid_in_force_key ON public.grid USING btree (code) WHERE (valid_to IS NULL);

CREATE TABLE grid_lineage (
  id uuid NOT NULL,
  plan_id uuid NOT NULL,
  from_code text,
  to_code text NOT NULL,
  kind text NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT grid_lineage_kind_check CHECK ((kind = ANY (ARRAY['SPLIT'::text, 'MERGE'::text, 'REDRAW'::text, 'NEW'::text]))),
  CONSTRAINT grid_lineage_pkey PRIMARY KEY (id),
  CONSTRAINT grid_lineage_plan_fkey FOREIGN KEY (plan_id) REFERENCES partition_plan(id),
  CONSTRAINT grid_lineage_source_check CHECK (((kind = 'NEW'::text) = (from_code IS NULL)))
);

CREATE INDEX grid_lineage_from ON public.grid_lineage USING btree (from_code);

CREATE INDEX grid_lineage_to ON public.grid_lineage USING btree (to_code);

CREATE TABLE household (
  id uuid NOT NULL,
  version integer NOT NULL,
  kind text NOT NULL,
  community_code text NOT NULL,
  address_label text NOT NULL,
  lon double precision NOT NULL,
  lat double precision NOT NULL,
  status text NOT NULL,
  external_ref text NOT NULL,
  CONSTRAINT household_community_check CHECK ((community_code ~ '^[0-9]{12}$'::text)),
  CONSTRAINT household_external_ref_key UNIQUE (community_code, external_ref),
  CONSTRAINT household_kind_check CHECK ((kind = ANY (ARRAY['RESIDENT'::text, 'SHOP'::text, 'ENTERPRISE'::text]))),
  CONSTRAINT household_lat_check CHECK (((lat >= ('-90'::integer)::double precision) AND (lat <= (90)::double precision))),
  CONSTRAINT household_lon_check CHECK (((lon >= ('-180'::integer)::double precision) AND (lon <= (180)::double precision))),
  CONSTRAINT household_pkey PRIMARY KEY (id),
  CONSTRAINT household_status_check CHECK ((status = ANY (ARRAY['ACTIVE'::text, 'LEFT'::text])))
);

CREATE TABLE household_grid (
  id uuid NOT NULL,
  household_id uuid NOT NULL,
  grid_code text NOT NULL,
  valid_from timestamp with time zone NOT NULL,
  valid_to timestamp with time zone,
  CONSTRAINT household_grid_code_check CHECK ((grid_code ~ '^[0-9]{15}$'::text)),
  CONSTRAINT household_grid_household_fkey FOREIGN KEY (household_id) REFERENCES household(id),
  CONSTRAINT household_grid_one_excl EXCLUDE USING gist (household_id WITH =, tstzrange(valid_from, valid_to) WITH &&),
  CONSTRAINT household_grid_period_check CHECK ((valid_to >= valid_from)),
  CONSTRAINT household_grid_pkey PRIMARY KEY (id)
);

CREATE INDEX household_grid_grid ON public.household_grid USING btree (grid_code, household_id) WHERE (valid_to IS NULL);

CREATE UNIQUE INDEX household_grid_open_key ON public.household_grid USING btree (household_id) INCLUDE (grid_code) WHERE (valid_to IS NULL);

CREATE TABLE partition_plan (
  id uuid NOT NULL,
  version integer NOT NULL,
  community_code text NOT NULL,
  status text NOT NULL,
  effective_from timestamp with time zone,
  activated_at timestamp with time zone,
  grids jsonb NOT NULL,
  CONSTRAINT partition_plan_activated_check CHECK (((status = 'ACTIVE'::text) = (activated_at IS NOT NULL))),
  CONSTRAINT partition_plan_community_check CHECK ((community_code ~ '^[0-9]{12}$'::text)),
  CONSTRAINT partition_plan_pkey PRIMARY KEY (id),
  CONSTRAINT partition_plan_status_check CHECK ((status = ANY (ARRAY['DRAFT'::text, 'SCHEDULED'::text, 'ACTIVE'::text, 'WITHDRAWN'::text])))
);

CREATE INDEX partition_plan_community ON public.partition_plan USING btree (community_code, id);

CREATE INDEX partition_plan_scheduled ON public.partition_plan USING btree (effective_from) WHERE (status = 'SCHEDULED'::text);

CREATE TABLE partition_policy_version (
  jurisdiction_id text NOT NULL,
  version integer NOT NULL,
  size_minimum integer NOT NULL,
  size_maximum integer NOT NULL,
  sliver_square_metres integer NOT NULL,
  source text NOT NULL,
  assumed boolean NOT NULL,
  id uuid NOT NULL,
  published_at timestamp with time zone NOT NULL,
  CONSTRAINT partition_policy_band_check CHECK ((size_maximum >= size_minimum)),
  CONSTRAINT partition_policy_minimum_check CHECK ((size_minimum > 0)),
  CONSTRAINT partition_policy_sliver_check CHECK ((sliver_square_metres >= 0)),
  CONSTRAINT partition_policy_version_key UNIQUE (jurisdiction_id, version),
  CONSTRAINT partition_policy_version_pkey PRIMARY KEY (id)
);

CREATE TABLE partition_root (
  community_code text NOT NULL,
  plan_id uuid,
  CONSTRAINT partition_root_pkey PRIMARY KEY (community_code),
  CONSTRAINT partition_root_plan_fkey FOREIGN KEY (plan_id) REFERENCES partition_plan(id)
);

CREATE TABLE person (
  id uuid NOT NULL,
  version integer NOT NULL,
  household_id uuid,
  community_code text NOT NULL,
  name text,
  phone text,
  identity_number text,
  address text,
  birth_date date,
  retain_until date,
  erased_at timestamp with time zone,
  CONSTRAINT person_household_fkey FOREIGN KEY (household_id) REFERENCES household(id),
  CONSTRAINT person_pkey PRIMARY KEY (id)
);

CREATE TABLE playbook_policy_version (
  id uuid NOT NULL,
  jurisdiction_id text NOT NULL,
  version integer NOT NULL,
  published_at timestamp with time zone NOT NULL,
  capabilities jsonb NOT NULL,
  types jsonb NOT NULL,
  line_duties jsonb NOT NULL,
  CONSTRAINT playbook_policy_types_check CHECK ((jsonb_array_length(types) = 5)),
  CONSTRAINT playbook_policy_version_check CHECK ((version > 0)),
  CONSTRAINT playbook_policy_version_key UNIQUE (jurisdiction_id, version),
  CONSTRAINT playbook_policy_version_pkey PRIMARY KEY (id)
);

CREATE TABLE problem (
  id uuid NOT NULL,
  version integer NOT NULL,
  scope text NOT NULL,
  class text NOT NULL,
  state text NOT NULL,
  track text NOT NULL,
  summary text NOT NULL,
  place_code text NOT NULL,
  community_code text,
  grid_codes text[] NOT NULL,
  household_id uuid,
  campaign_id uuid,
  collected_by_id uuid,
  collected_at timestamp with time zone NOT NULL,
  rectified_by_id uuid,
  reported_at timestamp with time zone,
  verified_by_id uuid,
  rectified_at timestamp with time zone,
  evidence_ids uuid[] NOT NULL,
  annual_item_id uuid,
  merged_into_id uuid,
  external_ref text,
  on_the_spot_until timestamp with time zone,
  CONSTRAINT problem_annual_check CHECK (((state <> 'ANNUAL'::text) OR (annual_item_id IS NOT NULL))),
  CONSTRAINT problem_annual_item_fkey FOREIGN KEY (annual_item_id) REFERENCES annual_item(id) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT problem_external_ref_key UNIQUE (community_code, external_ref),
  CONSTRAINT problem_immediate_check CHECK (((track = 'ORDINARY'::text) OR (cardinality(evidence_ids) > 0))),
  CONSTRAINT problem_merged_check CHECK (((state = 'MERGED'::text) = (merged_into_id IS NOT NULL))),
  CONSTRAINT problem_merged_into_fkey FOREIGN KEY (merged_into_id) REFERENCES problem(id),
  CONSTRAINT problem_pkey PRIMARY KEY (id),
  CONSTRAINT problem_rectified_check CHECK (((state = 'RECTIFIED'::text) = (rectified_at IS NOT NULL))),
  CONSTRAINT problem_scope_check CHECK ((scope = ANY (ARRAY['COMMON'::text, 'INDIVIDUAL'::text]))),
  CONSTRAINT problem_state_check CHECK ((state = ANY (ARRAY['OPEN'::text, 'REPORTED'::text, 'RECTIFIED'::text, 'ANNUAL'::text, 'MERGED'::text]))),
  CONSTRAINT problem_track_check CHECK ((track = ANY (ARRAY['ORDINARY'::text, 'IMMEDIATE'::text]))),
  CONSTRAINT problem_verifier_check CHECK ((verified_by_id <> rectified_by_id))
);

CREATE INDEX problem_collected ON public.problem USING btree (collected_at, id);

CREATE INDEX problem_grids ON public.problem USING gin (grid_codes);

CREATE INDEX problem_household ON public.problem USING btree (household_id) WHERE (household_id IS NOT NULL);

CREATE INDEX problem_place ON public.problem USING btree (place_code text_pattern_ops, collected_at);

CREATE TABLE problem_policy_version (
  id uuid NOT NULL,
  jurisdiction_id text NOT NULL,
  version integer NOT NULL,
  published_at timestamp with time zone NOT NULL,
  classes jsonb NOT NULL,
  promote_from integer NOT NULL,
  CONSTRAINT problem_policy_promote_check CHECK ((promote_from > 1)),
  CONSTRAINT problem_policy_version_check CHECK ((version > 0)),
  CONSTRAINT problem_policy_version_key UNIQUE (jurisdiction_id, version),
  CONSTRAINT problem_policy_version_pkey PRIMARY KEY (id)
);

CREATE TABLE profile_catalogue (
  id uuid NOT NULL,
  version integer NOT NULL,
  jurisdiction_id text NOT NULL,
  items jsonb NOT NULL,
  published_at timestamp with time zone NOT NULL,
  CONSTRAINT profile_catalogue_cardinality_check CHECK ((jsonb_array_length(items) = 12)),
  CONSTRAINT profile_catalogue_key UNIQUE (jurisdiction_id, version),
  CONSTRAINT profile_catalogue_pkey PRIMARY KEY (id)
);

CREATE TABLE profile_field (
  id uuid NOT NULL,
  version integer NOT NULL,
  grid_code text NOT NULL,
  class_code text NOT NULL,
  key text NOT NULL,
  value text NOT NULL,
  status text NOT NULL,
  source text NOT NULL,
  evidence uuid[] NOT NULL,
  submitted_by text NOT NULL,
  submitted_at timestamp with time zone NOT NULL,
  second_source text,
  verified_by text,
  verified_at timestamp with time zone,
  expires_at timestamp with time zone,
  CONSTRAINT profile_field_pkey PRIMARY KEY (id),
  CONSTRAINT profile_field_status_check CHECK ((status = ANY (ARRAY['COLLECTED'::text, 'CALIBRATED'::text, 'CURRENT'::text, 'STALE'::text, 'SUPERSEDED'::text]))),
  CONSTRAINT profile_field_verified_check CHECK (((status = ANY (ARRAY['COLLECTED'::text, 'SUPERSEDED'::text])) OR (expires_at IS NOT NULL))),
  CONSTRAINT profile_field_verifier_check CHECK ((verified_by <> submitted_by))
);

CREATE INDEX profile_field_expiring ON public.profile_field USING btree (expires_at) WHERE (status = ANY (ARRAY['CALIBRATED'::text, 'CURRENT'::text]));

CREATE INDEX profile_field_grid ON public.profile_field USING btree (grid_code, submitted_at DESC, id DESC);

CREATE UNIQUE INDEX profile_field_current_key ON public.profile_field USING btree (grid_code, class_code, key) WHERE (status = 'CURRENT'::text);

CREATE TABLE profile_version (
  id uuid NOT NULL,
  version integer NOT NULL,
  grid_code text NOT NULL,
  number integer NOT NULL,
  published_at timestamp with time zone NOT NULL,
  field_ids uuid[] NOT NULL,
  CONSTRAINT profile_version_number_key UNIQUE (grid_code, number),
  CONSTRAINT profile_version_pkey PRIMARY KEY (id)
);

CREATE TABLE request_escalation (
  id uuid NOT NULL,
  request_id uuid NOT NULL,
  clock text NOT NULL,
  round integer NOT NULL,
  level integer NOT NULL,
  to_place_code text NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT request_escalation_clock_check CHECK ((clock = ANY (ARRAY['FIRST_RESPONSE'::text, 'RESOLVE'::text]))),
  CONSTRAINT request_escalation_once_key UNIQUE (request_id, clock, round, level),
  CONSTRAINT request_escalation_pkey PRIMARY KEY (id),
  CONSTRAINT request_escalation_request_fkey FOREIGN KEY (request_id) REFERENCES service_request(id)
);

CREATE TABLE request_policy_version (
  id uuid NOT NULL,
  jurisdiction_id text NOT NULL,
  version integer NOT NULL,
  published_at timestamp with time zone NOT NULL,
  body jsonb NOT NULL,
  CONSTRAINT request_policy_version_check CHECK ((version > 0)),
  CONSTRAINT request_policy_version_key UNIQUE (jurisdiction_id, version),
  CONSTRAINT request_policy_version_pkey PRIMARY KEY (id)
);

CREATE TABLE request_step (
  id uuid NOT NULL,
  request_id uuid NOT NULL,
  request_version integer NOT NULL,
  action text NOT NULL,
  state text NOT NULL,
  at timestamp with time zone NOT NULL,
  by_staff boolean NOT NULL,
  channel text,
  note text,
  slip_evidence_id uuid,
  actor_id uuid,
  CONSTRAINT request_step_pkey PRIMARY KEY (id),
  CONSTRAINT request_step_request_fkey FOREIGN KEY (request_id) REFERENCES service_request(id),
  CONSTRAINT request_step_slip_check CHECK (((NOT (channel IS DISTINCT FROM 'SLIP'::text)) = (slip_evidence_id IS NOT NULL))),
  CONSTRAINT request_step_version_key UNIQUE (request_id, request_version)
);

CREATE TABLE service_request (
  id uuid NOT NULL,
  version integer NOT NULL,
  state text NOT NULL,
  class text NOT NULL,
  origin text NOT NULL,
  service_mode text,
  summary text NOT NULL,
  household_id uuid,
  community_code text NOT NULL,
  grid_code text,
  point jsonb,
  evidence_ids uuid[] NOT NULL,
  reporter_account_id uuid,
  reporter_person_id uuid,
  filed_by_id uuid,
  accepted_by_id uuid,
  handler_id uuid,
  cadre_id uuid,
  duty_id uuid,
  closed_by_id uuid,
  policy_id uuid,
  filed_at timestamp with time zone NOT NULL,
  accepted_at timestamp with time zone,
  dispatched_at timestamp with time zone,
  first_response_at timestamp with time zone,
  closed_at timestamp with time zone,
  closed_on_time boolean,
  resolved boolean,
  resolved_at timestamp with time zone,
  first_response_due timestamp with time zone NOT NULL,
  resolve_due timestamp with time zone NOT NULL,
  closure_due timestamp with time zone NOT NULL,
  clock_start timestamp with time zone NOT NULL,
  round integer NOT NULL,
  pauses jsonb NOT NULL,
  paused_until timestamp with time zone,
  response_level integer NOT NULL,
  resolve_level integer NOT NULL,
  next_escalation_at timestamp with time zone,
  reopen_until timestamp with time zone,
  auto_confirm_at timestamp with time zone,
  right_body text,
  refusal_reason text,
  annual_item_id uuid,
  duplicate_of_id uuid,
  satisfied boolean,
  rated_at timestamp with time zone,
  feedback_channel text,
  CONSTRAINT service_request_annual_check CHECK (((state <> 'ANNUAL_SPECIAL'::text) OR (annual_item_id IS NOT NULL))),
  CONSTRAINT service_request_closed_check CHECK (((state <> ALL (ARRAY['HANDLED'::text, 'REFUSED'::text, 'ANNUAL_SPECIAL'::text, 'CONFIRMED'::text])) OR (closed_at IS NOT NULL))),
  CONSTRAINT service_request_closing_check CHECK (((closed_on_time IS NOT NULL) = (state = ANY (ARRAY['HANDLED'::text, 'REFUSED'::text, 'ANNUAL_SPECIAL'::text, 'CONFIRMED'::text])))),
  CONSTRAINT service_request_community_check CHECK ((length(community_code) = 12)),
  CONSTRAINT service_request_duplicate_check CHECK (((state = 'DUPLICATE'::text) = (duplicate_of_id IS NOT NULL))),
  CONSTRAINT service_request_grid_check CHECK (((length(grid_code) = 15) AND starts_with(grid_code, community_code))),
  CONSTRAINT service_request_origin_check CHECK ((origin = ANY (ARRAY['RESIDENT'::text, 'PATROL'::text, 'HOTLINE'::text, 'COUNCIL'::text]))),
  CONSTRAINT service_request_original_fkey FOREIGN KEY (duplicate_of_id) REFERENCES service_request(id),
  CONSTRAINT service_request_pkey PRIMARY KEY (id),
  CONSTRAINT service_request_policy_fkey FOREIGN KEY (policy_id) REFERENCES request_policy_version(id),
  CONSTRAINT service_request_rated_check CHECK (((satisfied IS NULL) = (rated_at IS NULL))),
  CONSTRAINT service_request_refusal_check CHECK (((state <> 'REFUSED'::text) OR ((right_body IS NOT NULL) AND (refusal_reason IS NOT NULL)))),
  CONSTRAINT service_request_reporter_fkey FOREIGN KEY (reporter_person_id) REFERENCES person(id),
  CONSTRAINT service_request_resolved_check CHECK (((resolved IS TRUE) = (resolved_at IS NOT NULL))),
  CONSTRAINT service_request_state_check CHECK ((state = ANY (ARRAY['FILED'::text, 'ACCEPTED'::text, 'DISPATCHED'::text, 'IN_PROGRESS'::text, 'WAITING_REPORTER'::text, 'HANDLED'::text, 'REFUSED'::text, 'ANNUAL_SPECIAL'::text, 'CONFIRMED'::text, 'REOPENED'::text, 'DUPLICATE'::text]))),
  CONSTRAINT service_request_wait_check CHECK (((state = 'WAITING_REPORTER'::text) = (paused_until IS NOT NULL)))
);

CREATE INDEX service_request_community ON public.service_request USING btree (community_code text_pattern_ops, filed_at);

CREATE INDEX service_request_escalation ON public.service_request USING btree (next_escalation_at) WHERE (next_escalation_at IS NOT NULL);

CREATE INDEX service_request_filed ON public.service_request USING btree (filed_at, id);

CREATE INDEX service_request_handler ON public.service_request USING btree (handler_id, filed_at) WHERE (handler_id IS NOT NULL);

CREATE INDEX service_request_household ON public.service_request USING btree (household_id, filed_at);

CREATE INDEX service_request_reporter ON public.service_request USING btree (reporter_person_id) WHERE (reporter_person_id IS NOT NULL);

CREATE INDEX service_request_reporter_account ON public.service_request USING btree (reporter_account_id) WHERE (reporter_account_id IS NOT NULL);

CREATE INDEX service_request_silence ON public.service_request USING btree (auto_confirm_at) WHERE (auto_confirm_at IS NOT NULL);

CREATE INDEX service_request_wait ON public.service_request USING btree (paused_until) WHERE (paused_until IS NOT NULL);

CREATE TABLE visit (
  id uuid NOT NULL,
  version integer NOT NULL,
  household_id uuid NOT NULL,
  community_code text NOT NULL,
  campaign_id uuid,
  kind text NOT NULL,
  occurred_at timestamp with time zone NOT NULL,
  recorded_at timestamp with time zone NOT NULL,
  actor_id text NOT NULL,
  needs text[] NOT NULL,
  evidence uuid[] NOT NULL,
  external_ref text,
  CONSTRAINT visit_campaign_fkey FOREIGN KEY (campaign_id) REFERENCES campaign(id),
  CONSTRAINT visit_household_fkey FOREIGN KEY (household_id) REFERENCES household(id),
  CONSTRAINT visit_kind_check CHECK ((kind = ANY (ARRAY['RESIDENT'::text, 'ENTERPRISE'::text, 'STREET'::text]))),
  CONSTRAINT visit_occurred_check CHECK ((occurred_at <= recorded_at)),
  CONSTRAINT visit_pkey PRIMARY KEY (id)
);

CREATE INDEX visit_campaign ON public.visit USING btree (campaign_id, household_id) WHERE (campaign_id IS NOT NULL);

CREATE INDEX visit_household ON public.visit USING btree (household_id, occurred_at DESC, id DESC);

CREATE UNIQUE INDEX visit_external_ref_key ON public.visit USING btree (household_id, occurred_at, external_ref) WHERE (external_ref IS NOT NULL);

CREATE TABLE visit_policy_version (
  jurisdiction_id text NOT NULL,
  version integer NOT NULL,
  offline_days integer NOT NULL,
  import_days integer NOT NULL,
  source text NOT NULL,
  assumed boolean NOT NULL,
  id uuid NOT NULL,
  published_at timestamp with time zone NOT NULL,
  CONSTRAINT visit_policy_import_check CHECK ((import_days >= 0)),
  CONSTRAINT visit_policy_offline_check CHECK ((offline_days >= 0)),
  CONSTRAINT visit_policy_version_key UNIQUE (jurisdiction_id, version),
  CONSTRAINT visit_policy_version_pkey PRIMARY KEY (id)
);
