-- On top of libs/shared/src/database/platform-schema.sql; a table of the platform stands here only as the service alters it.

CREATE EXTENSION btree_gist;

CREATE OR REPLACE FUNCTION public.household_begins()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      BEGIN
        INSERT INTO household_figure (household_id, kind, place_code, active, visits) SELECT id, kind, community_code, false, 0 FROM changed;
        PERFORM keep_figures(ARRAY(SELECT id FROM changed));
        RETURN NULL;
      END $function$
;

CREATE OR REPLACE FUNCTION public.household_counts()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      BEGIN
        PERFORM keep_figures(ARRAY(SELECT id FROM changed));
        RETURN NULL;
      END $function$
;

CREATE OR REPLACE FUNCTION public.keep_figures(ids uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SET enable_hashjoin TO 'on'
 SET enable_nestloop TO 'off'
AS $function$
      BEGIN
        PERFORM 1 FROM household_figure WHERE household_id = ANY(ids) ORDER BY household_id FOR UPDATE;
        WITH placed AS (SELECT household_id, grid_code FROM household_grid WHERE household_id = ANY(ids) AND valid_to IS NULL),
        visited AS (SELECT household_id, count(*)::int AS visits FROM visit WHERE household_id = ANY(ids) GROUP BY household_id),
        counted AS MATERIALIZED (
          SELECT f.household_id, f.kind, f.place_code AS old_place, f.active AS old_active, f.visits AS old_visits,
            coalesce(p.grid_code, h.community_code) AS place_code, h.status = 'ACTIVE' AS active, coalesce(v.visits, 0) AS visits
          FROM household_figure f JOIN household h ON h.id = f.household_id LEFT JOIN placed p ON p.household_id = h.id LEFT JOIN visited v ON v.household_id = h.id
          WHERE f.household_id = ANY(ids) AND h.id = ANY(ids)
        ), kept AS (
          UPDATE household_figure f SET place_code = c.place_code, active = c.active, visits = c.visits FROM counted c
          WHERE f.household_id = ANY(ids) AND f.household_id = c.household_id AND (f.place_code, f.active, f.visits) <> (c.place_code, c.active, c.visits)
        )
        INSERT INTO place_figure (place_code, kind, households, visited, visits)
          SELECT place_code, kind, sum(households), sum(visited), sum(visits) FROM (
            SELECT place_code, kind, active::int, (visits > 0)::int, visits FROM counted
            UNION ALL SELECT old_place, kind, -old_active::int, -(old_visits > 0)::int, -old_visits FROM counted
          ) AS change (place_code, kind, households, visited, visits)
          GROUP BY place_code, kind HAVING (sum(households), sum(visited), sum(visits)) <> (0, 0, 0);
      END $function$
;

CREATE OR REPLACE FUNCTION public.placement_begins()
 RETURNS trigger
 LANGUAGE plpgsql
 SET enable_seqscan TO 'off'
AS $function$
      DECLARE
        household uuid;
      BEGIN
        IF EXISTS (SELECT FROM changed WHERE valid_to IS NOT NULL) THEN
          RAISE EXCEPTION 'a placement begins open' USING ERRCODE = 'check_violation', TABLE = 'household_grid', CONSTRAINT = 'household_grid_open_check';
        END IF;
        SELECT e.household_id INTO household FROM changed c JOIN household_grid e ON e.household_id = c.household_id AND e.valid_to IS NOT NULL
          WHERE tstzrange(c.valid_from, NULL) && tstzrange(e.valid_from, e.valid_to) LIMIT 1;
        IF FOUND THEN
          RAISE EXCEPTION 'household % would be in two grids at once', household
            USING ERRCODE = 'exclusion_violation', TABLE = 'household_grid', CONSTRAINT = 'household_grid_one_excl';
        END IF;
        RETURN NULL;
      END $function$
;

CREATE OR REPLACE FUNCTION public.placement_ends()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      BEGIN
        IF EXISTS (SELECT FROM was w FULL JOIN changed c USING (id)
          WHERE w.valid_to IS NOT NULL OR (w.household_id, w.grid_code, w.valid_from) IS DISTINCT FROM (c.household_id, c.grid_code, c.valid_from)) THEN
          RAISE EXCEPTION 'a placement ends once and is otherwise as it began'
            USING ERRCODE = 'check_violation', TABLE = 'household_grid', CONSTRAINT = 'household_grid_end_check';
        END IF;
        RETURN NULL;
      END $function$
;

CREATE OR REPLACE FUNCTION public.subject_counts()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      BEGIN
        PERFORM keep_figures(ARRAY(SELECT DISTINCT household_id FROM changed));
        RETURN NULL;
      END $function$
;

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

CREATE TABLE attendance (
  session_id uuid NOT NULL,
  worker_id uuid NOT NULL,
  enrolled_at timestamp with time zone NOT NULL,
  attended boolean,
  CONSTRAINT attendance_pkey PRIMARY KEY (session_id, worker_id),
  CONSTRAINT attendance_session_fkey FOREIGN KEY (session_id) REFERENCES training_session(id)
);

CREATE INDEX attendance_worker ON public.attendance USING btree (worker_id, session_id);

CREATE TABLE backlog_case (
  id uuid NOT NULL,
  version integer NOT NULL,
  place_code text NOT NULL,
  community_code text NOT NULL,
  grid_code text,
  household_id uuid,
  class text NOT NULL,
  title text NOT NULL,
  summary text NOT NULL,
  origin_on date NOT NULL,
  petition boolean NOT NULL,
  restricted boolean NOT NULL,
  status text NOT NULL,
  owner_cadre_id uuid,
  registered_by_id uuid,
  registered_at timestamp with time zone NOT NULL,
  cleared_at timestamp with time zone,
  clearing text,
  evidence_ids uuid[] NOT NULL,
  quiet_until timestamp with time zone,
  reopenings integer NOT NULL,
  dispute_id uuid,
  CONSTRAINT backlog_case_cleared_check CHECK ((((status = 'OPEN'::text) = (cleared_at IS NULL)) AND ((status = 'OPEN'::text) = (quiet_until IS NULL)))),
  CONSTRAINT backlog_case_community_check CHECK (((length(community_code) = 12) AND starts_with(place_code, community_code))),
  CONSTRAINT backlog_case_dispute_fkey FOREIGN KEY (dispute_id) REFERENCES dispute(id),
  CONSTRAINT backlog_case_dispute_key UNIQUE (dispute_id),
  CONSTRAINT backlog_case_evidence_check CHECK (((status = 'OPEN'::text) OR ((cardinality(evidence_ids) > 0) AND (owner_cadre_id IS NOT NULL)))),
  CONSTRAINT backlog_case_grid_check CHECK (((length(grid_code) = 15) AND (place_code = grid_code))),
  CONSTRAINT backlog_case_household_fkey FOREIGN KEY (household_id) REFERENCES household(id),
  CONSTRAINT backlog_case_owner_fkey FOREIGN KEY (owner_cadre_id) REFERENCES cadre(id),
  CONSTRAINT backlog_case_petition_check CHECK (((NOT petition) OR restricted)),
  CONSTRAINT backlog_case_pkey PRIMARY KEY (id),
  CONSTRAINT backlog_case_reopenings_check CHECK ((reopenings >= 0)),
  CONSTRAINT backlog_case_status_check CHECK ((status = ANY (ARRAY['OPEN'::text, 'CLEARED'::text, 'SETTLED'::text])))
);

CREATE INDEX backlog_case_household ON public.backlog_case USING btree (household_id) WHERE (household_id IS NOT NULL);

CREATE INDEX backlog_case_origin ON public.backlog_case USING btree (origin_on, id);

CREATE INDEX backlog_case_owner ON public.backlog_case USING btree (owner_cadre_id) WHERE (owner_cadre_id IS NOT NULL);

CREATE INDEX backlog_case_place ON public.backlog_case USING btree (place_code text_pattern_ops, origin_on);

CREATE INDEX backlog_case_quiet ON public.backlog_case USING btree (quiet_until) WHERE (status = 'CLEARED'::text);

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
  extension_reason text,
  hand_over jsonb,
  hand_over_confirmed_at timestamp with time zone,
  term_told_at timestamp with time zone,
  previous_id uuid,
  CONSTRAINT cadre_deployment_cadre_fkey FOREIGN KEY (cadre_id) REFERENCES cadre(id),
  CONSTRAINT cadre_deployment_dates_excl EXCLUDE USING gist (cadre_id WITH =, grid_code WITH =, daterange(starts_on, ended_on, '[]'::text) WITH &&),
  CONSTRAINT cadre_deployment_end_check CHECK (((ended_on IS NULL) = (end_reason IS NULL))),
  CONSTRAINT cadre_deployment_pkey PRIMARY KEY (id),
  CONSTRAINT cadre_deployment_previous_fkey FOREIGN KEY (previous_id) REFERENCES cadre_deployment(id),
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

CREATE TABLE capability (
  id uuid NOT NULL,
  version integer NOT NULL,
  holder_kind text NOT NULL,
  holder_id uuid NOT NULL,
  place_code text NOT NULL,
  tag text NOT NULL,
  level integer NOT NULL,
  source text NOT NULL,
  source_id uuid NOT NULL,
  evidence text NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT capability_holder_kind_check CHECK ((holder_kind = ANY (ARRAY['CADRE'::text, 'WORKER'::text]))),
  CONSTRAINT capability_level_check CHECK (((level >= 0) AND (level <= 3))),
  CONSTRAINT capability_once_key UNIQUE (holder_id, tag, source_id),
  CONSTRAINT capability_pkey PRIMARY KEY (id),
  CONSTRAINT capability_source_check CHECK ((source = ANY (ARRAY['INTERVIEW'::text, 'DRILL'::text, 'ASSESSMENT'::text])))
);

CREATE INDEX capability_latest ON public.capability USING btree (holder_id, tag, at DESC);

CREATE TABLE capability_interview (
  id uuid NOT NULL,
  version integer NOT NULL,
  cadre_id uuid NOT NULL,
  place_code text NOT NULL,
  stratum text NOT NULL,
  held_on date NOT NULL,
  interviewer_id uuid NOT NULL,
  summary text NOT NULL,
  levels jsonb,
  CONSTRAINT capability_interview_cadre_fkey FOREIGN KEY (cadre_id) REFERENCES cadre(id),
  CONSTRAINT capability_interview_pkey PRIMARY KEY (id),
  CONSTRAINT capability_interview_stratum_check CHECK ((stratum = ANY (ARRAY['TWO_COMMITTEE'::text, 'MIDDLE_LEVEL'::text, 'YOUNG'::text])))
);

CREATE INDEX capability_interview_cadre ON public.capability_interview USING btree (cadre_id, held_on DESC, id DESC);

CREATE INDEX capability_interview_place ON public.capability_interview USING btree (place_code text_pattern_ops, id);

CREATE TABLE career_event (
  id uuid NOT NULL,
  version integer NOT NULL,
  worker_id uuid NOT NULL,
  place_code text NOT NULL,
  link text NOT NULL,
  kind text NOT NULL,
  on_date date NOT NULL,
  result text NOT NULL,
  recorded_by_id uuid NOT NULL,
  recorded_at timestamp with time zone NOT NULL,
  CONSTRAINT career_event_kind_check CHECK ((kind = ANY (ARRAY['ASSESSMENT'::text, 'HONOUR'::text, 'PROMOTION'::text, 'TRANSFER'::text, 'OTHER'::text]))),
  CONSTRAINT career_event_link_check CHECK ((link = ANY (ARRAY['CULTIVATE'::text, 'MANAGE'::text, 'UTILISE'::text]))),
  CONSTRAINT career_event_pkey PRIMARY KEY (id),
  CONSTRAINT career_event_worker_fkey FOREIGN KEY (worker_id) REFERENCES grid_worker(id)
);

CREATE INDEX career_event_worker ON public.career_event USING btree (worker_id, on_date);

CREATE TABLE case_article (
  id uuid NOT NULL,
  version integer NOT NULL,
  place_code text NOT NULL,
  title text NOT NULL,
  body text NOT NULL,
  tag text NOT NULL,
  published_by_id text NOT NULL,
  published_at timestamp with time zone NOT NULL,
  CONSTRAINT case_article_pkey PRIMARY KEY (id)
);

CREATE INDEX case_article_place ON public.case_article USING btree (place_code text_pattern_ops, published_at DESC, id DESC);

CREATE TABLE case_entry (
  id uuid NOT NULL,
  version integer NOT NULL,
  case_id uuid NOT NULL,
  on_date date NOT NULL,
  kind text NOT NULL,
  text text NOT NULL,
  by_id uuid,
  at timestamp with time zone NOT NULL,
  quiet_until timestamp with time zone,
  CONSTRAINT case_entry_case_fkey FOREIGN KEY (case_id) REFERENCES backlog_case(id),
  CONSTRAINT case_entry_kind_check CHECK ((kind = ANY (ARRAY['HISTORY'::text, 'STEP'::text, 'CLEARING'::text, 'RELAPSE'::text]))),
  CONSTRAINT case_entry_pkey PRIMARY KEY (id),
  CONSTRAINT case_entry_quiet_check CHECK (((kind = 'CLEARING'::text) = (quiet_until IS NOT NULL)))
);

CREATE INDEX case_entry_case ON public.case_entry USING btree (case_id, on_date, id);

CREATE INDEX case_entry_turn ON public.case_entry USING btree (case_id, at, id) WHERE (kind = ANY (ARRAY['CLEARING'::text, 'RELAPSE'::text]));

CREATE TABLE case_push (
  id uuid NOT NULL,
  version integer NOT NULL,
  article_id uuid NOT NULL,
  place_code text NOT NULL,
  channel text NOT NULL,
  recipients integer NOT NULL,
  pushed_at timestamp with time zone NOT NULL,
  CONSTRAINT case_push_article_fkey FOREIGN KEY (article_id) REFERENCES case_article(id),
  CONSTRAINT case_push_channel_check CHECK ((channel = ANY (ARRAY['WECHAT_GROUP'::text, 'ACADEMY'::text, 'OTHER'::text]))),
  CONSTRAINT case_push_pkey PRIMARY KEY (id),
  CONSTRAINT case_push_recipients_check CHECK ((recipients > 0))
);

CREATE INDEX case_push_article ON public.case_push USING btree (article_id);

CREATE INDEX case_push_place ON public.case_push USING btree (place_code text_pattern_ops, pushed_at);

CREATE TABLE course (
  id uuid NOT NULL,
  version integer NOT NULL,
  place_code text NOT NULL,
  title text NOT NULL,
  tag text NOT NULL,
  mode text NOT NULL,
  status text NOT NULL,
  offered_by_id text NOT NULL,
  offered_at timestamp with time zone NOT NULL,
  CONSTRAINT course_mode_check CHECK ((mode = ANY (ARRAY['ON_DEMAND'::text, 'SMALL_CLASS'::text, 'SCENARIO_DRILL'::text]))),
  CONSTRAINT course_pkey PRIMARY KEY (id),
  CONSTRAINT course_status_check CHECK ((status = ANY (ARRAY['OFFERED'::text, 'CLOSED'::text])))
);

CREATE INDEX course_place ON public.course USING btree (place_code text_pattern_ops, offered_at DESC, id DESC);

CREATE TABLE course_order (
  course_id uuid NOT NULL,
  worker_id uuid NOT NULL,
  ordered_at timestamp with time zone NOT NULL,
  CONSTRAINT course_order_course_fkey FOREIGN KEY (course_id) REFERENCES course(id),
  CONSTRAINT course_order_pkey PRIMARY KEY (course_id, worker_id)
);

CREATE INDEX course_order_worker ON public.course_order USING btree (worker_id);

CREATE TABLE data_request (
  id uuid NOT NULL,
  version integer NOT NULL,
  grid_code text NOT NULL,
  batch_id uuid,
  origin text NOT NULL,
  title text,
  asked_by_id text NOT NULL,
  asked_at timestamp with time zone NOT NULL,
  due_at timestamp with time zone NOT NULL,
  status text NOT NULL,
  answered_by_id text,
  answered_at timestamp with time zone,
  end_reason text,
  CONSTRAINT data_request_answered_check CHECK (((status = 'ANSWERED'::text) = (answered_at IS NOT NULL))),
  CONSTRAINT data_request_batch_key UNIQUE (batch_id, grid_code),
  CONSTRAINT data_request_origin_check CHECK ((origin = ANY (ARRAY['STALE'::text, 'PARTITION'::text, 'SURVEY'::text]))),
  CONSTRAINT data_request_pkey PRIMARY KEY (id),
  CONSTRAINT data_request_status_check CHECK ((status = ANY (ARRAY['OPEN'::text, 'ANSWERED'::text, 'WITHDRAWN'::text]))),
  CONSTRAINT data_request_withdrawn_check CHECK (((status <> 'WITHDRAWN'::text) OR (end_reason IS NOT NULL)))
);

CREATE INDEX data_request_place ON public.data_request USING btree (grid_code text_pattern_ops, asked_at, id);

CREATE UNIQUE INDEX data_request_open_key ON public.data_request USING btree (grid_code, origin) WHERE ((status = 'OPEN'::text) AND (origin <> 'SURVEY'::text));

CREATE TABLE data_request_item (
  request_id uuid NOT NULL,
  class_code text NOT NULL,
  key text NOT NULL,
  state text NOT NULL,
  field_id uuid,
  CONSTRAINT data_request_item_field_check CHECK (((state = 'ASKED'::text) OR (field_id IS NOT NULL))),
  CONSTRAINT data_request_item_pkey PRIMARY KEY (request_id, class_code, key),
  CONSTRAINT data_request_item_request_fkey FOREIGN KEY (request_id) REFERENCES data_request(id),
  CONSTRAINT data_request_item_state_check CHECK ((state = ANY (ARRAY['HELD'::text, 'ASKED'::text, 'ANSWERED'::text, 'CONFIRMED'::text])))
);

CREATE TABLE development_record (
  id uuid NOT NULL,
  version integer NOT NULL,
  worker_id uuid NOT NULL,
  place_code text NOT NULL,
  kind text NOT NULL,
  since_on date NOT NULL,
  note text,
  recorded_by_id uuid NOT NULL,
  ended_on date,
  CONSTRAINT development_record_kind_check CHECK ((kind = ANY (ARRAY['PARTY_ACTIVIST'::text, 'PARTY_MEMBER'::text, 'OTHER'::text, ''::text]))),
  CONSTRAINT development_record_pkey PRIMARY KEY (id),
  CONSTRAINT development_record_term_check CHECK ((ended_on >= since_on)),
  CONSTRAINT development_record_worker_fkey FOREIGN KEY (worker_id) REFERENCES grid_worker(id)
);

CREATE INDEX development_record_place ON public.development_record USING btree (place_code text_pattern_ops, since_on, id);

CREATE INDEX development_record_worker ON public.development_record USING btree (worker_id);

CREATE TABLE dispute (
  id uuid NOT NULL,
  version integer NOT NULL,
  place_code text NOT NULL,
  community_code text NOT NULL,
  grid_code text,
  class text NOT NULL,
  summary text NOT NULL,
  opened_on date NOT NULL,
  opened_at timestamp with time zone NOT NULL,
  opened_by_id uuid,
  mediator_id uuid NOT NULL,
  status text NOT NULL,
  agreement text,
  agreed_at timestamp with time zone,
  perform_by_on date,
  agreement_evidence_ids uuid[] NOT NULL,
  performed_at timestamp with time zone,
  performance_evidence_ids uuid[] NOT NULL,
  verified_by_id uuid,
  right_body text,
  reason text,
  case_id uuid,
  CONSTRAINT dispute_agreed_check CHECK (((status <> ALL (ARRAY['AGREED'::text, 'PERFORMED'::text])) OR ((agreed_at IS NOT NULL) AND (cardinality(agreement_evidence_ids) > 0)))),
  CONSTRAINT dispute_case_fkey FOREIGN KEY (case_id) REFERENCES backlog_case(id),
  CONSTRAINT dispute_community_check CHECK (((length(community_code) = 12) AND starts_with(place_code, community_code))),
  CONSTRAINT dispute_failed_check CHECK (((status = 'FAILED'::text) = ((right_body IS NOT NULL) OR (case_id IS NOT NULL)))),
  CONSTRAINT dispute_grid_check CHECK (((length(grid_code) = 15) AND (place_code = grid_code))),
  CONSTRAINT dispute_performed_check CHECK (((status = 'PERFORMED'::text) = (performed_at IS NOT NULL))),
  CONSTRAINT dispute_pkey PRIMARY KEY (id),
  CONSTRAINT dispute_status_check CHECK ((status = ANY (ARRAY['OPEN'::text, 'AGREED'::text, 'PERFORMED'::text, 'FAILED'::text]))),
  CONSTRAINT dispute_verifier_check CHECK ((verified_by_id <> mediator_id))
);

CREATE INDEX dispute_opened ON public.dispute USING btree (opened_at, id);

CREATE INDEX dispute_place ON public.dispute USING btree (place_code text_pattern_ops, opened_at);

CREATE TABLE dispute_party (
  dispute_id uuid NOT NULL,
  person_id uuid NOT NULL,
  side text NOT NULL,
  minor boolean NOT NULL,
  guardian_id uuid,
  CONSTRAINT dispute_party_dispute_fkey FOREIGN KEY (dispute_id) REFERENCES dispute(id),
  CONSTRAINT dispute_party_guardian_check CHECK (((NOT minor) OR (guardian_id IS NOT NULL))),
  CONSTRAINT dispute_party_guardian_fkey FOREIGN KEY (guardian_id) REFERENCES person(id),
  CONSTRAINT dispute_party_person_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  CONSTRAINT dispute_party_pkey PRIMARY KEY (dispute_id, person_id),
  CONSTRAINT dispute_party_side_check CHECK ((side = ANY (ARRAY['APPLICANT'::text, 'RESPONDENT'::text])))
);

CREATE INDEX dispute_party_guardian ON public.dispute_party USING btree (guardian_id) WHERE (guardian_id IS NOT NULL);

CREATE INDEX dispute_party_person ON public.dispute_party USING btree (person_id);

CREATE TABLE drill_sheet (
  id uuid NOT NULL,
  version integer NOT NULL,
  session_id uuid NOT NULL,
  worker_id uuid NOT NULL,
  scenario text NOT NULL,
  criteria jsonb,
  level integer NOT NULL,
  assessor_id text NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT drill_sheet_attendance_fkey FOREIGN KEY (session_id, worker_id) REFERENCES attendance(session_id, worker_id),
  CONSTRAINT drill_sheet_level_check CHECK (((level >= 0) AND (level <= 3))),
  CONSTRAINT drill_sheet_once_key UNIQUE (session_id, worker_id),
  CONSTRAINT drill_sheet_pkey PRIMARY KEY (id)
);

CREATE INDEX drill_sheet_worker ON public.drill_sheet USING btree (worker_id, at);

CREATE TABLE duty (
  id uuid NOT NULL,
  version integer NOT NULL,
  cadre_id uuid NOT NULL,
  account_id uuid,
  grid_code text NOT NULL,
  aim text NOT NULL,
  source text NOT NULL,
  request_id uuid,
  origin_version integer NOT NULL,
  acceptance_criterion text NOT NULL,
  status text NOT NULL,
  due timestamp with time zone NOT NULL,
  issued_at timestamp with time zone NOT NULL,
  completed_at timestamp with time zone,
  duty_list_id uuid,
  code text,
  problem_id uuid,
  CONSTRAINT duty_aim_check CHECK ((aim = ANY (ARRAY['SOLVE_PROBLEMS'::text, 'BUILD_ABILITY'::text, 'JOIN_FORCES'::text]))),
  CONSTRAINT duty_cadre_fkey FOREIGN KEY (cadre_id) REFERENCES cadre(id),
  CONSTRAINT duty_completed_check CHECK (((status = 'COMPLETED'::text) = (completed_at IS NOT NULL))),
  CONSTRAINT duty_list_fkey FOREIGN KEY (duty_list_id) REFERENCES duty_list(id),
  CONSTRAINT duty_pkey PRIMARY KEY (id),
  CONSTRAINT duty_problem_check CHECK (((source = 'PROBLEM'::text) = (problem_id IS NOT NULL))),
  CONSTRAINT duty_request_check CHECK (((source = 'SERVICE_REQUEST'::text) = (request_id IS NOT NULL))),
  CONSTRAINT duty_source_check CHECK ((source = ANY (ARRAY['SERVICE_REQUEST'::text, 'PLAYBOOK'::text, 'LINE'::text, 'PROBLEM'::text, 'MANUAL'::text]))),
  CONSTRAINT duty_status_check CHECK ((status = ANY (ARRAY['ISSUED'::text, 'CONFIRMED'::text, 'COMPLETED'::text, 'WITHDRAWN'::text])))
);

CREATE INDEX duty_cadre ON public.duty USING btree (cadre_id, due, id);

CREATE INDEX duty_grid ON public.duty USING btree (grid_code text_pattern_ops, due, id);

CREATE INDEX duty_list_duties ON public.duty USING btree (duty_list_id, due, id) WHERE (duty_list_id IS NOT NULL);

CREATE INDEX duty_problem ON public.duty USING btree (problem_id) WHERE (problem_id IS NOT NULL);

CREATE INDEX duty_request ON public.duty USING btree (request_id) WHERE (request_id IS NOT NULL);

CREATE TABLE duty_list (
  id uuid NOT NULL,
  version integer NOT NULL,
  deployment_id uuid NOT NULL,
  cadre_id uuid NOT NULL,
  account_id uuid,
  grid_code text NOT NULL,
  status text NOT NULL,
  issued_at timestamp with time zone NOT NULL,
  confirmed_at timestamp with time zone,
  ended_at timestamp with time zone,
  CONSTRAINT duty_list_cadre_fkey FOREIGN KEY (cadre_id) REFERENCES cadre(id),
  CONSTRAINT duty_list_confirmed_check CHECK (((status <> 'CONFIRMED'::text) OR (confirmed_at IS NOT NULL))),
  CONSTRAINT duty_list_deployment_fkey FOREIGN KEY (deployment_id) REFERENCES cadre_deployment(id),
  CONSTRAINT duty_list_ended_check CHECK (((status = 'ENDED'::text) = (ended_at IS NOT NULL))),
  CONSTRAINT duty_list_pkey PRIMARY KEY (id),
  CONSTRAINT duty_list_status_check CHECK ((status = ANY (ARRAY['ISSUED'::text, 'CONFIRMED'::text, 'ENDED'::text])))
);

CREATE INDEX duty_list_cadre ON public.duty_list USING btree (cadre_id, id);

CREATE INDEX duty_list_grid ON public.duty_list USING btree (grid_code text_pattern_ops, id);

CREATE UNIQUE INDEX duty_list_lasting_key ON public.duty_list USING btree (deployment_id) WHERE (status <> 'ENDED'::text);

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

CREATE TABLE fit_entry (
  id uuid NOT NULL,
  list_id uuid NOT NULL,
  cadre_id uuid NOT NULL,
  grid_code text NOT NULL,
  score integer NOT NULL,
  computed_grid_code text NOT NULL,
  override_reason text,
  overridden_by_id uuid,
  CONSTRAINT fit_entry_cadre_fkey FOREIGN KEY (cadre_id) REFERENCES cadre(id),
  CONSTRAINT fit_entry_key UNIQUE (list_id, cadre_id),
  CONSTRAINT fit_entry_list_fkey FOREIGN KEY (list_id) REFERENCES fit_list(id),
  CONSTRAINT fit_entry_override_check CHECK (((override_reason IS NULL) = (overridden_by_id IS NULL))),
  CONSTRAINT fit_entry_pkey PRIMARY KEY (id),
  CONSTRAINT fit_entry_score_check CHECK (((score >= 0) AND (score <= 10000)))
);

CREATE INDEX fit_entry_cadre ON public.fit_entry USING btree (cadre_id);

CREATE INDEX fit_entry_grid ON public.fit_entry USING btree (list_id, grid_code, cadre_id);

CREATE TABLE fit_list (
  id uuid NOT NULL,
  version integer NOT NULL,
  place_code text NOT NULL,
  number integer NOT NULL,
  status text NOT NULL,
  inputs jsonb NOT NULL,
  gaps text[] NOT NULL,
  unplaced uuid[] NOT NULL,
  generated_by_id uuid NOT NULL,
  generated_at timestamp with time zone NOT NULL,
  published_by_id uuid,
  published_at timestamp with time zone,
  CONSTRAINT fit_list_number_check CHECK ((number > 0)),
  CONSTRAINT fit_list_number_key UNIQUE (place_code, number),
  CONSTRAINT fit_list_pkey PRIMARY KEY (id),
  CONSTRAINT fit_list_published_check CHECK ((((status = 'DRAFT'::text) = (published_at IS NULL)) AND ((published_at IS NULL) = (published_by_id IS NULL)))),
  CONSTRAINT fit_list_status_check CHECK ((status = ANY (ARRAY['DRAFT'::text, 'PUBLISHED'::text, 'SUPERSEDED'::text])))
);

CREATE INDEX fit_list_place ON public.fit_list USING btree (place_code text_pattern_ops, id);

CREATE UNIQUE INDEX fit_list_published_key ON public.fit_list USING btree (place_code) WHERE (status = 'PUBLISHED'::text);

CREATE TABLE fit_recusal (
  id uuid NOT NULL,
  version integer NOT NULL,
  cadre_id uuid NOT NULL,
  place_code text NOT NULL,
  reason text NOT NULL,
  declared_by_id uuid NOT NULL,
  declared_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  CONSTRAINT fit_recusal_cadre_fkey FOREIGN KEY (cadre_id) REFERENCES cadre(id),
  CONSTRAINT fit_recusal_ended_check CHECK ((ended_at >= declared_at)),
  CONSTRAINT fit_recusal_pkey PRIMARY KEY (id),
  CONSTRAINT fit_recusal_place_check CHECK ((length(place_code) = ANY (ARRAY[12, 15])))
);

CREATE INDEX fit_recusal_cadre ON public.fit_recusal USING btree (cadre_id);

CREATE INDEX fit_recusal_place ON public.fit_recusal USING btree (place_code text_pattern_ops, id) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX fit_recusal_lasting_key ON public.fit_recusal USING btree (cadre_id, place_code) WHERE (ended_at IS NULL);

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

CREATE TABLE grid_diagnosis (
  id uuid NOT NULL,
  version integer NOT NULL,
  grid_code text NOT NULL,
  label text NOT NULL,
  finding text NOT NULL,
  evidence_ids uuid[] NOT NULL,
  diagnosed_by_id uuid NOT NULL,
  diagnosed_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  end_reason text,
  CONSTRAINT grid_diagnosis_code_check CHECK ((grid_code ~ '^[0-9]{15}$'::text)),
  CONSTRAINT grid_diagnosis_ended_check CHECK (((ended_at IS NULL) = (end_reason IS NULL))),
  CONSTRAINT grid_diagnosis_evidence_check CHECK ((cardinality(evidence_ids) > 0)),
  CONSTRAINT grid_diagnosis_label_check CHECK ((label = ANY (ARRAY['MIXED'::text, 'SCATTERED'::text, 'WEAK'::text]))),
  CONSTRAINT grid_diagnosis_pkey PRIMARY KEY (id)
);

CREATE INDEX grid_diagnosis_grid ON public.grid_diagnosis USING btree (grid_code text_pattern_ops, id);

CREATE UNIQUE INDEX grid_diagnosis_lasting_key ON public.grid_diagnosis USING btree (grid_code, label) WHERE (ended_at IS NULL);

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

CREATE TABLE grid_worker (
  id uuid NOT NULL,
  version integer NOT NULL,
  person_id uuid NOT NULL,
  account_id uuid,
  home_place text NOT NULL,
  active boolean NOT NULL,
  joined_on date NOT NULL,
  left_on date,
  left_reason text,
  CONSTRAINT grid_worker_account_key UNIQUE (account_id),
  CONSTRAINT grid_worker_left_check CHECK (((active = (left_on IS NULL)) AND ((left_on >= joined_on) IS NOT FALSE))),
  CONSTRAINT grid_worker_person_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  CONSTRAINT grid_worker_pkey PRIMARY KEY (id)
);

CREATE INDEX grid_worker_person ON public.grid_worker USING btree (person_id);

CREATE INDEX grid_worker_place ON public.grid_worker USING btree (home_place text_pattern_ops, id);

CREATE TABLE hard_case_policy_version (
  id uuid NOT NULL,
  jurisdiction_id text NOT NULL,
  version integer NOT NULL,
  published_at timestamp with time zone NOT NULL,
  classes jsonb NOT NULL,
  quiet_days integer NOT NULL,
  priorities jsonb NOT NULL,
  source text NOT NULL,
  assumed boolean NOT NULL,
  CONSTRAINT hard_case_policy_quiet_check CHECK ((quiet_days > 0)),
  CONSTRAINT hard_case_policy_version_check CHECK ((version > 0)),
  CONSTRAINT hard_case_policy_version_key UNIQUE (jurisdiction_id, version),
  CONSTRAINT hard_case_policy_version_pkey PRIMARY KEY (id)
);

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

CREATE INDEX household_label ON public.household USING btree (community_code, address_label text_pattern_ops);

CREATE TRIGGER household_added AFTER INSERT ON public.household REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION household_begins();

CREATE TRIGGER household_changed AFTER UPDATE ON public.household REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION household_counts();

CREATE TABLE household_figure (
  household_id uuid NOT NULL,
  kind text NOT NULL,
  place_code text NOT NULL,
  active boolean NOT NULL,
  visits integer NOT NULL,
  CONSTRAINT household_figure_household_fkey FOREIGN KEY (household_id) REFERENCES household(id),
  CONSTRAINT household_figure_pkey PRIMARY KEY (household_id),
  CONSTRAINT household_figure_visits_check CHECK ((visits >= 0))
);

CREATE TABLE household_grid (
  id uuid NOT NULL,
  household_id uuid NOT NULL,
  grid_code text NOT NULL,
  valid_from timestamp with time zone NOT NULL,
  valid_to timestamp with time zone,
  CONSTRAINT household_grid_code_check CHECK ((grid_code ~ '^[0-9]{15}$'::text)),
  CONSTRAINT household_grid_household_fkey FOREIGN KEY (household_id) REFERENCES household(id),
  CONSTRAINT household_grid_period_check CHECK ((valid_to >= valid_from)),
  CONSTRAINT household_grid_pkey PRIMARY KEY (id)
);

CREATE INDEX household_grid_ended ON public.household_grid USING btree (household_id) WHERE (valid_to IS NOT NULL);

CREATE INDEX household_grid_grid ON public.household_grid USING btree (grid_code, household_id) WHERE (valid_to IS NULL);

CREATE UNIQUE INDEX household_grid_open_key ON public.household_grid USING btree (household_id) INCLUDE (grid_code) WHERE (valid_to IS NULL);

CREATE TRIGGER household_grid_added AFTER INSERT ON public.household_grid REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION subject_counts();

CREATE TRIGGER household_grid_begins AFTER INSERT ON public.household_grid REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION placement_begins();

CREATE TRIGGER household_grid_changed AFTER UPDATE ON public.household_grid REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION subject_counts();

CREATE TRIGGER household_grid_ends AFTER UPDATE ON public.household_grid REFERENCING OLD TABLE AS was NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION placement_ends();

CREATE TABLE joint_measure (
  id uuid NOT NULL,
  version integer NOT NULL,
  task_force_id uuid NOT NULL,
  case_id uuid NOT NULL,
  line text NOT NULL,
  title text NOT NULL,
  due_at timestamp with time zone NOT NULL,
  evidence_ids uuid[] NOT NULL,
  completed_at timestamp with time zone,
  CONSTRAINT joint_measure_case_fkey FOREIGN KEY (case_id) REFERENCES backlog_case(id),
  CONSTRAINT joint_measure_evidence_check CHECK (((completed_at IS NULL) OR (cardinality(evidence_ids) > 0))),
  CONSTRAINT joint_measure_line_fkey FOREIGN KEY (task_force_id, line) REFERENCES task_force_line(task_force_id, line),
  CONSTRAINT joint_measure_pkey PRIMARY KEY (id)
);

CREATE INDEX joint_measure_case ON public.joint_measure USING btree (case_id);

CREATE INDEX joint_measure_force ON public.joint_measure USING btree (task_force_id, due_at, id);

CREATE TABLE micro_project (
  id uuid NOT NULL,
  version integer NOT NULL,
  place_code text NOT NULL,
  community_code text NOT NULL,
  grid_code text,
  kind text NOT NULL,
  title text NOT NULL,
  problem_id uuid,
  topic_id uuid,
  third_party text,
  cost_fen bigint NOT NULL,
  owner_cadre_id uuid NOT NULL,
  due_on date NOT NULL,
  status text NOT NULL,
  before_evidence_ids uuid[] NOT NULL,
  after_evidence_ids uuid[] NOT NULL,
  started_by_id uuid NOT NULL,
  started_at timestamp with time zone NOT NULL,
  accepted_by_id uuid,
  accepted_at timestamp with time zone,
  end_reason text,
  CONSTRAINT micro_project_accepted_check CHECK (((status = 'ACCEPTED'::text) = ((accepted_at IS NOT NULL) AND (cardinality(after_evidence_ids) > 0)))),
  CONSTRAINT micro_project_acceptor_check CHECK ((accepted_by_id <> started_by_id)),
  CONSTRAINT micro_project_before_check CHECK ((cardinality(before_evidence_ids) > 0)),
  CONSTRAINT micro_project_cost_check CHECK ((cost_fen >= 0)),
  CONSTRAINT micro_project_kind_check CHECK ((kind = ANY (ARRAY['GREEN_SPACE'::text, 'PARKING'::text, 'RENEWAL'::text, 'PUBLIC_SPACE'::text, 'OTHER'::text]))),
  CONSTRAINT micro_project_owner_fkey FOREIGN KEY (owner_cadre_id) REFERENCES cadre(id),
  CONSTRAINT micro_project_pkey PRIMARY KEY (id),
  CONSTRAINT micro_project_problem_fkey FOREIGN KEY (problem_id) REFERENCES problem(id),
  CONSTRAINT micro_project_status_check CHECK ((status = ANY (ARRAY['STARTED'::text, 'ACCEPTED'::text, 'ABANDONED'::text])))
);

CREATE INDEX micro_project_owner ON public.micro_project USING btree (owner_cadre_id, place_code) WHERE (status = 'STARTED'::text);

CREATE INDEX micro_project_place ON public.micro_project USING btree (place_code text_pattern_ops, due_on, id);

CREATE TABLE pairing (
  id uuid NOT NULL,
  version integer NOT NULL,
  cadre_id uuid NOT NULL,
  account_id uuid,
  household_id uuid NOT NULL,
  community_code text NOT NULL,
  from_on date NOT NULL,
  ended_on date,
  end_reason text,
  previous_id uuid,
  contact_days integer NOT NULL,
  last_contact_at timestamp with time zone,
  CONSTRAINT pairing_cadre_id_fkey FOREIGN KEY (cadre_id) REFERENCES cadre(id),
  CONSTRAINT pairing_contact_days_check CHECK ((contact_days > 0)),
  CONSTRAINT pairing_ended_check CHECK ((((ended_on IS NULL) = (end_reason IS NULL)) AND (ended_on >= from_on))),
  CONSTRAINT pairing_household_id_fkey FOREIGN KEY (household_id) REFERENCES household(id),
  CONSTRAINT pairing_pkey PRIMARY KEY (id),
  CONSTRAINT pairing_previous_id_fkey FOREIGN KEY (previous_id) REFERENCES pairing(id)
);

CREATE INDEX pairing_account ON public.pairing USING btree (account_id, id) WHERE (account_id IS NOT NULL);

CREATE INDEX pairing_cadre ON public.pairing USING btree (cadre_id, id);

CREATE INDEX pairing_community ON public.pairing USING btree (community_code text_pattern_ops, id);

CREATE INDEX pairing_household ON public.pairing USING btree (household_id, id);

CREATE UNIQUE INDEX pairing_lasting_key ON public.pairing USING btree (cadre_id, household_id) WHERE (ended_on IS NULL);

CREATE TABLE pairing_contact (
  id uuid NOT NULL,
  pairing_id uuid NOT NULL,
  at timestamp with time zone NOT NULL,
  channel text NOT NULL,
  visit_id uuid,
  note text,
  by_id text NOT NULL,
  CONSTRAINT pairing_contact_channel_check CHECK ((channel = ANY (ARRAY['VISIT'::text, 'PHONE'::text, 'MESSAGE'::text]))),
  CONSTRAINT pairing_contact_pairing_id_fkey FOREIGN KEY (pairing_id) REFERENCES pairing(id),
  CONSTRAINT pairing_contact_pkey PRIMARY KEY (id),
  CONSTRAINT pairing_contact_visit_check CHECK (((channel = 'VISIT'::text) = (visit_id IS NOT NULL))),
  CONSTRAINT pairing_contact_visit_id_fkey FOREIGN KEY (visit_id) REFERENCES visit(id)
);

CREATE INDEX pairing_contact_pairing ON public.pairing_contact USING btree (pairing_id, at, id);

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

CREATE UNIQUE INDEX partition_plan_scheduled_key ON public.partition_plan USING btree (community_code) WHERE (status = 'SCHEDULED'::text);

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
  workload_percent integer NOT NULL,
  CONSTRAINT partition_policy_band_check CHECK ((size_maximum >= size_minimum)),
  CONSTRAINT partition_policy_minimum_check CHECK ((size_minimum > 0)),
  CONSTRAINT partition_policy_sliver_check CHECK ((sliver_square_metres >= 0)),
  CONSTRAINT partition_policy_version_key UNIQUE (jurisdiction_id, version),
  CONSTRAINT partition_policy_version_pkey PRIMARY KEY (id),
  CONSTRAINT partition_policy_workload_check CHECK ((workload_percent >= 100))
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

CREATE INDEX person_name ON public.person USING btree (name text_pattern_ops) WHERE (name IS NOT NULL);

CREATE TABLE place_figure (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  place_code text NOT NULL,
  kind text NOT NULL,
  households integer NOT NULL,
  visited integer NOT NULL,
  visits integer NOT NULL,
  CONSTRAINT place_figure_pkey PRIMARY KEY (id)
);

CREATE INDEX place_figure_place ON public.place_figure USING btree (place_code text_pattern_ops, kind);

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
  recheck_days integer[] NOT NULL,
  recheck_due_at timestamp with time zone,
  recheck_told_for timestamp with time zone,
  rechecks integer NOT NULL,
  CONSTRAINT problem_annual_check CHECK (((state <> 'ANNUAL'::text) OR (annual_item_id IS NOT NULL))),
  CONSTRAINT problem_annual_item_fkey FOREIGN KEY (annual_item_id) REFERENCES annual_item(id) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT problem_external_ref_key UNIQUE (community_code, external_ref),
  CONSTRAINT problem_immediate_check CHECK (((track = 'ORDINARY'::text) OR (cardinality(evidence_ids) > 0))),
  CONSTRAINT problem_merged_check CHECK (((state = 'MERGED'::text) = (merged_into_id IS NOT NULL))),
  CONSTRAINT problem_merged_into_fkey FOREIGN KEY (merged_into_id) REFERENCES problem(id),
  CONSTRAINT problem_pkey PRIMARY KEY (id),
  CONSTRAINT problem_recheck_check CHECK (((recheck_due_at IS NULL) OR (state = 'RECTIFIED'::text))),
  CONSTRAINT problem_rectified_check CHECK (((state = 'RECTIFIED'::text) = (rectified_at IS NOT NULL))),
  CONSTRAINT problem_scope_check CHECK ((scope = ANY (ARRAY['COMMON'::text, 'INDIVIDUAL'::text]))),
  CONSTRAINT problem_state_check CHECK ((state = ANY (ARRAY['OPEN'::text, 'REPORTED'::text, 'RECTIFIED'::text, 'ANNUAL'::text, 'MERGED'::text]))),
  CONSTRAINT problem_track_check CHECK ((track = ANY (ARRAY['ORDINARY'::text, 'IMMEDIATE'::text]))),
  CONSTRAINT problem_verifier_check CHECK ((verified_by_id <> rectified_by_id))
);

