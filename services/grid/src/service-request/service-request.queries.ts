import { Injectable } from '@nestjs/common';
import {
  readReporter,
  readServiceRequest,
  requestErrors,
  serviceRequestErrors,
  serviceRequestRates,
  type InputOf,
  type OutputOf,
} from '@gezhi/shared/contracts';
import { inScope, scopeParameters, within, type Request } from '@gezhi/shared/auth';
import { Database, named } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { isOpen, itemColumns, placeColumns, placed } from './request-columns.queries.js';
import { requestRates, type Cohort } from './request-rates.rules.js';

const byId = named(
  'service-request.by-id',
  `SELECT ${itemColumns}, t.point, t.evidence_ids AS "evidenceIds", t.right_body AS "rightBody", t.refusal_reason AS "refusalReason",
     t.public_summary AS "publicSummary", jsonb_build_object('evidenceIds', t.released_evidence_ids) AS released
   FROM ${placed} WHERE t.id = $3 AND ${inScope(placeColumns)}`,
);
/** The registered person that the account of the reporter is bound to, as to a household. */
const accountPerson = `(SELECT b.id FROM person b WHERE b.id = ANY (ARRAY(SELECT a.scope FROM known_assignment a
  WHERE a.account_id = t.reporter_account_id AND a.axis = 'self')::uuid[]) ORDER BY b.id LIMIT 1)`;
const reporter = named(
  'service-request.reporter',
  `SELECT r.id AS "personId", r.name, r.phone FROM ${placed} LEFT JOIN person r ON r.id = coalesce(t.reporter_person_id, ${accountPerson})
   WHERE t.id = $3 AND ${inScope({ place: placeColumns.place })}`,
);
const inPeriod = (column: string): string => `${column} >= $4::timestamptz AND ${column} < $5::timestamptz`;
/** While the reporter is waited for, the clock stands. */
const isOverdue = "t.closure_due < (SELECT gezhi_now()) AND t.state <> 'WAITING_REPORTER'";
const isAsked = `t.state <> 'DUPLICATE' AND ${inPeriod('t.closure_due')}`;
const isDue = `${isAsked} AND t.accepted_at IS NOT NULL AND (t.closed_at IS NOT NULL OR (${isOverdue}))`;
const counted = (condition: string): string => `count(*) FILTER (WHERE ${isDue} AND ${condition})::int`;
const cohorts = named(
  'service-request.cohorts',
  `SELECT t.origin = 'PATROL' AS proactive, count(*) FILTER (WHERE ${inPeriod('t.filed_at')})::int AS filed,
     count(*) FILTER (WHERE ${isAsked} AND t.accepted_at IS NULL AND ${isOverdue})::int AS "neverAccepted", ${counted('true')} AS due,
     ${counted('t.closed_on_time IS NOT NULL')} AS closed, ${counted('t.closed_on_time')} AS "closedOnTime",
     ${counted('t.dispatched_at IS NOT NULL')} AS dispatched,
     ${counted('t.dispatched_at IS NOT NULL AND t.first_response_at <= t.first_response_due')} AS "respondedInTime",
     ${counted('t.resolved IS NOT NULL')} AS "followedUp", ${counted('t.resolved')} AS resolved,
     ${counted('t.satisfied IS NOT NULL')} AS rated, ${counted('t.satisfied')} AS satisfied
   FROM ${placed} WHERE ${within('$3', placeColumns.place)}
     AND (${inPeriod('t.filed_at')} OR ${inPeriod('t.closure_due')}) GROUP BY 1`,
);
const counts = named(
  'service-request.counts',
  `SELECT count(*) FILTER (WHERE ${isOpen})::int AS open, count(*) FILTER (WHERE t.closed_on_time IS NOT NULL)::int AS closed
   FROM ${placed} WHERE starts_with(${placeColumns.place}, $1)`,
);

const nobody: Cohort = {
  filed: 0,
  neverAccepted: 0,
  due: 0,
  closed: 0,
  closedOnTime: 0,
  dispatched: 0,
  respondedInTime: 0,
  followedUp: 0,
  resolved: 0,
  rated: 0,
  satisfied: 0,
};

@Injectable()
export class ServiceRequestQueries {
  constructor(private readonly database: Database) {}

  /** One request in one prepared statement: scope, current grid and view together. */
  @Handles(readServiceRequest)
  async read({ id }: InputOf<typeof readServiceRequest>, request: Request): Promise<OutputOf<typeof readServiceRequest>> {
    const [row] = await this.database.read<OutputOf<typeof readServiceRequest>>(byId, [...scopeParameters(request), id]);
    ensure(row, requestErrors.notFound);
    return row;
  }

  @Handles(readReporter)
  async reporter({ id }: InputOf<typeof readReporter>, request: Request): Promise<OutputOf<typeof readReporter>> {
    const [row] = await this.database.read<OutputOf<typeof readReporter>>(reporter, [...scopeParameters(request), id]);
    ensure(row, requestErrors.notFound);
    ensure(row.personId, serviceRequestErrors.reporterUnregistered);
    return row;
  }

  @Handles(serviceRequestRates)
  async rates(
    { placeCode, from, to }: InputOf<typeof serviceRequestRates>,
    request: Request,
  ): Promise<OutputOf<typeof serviceRequestRates>> {
    const rows = await this.database.read<Cohort & { proactive: boolean }>(cohorts, [...scopeParameters(request), placeCode, from, to]);
    const of = (proactive: boolean): Cohort => rows.find((row) => row.proactive === proactive) ?? nobody;
    return { complaints: requestRates(of(false)), proactive: requestRates(of(true)) };
  }

  /** For the overview of a place: requests still to be concluded, and those closed. */
  async counts(placeCode: string): Promise<{ open: number; closed: number }> {
    return (await this.database.share<{ open: number; closed: number }>(counts, [placeCode]))[0]!;
  }
}
