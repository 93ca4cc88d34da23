import { addDays } from '@gezhi/shared/domain';
import fc from 'fast-check';
import { acceptPolicy, defaultPolicy, minimumDays, withKind } from './notice-policy.rules.js';
import { announce } from './notice.plan.js';
import { hangsAt, post, prove, type Board } from './notice.rules.js';
import { answer, raise } from './objection.rules.js';

const id = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const now = '2026-03-01T04:00:00.000Z';
const communityCode = '230521100001';
const board: Board = {
  estate: { communityCode, roles: ['community-secretary'] },
  corrected: undefined,
  policy: defaultPolicy,
  hashOf: (content) => JSON.stringify(content),
};
const input = {
  ...{ id: id(5), estateId: id(1), kind: 'WORKS', title: '屋面防水', text: '三月十日起施工，请注意通行安全' },
  ...{ postedFrom: '2026-03-01', postedTo: '2026-03-07', withdraws: false },
};
const notice = post(input, board, now).state;
const coded = (code: string, details?: object) => expect.objectContaining({ code: `property.notice.${code}`, ...(details && { details }) });
const dwelling = { communityCode, hasLeft: false, isOfUnit: true, isRegistered: true };

describe('P-20 the notice board of an estate', () => {
  it('what the platform announces has a kind, also where the jurisdiction has laid down none for it', () => {
    const own = { kinds: [{ code: 'WORKS', zh: '工程', minimumDays: 3, source: '演示', assumed: false }] };
    const decided = { id: id(6), estateId: id(1), kind: 'DECISION', title: '物管会决定', text: '同意更换门禁' } as const;
    const { state } = announce(decided, { estate: board.estate!, policy: own }, now);
    expect(state).toMatchObject({ kind: 'DECISION', postedFrom: '2026-03-01', postedTo: '2026-03-10' });
    const shorter = { kinds: [...own.kinds, { ...own.kinds[0]!, code: 'DECISION' }] };
    expect(announce(decided, { estate: board.estate!, policy: shorter }, now).state.postedTo).toBe('2026-03-03');
    expect(withKind(shorter, 'DECISION')).toBe(shorter);
    expect(() => post({ ...input, kind: 'DECISION' }, { ...board, policy: own }, now)).toThrow(coded('kind-unknown'));
  });

  it('a notice hangs as long as its kind must, from today on', () => {
    expect(notice).toMatchObject({ issuer: 'COMMUNITY', correctsId: null, withdraws: false, postedAt: now });
    const refused = (more: Partial<typeof input>, code: string, details?: object) =>
      expect(() => post({ ...input, ...more }, board, now)).toThrow(coded(code, details));
    refused({ postedTo: '2026-03-06' }, 'posted-too-short', { minimumDays: 7 });
    refused({ postedTo: '2026-02-01' }, 'posted-too-short');
    refused({ postedFrom: '2026-02-28' }, 'posted-in-past');
    refused({ kind: 'NOISE' }, 'kind-unknown', { kind: 'NOISE' });
    refused({ text: '详询13800138000' }, 'personal-data', { field: 'text', found: 'MOBILE_NUMBER' });
    refused({ title: '致２３０５２１１９９９０１０１００１Ｘ' }, 'personal-data', { field: 'title', found: 'IDENTITY_NUMBER' });
    expect(() => post(input, { ...board, estate: undefined }, now)).toThrow(
      expect.objectContaining({ code: 'property.estate.estate-unknown' }),
    );
  });

  it('is told of by its hash, without its words', () => {
    const { events } = post(input, { ...board, hashOf: () => 'ab'.repeat(32) }, now);
    expect(events.map(({ data }) => data)).toMatchObject([{ noticeId: id(5), kind: 'WORKS', hash: 'ab'.repeat(32), at: now }]);
    expect(JSON.stringify(events)).not.toMatch(/施工|防水/);
  });

  it('is corrected or withdrawn by another of its estate, once, and by none that names nothing', () => {
    const corrected = { estateId: id(1), correctedById: null };
    const correction = { ...input, id: id(6), correctsId: id(5) };
    expect(post(correction, { ...board, corrected }, now).state.correctsId).toBe(id(5));
    expect(post({ ...correction, withdraws: true }, { ...board, corrected }, now).state.withdraws).toBe(true);
    expect(post(correction, { ...board, corrected: { ...corrected, correctedById: id(6) } }, now).state.id).toBe(id(6));
    expect(() => post({ ...input, withdraws: true }, board, now)).toThrow(coded('withdraws-nothing'));
    for (const other of [undefined, { ...corrected, estateId: id(2) }])
      expect(() => post(correction, { ...board, corrected: other }, now)).toThrow(coded('corrected-unknown'));
    expect(() => post(correction, { ...board, corrected: { ...corrected, correctedById: id(7) } }, now)).toThrow(
      coded('already-corrected', { by: id(7) }),
    );
  });

  it('a span is long enough exactly when it has the days laid down, the first and the last included', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 0, max: 400 }),
        (least, days, later) => {
          const policy = { kinds: [{ code: 'WORKS', zh: '工程', minimumDays: least, source: '演示', assumed: true }] };
          const postedFrom = addDays('2026-03-01', later);
          const span = { ...input, postedFrom, postedTo: addDays(postedFrom, days - 1) };
          const posted = () => post(span, { ...board, policy }, now);
          if (days >= least) expect(posted().state.postedTo).toBe(span.postedTo);
          else expect(posted).toThrow(coded('posted-too-short'));
        },
      ),
    );
  });

  it('photographs are taken while it hangs, by the calendar of the place', () => {
    const taken = (takenAt: string, at = '2026-03-31T00:00:00.000Z') =>
      prove({ id: id(8), noticeId: id(5), evidenceIds: [id(90)], takenAt }, notice, at).state;
    expect(taken('2026-02-28T16:00:00.000Z')).toMatchObject({ noticeId: id(5), takenAt: '2026-02-28T16:00:00.000Z' });
    expect(taken('2026-03-07T15:59:59.999Z').evidenceIds).toEqual([id(90)]);
    for (const takenAt of ['2026-02-28T15:59:59.999Z', '2026-03-07T16:00:00.000Z'])
      expect(() => taken(takenAt)).toThrow(coded('taken-outside'));
    expect(() => taken('2026-03-02T00:00:00.000Z', now)).toThrow(coded('taken-outside'));
    expect(() => prove({ id: id(8), noticeId: id(5), evidenceIds: [id(90)], takenAt: now }, undefined, now)).toThrow(
      coded('notice-unknown'),
    );
    expect(hangsAt(notice, '2026-03-07T16:00:00.000Z')).toBe(false);
  });

  it('kinds of a catalogue differ', () => {
    expect(acceptPolicy(defaultPolicy)).toBe(defaultPolicy);
    const [first] = defaultPolicy.kinds;
    expect(() => acceptPolicy({ ...defaultPolicy, kinds: [first!, first!] })).toThrow(coded('policy-invalid', { kinds: [first!.code] }));
    expect(minimumDays(defaultPolicy, 'WORKS')).toBe(7);
  });
});

