import type { FactKind } from '@gezhi/shared/contracts';

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
  /** The accounts that accepted, answered, handled or closed it, in any round. */
  readonly handledBy: readonly string[];
  /** Whose word the answer, and the rating, is: the account that gave or entered it, and the issuer of its link. */
  readonly answeredBy: readonly string[];
  readonly ratedBy: readonly string[];
  /** How often a closure, and a "resolved", was taken back. */
  readonly closuresReversed: number;
  readonly resolutionsReversed: number;
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
  handledBy: [],
  answeredBy: [],
  ratedBy: [],
  closuresReversed: 0,
  resolutionsReversed: 0,
};

const instant = (fact: CaseFact, field: string): string | null => (fact.value[field] as string | null | undefined) ?? null;

export type Step<C> = (state: C, fact: CaseFact) => Partial<C>;

const accounts = (...ids: readonly (string | null)[]): string[] => ids.filter((id) => id !== null);
const handling: Step<RequestCase> = ({ handledBy }, fact) => ({ handledBy: [...handledBy, ...accounts(fact.actorId, fact.handlerId)] });
const answerers = (fact: CaseFact): string[] => accounts(instant(fact, 'answeredById'), instant(fact, 'issuedById'));

const due: Step<RequestCase> = (state, fact) => (state.wasClosed ? {} : { dueAt: instant(fact, 'dueAt') });

const requestSteps: Partial<Record<FactKind, Step<RequestCase>>> = {
  'request-filed': (state, fact) => ({ responseDueAt: instant(fact, 'firstResponseDue'), ...due(state, fact) }),
  'request-accepted': (state, fact) => ({ isAccepted: true, ...handling(state, fact), ...due(state, fact) }),
  'request-dispatched': (state, fact) => ({
    isAccepted: true,
    isDispatched: true,
    ...(state.respondedOnTime === null && { responseDueAt: instant(fact, 'firstResponseDue') }),
    ...due(state, fact),
  }),
  'request-responded': (state, fact) => ({
    ...(state.respondedOnTime === null && { respondedOnTime: fact.value['onTime'] === true, responseDueAt: instant(fact, 'dueAt') }),
    ...handling(state, fact),
  }),
  'request-closed': (state, fact) => ({
    isAccepted: true,
    isClosed: true,
    wasClosed: true,
    isOnTime: fact.value['onTime'] === true,
    closedById: fact.actorId,
    ...handling(state, fact),
    ...due(state, fact),
  }),
  'request-reopened': (state, fact) => ({
    isClosed: false,
    closuresReversed: state.closuresReversed + (state.isClosed ? 1 : 0),
    resolutionsReversed: state.resolutionsReversed + (state.resolved === true ? 1 : 0),
    resolved: false,
    followedUpAt: fact.at,
    answeredBy: answerers(fact),
  }),
  'request-confirmed': (_, fact) =>
    typeof fact.value['resolved'] === 'boolean'
      ? { resolved: fact.value['resolved'], followedUpAt: fact.at, answeredBy: answerers(fact) }
      : {},
  'request-rated': (_, fact) => ({
    satisfied: fact.value['satisfied'] === true,
    ratedAt: fact.at,
    ratedBy: accounts(fact.actorId, instant(fact, 'issuedById')),
  }),
  'request-duplicated': () => ({ isDuplicate: true }),
};

/** I-11 Facts stand in the order of the versions of their case, whatever the order in which they were heard; each counts once. */
export function inOrder<F extends CaseFact>(facts: readonly F[]): F[] {
  const once = new Map(facts.map((fact) => [`${fact.eventId} ${fact.item}`, fact]));
  return [...once.values()].sort((a, b) => a.aggregateVersion - b.aggregateVersion || (a.eventId < b.eventId ? -1 : 1) || a.item - b.item);
}

/** I-11 A request is the fold of its facts by version: a reopening takes its closure back until it is closed again, and only the reporter's word resolves it. */
export function foldRequest(facts: readonly CaseFact[]): RequestCase {
  return inOrder(facts).reduce<RequestCase>(
    (state, fact) => ({ ...state, filedById: fact.filedById, handlerId: fact.handlerId, ...requestSteps[fact.kind]?.(state, fact) }),
    newRequest,
  );
}
