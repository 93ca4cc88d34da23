import { Injectable } from '@nestjs/common';
import {
  metricErrors,
  metricOverview,
  metricsByGrid,
  metricsOfPlace,
  requestErrors,
  type InputOf,
  type OutputOf,
} from '@gezhi/shared/contracts';
import { inPublicScope, inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import { Database, named, type Statement } from '@gezhi/shared/database';
import { addDays, ensure, instantAt } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { valuesOf, type Count } from './metric-value.rules.js';

/** A case counts in the grid that serves its household today, else where it was recorded; a redraw stays inside its community. */
const atHome = `LEFT JOIN known_household h ON h.household_id = t.household_id AND starts_with(h.grid_code, left(t.place_code, 12))`;
const columns = `t.metric, t.subject_id, t.scope, t.place_code, t.household_id, t.exclusion, t.at, t.counter_entries,
  CASE WHEN t.verdict = 'pending' AND t.at < (SELECT gezhi_now()) THEN 'denominator' WHEN t.verdict = 'unaccepted' AND t.at >= (SELECT gezhi_now()) THEN 'pending'
    ELSE t.verdict END AS verdict`;
const ofSeveralGrids = `SELECT ${columns} FROM metric_entry t
  WHERE cardinality(t.grid_codes) > 1 AND NOT starts_with(t.place_code, $3) AND EXISTS (SELECT FROM unnest(t.grid_codes) AS grid WHERE starts_with(grid, $3))`;

/** The standings of the place `$3`, as SQL: a community or more needs no look at single households. */
export const standingsOfPlace = `(SELECT ${columns} FROM metric_entry t WHERE starts_with(t.place_code, $3) UNION ALL ${ofSeveralGrids})`;
export const standingsOfGrid = `(SELECT ${columns} FROM metric_entry t ${atHome}
  WHERE starts_with(t.place_code, left($3, 12)) AND coalesce(h.grid_code, t.place_code) = $3 UNION ALL ${ofSeveralGrids})`;
export const inPeriod = `($4::timestamptz IS NULL OR t.at >= $4) AND ($5::timestamptz IS NULL OR t.at < $5)`;

const sums = `count(*) FILTER (WHERE t.verdict = 'numerator')::integer AS numerator, count(*) FILTER (WHERE t.verdict = 'denominator')::integer AS denominator,
  count(*) FILTER (WHERE t.verdict = 'excluded')::integer AS excluded, count(*) FILTER (WHERE t.verdict = 'pending')::integer AS pending,
  count(*) FILTER (WHERE t.verdict = 'unaccepted')::integer AS unaccepted, sum(t.counter_entries)::integer AS "counterEntries"`;
const coveredBy = (scope: string): string => `SELECT FROM (VALUES (1)) AS one WHERE ${scope}`;
const assigned = inScope({ place: '$3' });

const counts = (name: string, standings: string, scope = assigned): Statement =>
  named(
    name,
    `SELECT c.* FROM (${coveredBy(scope)}) AS covered
     LEFT JOIN (SELECT t.metric, t.scope, ${sums} FROM ${standings} t WHERE ${inPeriod} GROUP BY t.metric, t.scope) c ON true`,
  );
const ofPlace = counts('metric.of-place', standingsOfPlace);
const ofGrid = counts('metric.of-grid', standingsOfGrid);
const forEveryone = counts('metric.for-everyone', standingsOfPlace, inPublicScope('$3::text'));

const withGrid = `(
  SELECT ${columns}, coalesce(h.grid_code, t.place_code) AS grid FROM metric_entry t ${atHome}
  WHERE cardinality(t.grid_codes) <= 1 AND starts_with(t.place_code, left($3, 12))
  UNION ALL
  SELECT ${columns}, grid FROM metric_entry t CROSS JOIN LATERAL unnest(t.grid_codes) AS grid WHERE cardinality(t.grid_codes) > 1
)`;
const byGrid = named(
  'metric.by-grid',
  `SELECT c.* FROM (${coveredBy(assigned)}) AS covered
   LEFT JOIN (
     SELECT t.grid, t.metric, t.scope, ${sums} FROM ${withGrid} t
     WHERE length(t.grid) = 15 AND starts_with(t.grid, $3) AND ${inPeriod}
     GROUP BY t.grid, t.metric, t.scope
   ) c ON true
   ORDER BY c.grid`,
);

export const isGrid = (placeCode: string): boolean => placeCode.length === 15;

/** First instant of the first day and first instant after the last, `null` where the period is open. */
export function instantsOf({ from, to }: { readonly from?: string | undefined; readonly to?: string | undefined }): (string | null)[] {
  ensure(from === undefined || to === undefined || from <= to, metricErrors.periodInvalid);
  return [from === undefined ? null : instantAt(from), to === undefined ? null : instantAt(addDays(to, 1))];
}

@Injectable()
export class MetricQueries {
  constructor(private readonly database: Database) {}

  @Handles(metricsOfPlace)
  async ofPlace(input: InputOf<typeof metricsOfPlace>, request: Request): Promise<OutputOf<typeof metricsOfPlace>> {
    const parameters = [...scopeParameters(request), input.placeCode, ...instantsOf(input)];
    const metrics = valuesOf(await this.counts(isGrid(input.placeCode) ? ofGrid : ofPlace, parameters));
    return { placeCode: input.placeCode, from: input.from ?? null, to: input.to ?? null, metrics };
  }

  @Handles(metricOverview)
  async overview({ placeCode }: InputOf<typeof metricOverview>, request: Request): Promise<OutputOf<typeof metricOverview>> {
    const parameters = [...scopeParameters(request), placeCode, null, null];
    return { metrics: valuesOf(await this.counts(isGrid(placeCode) ? ofGrid : forEveryone, parameters)) };
  }

  @Handles(metricsByGrid)
  async byGrid(input: InputOf<typeof metricsByGrid>, request: Request): Promise<OutputOf<typeof metricsByGrid>> {
    const rows = await this.counts<Count & { grid: string }>(byGrid, [...scopeParameters(request), input.placeCode, ...instantsOf(input)]);
    const gridCodes = [...new Set(rows.map(({ grid }) => grid))];
    return { grids: gridCodes.map((gridCode) => ({ gridCode, metrics: valuesOf(rows.filter(({ grid }) => grid === gridCode)) })) };
  }

  /** One empty row where the actor is assigned and nothing is counted, no row where it is not assigned. */
  private async counts<C extends Count>(statement: Statement, parameters: readonly unknown[]): Promise<C[]> {
    const rows = await this.database.share<C | { metric: null }>(statement, parameters);
    ensure(rows.length, requestErrors.notFound);
    return rows.filter((row): row is C => row.metric !== null);
  }
}
