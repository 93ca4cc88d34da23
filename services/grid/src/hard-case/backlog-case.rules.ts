import {
  backlogCaseCleared,
  backlogCaseRegistered,
  backlogCaseReopened,
  backlogCaseSettled,
  hardCaseErrors,
  type CaseEntryKind,
  type CaseStatus,
  type InputOf,
  type addCaseEntry,
  type clearBacklogCase,
  type registerBacklogCase,
} from '@gezhi/shared/contracts';
import { addMonths, decide, endOfDayAfter, ensure, localDateOf, transitions, type Decision } from '@gezhi/shared/domain';
import { ageOf } from './case-age.rules.js';
import type { CasePlace } from './case-place.rules.js';
import { hasClass, type HardCasePolicy } from './hard-case-policy.rules.js';

/** G-17 The life of a backlog case: cleared with evidence, settled by time, and open again whenever it breaks out anew. */
export const caseLife = transitions<CaseStatus, 'clear' | 'settle' | 'reopen'>(
  { OPEN: { clear: 'CLEARED' }, CLEARED: { settle: 'SETTLED', reopen: 'OPEN' }, SETTLED: { reopen: 'OPEN' } },
  { initial: 'OPEN' },
);

export interface CaseState extends CasePlace {
  readonly id: string;
  readonly version: number;
  readonly householdId: string | null;
  readonly class: string;
  readonly title: string;
  readonly summary: string;
  readonly originOn: string;
  readonly petition: boolean;
  readonly restricted: boolean;
  readonly status: CaseStatus;
  readonly ownerCadreId: string | null;
  readonly registeredById: string | null;
  readonly registeredAt: string;
  readonly clearedAt: string | null;
  readonly clearing: string | null;
  /** Of all clearings, also of those that did not last. */
  readonly evidenceIds: readonly string[];
  readonly quietUntil: string | null;
  readonly reopenings: number;
  readonly disputeId: string | null;
}

export interface CaseEntryState {
  readonly id: string;
  readonly version: number;
  readonly caseId: string;
  readonly onDate: string;
  readonly kind: CaseEntryKind;
  readonly text: string;
  readonly byId: string | null;
  readonly at: string;
  /** Of a clearing: until when a relapse says that it never counted. */
  readonly quietUntil: string | null;
}

/** G-17 What every event of a case tells; never its words. */
function about(state: CaseState, now: string, version = state.version + 1) {
  const { id: caseId, placeCode, communityCode, gridCode, originOn, ownerCadreId } = state;
  const ageYears = ageOf(originOn, localDateOf(now)).years;
  return { caseId, version, placeCode, communityCode, gridCode, class: state.class, originOn, ageYears, ownerCadreId };
}

const unsettled = { version: 1, status: caseLife.initial, clearedAt: null, clearing: null, quietUntil: null, reopenings: 0 } as const;

export interface NewCase extends CasePlace {
  readonly id: string;
  readonly householdId: string | null;
  readonly class: string;
  readonly title: string;
  readonly summary: string;
  readonly originOn: string;
  readonly petition: boolean;
  readonly restricted: boolean;
  readonly ownerCadreId: string | null;
  readonly registeredById: string | null;
  readonly disputeId: string | null;
}

/** G-17 A case enters the register as open; a petition matter is restricted whatever was said. Refuses an origin to come with `grid.hard-case.in-the-future`. */
export function enter(entering: NewCase, now: string): Decision<CaseState> {
  ensure(entering.originOn <= localDateOf(now), hardCaseErrors.inTheFuture, { originOn: entering.originOn });
  const restricted = entering.restricted || entering.petition;
  const state: CaseState = { ...entering, ...unsettled, restricted, registeredAt: now, evidenceIds: [] };
  return decide(state, backlogCaseRegistered({ ...about(state, now, 1), disputeId: state.disputeId, registeredAt: now }));
}

const longestAgeMonths = 100 * 12;

/** G-17 What happened with a case happened since its origin, up to now; refuses with `grid.hard-case.in-the-future` or `before-origin`. */
function ensureWithin(onDate: string, originOn: string, now: string): void {
  ensure(onDate <= localDateOf(now), hardCaseErrors.inTheFuture, { onDate });
  ensure(onDate >= originOn, hardCaseErrors.beforeOrigin, { onDate, originOn });
}

/**
 * G-17 A case is registered with its origin, which may lie long before the system, its class and its owner, if any. Refuses with
 * `grid.hard-case.class-unknown`, `owner-unknown`, `in-the-future`, `before-origin` or `origin-implausible`.
 */
