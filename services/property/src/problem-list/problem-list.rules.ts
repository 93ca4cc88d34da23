import {
  estateErrors,
  problemListErrors,
  problemListPublished,
  type EstateProblemState as State,
  type InputOf,
  type ProblemListItem,
  type openEstateProblem,
  type publishProblemList,
  type resolveEstateProblem,
  type values,
} from '@gezhi/shared/contracts';
import { decide, ensure, transitions, type Decision } from '@gezhi/shared/domain';
import { ensureImpersonal } from '../notice/personal-data.rules.js';
import { ensureClass, type OpinionPolicy } from '../opinion/opinion-policy.rules.js';

/** So many problems one list holds. */
export const longest = 1000;

/** P-08 A problem of the list stays open until something was done about it. */
export const problemLife = transitions<State, 'assign' | 'resolve'>(
  { OPEN: { assign: 'OPEN', resolve: 'RESOLVED' }, RESOLVED: {} },
  { initial: 'OPEN' },
);

export interface EstateProblemState {
  readonly id: string;
  readonly version: number;
  readonly estateId: string;
  readonly communityCode: string;
  readonly class: string;
  readonly title: string;
  readonly facilityId: string | null;
  readonly responsibleBody: string | null;
  readonly state: State;
  readonly outcome: string | null;
  readonly evidenceIds: string[];
  readonly openedAt: values.Instant;
  readonly resolvedAt: values.Instant | null;
}

export interface ProblemListState {
  readonly id: string;
  readonly version: number;
  readonly estateId: string;
  readonly communityCode: string;
  readonly number: number;
  readonly items: ProblemListItem[];
  readonly publishedAt: values.Instant;
}

/**
 * P-08, P-20 A problem is put on the list of an estate, which everyone reads, as opinions or the survey of one of its facilities show
 * it. Refuses with `property.estate.estate-unknown`, `property.opinion.class-unknown`, `property.problem-list.facility-elsewhere` or
 * `property.notice.personal-data` {field, found}.
 */
export function open(
  input: InputOf<typeof openEstateProblem>,
  estate: { readonly communityCode: string } | undefined,
  facility: { readonly estateId: string } | undefined,
  policy: Pick<OpinionPolicy, 'classes'>,
  now: values.Instant,
): Decision<EstateProblemState> {
  ensure(estate, estateErrors.estateUnknown);
  const { id, estateId, class: of, title, facilityId = null, responsibleBody = null } = input;
  ensureClass(policy, of);
  ensure(facilityId === null || facility?.estateId === estateId, problemListErrors.facilityElsewhere);
  ensureImpersonal({ title, responsibleBody: responsibleBody ?? '' });
  return decide({
    ...{ id, version: 1, estateId, communityCode: estate.communityCode, class: of, title, facilityId, responsibleBody },
    ...{ state: problemLife.initial, outcome: null, evidenceIds: [], openedAt: now, resolvedAt: null },
  });
}

/** P-08 Who sees to a problem. Refuses with `platform.request.wrong-state` once it is resolved, or `property.notice.personal-data` {field, found}. */
export function assign(problem: EstateProblemState, responsibleBody: string): Decision<EstateProblemState> {
  ensureImpersonal({ responsibleBody });
  return decide({ ...problem, state: problemLife.next(problem.state, 'assign'), responsibleBody });
}

/** P-08 What was done about a problem, with evidence. Refuses with `platform.request.wrong-state`. */
export function resolve(
  problem: EstateProblemState,
  { outcome, evidenceIds }: InputOf<typeof resolveEstateProblem>,
  now: values.Instant,
): Decision<EstateProblemState> {
  return decide({ ...problem, state: problemLife.next(problem.state, 'resolve'), outcome, evidenceIds, resolvedAt: now });
}

/**
 * P-06, P-08 The list of an estate is published as it stands, under the next number, once every opinion on the estate is part of it,
 * refused with a reason, or the same as another. Refuses with `property.problem-list.opinions-undecided` {count},
 * `nothing-listed` or `list-too-long`.
 */
export function publish(
  { id, estateId }: InputOf<typeof publishProblemList>,
  communityCode: string,
  { items, undecided, lists }: { readonly items: readonly ProblemListItem[]; readonly undecided: number; readonly lists: number },
  now: values.Instant,
): Decision<ProblemListState> {
  ensure(undecided === 0, problemListErrors.opinionsUndecided, { count: undecided });
  ensure(items.length > 0, problemListErrors.nothingListed);
  ensure(items.length <= longest, problemListErrors.listTooLong);
  const number = lists + 1;
  const resolved = items.filter(({ state }) => state === 'RESOLVED').length;
  return decide(
    { id, version: 1, estateId, communityCode, number, items: [...items], publishedAt: now },
    problemListPublished({ listId: id, estateId, communityCode, number, open: items.length - resolved, resolved, at: now }),
  );
}
