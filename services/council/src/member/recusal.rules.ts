import {
  memberErrors,
  requestErrors,
  type declareInterest,
  type DecisionMatter,
  type InputOf,
  type InterestOrigin,
  type values,
} from '@gezhi/shared/contracts';
import { decide, ensure, type Decision } from '@gezhi/shared/domain';
import { memberLife, type MemberState } from './member.rules.js';

export interface InterestState {
  readonly id: string;
  readonly version: number;
  readonly memberId: string;
  readonly councilId: string;
  readonly communityCode: string;
  readonly topicId: string | null;
  readonly matter: DecisionMatter | null;
  readonly subjectId: string | null;
  readonly reason: string;
  readonly origin: InterestOrigin;
  readonly declaredAt: values.Instant;
  readonly withdrawnAt: values.Instant | null;
  readonly withdrawalReason: string | null;
}

/** What is decided upon, and who gains by it: whoever has an interest in any of it is recused. */
export interface Touched {
  readonly topicId: string | null;
  readonly matter: DecisionMatter | null;
  /** The thing decided upon, and the organisations that gain by it, as bidders. */
  readonly subjectIds: readonly string[];
}

/**
 * C-04 An interest of a serving member is put on record: by itself (DECLARED) or by those who decide for its community (ORDERED).
 * Refuses with `council.member.interest-unclear` or `term-ended`.
 *
 * @param actorId the account that puts it on record
 */
export function declare(
  input: InputOf<typeof declareInterest>,
  member: MemberState,
  actorId: string,
  now: values.Instant,
): Decision<InterestState> {
  const { id, topicId = null, matter = null, subjectId = null, reason } = input;
  memberLife.next(member.state, 'serve', memberErrors.termEnded);
  ensure([topicId, matter, subjectId].filter((named) => named !== null).length === 1, memberErrors.interestUnclear);
  const { id: memberId, councilId, communityCode, accountId } = member;
  const origin = accountId === actorId ? 'DECLARED' : 'ORDERED';
  const interest = { id, version: 1, memberId, councilId, communityCode, topicId, matter, subjectId, reason, origin } as const;
  return decide({ ...interest, declaredAt: now, withdrawnAt: null, withdrawalReason: null });
}

/** C-04 An interest that no longer stands is taken off the record; the row stays. Refuses with `platform.request.wrong-state`. */
export function withdraw(interest: InterestState, reason: string, now: values.Instant): Decision<InterestState> {
  ensure(interest.withdrawnAt === null, requestErrors.wrongState, { from: 'WITHDRAWN', action: 'withdraw' });
  return decide({ ...interest, withdrawnAt: now, withdrawalReason: reason });
}

/**
 * C-04, C-T17 Whether a member is recused from a decision: its organisation gains by it or is what is decided upon, or an interest on
 * record is in the topic, the matter or a thing touched. `recusedFrom` of `recusal.queries.ts` says the same in SQL.
 */
export function isRecused(
  member: { readonly organizationId: string },
  interests: readonly Pick<InterestState, 'topicId' | 'matter' | 'subjectId' | 'withdrawnAt'>[],
  { topicId, matter, subjectIds }: Touched,
): boolean {
  const touches = (interest: (typeof interests)[number]): boolean =>
    interest.withdrawnAt === null &&
    ((interest.topicId !== null && interest.topicId === topicId) ||
      (interest.matter !== null && interest.matter === matter) ||
      (interest.subjectId !== null && subjectIds.includes(interest.subjectId)));
  return subjectIds.includes(member.organizationId) || interests.some(touches);
}
