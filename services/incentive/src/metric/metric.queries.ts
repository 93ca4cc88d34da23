import { Injectable } from '@nestjs/common';
import {
  metricErrors,
  metricEvidence,
  metricOverview,
  metricsByGrid,
  metricsOfPlace,
  requestErrors,
  type InputOf,
  type OutputOf,
} from '@gezhi/shared/contracts';
import { inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import { Database, keyset, named, pageOf } from '@gezhi/shared/database';
import { addDays, ensure, instantAt } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { FactQueries } from '../fact/fact.queries.js';
import { isPublicPlace, kindsBehind, valuesOf, type Count } from './metric.rules.js';

/** Cases in the grid that serves their household today, else where they were recorded; a redraw stays inside its community. */
const entries = `metric_entry t LEFT JOIN known_household h ON h.household_id = t.household_id AND starts_with(h.grid_code, left(t.place_code, 12))`;
const place = 'coalesce(h.grid_code, t.place_code)';
const grids = `CASE WHEN h.grid_code IS NULL THEN t.grid_codes ELSE ARRAY[h.grid_code] END`;
const verdict = `CASE WHEN t.verdict = 'pending' AND t.at < gezhi_now() THEN 'denominator' ELSE t.verdict END`;
const inPlace = `(starts_with(t.place_code, left($3, 12)) AND starts_with(${place}, $3)
  OR cardinality(t.grid_codes) > 1 AND EXISTS (SELECT FROM unnest(t.grid_codes) AS grid WHERE starts_with(grid, $3)))`;
const inPeriod = `($4::timestamptz IS NULL OR t.at >= $4) AND ($5::timestamptz IS NULL OR t.at < $5)`;

const sums = `count(*) FILTER (WHERE verdict = 'numerator')::integer AS numerator, count(*) FILTER (WHERE verdict = 'denominator')::integer AS denominator,
  count(*) FILTER (WHERE verdict = 'excluded')::integer AS excluded, count(*) FILTER (WHERE verdict = 'pending')::integer AS pending,
  sum("counterEntries")::integer AS "counterEntries"`;

const ofPlace = named(
  'metric.of-place',
  `WITH covered AS (SELECT $6::boolean OR ${inScope({ place: '$3' })} AS ok),
        standing AS (SELECT t.metric, t.scope, ${verdict} AS verdict, t.counter_entries AS "counterEntries"
                     FROM ${entries} WHERE ${inPlace} AND ${inPeriod})
   SELECT c.* FROM covered LEFT JOIN (SELECT metric, scope, ${sums} FROM standing GROUP BY metric, scope) c ON true WHERE covered.ok`,
);

const byGrid = named(
  'metric.by-grid',
  `WITH covered AS (SELECT ${inScope({ place: '$3' })} AS ok),
        standing AS (SELECT grid, t.metric, t.scope, ${verdict} AS verdict, t.counter_entries AS "counterEntries"
                     FROM ${entries} CROSS JOIN LATERAL unnest(${grids}) AS grid
                     WHERE ${inPlace} AND starts_with(grid, $3) AND ${inPeriod})
   SELECT c.* FROM covered LEFT JOIN (SELECT grid, metric, scope, ${sums} FROM standing GROUP BY grid, metric, scope) c ON true
   WHERE covered.ok ORDER BY c.grid`,
);

const evidence = named(
  'metric.evidence',
  `SELECT t.subject_id AS "subjectId", ${place} AS "placeCode", t.scope, ${verdict} AS verdict, t.exclusion, t.at, t.counter_entries AS "counterEntries"
   FROM ${entries}
   WHERE t.metric = $6 AND ${inPlace} AND ${inPeriod} AND ${inScope({ place: '$3' })}
     AND ($7::text IS NULL OR t.scope = $7) AND ($8::text IS NULL OR ${verdict} = $8)
     AND ($9::timestamptz IS NULL OR (t.at, t.subject_id) < ($9, $10::uuid))
   ORDER BY t.at DESC, t.subject_id DESC LIMIT $11`,
);

interface Period {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** First instant of the first day and first instant after the last, `null` where the period is open. */
function instants({ from, to }: Period): (string | null)[] {
  ensure(from === undefined || to === undefined || from <= to, metricErrors.periodInvalid);
  return [from === undefined ? null : instantAt(from), to === undefined ? null : instantAt(addDays(to, 1))];
}

type Case = Omit<OutputOf<typeof metricEvidence>['items'][number], 'facts'>;

@Injectable()
export class MetricQueries {
  constructor(
    private readonly database: Database,
    private readonly facts: FactQueries,
  ) {}

  @Handles(metricsOfPlace)
  async ofPlace(input: InputOf<typeof metricsOfPlace>, request: Request): Promise<OutputOf<typeof metricsOfPlace>> {
    const metrics = valuesOf(await this.counts(input.placeCode, input, request, false));
    return { placeCode: input.placeCode, from: input.from ?? null, to: input.to ?? null, metrics };
  }

  @Handles(metricOverview)
  async overview({ placeCode }: InputOf<typeof metricOverview>, request: Request): Promise<OutputOf<typeof metricOverview>> {
    return { metrics: valuesOf(await this.counts(placeCode, {}, request, isPublicPlace(placeCode))) };
  }

  @Handles(metricsByGrid)
  async byGrid(input: InputOf<typeof metricsByGrid>, request: Request): Promise<OutputOf<typeof metricsByGrid>> {
    const rows = await this.database.read<Count & { grid: string | null }>(byGrid, [...scopeParameters(request), input.placeCode, ...instants(input)]);
    ensure(rows.length, requestErrors.notFound);
    const gridCodes = [...new Set(rows.flatMap(({ grid }) => grid ?? []))];
    return { grids: gridCodes.map((gridCode) => ({ gridCode, metrics: valuesOf(rows.filter(({ grid }) => grid === gridCode)) })) };
  }

  @Handles(metricEvidence)
  async evidence(input: InputOf<typeof metricEvidence>, request: Request): Promise<OutputOf<typeof metricEvidence>> {
    const position = keyset(input.after, 2);
    const asked = [input.metric, input.scope === 'all' ? null : (input.scope ?? null), input.verdict ?? null];
    const parameters = [...scopeParameters(request), input.placeCode, ...instants(input), ...asked, ...position, input.limit + 1];
    const page = pageOf(await this.database.read<Case>(evidence, parameters), input.limit, ({ at, subjectId }) => [at, subjectId]);
    const subjectIds = page.items.map(({ subjectId }) => subjectId);
    const facts = subjectIds.length ? await this.facts.behind(subjectIds, kindsBehind(input.metric)) : [];
    return { ...page, items: page.items.map((item) => ({ ...item, facts: facts.filter(({ subjectId }) => subjectId === item.subjectId) })) };
  }

  private async counts(placeCode: string, period: Period, request: Request, isPublic: boolean): Promise<Count[]> {
    const account = request.actor.kind === 'account' ? request.actor.id : null;
    const rows = await this.database.read<Count | { metric: null }>(ofPlace, [account, request.roles, placeCode, ...instants(period), isPublic]);
    ensure(rows.length, requestErrors.notFound);
    return rows.filter((row): row is Count => row.metric !== null);
  }
}
