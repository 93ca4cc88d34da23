import { checkReachable } from '@gezhi/shared/domain';
import { ruleFor } from '../decision-rule/decision-rule.rules.js';
import { ballotLife, cancel, close, draft, firstDay, freeze, giveNotice, open, type BallotState } from './ballot.rules.js';

const id = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const refusal = (name: string) => expect.objectContaining({ code: `council.ballot.${name}` });
const wrongState = expect.objectContaining({ code: 'platform.request.wrong-state' });
const rule = ruleFor('CIVIL_CODE_278', 'GENERAL');
const asked = {
  ...{
    id: id(1),
    communityCode: '230521100001',
    electorate: 'OWNERS' as const,
    estateId: id(2),
    question: '演示',
    matter: 'OTHER' as const,
  },
  ...{ majority: 'GENERAL' as const, ruleId: 'CIVIL_CODE_278' as const, opensOn: '2026-05-17', closesAt: '2026-06-10T00:00:00.000Z' },
  ...{ clearDays: true, silenceCounts: false, secret: false, demandsVotingCode: false },
};
const drafted = draft(asked, { rule, estateCommunity: '230521100001' }).state;
const notice = { id: id(1), noticedOn: '2026-05-01', evidenceIds: [id(3)], committeeCopyId: id(4) };
const may = (n: number) => `2026-05-${String(n).padStart(2, '0')}T04:00:00.000Z`;
const noticed = giveNotice(drafted, notice, may(1)).state;
const totals = { entries: 1, heads: 1, area: 9_000, units: 1, unitsWithoutOwner: 0 };
const frozen = freeze(noticed, { rollHash: 'a'.repeat(64), totals }, may(2)).state;
const opened = open(frozen, may(17)).state;

describe('C-T0 notice of a ballot', () => {
  it('2026-05-01 with clear days opens on 05-17, without on 05-16, and without any at once', () => {
    expect([firstDay('2026-05-01', rule, true), firstDay('2026-05-01', rule, false)]).toEqual(['2026-05-17', '2026-05-16']);
    expect(firstDay('2026-05-01', { noticeDays: 0 }, true)).toBe('2026-05-01');
  });
  it('is refused one day too short, without the committee’s copy, of a day to come, and twice', () => {
    expect(() => giveNotice(drafted, { ...notice, noticedOn: '2026-05-02' }, may(2))).toThrow(refusal('notice-too-short'));
    expect(() => giveNotice(drafted, { ...notice, committeeCopyId: undefined }, may(1))).toThrow(refusal('committee-copy-missing'));
    expect(() => giveNotice(drafted, { ...notice, noticedOn: '2026-05-03' }, may(1))).toThrow(refusal('notice-in-future'));
    expect(() => giveNotice(noticed, notice, may(1))).toThrow(wrongState);
  });
});

describe('P-22 another use of common parts needs three quarters (民法典 278 (8))', () => {
  it('and is not asked by half', () => {
    const asking = (majority: 'GENERAL' | 'SPECIAL') => () =>
      draft(
        { ...asked, matter: 'COMMON_PART_USE', majority },
        { rule: ruleFor('CIVIL_CODE_278', majority), estateCommunity: asked.communityCode },
      );
    expect(asking('GENERAL')).toThrow(refusal('special-majority-wanted'));
    expect(asking('SPECIAL')().state).toMatchObject({ majority: 'SPECIAL', matter: 'COMMON_PART_USE' });
  });
});

describe('C-T14 the roll is frozen once', () => {
  it('after the notice, and never again', () => {
    expect(() => freeze(drafted, { rollHash: 'b', totals }, may(2))).toThrow(wrongState);
    expect(() => freeze(frozen, { rollHash: 'b', totals }, may(2))).toThrow(refusal('roll-frozen'));
    expect(frozen).toMatchObject({ frozenAt: may(2), roll: totals });
  });
});

describe('C-T19 a ballot goes one way', () => {
  it('opens with a frozen roll that is not empty, from its day on and before its end', () => {
    expect(() => open(noticed, may(17))).toThrow(refusal('roll-not-frozen'));
    expect(() => open({ ...frozen, roll: { ...totals, entries: 0 } }, may(17))).toThrow(refusal('roll-not-frozen'));
    expect(() => open(frozen, may(16))).toThrow(refusal('notice-too-short'));
    expect(() => open(frozen, drafted.closesAt)).toThrow(refusal('closed'));
    expect(opened).toMatchObject({ state: 'OPEN', openedAt: may(17) });
  });
  it('closes at its end; a meeting’s also before', () => {
    expect(() => close(opened, may(18))).toThrow(refusal('still-running'));
    expect(close(opened, opened.closesAt).state.state).toBe('CLOSED');
    expect(close({ ...opened, electorate: 'MEMBERS' }, may(18)).state.state).toBe('CLOSED');
  });
  it('is cancelled until it is closed', () => {
    for (const ballot of [drafted, noticed, opened])
      expect(cancel(ballot, { id: id(1), reason: '演示' }, may(18)).state.state).toBe('CANCELLED');
    const closed: BallotState = { ...opened, state: 'CLOSED' };
    expect(() => cancel(closed, { id: id(1), reason: '演示' }, may(18))).toThrow(wrongState);
  });
  it('has no state that cannot be reached, and from OPEN only an end', () => {
    expect(checkReachable(ballotLife)).toEqual({ unreachable: [], unknown: [] });
    expect(
      ballotLife
        .all()
        .filter(({ from }) => from === 'OPEN')
        .map(({ to }) => to),
    ).toEqual(['CLOSED', 'CANCELLED']);
  });
});