CREATE INDEX problem_collected ON public.problem USING btree (collected_at, id);

CREATE INDEX problem_grids ON public.problem USING gin (grid_codes);

CREATE INDEX problem_household ON public.problem USING btree (household_id) WHERE (household_id IS NOT NULL);

CREATE INDEX problem_merged_into ON public.problem USING btree (merged_into_id) WHERE (merged_into_id IS NOT NULL);

CREATE INDEX problem_place ON public.problem USING btree (place_code text_pattern_ops, collected_at);

CREATE INDEX problem_recheck ON public.problem USING btree (recheck_due_at) WHERE (recheck_due_at IS NOT NULL);

CREATE TABLE problem_link (
  id uuid NOT NULL,
  problem_id uuid NOT NULL,
  request_id uuid NOT NULL,
  linked_by_id text NOT NULL,
  linked_at timestamp with time zone NOT NULL,
  ended_by_id text,
  ended_at timestamp with time zone,
  CONSTRAINT problem_link_end_check CHECK ((((ended_at IS NULL) = (ended_by_id IS NULL)) AND ((ended_at IS NULL) OR (ended_at >= linked_at)))),
  CONSTRAINT problem_link_pkey PRIMARY KEY (id),
  CONSTRAINT problem_link_problem_fkey FOREIGN KEY (problem_id) REFERENCES problem(id),
  CONSTRAINT problem_link_request_fkey FOREIGN KEY (request_id) REFERENCES service_request(id)
);

