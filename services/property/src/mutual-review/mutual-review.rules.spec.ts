import { checkReachable } from '@gezhi/shared/domain';
import { acceptPolicy, defaultPolicy, ensureScores } from './mutual-review-policy.rules.js';
import { answer, answerLife, raise, rate } from './mutual-review.rules.js';

const id = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const now = '2026-03-31T17:00:00.000Z';
const later = '2026-05-01T00:00:00.000Z';
const estate = { communityCode: '230521100001' };
const scores = defaultPolicy.criteria.map(({ code }, index) => ({ criterion: code, score: 5 - index }));
const review = { id: id(1), estateId: id(2), month: '2026-04', scores, evidenceIds: [] };
const need = { id: id(3), estateId: id(2), title: '演示：协调停车位', need: '演示', evidenceIds: [id(9)] };
const coded = (code: string) => expect.objectContaining({ code: `property.mutual-review.${code}` });
const unknown = expect.objectContaining({ code: 'property.estate.estate-unknown' });

describe('P-15 the community rates the provider', () => {
  it('by every criterion in force, once each, and no other', () => {
    const rated = (more: object) => () => rate({ ...review, ...more }, estate, defaultPolicy, now);
    expect(rated({})().state).toMatchObject({ state: 'WAITING', scores, comment: null, ratedAt: now });
    expect(() => ensureScores(scores.toReversed(), defaultPolicy)).not.toThrow();
    const strange = { criterion: 'NOISE', score: 3 };
    for (const given of [scores.slice(1), [...scores, scores[0]!], [...scores.slice(1), strange], [...scores.slice(1), scores[1]!]])
      expect(rated({ scores: given })).toThrow(coded('scores-incomplete'));
  });
  it('for a month that has begun, where the estate is, which is not yet so in UTC', () => {
    expect(() => rate({ ...review, month: '2026-05' }, estate, defaultPolicy, now)).toThrow(coded('month-in-future'));
    expect(() => rate(review, undefined, defaultPolicy, now)).toThrow(unknown);
  });
  it('criteria of a jurisdiction differ', () => {
    expect(acceptPolicy(defaultPolicy)).toBe(defaultPolicy);
    const twice = { ...defaultPolicy, criteria: [defaultPolicy.criteria[0]!, defaultPolicy.criteria[0]!] };
    expect(() => acceptPolicy(twice)).toThrow(coded('policy-invalid'));
  });
});

describe('P-15 the provider raises a need, and either side answers', () => {
  const raised = raise(need, estate, { requestAnswerDays: 3 }, now);
  it('a need is told without its words', () => {
    expect(raised.state).toMatchObject({ state: 'WAITING', raisedAt: now, answer: null });
    expect(raised.events.map(({ data }) => data)).toMatchObject([{ requestId: id(3), dueAt: raised.state.dueAt }]);
    expect(JSON.stringify(raised.events)).not.toContain('演示');
    expect(() => raise(need, undefined, defaultPolicy, now)).toThrow(unknown);
  });
  it('an answer is due at the end of the last day, the first not counted', () => {
    expect(raised.state.dueAt).toBe('2026-04-04T16:00:00.000Z');
    expect(rate(review, estate, defaultPolicy, now).state.dueAt).toBe('2026-04-08T16:00:00.000Z');
  });
  it('is given once, however late', () => {
    expect(checkReachable(answerLife)).toEqual({ unreachable: [], unknown: [] });
    const answered = answer(raised.state, '已协调', later).state;
    expect(answered).toMatchObject({ state: 'ANSWERED', answer: '已协调', answeredAt: later, need: '演示' });
    expect(() => answer(answered, '再答', later)).toThrow(expect.objectContaining({ code: 'platform.request.wrong-state' }));
  });
});
