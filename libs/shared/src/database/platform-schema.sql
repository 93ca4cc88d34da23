CREATE OR REPLACE FUNCTION public.gezhi_now()
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE
AS $function$ SELECT date_trunc('milliseconds', clock_timestamp()) + (SELECT milliseconds FROM clock_offset) * interval '1 millisecond' $function$
;

CREATE OR REPLACE FUNCTION public.gezhi_require(holds boolean, refusal text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$ BEGIN IF holds IS NOT TRUE THEN RAISE EXCEPTION USING ERRCODE = 'GZ001', MESSAGE = refusal; END IF; END $function$
;

CREATE TABLE access_log (
  position bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  at timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
  actor_id text NOT NULL,
  operation text NOT NULL,
  subject_id text NOT NULL,
  trace_id text,
  outcome text NOT NULL DEFAULT 'ok'::text,
  CONSTRAINT access_log_pkey PRIMARY KEY ("position")
);

CREATE TABLE audit (
  position bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  at timestamp with time zone NOT NULL,
  actor_id text NOT NULL,
  roles text[] NOT NULL,
  operation text NOT NULL,
  aggregate_id text NOT NULL,
  place_code text NOT NULL,
  reason text,
  changes jsonb NOT NULL,
  input_hash bytea,
  trace_id text,
  CONSTRAINT audit_pkey PRIMARY KEY ("position")
);

CREATE INDEX audit_aggregate ON public.audit USING btree (aggregate_id, "position");

CREATE INDEX audit_place ON public.audit USING btree (place_code text_pattern_ops, "position");

CREATE TABLE audit_seal (
  number integer NOT NULL,
  first_position bigint NOT NULL,
  last_position bigint NOT NULL,
  root bytea NOT NULL,
  previous bytea NOT NULL,
  seal bytea NOT NULL,
  sealed_at timestamp with time zone NOT NULL,
  CONSTRAINT audit_seal_pkey PRIMARY KEY (number)
);

CREATE TABLE clock_offset (
  singleton boolean NOT NULL DEFAULT true,
  milliseconds bigint NOT NULL DEFAULT 0,
  CONSTRAINT clock_offset_pkey PRIMARY KEY (singleton),
  CONSTRAINT clock_offset_single_check CHECK (singleton)
);

CREATE TABLE dead_letter (
  consumer text NOT NULL,
  event_id uuid NOT NULL,
  subject text NOT NULL,
  event text NOT NULL,
  reason text NOT NULL,
  attempts integer NOT NULL,
  buried_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
  redriven_at timestamp with time zone,
  CONSTRAINT dead_letter_pkey PRIMARY KEY (consumer, event_id)
);

CREATE TABLE idempotency (
  actor_id text NOT NULL,
  operation text NOT NULL,
  key text NOT NULL,
  input_hash bytea NOT NULL,
  response text,
  version integer,
  created_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT idempotency_pkey PRIMARY KEY (actor_id, operation, key)
);

CREATE INDEX idempotency_created ON public.idempotency USING brin (created_at);

CREATE TABLE inbox (
  consumer text NOT NULL,
  event_id uuid NOT NULL,
  received_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT inbox_pkey PRIMARY KEY (consumer, event_id)
);

CREATE INDEX inbox_received ON public.inbox USING brin (received_at);

CREATE TABLE known_assignment (
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  role text NOT NULL,
  axis text NOT NULL,
  scope text NOT NULL,
  version integer NOT NULL,
  ended boolean NOT NULL DEFAULT false,
  CONSTRAINT known_assignment_pkey PRIMARY KEY (id)
);

CREATE INDEX known_assignment_account ON public.known_assignment USING btree (account_id) WHERE (NOT ended);

CREATE TABLE known_seal (
  service text NOT NULL,
  number integer NOT NULL,
  seal text NOT NULL,
  sealed_at timestamp with time zone NOT NULL,
  CONSTRAINT known_seal_pkey PRIMARY KEY (service, number)
);

CREATE TABLE migration (
  id integer NOT NULL DEFAULT nextval('migration_id_seq'::regclass),
  timestamp bigint NOT NULL,
  name character varying NOT NULL,
  CONSTRAINT PK_3043fc6b8af7c99b8b98830094f PRIMARY KEY (id)
);

CREATE TABLE outbox (
  position bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  id uuid NOT NULL,
  subject text NOT NULL,
  aggregate_id text NOT NULL,
  place_code text NOT NULL,
  event text NOT NULL,
  traceparent text,
  created_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
  published_at timestamp with time zone
) PARTITION BY RANGE (created_at);

CREATE INDEX outbox_created ON ONLY public.outbox USING brin (created_at);

CREATE INDEX outbox_unpublished ON ONLY public.outbox USING btree ("position") WHERE (published_at IS NULL);

CREATE TABLE outbox_default (
  position bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  id uuid NOT NULL,
  subject text NOT NULL,
  aggregate_id text NOT NULL,
  place_code text NOT NULL,
  event text NOT NULL,
  traceparent text,
  created_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
  published_at timestamp with time zone
);

CREATE INDEX outbox_default_created_at_idx ON public.outbox_default USING brin (created_at);

CREATE INDEX outbox_default_position_idx ON public.outbox_default USING btree ("position") WHERE (published_at IS NULL);

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
  CONSTRAINT person_pkey PRIMARY KEY (id)
);

CREATE INDEX person_household ON public.person USING btree (household_id);

CREATE TABLE relay (
  singleton boolean NOT NULL DEFAULT true,
  stream_created text,
  CONSTRAINT relay_pkey PRIMARY KEY (singleton),
  CONSTRAINT relay_single_check CHECK (singleton)
);
