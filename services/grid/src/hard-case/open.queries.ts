import { named } from '@gezhi/shared/database';

/** $1 place → cases: how many backlog cases are open there; restricted ones are not even counted. */
export const openCasesOf = named(
  'hard-case.open-of',
  "SELECT count(*)::int AS cases FROM backlog_case WHERE starts_with(place_code, $1) AND status = 'OPEN' AND NOT restricted",
);
