import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import {
  backlogCasesOfPlace,
  caseEntries,
  readBacklogCase,
  requestErrors,
  type InputOf,
  type OutputOf,
  type PriorityItem,
} from '@gezhi/shared/contracts';
import { ascending, Database, inForceAt, keyset, named, pageOf, today } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import type { CaseState } from './backlog-case.rules.js';
import { ageOf, priorityOf } from './case-age.rules.js';
import { sightParameters, visibleCase } from './case-facts.queries.js';
import { defaultPolicy } from './hard-case-policy.rules.js';

export const caseColumns = `t.id, t.version, t.place_code AS "placeCode", t.community_code AS "communityCode", t.grid_code AS "gridCode",
  t.household_id AS "householdId", t.class, t.title, t.summary, t.origin_on AS "originOn", t.petition, t.restricted, t.status,
  t.owner_cadre_id AS "ownerCadreId", t.registered_by_id AS "registeredById", t.registered_at AS "registeredAt", t.cleared_at AS "clearedAt",
  t.clearing, t.evidence_ids AS "evidenceIds", t.quiet_until AS "quietUntil", t.reopenings, t.dispute_id AS "disputeId"`;
const priorities = `(${inForceAt('hard_case_policy_version', 'v.priorities', 't.place_code')})`;
const aged = `${caseColumns}, ${today} AS today, ${priorities} AS priorities`;
/** As `priorityOf`: the most years reached, by the policy of the place of the case; `fallback` where there is none. */
const priorityIn = (
  fallback: string,
): string => `(SELECT p ->> 'code' FROM jsonb_array_elements(coalesce(${priorities}, ${fallback}::jsonb)) p
  WHERE t.origin_on + make_interval(years => (p ->> 'years')::int) <= ${today} ORDER BY (p ->> 'years')::int DESC LIMIT 1)`;

const byId = named('hard-case.by-id', `SELECT ${aged} FROM backlog_case t WHERE t.id = $4 AND ${visibleCase}`);
const ofPlace = named(
  'hard-case.of-place',
  `SELECT ${aged} FROM backlog_case t WHERE starts_with(t.place_code, $4) AND ${visibleCase} AND ($5::text IS NULL OR t.status = $5)
     AND ($6::boolean IS NULL OR t.petition = $6) AND ($7::text IS NULL OR ${priorityIn('$8')} = $7)
     AND (t.origin_on, t.id) > ($9::date, $10::uuid) ORDER BY t.origin_on, t.id LIMIT $11`,
);
const entries = named(
  'hard-case.entries',
  `SELECT t.id, t.version, t.case_id AS "caseId", t.on_date AS "onDate", t.kind, t.text, t.by_id AS "byId", t.at FROM case_entry t
   WHERE t.case_id = $1 AND (t.on_date, t.id) > ($2::date, $3::uuid) ORDER BY t.on_date, t.id LIMIT $4`,
);

type Aged = OutputOf<typeof readBacklogCase>;
type Row = CaseState & { readonly today: string; readonly priorities: PriorityItem[] | null };
const shown = ({ today: on, priorities: known, ...state }: Row): Aged => {
  const age = ageOf(state.originOn, on);
  return { ...state, evidenceIds: [...state.evidenceIds], age, priority: priorityOf(age, known ?? defaultPolicy.priorities) };
};

@Injectable()
export class BacklogCaseQueries {
  constructor(private readonly database: Database) {}

  @Handles(readBacklogCase)
  async read({ id }: InputOf<typeof readBacklogCase>, request: Request): Promise<Aged> {
    const [row] = await this.database.read<Row>(byId, [...sightParameters(request), id]);
    ensure(row, requestErrors.notFound);
    return shown(row);
  }

  @Handles(backlogCasesOfPlace)
  async ofPlace(input: InputOf<typeof backlogCasesOfPlace>, request: Request): Promise<OutputOf<typeof backlogCasesOfPlace>> {
    const { placeCode, status = null, petition = null, priority = null, limit, after } = input;
    const filters = [status, petition, priority, JSON.stringify(defaultPolicy.priorities)];
    const parameters = [...sightParameters(request), placeCode, ...filters, ...keyset(after, ascending('date', 'uuid')), limit + 1];
    const rows = await this.database.read<Row>(ofPlace, parameters);
    return pageOf(rows.map(shown), limit, (row) => [row.originOn, row.id]);
  }

  @Handles(caseEntries)
  async entries({ id, limit, after }: InputOf<typeof caseEntries>, request: Request): Promise<OutputOf<typeof caseEntries>> {
    await this.read({ id }, request);
    const rows = await this.database.read<OutputOf<typeof caseEntries>['items'][number]>(entries, [
      id,
      ...keyset(after, ascending('date', 'uuid')),
      limit + 1,
    ]);
    return pageOf(rows, limit, (row) => [row.onDate, row.id]);
  }
}
