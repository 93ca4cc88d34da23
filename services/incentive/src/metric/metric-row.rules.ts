import type { FactKind, MetricExclusion, MetricName } from '@gezhi/shared/contracts';
import type { RequestCase } from './case.rules.js';
import type { ProblemCase } from './problem-case.rules.js';

/** One row per metric: its facts, the cases it is about, its period, both counts, exclusions and what was taken back. */
export interface Row<C> {
  readonly metric: MetricName;
  readonly kinds: readonly FactKind[];
  /** The instant that places a case in a period; null while the metric is not about it. */
  readonly at: (of: C) => string | null;
  /** Whether nobody took the case on, which leaves it out of both counts. */
  readonly isUnaccepted: (of: C) => boolean;
  /** Whether the case counts before that instant. */
  readonly isSettled: (of: C) => boolean;
  readonly counts: (of: C) => boolean;
  readonly excluded: (of: C) => MetricExclusion | null;
  readonly counterEntries: (of: C) => number;
}

const always = (): boolean => true;
const never = (): boolean => false;
const none = (): number => 0;

const isUnaccepted = (of: RequestCase): boolean => !of.isAccepted && !of.isDuplicate;

/** I-T20: a request filed and closed by one person proves nothing, nor does a word given by, or by a link of, whoever handled it. */
const leftOut = (of: RequestCase): MetricExclusion | null => {
  if (of.isDuplicate) return 'duplicate';
  return of.filedById !== null && of.filedById === of.closedById ? 'filed-by-handler' : null;
};
const byHandler = ({ handlerId, handledBy }: RequestCase, accounts: readonly string[]): MetricExclusion | null =>
  accounts.some((account) => account === handlerId || handledBy.includes(account)) ? 'rated-by-handler' : null;

const closing: readonly FactKind[] = [
  'request-filed',
  'request-accepted',
  'request-dispatched',
  'request-closed',
  'request-reopened',
  'request-duplicated',
];

/** I-11 The rates of requests, and what places, counts and excludes a request in each. */
export const requestMetrics: readonly Row<RequestCase>[] = [
  {
    metric: 'closureRate',
    kinds: closing,
    at: (of) => (of.isAccepted || isUnaccepted(of) ? of.dueAt : null),
    isUnaccepted,
    isSettled: (of) => of.wasClosed,
    counts: (of) => of.isClosed,
    excluded: leftOut,
    counterEntries: (of) => of.closuresReversed,
  },
  {
    metric: 'onTimeRate',
    kinds: closing,
    at: (of) => (of.isAccepted || isUnaccepted(of) ? of.dueAt : null),
    isUnaccepted,
    isSettled: (of) => of.wasClosed,
    counts: (of) => of.isClosed && of.isOnTime,
    excluded: leftOut,
    counterEntries: (of) => of.closuresReversed,
  },
  {
    metric: 'resolutionRate',
    kinds: ['request-confirmed', 'request-reopened', 'request-duplicated'],
    at: (of) => (of.resolved === null ? null : of.followedUpAt),
    isUnaccepted: never,
    isSettled: always,
    counts: (of) => of.resolved === true,
    excluded: (of) => leftOut(of) ?? byHandler(of, of.answeredBy),
    counterEntries: (of) => of.resolutionsReversed,
  },
  {
    metric: 'satisfactionRate',
    kinds: ['request-rated', 'request-closed', 'request-duplicated'],
    at: (of) => (of.satisfied === null ? null : of.ratedAt),
    isUnaccepted: never,
    isSettled: always,
    counts: (of) => of.satisfied === true,
    excluded: (of) => leftOut(of) ?? byHandler(of, of.ratedBy),
    counterEntries: none,
  },
  {
    metric: 'responseRate',
    kinds: ['request-filed', 'request-dispatched', 'request-responded', 'request-duplicated'],
    at: (of) => (of.isDispatched || isUnaccepted(of) ? of.responseDueAt : null),
    isUnaccepted,
    isSettled: (of) => of.respondedOnTime !== null,
    counts: (of) => of.respondedOnTime === true,
    excluded: leftOut,
    counterEntries: none,
  },
];

/** I-13 The rate of problems. */
export const problemMetrics: readonly Row<ProblemCase>[] = [
  {
    metric: 'rectificationRate',
    kinds: ['problem-collected', 'problem-rectified', 'problem-reopened', 'problem-transferred', 'problem-promoted', 'problem-merged'],
    at: (of) => of.collectedAt,
    isUnaccepted: never,
    isSettled: always,
    counts: (of) => of.isRectified,
    excluded: (of) => (of.isMerged ? 'merged' : null),
    counterEntries: (of) => of.rectificationsReversed,
  },
];