describe('P-20 objections to a notice', () => {
  const said = { id: id(9), noticeId: id(5), householdId: id(30), text: '施工噪声扰民' };
  const objection = raise(said, notice, dwelling, { answerDays: 5 }, now).state;

  it('by a household of the estate or its committee, while it hangs, with an answer due', () => {
    expect(objection).toMatchObject({ state: 'RAISED', householdId: id(30), dueAt: '2026-03-06T16:00:00.000Z', answer: null });
    const { householdId: _, ...ofCommittee } = said;
    expect(raise(ofCommittee, notice, undefined, { answerDays: 5 }, now).state.householdId).toBeNull();
    expect(() => raise(said, notice, { ...dwelling, isOfUnit: false }, { answerDays: 5 }, now)).toThrow(coded('household-elsewhere'));
    expect(() => raise(said, undefined, dwelling, { answerDays: 5 }, now)).toThrow(coded('notice-unknown'));
    expect(() => raise(said, notice, dwelling, { answerDays: 5 }, '2026-03-07T16:00:00.000Z')).toThrow(coded('board-closed'));
  });

  it('is answered once, without personal data', () => {
    const answered = answer(objection, '已调整施工时段', now).state;
    expect(answered).toMatchObject({ state: 'ANSWERED', answer: '已调整施工时段', answeredAt: now });
    expect(() => answer(answered, '再答', now)).toThrow(expect.objectContaining({ code: 'platform.request.wrong-state' }));
    expect(() => answer(objection, '请拨 13800138000', now)).toThrow(coded('personal-data', { field: 'answer', found: 'MOBILE_NUMBER' }));
  });
});
