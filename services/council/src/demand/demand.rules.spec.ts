import { defaultPolicy } from '../service-field/service-field.rules.js';
import { demandLife, elapse, isUnmet, list, raise, withdraw } from './demand.rules.js';

const id = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const now = '2026-03-10T08:00:00.000Z';
/** 24:00 of 9 April in Shanghai: the thirtieth day after 10 March. */
const over = '2026-04-09T16:00:00.000Z';
const justBefore = '2026-04-09T15:59:59.999Z';
const communityCode = '230521100001';
const input = { id: id(1), communityCode, field: 'HEALTH', title: '演示：上门量血压', slots: ['WEEKDAY_DAY' as const] };
const need = { communityCode, householdId: id(6), expiresOn: '2026-09-01' };
const listed = () => list(input, { need: undefined, policy: defaultPolicy }, now).state;
const refusal = (code: string) => expect.objectContaining({ code });

describe('C-14 the list of demands', () => {
  it('takes what is in the taxonomy, and forgets slots named twice', () => {
    const { state } = list({ ...input, slots: ['WEEKDAY_DAY', 'WEEKDAY_DAY'] }, { need: undefined, policy: defaultPolicy }, now);
    expect(state).toMatchObject({ state: 'OPEN', slots: ['WEEKDAY_DAY'], householdId: null, unmetFrom: over });
    expect(() => list({ ...input, field: 'PALACE' }, { need: undefined, policy: defaultPolicy }, now)).toThrow(
      refusal('council.service-field.field-unknown'),
    );
    expect(() => list({ ...input, skill: 'ERRANDS' }, { need: undefined, policy: defaultPolicy }, now)).toThrow(
      refusal('council.service-field.skill-unknown'),
    );
  });

  it('is left by what is wanted no more, as long as nobody claimed for it', () => {
    expect(withdraw(listed(), '演示：已自行解决').state).toMatchObject({ state: 'WITHDRAWN', withdrawalReason: '演示：已自行解决' });
    expect(() => withdraw({ ...listed(), state: 'CLAIMED' }, '演示')).toThrow(refusal('platform.request.wrong-state'));
  });

  it('leads nowhere but by its actions', () => {
    expect(demandLife.all().map(({ from, action, to }) => `${from} ${action} ${to}`)).toEqual([
      'OPEN claim CLAIMED',
      'OPEN withdraw WITHDRAWN',
      'OPEN raise RAISED',
      'OPEN elapse OPEN',
      'CLAIMED release OPEN',
      'CLAIMED fulfil FULFILLED',
    ]);
  });
});

describe('C-16 a need becomes a demand while it holds', () => {
  const withNeed = (changes: object = {}, of: object = {}) =>
    list({ ...input, needId: id(5), ...of }, { need: { ...need, ...changes }, policy: defaultPolicy }, now);

  it('of its household', () => {
    expect(withNeed().state).toMatchObject({ needId: id(5), householdId: id(6) });
  });

  it.each([
    ['expired the day before', { expiresOn: '2026-03-09' }, {}],
    ['of another community', { communityCode: '230521100002' }, {}],
    ['of another household', {}, { householdId: id(7) }],
  ])('%s: refused', (_, changes, of) => {
    expect(() => withNeed(changes, of)).toThrow(refusal('council.demand.need-unknown'));
  });

  it('of an unknown id: refused', () => {
    expect(() => list({ ...input, needId: id(5) }, { need: undefined, policy: defaultPolicy }, now)).toThrow(
      refusal('council.demand.need-unknown'),
    );
  });
});

describe('C-T29, C-09 unmatched for 30 days a demand is unmet, and can become a topic in one step', () => {
  it('from the end of the thirtieth day on, not a millisecond before', () => {
    expect(isUnmet(listed(), justBefore)).toBe(false);
    expect(isUnmet(listed(), over)).toBe(true);
    expect(isUnmet({ ...listed(), state: 'CLAIMED' }, over)).toBe(false);
  });

  it('is told once', () => {
    const { state, events } = elapse(listed(), over);
    expect(state.unmetAt).toBe(over);
    expect(events).toMatchObject([{ data: { demandId: id(1), field: 'HEALTH', listedAt: now } }]);
    expect(() => elapse(state, over)).toThrow(refusal('platform.request.wrong-state'));
    expect(() => elapse(listed(), justBefore)).toThrow(refusal('platform.request.wrong-state'));
  });

  it('keeps the link to its topic', () => {
    expect(raise(listed(), id(9), over)).toMatchObject({ state: 'RAISED', topicId: id(9) });
    expect(() => raise(listed(), id(9), justBefore)).toThrow(refusal('council.demand.not-unmet'));
    expect(() => raise({ ...listed(), state: 'FULFILLED' }, id(9), over)).toThrow(refusal('platform.request.wrong-state'));
  });
});