export function register(
  input: InputOf<typeof registerBacklogCase>,
  place: CasePlace,
  facts: { readonly policy: HardCasePolicy; readonly ownerKnown: boolean; readonly by: string | null },
  now: string,
): Decision<CaseState> {
  const { id, householdId = null, title, summary, originOn, petition, restricted, ownerCadreId = null, history } = input;
  ensure(hasClass(facts.policy, input.class), hardCaseErrors.classUnknown, { class: input.class });
  ensure(ownerCadreId === null || facts.ownerKnown, hardCaseErrors.ownerUnknown);
  ensure(originOn >= addMonths(localDateOf(now), -longestAgeMonths), hardCaseErrors.originImplausible, { originOn });
  for (const { onDate } of history) ensureWithin(onDate, originOn, now);
  const known = { id, householdId, class: input.class, title, summary, originOn, petition, restricted, ownerCadreId };
  return enter({ ...known, ...place, registeredById: facts.by, disputeId: null }, now);
}

/** G-17 What happened with a case is written down and never changed; refuses with `grid.hard-case.in-the-future` or `before-origin`. */
export function writeDown(
  { id, entryId, onDate, kind, text }: InputOf<typeof addCaseEntry>,
  originOn: string,
  by: string | null,
  now: string,
): Decision<CaseEntryState> {
  ensureWithin(onDate, originOn, now);
  return decide({ id: entryId, version: 1, caseId: id, onDate, kind, text, byId: by, at: now, quietUntil: null });
}

/** G-17 Every clearing and relapse stands in the history of the case with its instant, so that rates can be counted for any period. */
export function turned(
  state: Pick<CaseState, 'id' | 'quietUntil'>,
  { id, kind, text }: { readonly id: string; readonly kind: 'CLEARING' | 'RELAPSE'; readonly text: string },
  by: string | null,
  now: string,
): CaseEntryState {
  const quietUntil = kind === 'CLEARING' ? state.quietUntil : null;
  return { id, version: 1, caseId: state.id, onDate: localDateOf(now), kind, text, byId: by, at: now, quietUntil };
}

/** G-17 A case gets the cadre who answers for it (包案); refuses with `grid.hard-case.owner-unknown`. */
export function assign(state: CaseState, ownerCadreId: string, ownerKnown: boolean): Decision<CaseState> {
  ensure(ownerKnown, hardCaseErrors.ownerUnknown);
  return decide({ ...state, ownerCadreId });
}

/**
 * G-17 An open case is cleared with evidence, and its quiet period begins: the days the policy names, the day itself not counted.
 * Refuses with `grid.hard-case.evidence-missing`, `owner-missing` or `measures-open` {open}.
 */
export function clear(
  state: CaseState,
  { clearing, evidenceIds }: Pick<InputOf<typeof clearBacklogCase>, 'clearing' | 'evidenceIds'>,
  openMeasures: number,
  policy: Pick<HardCasePolicy, 'quietDays'>,
  now: string,
): Decision<CaseState> {
  const status = caseLife.next(state.status, 'clear');
  ensure(evidenceIds.length, hardCaseErrors.evidenceMissing);
  ensure(state.ownerCadreId !== null, hardCaseErrors.ownerMissing);
  ensure(openMeasures === 0, hardCaseErrors.measuresOpen, { open: openMeasures });
  const quietUntil = endOfDayAfter(now, policy.quietDays);
  const next = { ...state, status, clearing, clearedAt: now, quietUntil, evidenceIds: [...state.evidenceIds, ...evidenceIds] };
  return decide(next, backlogCaseCleared({ ...about(next, now), clearedAt: now, quietUntil }));
}

/** G-17 A cleared case is settled when its quiet period is over; before that refused with `grid.hard-case.quiet-lasts`. */
export function settle(state: CaseState, now: string): Decision<CaseState> {
  const status = caseLife.next(state.status, 'settle');
  ensure(state.quietUntil !== null && state.quietUntil <= now, hardCaseErrors.quietLasts, { quietUntil: state.quietUntil });
  const next = { ...state, status };
  return decide(next, backlogCaseSettled({ ...about(next, now), settledAt: now }));
}

/** G-17 I-T5 A case that breaks out anew is open again; within its quiet period its clearing never counted. */
export function reopen(state: CaseState, now: string): Decision<CaseState> {
  const status = caseLife.next(state.status, 'reopen');
  const withinQuiet = state.quietUntil !== null && now < state.quietUntil;
  const next = { ...state, status, clearedAt: null, clearing: null, quietUntil: null, reopenings: state.reopenings + 1 };
  return decide(next, backlogCaseReopened({ ...about(next, now), withinQuiet, reopenedAt: now }));
}
