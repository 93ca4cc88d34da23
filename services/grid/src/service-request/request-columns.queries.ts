import { inScope, reach, within } from '@gezhi/shared/auth';
import { placesIt } from './service-request.entity.js';

/** Joins the open placement of the household that places a request, so that it is where the household is now. */
export const placed = `service_request t LEFT JOIN household_grid p ON ${placesIt}`;
export const placeColumns = { place: 'coalesce(p.grid_code, t.grid_code, t.community_code)', self: 't.household_id' };

/** The columns lists and the single read have in common, under the names of the contract. */
export const itemColumns = `t.id, t.version, t.state, t.class, t.origin, t.service_mode AS "serviceMode", t.summary, t.household_id AS "householdId",
  t.community_code AS "communityCode", coalesce(p.grid_code, t.grid_code) AS "gridCode", t.handler_id AS "handlerId", t.cadre_id AS "cadreId",
  t.duty_id AS "dutyId", t.filed_at AS "filedAt", t.accepted_at AS "acceptedAt", t.dispatched_at AS "dispatchedAt",
  t.first_response_at AS "firstResponseAt", t.closed_at AS "closedAt", t.resolved_at AS "resolvedAt", t.first_response_due AS "firstResponseDue",
  t.resolve_due AS "resolveDue", t.reopen_until AS "reopenUntil", t.resolved, t.satisfied, t.annual_item_id AS "annualItemId",
  t.duplicate_of_id AS "duplicateOfId", greatest(t.response_level, t.resolve_level) AS "escalationLevel",
  t.grid_type AS "gridType", t.recheck_due_at AS "recheckDueAt", t.rechecks`;

/** In SQL over alias t: the members of the public form beside the grid; of a request nobody moderated, words and pictures are none. */
export const publicColumns = `t.id, t.class, t.state, t.filed_at AS "filedAt", t.public_summary AS "publicSummary",
  jsonb_build_object('evidenceIds', t.released_evidence_ids) AS released, (SELECT count(*)::int FROM request_join j WHERE j.request_id = t.id) AS joined`;

/** In SQL over alias t: still to be concluded. */
export const isOpen = "t.state NOT IN ('HANDLED', 'REFUSED', 'ANNUAL_SPECIAL', 'CONFIRMED', 'DUPLICATE')";
/** In SQL over alias t: its deadline passed, and it does not wait for the reporter. */
export const isOverdue = `(${isOpen} AND t.state <> 'WAITING_REPORTER' AND t.resolve_due < (SELECT gezhi_now()))`;
/** In SQL over alias t: open with neither an account nor a cadre to turn to but its community. */
export const isUnassigned = `(${isOpen} AND t.handler_id IS NULL AND t.cadre_id IS NULL)`;
/** In SQL over alias t of `placed`: open and in no grid in force; a leader places it, or the household it is about. */
export const isGridless = `(${isOpen} AND NOT EXISTS (SELECT 1 FROM grid g WHERE g.code = coalesce(p.grid_code, t.grid_code) AND g.valid_to IS NULL))`;
export const isWaiting = "(t.state = 'WAITING_REPORTER')";
export const isRecheckDue = '(t.recheck_due_at IS NOT NULL AND t.recheck_due_at <= (SELECT gezhi_now()))';

/** In SQL over alias t of `placed`, the scope being $1 and $2: lies in the place. */
export const liesIn = (placeCode: `$${number}`): string => within(placeCode, placeColumns.place);
/**
 * In SQL over alias t of `placed`, the scope being $1 and $2: mine is what is assigned to me where I am on duty; a resident's are
 * those of the household. What waits for anybody is in the list of the place.
 */
export const isMine = (onDuty: string): string =>
  `((${onDuty}::boolean AND t.handler_id = $1::uuid AND ${inScope({ place: placeColumns.place })}) OR t.household_id = ANY (${reach('self')}::uuid[]))`;