CREATE INDEX problem_link_problem ON public.problem_link USING btree (problem_id, linked_at, request_id) WHERE (ended_at IS NULL);

CREATE INDEX problem_link_request ON public.problem_link USING btree (request_id, linked_at);

CREATE UNIQUE INDEX problem_link_request_key ON public.problem_link USING btree (request_id) WHERE (ended_at IS NULL);

CREATE TABLE problem_policy_version (
  id uuid NOT NULL,
  jurisdiction_id text NOT NULL,
  version integer NOT NULL,
  published_at timestamp with time zone NOT NULL,
  classes jsonb NOT NULL,
  promote_from integer NOT NULL,
  promote_within_metres integer NOT NULL,
  promote_similarity_percent integer NOT NULL,
  recheck_days integer[] NOT NULL,
  CONSTRAINT problem_policy_metres_check CHECK ((promote_within_metres > 0)),
  CONSTRAINT problem_policy_promote_check CHECK ((promote_from > 1)),
  CONSTRAINT problem_policy_similarity_check CHECK (((promote_similarity_percent >= 0) AND (promote_similarity_percent <= 100))),
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

CREATE TABLE request_join (
  request_id uuid NOT NULL,
  household_id uuid NOT NULL,
  account_id uuid NOT NULL,
  joined_at timestamp with time zone NOT NULL,
  CONSTRAINT request_join_household_fkey FOREIGN KEY (household_id) REFERENCES household(id),
  CONSTRAINT request_join_pkey PRIMARY KEY (request_id, household_id),
  CONSTRAINT request_join_request_fkey FOREIGN KEY (request_id) REFERENCES service_request(id)
);

CREATE INDEX request_join_account ON public.request_join USING btree (account_id);

CREATE INDEX request_join_household ON public.request_join USING btree (household_id, joined_at);

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

CREATE TABLE resource_allocation (
  id uuid NOT NULL,
  version integer NOT NULL,
  grid_code text NOT NULL,
  kind text NOT NULL,
  code text NOT NULL,
  quantity bigint NOT NULL,
  source text NOT NULL,
  source_id uuid,
  from_on date NOT NULL,
  ended_on date,
  note text,
  end_reason text,
  CONSTRAINT resource_allocation_kind_check CHECK ((kind = ANY (ARRAY['MONEY'::text, 'EQUIPMENT'::text]))),
  CONSTRAINT resource_allocation_period_check CHECK ((ended_on >= from_on)),
  CONSTRAINT resource_allocation_pkey PRIMARY KEY (id),
  CONSTRAINT resource_allocation_quantity_check CHECK ((quantity > 0)),
  CONSTRAINT resource_allocation_source_check CHECK ((source = ANY (ARRAY['BUDGET'::text, 'CADRE'::text, 'QUOTA'::text, 'MATCH'::text])))
);

CREATE INDEX resource_allocation_grid ON public.resource_allocation USING btree (grid_code text_pattern_ops, from_on DESC, id DESC);

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
  grid_type text,
  round_closed_at timestamp with time zone,
  recheck_due_at timestamp with time zone,
  recheck_told_at timestamp with time zone,
  rechecks integer NOT NULL,
  public_summary text,
  released_evidence_ids uuid[] NOT NULL,
  moderated_by_id uuid,
  at_point boolean NOT NULL,
  CONSTRAINT service_request_annual_check CHECK (((state <> 'ANNUAL_SPECIAL'::text) OR (annual_item_id IS NOT NULL))),
  CONSTRAINT service_request_closed_check CHECK (((state <> ALL (ARRAY['HANDLED'::text, 'REFUSED'::text, 'ANNUAL_SPECIAL'::text, 'CONFIRMED'::text])) OR (closed_at IS NOT NULL))),
  CONSTRAINT service_request_closing_check CHECK (((closed_on_time IS NOT NULL) = (state = ANY (ARRAY['HANDLED'::text, 'REFUSED'::text, 'ANNUAL_SPECIAL'::text, 'CONFIRMED'::text])))),
  CONSTRAINT service_request_community_check CHECK ((length(community_code) = 12)),
  CONSTRAINT service_request_duplicate_check CHECK (((state = 'DUPLICATE'::text) = (duplicate_of_id IS NOT NULL))),
  CONSTRAINT service_request_grid_check CHECK (((length(grid_code) = 15) AND starts_with(grid_code, community_code))),
  CONSTRAINT service_request_grid_type_check CHECK ((grid_type = ANY (ARRAY['CONFLICT_RESOLUTION'::text, 'URBAN_RENEWAL'::text, 'COMMUNITY_BUILDING'::text, 'ENVIRONMENT_IMPROVEMENT'::text, 'ENTERPRISE_SERVICE'::text]))),
  CONSTRAINT service_request_origin_check CHECK ((origin = ANY (ARRAY['RESIDENT'::text, 'PATROL'::text, 'HOTLINE'::text, 'COUNCIL'::text]))),
  CONSTRAINT service_request_original_fkey FOREIGN KEY (duplicate_of_id) REFERENCES service_request(id),
  CONSTRAINT service_request_pkey PRIMARY KEY (id),
  CONSTRAINT service_request_policy_fkey FOREIGN KEY (policy_id) REFERENCES request_policy_version(id),
  CONSTRAINT service_request_rated_check CHECK (((satisfied IS NULL) = (rated_at IS NULL))),
  CONSTRAINT service_request_recheck_check CHECK (((recheck_due_at IS NULL) OR (round_closed_at IS NOT NULL))),
  CONSTRAINT service_request_rechecks_check CHECK ((rechecks >= 0)),
  CONSTRAINT service_request_refusal_check CHECK (((state <> 'REFUSED'::text) OR ((right_body IS NOT NULL) AND (refusal_reason IS NOT NULL)))),
  CONSTRAINT service_request_reporter_fkey FOREIGN KEY (reporter_person_id) REFERENCES person(id),
  CONSTRAINT service_request_resolved_check CHECK (((resolved IS TRUE) = (resolved_at IS NOT NULL))),
  CONSTRAINT service_request_round_check CHECK (((round_closed_at IS NOT NULL) = (closed_on_time IS NOT NULL))),
  CONSTRAINT service_request_state_check CHECK ((state = ANY (ARRAY['FILED'::text, 'ACCEPTED'::text, 'DISPATCHED'::text, 'IN_PROGRESS'::text, 'WAITING_REPORTER'::text, 'HANDLED'::text, 'REFUSED'::text, 'ANNUAL_SPECIAL'::text, 'CONFIRMED'::text, 'REOPENED'::text, 'DUPLICATE'::text]))),
  CONSTRAINT service_request_wait_check CHECK (((state = 'WAITING_REPORTER'::text) = (paused_until IS NOT NULL)))
);

