import { inScope } from '@gezhi/shared/auth';

/** Over alias t, under the names of the view. */
export const columns = `t.id, t.version, t.scope, t.class, t.state, t.track, t.summary, t.place_code AS "placeCode", t.grid_codes AS "gridCodes",
  t.household_id AS "householdId", t.campaign_id AS "campaignId", t.collected_at AS "collectedAt", t.on_the_spot_until AS "onTheSpotUntil", t.reported_at AS "reportedAt",
  t.rectified_at AS "rectifiedAt", t.recheck_due_at AS "recheckDueAt", t.rechecks, t.annual_item_id AS "annualItemId", t.merged_into_id AS "mergedIntoId", t.external_ref AS "externalRef"`;
const anyGrid = (condition: string): string => `EXISTS (SELECT 1 FROM unnest(t.grid_codes) g(code) WHERE ${condition})`;
/** Whoever serves one of the grids a problem touches sees it, however far it reaches. */
export const visible = `(${inScope({ place: 't.place_code' })} OR ${anyGrid(inScope({ place: 'g.code' }))})`;
export const touches = (place: string): string => `(starts_with(t.place_code, ${place}) OR ${anyGrid(`starts_with(g.code, ${place})`)})`;
/** Beside the columns of the view: how many requests show it now. */
export const linkedRequests = `(SELECT count(*)::int FROM problem_link l WHERE l.problem_id = t.id AND l.ended_at IS NULL) AS "linkedRequests"`;
