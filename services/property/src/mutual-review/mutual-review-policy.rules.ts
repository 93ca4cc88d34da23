import { mutualReviewErrors, type PolicyOf, type publishMutualReviewPolicy, type ReviewScore } from '@gezhi/shared/contracts';
import { ensure } from '@gezhi/shared/domain';

/** What a jurisdiction lays down for reviews, in one version. */
export type MutualReviewPolicy = PolicyOf<typeof publishMutualReviewPolicy>;

const source = '报道“双向管理体系”未列评价项，为设定值';

/** P-15 What holds until a jurisdiction lays down its own: no source names criteria or days, so all are assumed. */
export const defaultPolicy: MutualReviewPolicy = {
  criteria: [
    { code: 'CLEANING', zh: '保洁', source, assumed: true },
    { code: 'ORDER', zh: '秩序', source, assumed: true },
    { code: 'REPAIR', zh: '维修', source, assumed: true },
    { code: 'ATTITUDE', zh: '服务态度', source, assumed: true },
  ],
  reviewAnswerDays: 7,
  requestAnswerDays: 7,
  source: '报道未列答复期限，为设定值',
  assumed: true,
};

const repeatedIn = (codes: readonly string[]): string[] => codes.filter((code, index) => codes.indexOf(code) !== index);

/** P-15 Accepts criteria with different codes; refuses with `property.mutual-review.policy-invalid` {criteria}. */
export function acceptPolicy(policy: MutualReviewPolicy): MutualReviewPolicy {
  const repeated = repeatedIn(policy.criteria.map(({ code }) => code));
  ensure(!repeated.length, mutualReviewErrors.policyInvalid, { criteria: repeated });
  return policy;
}

/** P-15 Each criterion in force is scored once, and no other; refuses with `property.mutual-review.scores-incomplete` {criteria}: the codes in force. */
export function ensureScores(scores: readonly ReviewScore[], { criteria }: Pick<MutualReviewPolicy, 'criteria'>): void {
  const wanted = criteria.map(({ code }) => code);
  const given = scores.map(({ criterion }) => criterion);
  const complete = given.length === wanted.length && wanted.every((code) => given.includes(code));
  ensure(complete, mutualReviewErrors.scoresIncomplete, { criteria: wanted });
}