CREATE INDEX service_request_community ON public.service_request USING btree (community_code text_pattern_ops, filed_at);

CREATE INDEX service_request_escalation ON public.service_request USING btree (next_escalation_at) WHERE (next_escalation_at IS NOT NULL);

CREATE INDEX service_request_filed ON public.service_request USING btree (filed_at, id);

CREATE INDEX service_request_handler ON public.service_request USING btree (handler_id, filed_at) WHERE (handler_id IS NOT NULL);

CREATE INDEX service_request_household ON public.service_request USING btree (household_id, filed_at);

CREATE INDEX service_request_recheck ON public.service_request USING btree (recheck_due_at) WHERE ((recheck_due_at IS NOT NULL) AND (recheck_told_at IS NULL));

CREATE INDEX service_request_reporter ON public.service_request USING btree (reporter_person_id) WHERE (reporter_person_id IS NOT NULL);

CREATE INDEX service_request_reporter_account ON public.service_request USING btree (reporter_account_id) WHERE (reporter_account_id IS NOT NULL);

CREATE INDEX service_request_silence ON public.service_request USING btree (auto_confirm_at) WHERE (auto_confirm_at IS NOT NULL);

CREATE INDEX service_request_wait ON public.service_request USING btree (paused_until) WHERE (paused_until IS NOT NULL);

