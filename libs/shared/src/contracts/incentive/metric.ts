import { z } from 'zod';
import { contract, errors } from '../define.js';
import { staff } from '../roles.js';
import * as values from '../values.js';
import { factView } from './fact.js';

export const metricErrors = errors('incentive.metric', {
  periodInvalid: ['invalid', '期间的起始日期不得晚于截止日期', 'A period begins no later than it ends'],
});

/** The rates of I-11 and I-13 under the names of the vocabulary: 办结率, 按时办结率, 解决率, 满意率, 响应率, 整改率. */
export const metricName = z
  .enum(['closureRate', 'onTimeRate', 'resolutionRate', 'satisfactionRate', 'responseRate', 'rectificationRate'])
  .meta({ id: 'MetricName', description: '办结率, 按时办结率, 解决率, 满意率, 响应率, 整改率' });
export type MetricName = z.output<typeof metricName>;

/** All cases of a metric, or only common (共性) or individual (个性) problems. */
export const metricScope = z.enum(['all', 'common', 'individual']).meta({ id: 'MetricScope', description: '全部, 共性问题, 个性问题' });
export type MetricScope = z.output<typeof metricScope>;

/** How a case stands in a number: in both counts, in the denominator alone, left out with a reason, not due yet, or overdue and never accepted. */
export const metricVerdict = z.enum(['numerator', 'denominator', 'excluded', 'pending', 'unaccepted']).meta({ id: 'MetricVerdict' });
export type MetricVerdict = z.output<typeof metricVerdict>;

/** Why a case is in none of the counts of a metric. */
export const metricExclusion = z
  .enum(['not-due', 'filed-by-handler', 'rated-by-handler', 'duplicate', 'merged'])
  .meta({ id: 'Exclusion', description: '未到期, 本人提交本人办结, 办理人代评, 重复诉求, 已合并' });
export type MetricExclusion = z.output<typeof metricExclusion>;

export const metricValue = z
  .object({
    metric: metricName,
    scope: metricScope,
    rate: values.rate,
    /** Cases left out of both counts for a reason that the evidence names. */
    excluded: z.int(),
    /** Cases under way whose deadline has not come. */
    pending: z.int(),
    /** Requests overdue that nobody accepted: in neither count. */
    unaccepted: z.int(),
    /** How often a case that counted was reopened and its count taken back. */
    counterEntries: z.int(),
  })
  .meta({ id: 'MetricValue' });
export type MetricValue = z.output<typeof metricValue>;

const period = { from: values.localDate.optional(), to: values.localDate.optional() };

export const metricsOfPlace = contract({
  subject: 'incentive.query.metric.of-place.v1',
  summary: 'Rates of a place in a period (both days included), each with its counts and lower bound',
  roles: [...staff],
  scope: ['place'],
  method: 'GET',
  path: '/v1/metrics',
  input: z.object({ placeCode: values.placeCode, ...period }),
  output: z.object({
    placeCode: values.placeCode,
    from: values.localDate.nullable(),
    to: values.localDate.nullable(),
    metrics: z.array(metricValue),
  }),
  errors: [metricErrors.periodInvalid],
});

export const metricsByGrid = contract({
  subject: 'incentive.query.metric.by-grid.v1',
  summary: 'The same rates for each grid of a place that has cases',
  roles: [...staff],
  scope: ['place'],
  method: 'GET',
  path: '/v1/metrics/by-grid',
  input: z.object({ placeCode: values.placeCode, ...period }),
  output: z.object({ grids: z.array(z.object({ gridCode: values.gridCode, metrics: z.array(metricValue) })) }),
  errors: [metricErrors.periodInvalid],
});

/** One case behind a number, with the facts that decided how it stands. */
export const metricCase = z
  .object({
    subjectId: values.id,
    placeCode: values.placeCode,
    scope: metricScope,
    verdict: metricVerdict,
    exclusion: metricExclusion.nullable(),
    /** The instant that places the case in a period: its deadline, follow-up, rating or collection. */
    at: values.instant,
    counterEntries: z.int(),
    facts: z.array(factView),
  })
  .meta({ id: 'MetricCase' });

export const metricEvidence = contract({
  subject: 'incentive.query.metric.evidence.v1',
  summary: 'The cases that make a rate, each with the events that decided how it counts',
  roles: [...staff],
  scope: ['place'],
  method: 'GET',
  path: '/v1/metrics/:metric/facts',
  input: z.object({
    metric: metricName,
    placeCode: values.placeCode,
    ...period,
    scope: metricScope.optional(),
    verdict: metricVerdict.optional(),
    ...values.pageInput,
  }),
  output: values.page(metricCase),
  errors: [metricErrors.periodInvalid],
  exports: ['csv'],
});

/** Asked by the gateway for its overviews: counts and rates only, shown to everyone but for a single grid. */
export const metricOverview = contract({
  subject: 'incentive.query.metric.overview.v1',
  summary: 'Rates of a place for its overview',
  roles: [...staff],
  scope: ['place', 'public'],
  input: z.object({ placeCode: values.placeCode }),
  output: z.object({ metrics: z.array(metricValue) }),
});

export const recomputeMetrics = contract({
  subject: 'incentive.command.metric.recompute.v1',
  summary: 'Drop the computed cases of a place and fold them again from the archive',
  roles: ['operator'],
  scope: ['place'],
  method: 'POST',
  path: '/v1/metrics/recompute',
  input: z.object({ placeCode: values.placeCode }),
  output: z.object({ placeCode: values.placeCode, cases: z.int() }),
  timeoutMs: 60_000,
});
