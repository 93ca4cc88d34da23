-- On top of libs/shared/src/database/platform-schema.sql; a table of the platform stands here only as the service alters it.

CREATE TABLE account (
  id uuid NOT NULL,
  version integer NOT NULL,
  username text NOT NULL,
  status text NOT NULL,
  place_code text NOT NULL,
  person_id uuid,
  password_hash text,
  oidc_subject text,
  invited_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  CONSTRAINT account_ended_check CHECK (((status = 'ENDED'::text) = (ended_at IS NOT NULL))),
  CONSTRAINT account_oidc_subject_key UNIQUE (oidc_subject),
  CONSTRAINT account_pkey PRIMARY KEY (id),
  CONSTRAINT account_status_check CHECK ((status = ANY (ARRAY['INVITED'::text, 'ACTIVE'::text, 'LOCKED'::text, 'ENDED'::text]))),
  CONSTRAINT account_username_key UNIQUE (username)
);

CREATE INDEX account_person ON public.account USING btree (person_id) WHERE (person_id IS NOT NULL);

CREATE INDEX account_place ON public.account USING btree (place_code text_pattern_ops, id);

CREATE TABLE assignment (
  id uuid NOT NULL,
  version integer NOT NULL,
  account_id uuid NOT NULL,
  role text NOT NULL,
  axis text NOT NULL,
  scope text NOT NULL,
  place_code text NOT NULL,
  source text NOT NULL,
  granted_by text NOT NULL,
  granted_at timestamp with time zone NOT NULL,
  reason text,
  ended boolean NOT NULL,
  ended_at timestamp with time zone,
  CONSTRAINT assignment_account_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  CONSTRAINT assignment_axis_check CHECK ((axis = ANY (ARRAY['place'::text, 'self'::text, 'estate'::text, 'council'::text]))),
  CONSTRAINT assignment_ended_check CHECK ((ended = (ended_at IS NOT NULL))),
  CONSTRAINT assignment_pkey PRIMARY KEY (id),
  CONSTRAINT assignment_source_check CHECK ((source = ANY (ARRAY['gateway'::text, 'grid'::text])))
);

CREATE INDEX assignment_account ON public.assignment USING btree (account_id);

CREATE INDEX assignment_everywhere ON public.assignment USING btree (role) WHERE ((NOT ended) AND (scope = ''::text));

CREATE UNIQUE INDEX assignment_once_key ON public.assignment USING btree (account_id, role, scope) WHERE ((NOT ended) AND (source = 'gateway'::text));

CREATE TABLE file (
  id uuid NOT NULL,
  version integer NOT NULL,
  sha256 text NOT NULL,
  media_type text NOT NULL,
  size bigint NOT NULL,
  uploaded_by uuid NOT NULL,
  uploaded_at timestamp with time zone NOT NULL,
  CONSTRAINT file_pkey PRIMARY KEY (id),
  CONSTRAINT file_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
);

CREATE TABLE intake (
  id uuid NOT NULL,
  version integer NOT NULL,
  kind text NOT NULL,
  place_code text NOT NULL,
  campaign_id uuid,
  sha256 text NOT NULL,
  status text NOT NULL,
  rows integer NOT NULL,
  accepted integer NOT NULL,
  repeated integer NOT NULL,
  refused integer NOT NULL,
  errors jsonb NOT NULL,
  batches_done integer NOT NULL,
  CONSTRAINT intake_pkey PRIMARY KEY (id),
  CONSTRAINT intake_status_check CHECK ((status = ANY (ARRAY['CHECKED'::text, 'REFUSED'::text, 'COMMITTING'::text, 'COMMITTED'::text])))
);

CREATE TABLE one_time_code (
  id uuid NOT NULL,
  purpose text NOT NULL,
  code_hash bytea NOT NULL,
  account_id uuid,
  household_id uuid,
  person_id uuid,
  place_code text NOT NULL,
  issued_by text NOT NULL,
  issued_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  used_at timestamp with time zone,
  CONSTRAINT one_time_code_account_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  CONSTRAINT one_time_code_hash_key UNIQUE (code_hash),
  CONSTRAINT one_time_code_pkey PRIMARY KEY (id),
  CONSTRAINT one_time_code_purpose_check CHECK (
CASE purpose
    WHEN 'activation'::text THEN (account_id IS NOT NULL)
    WHEN 'household'::text THEN (household_id IS NOT NULL)
    ELSE false
END)
);

CREATE INDEX one_time_code_account ON public.one_time_code USING btree (account_id) WHERE (used_at IS NULL);

CREATE TABLE refresh_token (
  token_hash bytea NOT NULL,
  session_id uuid NOT NULL,
  issued_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  used_at timestamp with time zone,
  CONSTRAINT refresh_token_pkey PRIMARY KEY (token_hash),
  CONSTRAINT refresh_token_session_fkey FOREIGN KEY (session_id) REFERENCES session(id) ON DELETE CASCADE
);

CREATE INDEX refresh_token_session ON public.refresh_token USING btree (session_id);

CREATE TABLE session (
  id uuid NOT NULL,
  version integer NOT NULL,
  account_id uuid NOT NULL,
  method text NOT NULL,
  started_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  end_reason text,
  CONSTRAINT session_account_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  CONSTRAINT session_method_check CHECK ((method = ANY (ARRAY['password'::text, 'oidc'::text]))),
  CONSTRAINT session_pkey PRIMARY KEY (id)
);

CREATE INDEX session_account ON public.session USING btree (account_id, started_at) WHERE (ended_at IS NULL);

CREATE INDEX session_expiry ON public.session USING btree (expires_at);

CREATE TABLE sign_in_failure (
  account_id uuid NOT NULL,
  attempts integer NOT NULL,
  last_at timestamp with time zone NOT NULL,
  locked_until timestamp with time zone,
  CONSTRAINT sign_in_failure_account_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  CONSTRAINT sign_in_failure_pkey PRIMARY KEY (account_id)
);