CREATE TABLE station_activity (
  id uuid NOT NULL,
  version integer NOT NULL,
  station_id uuid NOT NULL,
  community_code text NOT NULL,
  theme text NOT NULL,
  starts_at timestamp with time zone NOT NULL,
  status text NOT NULL,
  residents integer,
  workers integer,
  summary text,
  evidence_ids uuid[] NOT NULL,
  CONSTRAINT station_activity_counted_check CHECK (((residents IS NULL) = (workers IS NULL))),
  CONSTRAINT station_activity_held_check CHECK (((status = 'HELD'::text) = (residents IS NOT NULL))),
  CONSTRAINT station_activity_pkey PRIMARY KEY (id),
  CONSTRAINT station_activity_residents_check CHECK ((residents >= 0)),
  CONSTRAINT station_activity_station_fkey FOREIGN KEY (station_id) REFERENCES steward_station(id),
  CONSTRAINT station_activity_status_check CHECK ((status = ANY (ARRAY['PLANNED'::text, 'HELD'::text, 'CANCELLED'::text]))),
  CONSTRAINT station_activity_workers_check CHECK ((workers >= 0))
);

CREATE INDEX station_activity_place ON public.station_activity USING btree (community_code text_pattern_ops, starts_at DESC, id DESC);

CREATE INDEX station_activity_station ON public.station_activity USING btree (station_id);

