import {
  estateErrors,
  opinionClassified,
  opinionErrors,
  type InputOf,
  type OpinionState as State,
  type raiseOpinion,
  type recordOpinion,
  type values,
} from '@gezhi/shared/contracts';
import { decide, ensure, textSimilarity, transitions, type Decision } from '@gezhi/shared/domain';
import { belongsTo, type Dwelling } from '../unit/dwelling.rules.js';
import { ensureClass, type OpinionPolicy } from './opinion-policy.rules.js';

/** P-06 What becomes of an opinion: once it is listed, refused or the same as another, that stands. */
export const opinionLife = transitions<State, 'classify' | 'list' | 'refuse' | 'markDuplicate'>(
  {
    RECORDED: { classify: 'RECORDED', list: 'LISTED', refuse: 'REFUSED', markDuplicate: 'DUPLICATE' },
    LISTED: {},
    REFUSED: {},
    DUPLICATE: {},
  },
  { initial: 'RECORDED' },
);

export interface OpinionState {
  readonly id: string;
  readonly version: number;
  readonly estateId: string;
  readonly communityCode: string;
  readonly householdId: string | null;
  readonly class: string;
  readonly summary: string;
  readonly state: State;
  readonly problemId: string | null;
  readonly reason: string | null;
  readonly originalId: string | null;
  readonly recordedAt: values.Instant;
  readonly decidedAt: values.Instant | null;
}

type Classes = Pick<OpinionPolicy, 'classes'>;

/**
 * P-06 An opinion is recorded in a class of the catalogue, of a household that belongs to the estate where one is named. Refuses with
 * `property.estate.estate-unknown`, `property.opinion.class-unknown` or `household-unknown`.
 */
export function record(
  input: InputOf<typeof recordOpinion>,
  estate: { readonly communityCode: string } | undefined,
  dwelling: Dwelling | undefined,
  policy: Classes,
  now: values.Instant,
): Decision<OpinionState> {
  ensure(estate, estateErrors.estateUnknown);
  const { householdId, class: of } = input;
  ensureClass(policy, of);
  ensure(householdId === undefined || belongsTo(dwelling, estate.communityCode), opinionErrors.householdUnknown);
  return recorded(input, estate.communityCode, now);
}

/** P-06 A household says itself what is wrong with the estate it belongs to. Refuses with `property.opinion.household-elsewhere` or `class-unknown`. */
export function raise(
  input: InputOf<typeof raiseOpinion>,
  estate: { readonly communityCode: string } | undefined,
  dwelling: Dwelling | undefined,
  policy: Classes,
  now: values.Instant,
): Decision<OpinionState> {
  ensure(estate && belongsTo(dwelling, estate.communityCode), opinionErrors.householdElsewhere);
  ensureClass(policy, input.class);
  return recorded(input, estate.communityCode, now);
}

function recorded(input: InputOf<typeof recordOpinion>, communityCode: string, now: values.Instant): Decision<OpinionState> {
  const { id, estateId, householdId = null, class: of, summary } = input;
  const opinion: OpinionState = {
    ...{ id, version: 1, estateId, communityCode, householdId, class: of, summary, state: opinionLife.initial },
    ...{ problemId: null, reason: null, originalId: null, recordedAt: now, decidedAt: null },
  };
  return decide(opinion, classified(opinion, 1, now));
}

/** P-06 An undecided opinion is put into another class. Refuses with `platform.request.wrong-state` or `property.opinion.class-unknown`. */
export function classify(opinion: OpinionState, of: string, policy: Classes, now: values.Instant): Decision<OpinionState> {
  const next = { ...opinion, state: opinionLife.next(opinion.state, 'classify'), class: of };
  ensureClass(policy, of);
  return of === opinion.class ? decide(next) : decide(next, classified(next, opinion.version + 1, now));
}

/** P-06, P-08 An opinion becomes part of a problem of its estate. Refuses with `platform.request.wrong-state` or `property.opinion.problem-unknown`. */
export function list(
  opinion: OpinionState,
  problemId: string,
  problem: { readonly estateId: string } | undefined,
  now: values.Instant,
): Decision<OpinionState> {
  const state = opinionLife.next(opinion.state, 'list');
  ensure(problem?.estateId === opinion.estateId, opinionErrors.problemUnknown);
  return decide({ ...opinion, state, problemId, decidedAt: now });
}

/** P-06 An opinion is refused with a reason. Refuses with `platform.request.wrong-state`. */
export function refuse(opinion: OpinionState, reason: string, now: values.Instant): Decision<OpinionState> {
  return decide({ ...opinion, state: opinionLife.next(opinion.state, 'refuse'), reason, decidedAt: now });
}

/**
 * P-06 An opinion is the same as another of its estate, whose outcome it shares: neither is the other's other, and there are no chains.
 * Refuses with `platform.request.wrong-state`, `property.opinion.original-unknown` or `has-duplicates` {count}.
 *
 * @param duplicates how many are the same as this one
 */
export function markDuplicate(
  opinion: OpinionState,
  original: Pick<OpinionState, 'id' | 'estateId' | 'state'> | undefined,
  duplicates: number,
  now: values.Instant,
): Decision<OpinionState> {
  const state = opinionLife.next(opinion.state, 'markDuplicate');
  const fits = original && original.id !== opinion.id && original.estateId === opinion.estateId && original.state !== 'DUPLICATE';
  ensure(fits, opinionErrors.originalUnknown);
  ensure(duplicates === 0, opinionErrors.hasDuplicates, { count: duplicates });
  return decide({ ...opinion, state, originalId: original.id, decidedAt: now });
}

/** P-06 Those that seem to say the same, the most similar first, the older of equals first; ten at most. */
export function similar<O extends Pick<OpinionState, 'summary' | 'recordedAt' | 'id'>>(
  summary: string,
  others: readonly O[],
  fromPercent: number,
): { readonly similarity: number; readonly opinion: O }[] {
  return others
    .map((opinion) => ({ similarity: textSimilarity(summary, opinion.summary), opinion }))
    .filter(({ similarity }) => similarity >= fromPercent)
    .sort((one, other) => other.similarity - one.similarity || (order(one.opinion) < order(other.opinion) ? -1 : 1))
    .slice(0, 10);
}

const order = ({ recordedAt, id }: Pick<OpinionState, 'recordedAt' | 'id'>): string => recordedAt + id;

function classified({ id: opinionId, estateId, communityCode, householdId, class: of }: OpinionState, version: number, at: values.Instant) {
  return opinionClassified({ opinionId, estateId, communityCode, householdId, class: of, at, version });
}
