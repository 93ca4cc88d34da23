import { named } from '@gezhi/shared/database';

/** $1 place → disputes: how many disputes are open or wait to be performed there. */
export const openDisputesOf = named(
  'dispute.open-of',
  "SELECT count(*)::int AS disputes FROM dispute WHERE starts_with(place_code, $1) AND status IN ('OPEN', 'AGREED')",
);
