-- On top of libs/shared/src/database/platform-schema.sql; a table of the platform stands here only as the service alters it.

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
