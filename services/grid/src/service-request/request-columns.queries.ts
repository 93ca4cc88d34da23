/** Joins the open placement of a request's household, so that a request is where its household is now. */
export const placed = 'service_request t LEFT JOIN household_grid p ON p.household_id = t.household_id AND p.valid_to IS NULL';
export const placeColumns = { place: 'coalesce(p.grid_code, t.grid_code, t.community_code)', self: 't.household_id' };

/** The columns lists and the single read have in common, under the names of the contract. */
export const itemColumns = `t.id, t.version, t.state, t.class, t.origin, t.service_mode AS "serviceMode", t.summary, t.household_id AS "householdId",
  t.community_code AS "communityCode", coalesce(p.grid_code, t.grid_code) AS "gridCode", t.handler_id AS "handlerId", t.cadre_id AS "cadreId",
  t.duty_id AS "dutyId", t.filed_at AS "filedAt", t.accepted_at AS "acceptedAt", t.dispatched_at AS "dispatchedAt",
  t.first_response_at AS "firstResponseAt", t.closed_at AS "closedAt", t.resolved_at AS "resolvedAt", t.first_response_due AS "firstResponseDue",
  t.resolve_due AS "resolveDue", t.reopen_until AS "reopenUntil", t.resolved, t.satisfied, t.annual_item_id AS "annualItemId",
  t.duplicate_of_id AS "duplicateOfId", greatest(t.response_level, t.resolve_level) AS "escalationLevel"`;

/** In SQL over alias t: still to be concluded. */
export const isOpen = "t.state NOT IN ('HANDLED', 'REFUSED', 'ANNUAL_SPECIAL', 'CONFIRMED', 'DUPLICATE')";
