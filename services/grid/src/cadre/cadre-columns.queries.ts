/** The columns of this feature's tables over alias t, under the names of their entities. */
export const cadreColumns = `t.id, t.version, t.person_id AS "personId", t.source_category AS "sourceCategory", t.stratum, t.line,
  t.account_id AS "accountId", t.home_place AS "homePlace", t.active`;
export const deploymentColumns = `t.id, t.version, t.cadre_id AS "cadreId", t.grid_code AS "gridCode", t.starts_on AS "from", t.term_ends_on AS "to",
  t.ended_on AS "endedOn", t.end_reason AS "endReason", t.successor_id AS "successorId", t.extension_reason AS "extensionReason",
  t.hand_over AS "handOver", t.hand_over_confirmed_at AS "handOverConfirmedAt", t.term_told_at AS "termToldAt", t.previous_id AS "previousId"`;
export const listColumns = `t.id, t.version, t.deployment_id AS "deploymentId", t.cadre_id AS "cadreId", t.account_id AS "accountId",
  t.grid_code AS "gridCode", t.status, t.issued_at AS "issuedAt", t.confirmed_at AS "confirmedAt", t.ended_at AS "endedAt"`;
export const dutyColumns = `t.id, t.version, t.cadre_id AS "cadreId", t.account_id AS "accountId", t.grid_code AS "gridCode", t.aim, t.source,
  t.duty_list_id AS "dutyListId", t.code, t.request_id AS "requestId", t.problem_id AS "problemId", t.origin_version AS "originVersion",
  t.acceptance_criterion AS "acceptanceCriterion", t.status, t.due, t.issued_at AS "issuedAt", t.completed_at AS "completedAt"`;

/** In SQL over alias t: a duty still to be completed. */
export const isOpenDuty = "t.status IN ('ISSUED', 'CONFIRMED')";
