-- On top of libs/shared/src/database/platform-schema.sql; a table of the platform stands here only as the service alters it.

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
