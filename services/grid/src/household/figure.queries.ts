import { named } from '@gezhi/shared/database';

const sum = (what: string, ...kinds: string[]): string =>
  `coalesce(sum(f.${what}) FILTER (WHERE f.kind IN (${kinds.map((kind) => `'${kind}'`).join(', ')})), 0)::int`;
const ofKinds = (what: string): string =>
  `'resident', ${sum(what, 'RESIDENT')}, 'shop', ${sum(what, 'SHOP')}, 'enterprise', ${sum(what, 'ENTERPRISE')}`;

/** $1 place → households: its active households by kind; visits: those of its households that were ever visited, by kind, and all visits. */
export const figuresOf = named(
  'household.figures-of',
  `SELECT jsonb_build_object(${ofKinds('households')}) AS households,
     jsonb_build_object(${ofKinds('visited')}, 'residentAndShop', ${sum('visited', 'RESIDENT', 'SHOP')}, 'visits', coalesce(sum(f.visits), 0)::int) AS visits
   FROM place_figure f WHERE starts_with(f.place_code, $1)`,
);
