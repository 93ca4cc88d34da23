import { Injectable } from '@nestjs/common';
import { metricEvidence, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import { Database, descending, keyset, named, pageOf, type Statement } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { FactQueries } from '../fact/fact.queries.js';
import { inPeriod, instantsOf, isGrid, standingsOfGrid, standingsOfPlace } from './metric.queries.js';
import { kindsBehind } from './metric.rules.js';

const cases = (name: string, standings: string): Statement =>
  named(
    name,
    `SELECT t.subject_id AS "subjectId", coalesce(h.grid_code, t.place_code) AS "placeCode", t.scope, t.verdict, t.exclusion, t.at,
            t.counter_entries AS "counterEntries"
     FROM ${standings} t LEFT JOIN known_household h ON h.household_id = t.household_id AND starts_with(h.grid_code, left(t.place_code, 12))
     WHERE t.metric = $6 AND ${inPeriod} AND ${inScope({ place: '$3' })}
       AND ($7::text IS NULL OR t.scope = $7) AND ($8::text IS NULL OR t.verdict = $8)
       AND (t.at, t.subject_id) < ($9::timestamptz, $10::uuid)
     ORDER BY t.at DESC, t.subject_id DESC LIMIT $11`,
  );
const ofPlace = cases('metric.cases-of-place', standingsOfPlace);
const ofGrid = cases('metric.cases-of-grid', standingsOfGrid);

type Case = Omit<OutputOf<typeof metricEvidence>['items'][number], 'facts'>;

@Injectable()
export class EvidenceQueries {
  constructor(
    private readonly database: Database,
    private readonly facts: FactQueries,
  ) {}

  @Handles(metricEvidence)
  async evidence(input: InputOf<typeof metricEvidence>, request: Request): Promise<OutputOf<typeof metricEvidence>> {
    const asked = [input.metric, input.scope === 'all' ? null : (input.scope ?? null), input.verdict ?? null];
    const position = keyset(input.after, descending('timestamptz', 'uuid'));
    const parameters = [...scopeParameters(request), input.placeCode, ...instantsOf(input), ...asked, ...position, input.limit + 1];
    const rows = await this.database.read<Case>(isGrid(input.placeCode) ? ofGrid : ofPlace, parameters);
    const { items, next } = pageOf(rows, input.limit, ({ at, subjectId }) => [at, subjectId]);
    const subjectIds = items.map(({ subjectId }) => subjectId);
    const facts = subjectIds.length ? await this.facts.behind(subjectIds, kindsBehind(input.metric)) : [];
    return { items: items.map((item) => ({ ...item, facts: facts.filter(({ subjectId }) => subjectId === item.subjectId) })), next };
  }
}