CREATE TABLE steward_station (
  id uuid NOT NULL,
  version integer NOT NULL,
  community_code text NOT NULL,
  name text NOT NULL,
  address_label text NOT NULL,
  status text NOT NULL,
  CONSTRAINT steward_station_pkey PRIMARY KEY (id),
  CONSTRAINT steward_station_status_check CHECK ((status = ANY (ARRAY['OPEN'::text, 'CLOSED'::text])))
);

CREATE INDEX steward_station_place ON public.steward_station USING btree (community_code text_pattern_ops, id);

CREATE TABLE strategy (
  id uuid NOT NULL,
  version integer NOT NULL,
  grid_code text NOT NULL,
  number integer NOT NULL,
  grid_type text NOT NULL,
  status text NOT NULL,
  goal text NOT NULL,
  problem_ids uuid[] NOT NULL,
  drafted_by_id uuid NOT NULL,
  drafted_at timestamp with time zone NOT NULL,
  approved_by_id uuid,
  approved_at timestamp with time zone,
  ended_at timestamp with time zone,
  end_reason text,
  CONSTRAINT strategy_active_check CHECK (((status <> 'ACTIVE'::text) OR (approved_at IS NOT NULL))),
  CONSTRAINT strategy_approver_check CHECK ((approved_by_id <> drafted_by_id)),
  CONSTRAINT strategy_ended_check CHECK (((status = 'ENDED'::text) = (ended_at IS NOT NULL))),
  CONSTRAINT strategy_number_check CHECK ((number > 0)),
  CONSTRAINT strategy_number_key UNIQUE (grid_code, number),
  CONSTRAINT strategy_pkey PRIMARY KEY (id),
  CONSTRAINT strategy_status_check CHECK ((status = ANY (ARRAY['DRAFT'::text, 'ACTIVE'::text, 'ENDED'::text])))
);

