import {
  estateErrors,
  standardAdopted,
  standardErrors,
  type adoptStandard,
  type draftStandard,
  type InputOf,
  type ServicePromise,
  type StandardState as State,
  type values,
} from '@gezhi/shared/contracts';
import { addDays, decide, ensure, localDateOf, transitions, type Decision } from '@gezhi/shared/domain';
import { ensureDecided, type Decided } from '../known-decision/known-decision.rules.js';
import { ensureImpersonal } from '../notice/personal-data.rules.js';
import type { StandardPolicy } from './standard-policy.rules.js';

/** P-19 A version of a standard is drafted, and adopted by a decision upon that very draft; then it stands. */
export const standardLife = transitions<State, 'adopt'>({ DRAFTED: { adopt: 'ADOPTED' }, ADOPTED: {} }, { initial: 'DRAFTED' });

export interface StandardState {
  readonly id: string;
  readonly version: number;
  readonly estateId: string;
  readonly communityCode: string;
  readonly promises: ServicePromise[];
  readonly partlyPercent: number;
  readonly state: State;
  readonly number: number | null;
  readonly decisionId: string | null;
  readonly effectiveFrom: values.LocalDate | null;
  readonly draftedAt: values.Instant;
  readonly publishedAt: values.Instant | null;
}

/** The adopted standard of an estate that takes effect last. */
export interface Latest {
  readonly number: number;
  readonly effectiveFrom: values.LocalDate;
}

/**
 * P-19, P-24 A standard is drafted as measurable promises, each named once, with the share of the policy from which one counts as
 * partly kept. Refuses with `property.estate.estate-unknown`, `property.standard.promise-repeated` {promises} or
 * `property.notice.personal-data`, since everyone will read it.
 */
export function draft(
  { id, estateId, promises }: InputOf<typeof draftStandard>,
  estate: { readonly communityCode: string } | undefined,
  { partlyPercent }: Pick<StandardPolicy, 'partlyPercent'>,
  now: values.Instant,
): Decision<StandardState> {
  ensure(estate, estateErrors.estateUnknown);
  const repeated = promises.filter((one, index) => promises.findIndex((other) => other.id === one.id || other.item === one.item) < index);
  ensure(!repeated.length, standardErrors.promiseRepeated, { promises: repeated.map(({ item }) => item) });
  for (const { item, unit } of promises) ensureImpersonal({ item, unit });
  return decide({
    ...{ id, version: 1, estateId, communityCode: estate.communityCode, promises, partlyPercent, state: standardLife.initial },
    ...{ number: null, decisionId: null, effectiveFrom: null, draftedAt: now, publishedAt: null },
  });
}

/**
 * P-18, P-19 A drafted standard is adopted, and published, by a decision upon it, and takes effect the policy's days after at the
 * earliest, later than the one adopted before. Refuses with `platform.request.wrong-state`, `property.decision.decision-required`,
 * `property.standard.effective-too-early` {earliest} or `effective-not-later` {effectiveFrom}.
 *
 * @param latest of the estate; undefined before its first
 */
export function adopt(
  standard: StandardState,
  { decisionId, effectiveFrom }: Pick<InputOf<typeof adoptStandard>, 'decisionId' | 'effectiveFrom'>,
  decision: Decided | undefined,
  latest: Latest | undefined,
  { noticeDays }: Pick<StandardPolicy, 'noticeDays'>,
  now: values.Instant,
): Decision<StandardState> {
  const { id: standardId, estateId, communityCode, promises } = standard;
  const state = standardLife.next(standard.state, 'adopt');
  ensureDecided(decision, { matter: 'SERVICE_STANDARD', estateId, communityCode, subjectId: standardId });
  const earliest = addDays(localDateOf(now), noticeDays);
  ensure(effectiveFrom >= earliest, standardErrors.effectiveTooEarly, { earliest });
  const isLater = !latest || effectiveFrom > latest.effectiveFrom;
  ensure(isLater, standardErrors.effectiveNotLater, { effectiveFrom: latest?.effectiveFrom ?? null });
  const number = (latest?.number ?? 0) + 1;
  const version = standard.version + 1;
  const told = { standardId, estateId, communityCode, number, decisionId, promises: promises.length, effectiveFrom, at: now, version };
  return decide({ ...standard, state, number, decisionId, effectiveFrom, publishedAt: now }, standardAdopted(told));
}

/** P-19 Of the adopted standards of an estate the one in force on a day: that which took effect last; undefined before the first. */
export function inForceOn<S extends { readonly effectiveFrom: values.LocalDate | null }>(
  adopted: readonly S[],
  day: values.LocalDate,
): S | undefined {
  return adopted
    .filter(({ effectiveFrom }) => effectiveFrom !== null && effectiveFrom <= day)
    .reduce<S | undefined>((latest, one) => (latest && latest.effectiveFrom! >= one.effectiveFrom! ? latest : one), undefined);
}
