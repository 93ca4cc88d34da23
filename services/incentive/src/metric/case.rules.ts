import type { FactKind, MetricScope } from '@gezhi/shared/contracts';

/** What the fold reads of a fact. */
export interface CaseFact {
  readonly subjectId: string;
  readonly kind: FactKind;
  readonly aggregateVersion: number;
  readonly eventId: string;
  readonly item: number;
  readonly placeCode: string;
  readonly gridCodes: readonly string[];
  readonly householdId: string | null;
  readonly actorId: string | null;
  readonly handlerId: string | null;
  readonly filedById: string | null;
  readonly at: string;
  readonly value: Record<string, unknown>;
}

/** A request as its facts tell it. Instants are null until told. */
export interface RequestCase {
  readonly isAccepted: boolean;
  readonly isDuplicate: boolean;
  /** The deadline of the first outcome; a reopening does not move the case to another period. */
  readonly dueAt: string | null;
  readonly isClosed: boolean;
  readonly wasClosed: boolean;
  readonly isOnTime: boolean;
  readonly isDispatched: boolean;
  readonly responseDueAt: string | null;
  /** Whether the first response came in time; null without one. */
  readonly respondedOnTime: boolean | null;
  /** What the reporter last said; silence says nothing. */
  readonly resolved: boolean | null;
  readonly followedUpAt: string | null;
  readonly satisfied: boolean | null;
  readonly ratedAt: string | null;
  readonly filedById: string | null;
  readonly handlerId: string | null;
  readonly closedById: string | null;
  readonly ratedById: string | null;
  /** How often a closure, and a "resolved", was taken back. */
  readonly closuresReversed: number;
  readonly resolutionsReversed: number;
}

/** A problem as its facts tell it. */
export interface ProblemCase {
  readonly scope: MetricScope;
  readonly collectedAt: string | null;
  readonly isRectified: boolean;
  readonly isMerged: boolean;
  readonly rectificationsReversed: number;
}

const newRequest: RequestCase = {
  isAccepted: false,
  isDuplicate: false,
  dueAt: null,
  isClosed: false,
  wasClosed: false,
  isOnTime: false,
  isDispatched: false,
  responseDueAt: null,
  respondedOnTime: null,
  resolved: null,
  followedUpAt: null,
  satisfied: null,
  ratedAt: null,
  filedById: null,
  handlerId: null,
  closedById: null,
  ratedById: null,
  closuresReversed: 0,
  resolutionsReversed: 0,
};

const newProblem: ProblemCase = { scope: 'all', collectedAt: null, isRectified: false, isMerged: false, rectificationsReversed: 0 };

const instant = (fact: CaseFact, field: string): string | null => (fact.value[field] as string | null | undefined) ?? null;

type Step<C> = (state: C, fact: CaseFact) => Partial<C>;

const due: Step<RequestCase> = (state, fact) => (state.wasClosed ? {} : { dueAt: instant(fact, 'dueAt') });

const requestSteps: Partial<Record<FactKind, Step<RequestCase>>> = {
  'request-filed': due,
  'request-accepted': (state, fact) => ({ isAccepted: true, ...due(state, fact) }),
  'request-dispatched': (state, fact) => ({
    isAccepted: true,
    isDispatched: true,
    ...(state.respondedOnTime === null && { responseDueAt: instant(fact, 'firstResponseDue') }),
    ...due(state, fact),
  }),
  'request-responded': (state, fact) =>
    state.respondedOnTime === null ? { respondedOnTime: fact.value['onTime'] === true, responseDueAt: instant(fact, 'dueAt') } : {},
  'request-closed': (state, fact) => ({
    isAccepted: true,
    isClosed: true,
    wasClosed: true,
    isOnTime: fact.value['onTime'] === true,
    closedById: fact.actorId,
    ...due(state, fact),
  }),
  'request-reopened': (state, fact) => ({
    isClosed: false,
    closuresReversed: state.closuresReversed + (state.isClosed ? 1 : 0),
    resolutionsReversed: state.resolutionsReversed + (state.resolved === true ? 1 : 0),
    resolved: false,
    followedUpAt: fact.at,
  }),
  'request-confirmed': (_, fact) =>
    typeof fact.value['resolved'] === 'boolean' ? { resolved: fact.value['resolved'], followedUpAt: fact.at } : {},
  'request-rated': (_, fact) => ({ satisfied: fact.value['satisfied'] === true, ratedAt: fact.at, ratedById: fact.actorId }),
  'request-duplicated': () => ({ isDuplicate: true }),
};

const problemSteps: Partial<Record<FactKind, Step<ProblemCase>>> = {
  'problem-collected': (_, fact) => ({ collectedAt: fact.at }),
  'problem-rectified': () => ({ isRectified: true }),
  'problem-reopened': (state) => ({
    isRectified: false,
    rectificationsReversed: state.rectificationsReversed + (state.isRectified ? 1 : 0),
  }),
  'problem-merged': () => ({ isMerged: true }),
};

/** I-11 Facts stand in the order of the versions of their case, whatever the order in which they were heard; each counts once. */
export function inOrder<F extends CaseFact>(facts: readonly F[]): F[] {
  const once = new Map(facts.map((fact) => [`${fact.eventId} ${fact.item}`, fact]));
  return [...once.values()].sort((a, b) => a.aggregateVersion - b.aggregateVersion || (a.eventId < b.eventId ? -1 : 1) || a.item - b.item);
}

/** I-11 A request is the fold of its facts by version: a reopening takes its closure back, and only the reporter's word resolves it. */
export function foldRequest(facts: readonly CaseFact[]): RequestCase {
  return inOrder(facts).reduce<RequestCase>(
    (state, fact) => ({ ...state, filedById: fact.filedById, handlerId: fact.handlerId, ...requestSteps[fact.kind]?.(state, fact) }),
    newRequest,
  );
}

const scopes: Record<string, MetricScope> = { COMMON: 'common', INDIVIDUAL: 'individual' };

/** I-13 A problem is the fold of its facts by version: a failed re-check takes its rectification back (G-T7), a merged one leaves the counts. */
export function foldProblem(facts: readonly CaseFact[]): ProblemCase {
  return inOrder(facts).reduce<ProblemCase>(
    (state, fact) => ({ ...state, scope: scopes[String(fact.value['scope'])] ?? state.scope, ...problemSteps[fact.kind]?.(state, fact) }),
    newProblem,
  );
}