CREATE INDEX strategy_grid ON public.strategy USING btree (grid_code text_pattern_ops, number);

CREATE UNIQUE INDEX strategy_active_key ON public.strategy USING btree (grid_code) WHERE (status = 'ACTIVE'::text);

CREATE TABLE strategy_measure (
  id uuid NOT NULL,
  version integer NOT NULL,
  strategy_id uuid NOT NULL,
  grid_code text NOT NULL,
  code text,
  title text NOT NULL,
  problem_id uuid,
  owner_cadre_id uuid NOT NULL,
  due_at timestamp with time zone NOT NULL,
  evidence_ids uuid[] NOT NULL,
  completed_by_id uuid,
  completed_at timestamp with time zone,
  CONSTRAINT strategy_measure_evidence_check CHECK (((completed_at IS NULL) OR (cardinality(evidence_ids) > 0))),
  CONSTRAINT strategy_measure_owner_fkey FOREIGN KEY (owner_cadre_id) REFERENCES cadre(id),
  CONSTRAINT strategy_measure_pkey PRIMARY KEY (id),
  CONSTRAINT strategy_measure_problem_fkey FOREIGN KEY (problem_id) REFERENCES problem(id),
  CONSTRAINT strategy_measure_strategy_fkey FOREIGN KEY (strategy_id) REFERENCES strategy(id)
);

