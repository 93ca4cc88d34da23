-- On top of libs/shared/src/database/platform-schema.sql; a table of the platform stands here only as the service alters it.

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

CREATE TABLE place_figure (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  place_code text NOT NULL,
  kind text NOT NULL,
  households integer NOT NULL,
  CONSTRAINT place_figure_pkey PRIMARY KEY (id)
);

CREATE INDEX place_figure_place ON public.place_figure USING btree (place_code text_pattern_ops, kind);
