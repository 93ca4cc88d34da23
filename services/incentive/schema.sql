-- On top of libs/shared/src/database/platform-schema.sql; a table of the platform stands here only as the service alters it.

CREATE TABLE fact (
  event_id uuid NOT NULL,
  item smallint NOT NULL,
  kind text NOT NULL,
  subject_id uuid NOT NULL,
  aggregate_version integer NOT NULL,
  place_code text NOT NULL,
  grid_codes text[] NOT NULL,
  household_id uuid,
  actor_id text,
  handler_id uuid,
  cadre_id uuid,
  filed_by_id uuid,
  at timestamp with time zone NOT NULL,
  value jsonb NOT NULL,
  CONSTRAINT fact_pkey PRIMARY KEY (event_id, item)
);

CREATE INDEX fact_place ON public.fact USING btree (place_code text_pattern_ops, at);

CREATE INDEX fact_subject ON public.fact USING btree (subject_id, aggregate_version);

CREATE TABLE known_household (
  household_id uuid NOT NULL,
  grid_code text,
  version bigint NOT NULL,
  CONSTRAINT known_household_pkey PRIMARY KEY (household_id)
);

CREATE TABLE metric_entry (
  metric text NOT NULL,
  subject_id uuid NOT NULL,
  scope text NOT NULL,
  place_code text NOT NULL,
  grid_codes text[] NOT NULL,
  household_id uuid,
  verdict text NOT NULL,
  exclusion text,
  at timestamp with time zone NOT NULL,
  counter_entries integer NOT NULL,
  CONSTRAINT metric_entry_exclusion_check CHECK (((exclusion IS NOT NULL) = (verdict = 'excluded'::text))),
  CONSTRAINT metric_entry_pkey PRIMARY KEY (subject_id, metric),
  CONSTRAINT metric_entry_scope_check CHECK ((scope = ANY (ARRAY['all'::text, 'common'::text, 'individual'::text]))),
  CONSTRAINT metric_entry_verdict_check CHECK ((verdict = ANY (ARRAY['numerator'::text, 'denominator'::text, 'excluded'::text, 'pending'::text, 'unaccepted'::text])))
);

CREATE INDEX metric_entry_place ON public.metric_entry USING btree (place_code text_pattern_ops);

CREATE INDEX metric_entry_several_grids ON public.metric_entry USING btree (subject_id) WHERE (cardinality(grid_codes) > 1);