CREATE INDEX strategy_measure_owner ON public.strategy_measure USING btree (owner_cadre_id, grid_code) WHERE (completed_at IS NULL);

CREATE INDEX strategy_measure_strategy ON public.strategy_measure USING btree (strategy_id, due_at, id);

CREATE TABLE task_force (
  id uuid NOT NULL,
  version integer NOT NULL,
  case_id uuid NOT NULL,
  place_code text NOT NULL,
  lead_line text NOT NULL,
  due_at timestamp with time zone NOT NULL,
  status text NOT NULL,
  formed_by_id uuid,
  formed_at timestamp with time zone NOT NULL,
  closed_at timestamp with time zone,
  outcome text,
  CONSTRAINT task_force_case_fkey FOREIGN KEY (case_id) REFERENCES backlog_case(id),
  CONSTRAINT task_force_closed_check CHECK (((status = 'CLOSED'::text) = (closed_at IS NOT NULL))),
  CONSTRAINT task_force_lead_check CHECK ((lead_line = ANY (ARRAY['PUBLIC_SECURITY_GOVERNANCE'::text, 'ECONOMIC_DEVELOPMENT'::text, 'HOUSING_CONSTRUCTION'::text]))),
  CONSTRAINT task_force_pkey PRIMARY KEY (id),
  CONSTRAINT task_force_status_check CHECK ((status = ANY (ARRAY['FORMED'::text, 'CLOSED'::text])))
);

CREATE INDEX task_force_case ON public.task_force USING btree (case_id, formed_at);

CREATE INDEX task_force_place ON public.task_force USING btree (place_code text_pattern_ops);

CREATE UNIQUE INDEX task_force_open_key ON public.task_force USING btree (case_id) WHERE (status = 'FORMED'::text);

CREATE TABLE task_force_line (
  task_force_id uuid NOT NULL,
  line text NOT NULL,
  cadre_id uuid NOT NULL,
  account_id uuid,
  joined_at timestamp with time zone NOT NULL,
  CONSTRAINT task_force_line_cadre_fkey FOREIGN KEY (cadre_id) REFERENCES cadre(id),
  CONSTRAINT task_force_line_force_fkey FOREIGN KEY (task_force_id) REFERENCES task_force(id),
  CONSTRAINT task_force_line_line_check CHECK ((line = ANY (ARRAY['PUBLIC_SECURITY_GOVERNANCE'::text, 'ECONOMIC_DEVELOPMENT'::text, 'HOUSING_CONSTRUCTION'::text]))),
  CONSTRAINT task_force_line_pkey PRIMARY KEY (task_force_id, line)
);

CREATE INDEX task_force_line_cadre ON public.task_force_line USING btree (cadre_id);

CREATE TABLE three_fixed_check (
  id uuid NOT NULL,
  version integer NOT NULL,
  place_code text NOT NULL,
  at timestamp with time zone NOT NULL,
  grids integer NOT NULL,
  workers integer NOT NULL,
  pairs integer NOT NULL,
  violations jsonb NOT NULL,
  CONSTRAINT three_fixed_check_pkey PRIMARY KEY (id)
);

CREATE INDEX three_fixed_check_place ON public.three_fixed_check USING btree (place_code text_pattern_ops, at, id);

CREATE TABLE training_session (
  id uuid NOT NULL,
  version integer NOT NULL,
  place_code text NOT NULL,
  course_id uuid,
  title text NOT NULL,
  tag text NOT NULL,
  channel text NOT NULL,
  mode text NOT NULL,
  starts_at timestamp with time zone NOT NULL,
  capacity integer NOT NULL,
  seats_taken integer NOT NULL,
  status text NOT NULL,
  cancel_reason text,
  CONSTRAINT training_session_cancelled_check CHECK (((status = 'CANCELLED'::text) = (cancel_reason IS NOT NULL))),
  CONSTRAINT training_session_capacity_check CHECK (((seats_taken >= 0) AND (seats_taken <= capacity))),
  CONSTRAINT training_session_channel_check CHECK ((channel = ANY (ARRAY['ONLINE'::text, 'OFFLINE'::text]))),
  CONSTRAINT training_session_course_fkey FOREIGN KEY (course_id) REFERENCES course(id),
  CONSTRAINT training_session_mode_check CHECK ((mode = ANY (ARRAY['ON_DEMAND'::text, 'SMALL_CLASS'::text, 'SCENARIO_DRILL'::text]))),
  CONSTRAINT training_session_pkey PRIMARY KEY (id),
  CONSTRAINT training_session_size_check CHECK ((capacity > 0)),
  CONSTRAINT training_session_status_check CHECK ((status = ANY (ARRAY['SCHEDULED'::text, 'HELD'::text, 'CANCELLED'::text])))
);

CREATE INDEX training_session_place ON public.training_session USING btree (place_code text_pattern_ops, starts_at DESC, id DESC);

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

CREATE TRIGGER visit_added AFTER INSERT ON public.visit REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION subject_counts();

CREATE TRIGGER visit_removed AFTER DELETE ON public.visit REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION subject_counts();

CREATE TABLE visit_policy_version (
  jurisdiction_id text NOT NULL,
  version integer NOT NULL,
  offline_days integer NOT NULL,
  import_days integer NOT NULL,
  source text NOT NULL,
  assumed boolean NOT NULL,
  id uuid NOT NULL,
  published_at timestamp with time zone NOT NULL,
  contact_days integer NOT NULL,
  CONSTRAINT visit_policy_contact_check CHECK ((contact_days > 0)),
  CONSTRAINT visit_policy_import_check CHECK ((import_days >= 0)),
  CONSTRAINT visit_policy_offline_check CHECK ((offline_days >= 0)),
  CONSTRAINT visit_policy_version_key UNIQUE (jurisdiction_id, version),
  CONSTRAINT visit_policy_version_pkey PRIMARY KEY (id)
);

CREATE TABLE worker_policy_version (
  id uuid NOT NULL,
  jurisdiction_id text NOT NULL,
  version integer NOT NULL,
  published_at timestamp with time zone NOT NULL,
  duties jsonb NOT NULL,
  loop jsonb NOT NULL,
  CONSTRAINT worker_policy_version_check CHECK ((version > 0)),
  CONSTRAINT worker_policy_version_key UNIQUE (jurisdiction_id, version),
  CONSTRAINT worker_policy_version_pkey PRIMARY KEY (id)
);

CREATE TABLE worker_posting (
  id uuid NOT NULL,
  version integer NOT NULL,
  worker_id uuid NOT NULL,
  account_id uuid,
  grid_code text NOT NULL,
  home boolean NOT NULL,
  starts_on date NOT NULL,
  ended_on date,
  end_reason text,
  duties text[] NOT NULL,
  policy_version integer NOT NULL,
  duties_confirmed_at timestamp with time zone,
  CONSTRAINT worker_posting_duties_check CHECK ((cardinality(duties) > 0)),
  CONSTRAINT worker_posting_end_check CHECK (((ended_on IS NULL) = (end_reason IS NULL))),
  CONSTRAINT worker_posting_pkey PRIMARY KEY (id),
  CONSTRAINT worker_posting_term_check CHECK ((ended_on >= starts_on)),
  CONSTRAINT worker_posting_worker_fkey FOREIGN KEY (worker_id) REFERENCES grid_worker(id)
);

CREATE INDEX worker_posting_grid ON public.worker_posting USING btree (grid_code text_pattern_ops, id) WHERE (ended_on IS NULL);

CREATE INDEX worker_posting_worker ON public.worker_posting USING btree (worker_id, starts_on);

CREATE UNIQUE INDEX worker_posting_home_key ON public.worker_posting USING btree (worker_id) WHERE (home AND (ended_on IS NULL));

CREATE UNIQUE INDEX worker_posting_lasting_key ON public.worker_posting USING btree (worker_id, grid_code) WHERE (ended_on IS NULL);
