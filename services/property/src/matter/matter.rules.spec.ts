import fc from 'fast-check';
import { matterLevels, type Role } from '@gezhi/shared/contracts';
import { checkReachable } from '@gezhi/shared/domain';
import { runOut } from './clock.rules.js';
import { actingFor, holders, ladderOf, leading, levelAfter, levelBefore } from './ladder.rules.js';
import { climb, heldBy, matterLife, moved, type Around, type MatterState, type Moved } from './matter-life.rules.js';
import { acceptPolicy, defaultPolicy, levelDueAt } from './matter-policy.rules.js';
import { answer, close, escalate, handBack, open } from './matter.rules.js';

const id = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
/** A Monday, ten in the morning in Shanghai. */
const now = '2026-03-02T02:00:00.000Z';
const later = '2026-03-03T02:00:00.000Z';
const coded = (code: string) => expect.objectContaining({ code: `property.matter.${code}` });
const wrongState = expect.objectContaining({ code: 'platform.request.wrong-state' });
const as = (...roles: Role[]): Around => ({ roles, hasCommittee: true, policy: defaultPolicy });
const secretary = as('community-secretary');
const member = as('committee-member');
const company = as('property-company');
const without = (around: Around): Around => ({ ...around, hasCommittee: false });

const input = { id: id(1), estateId: id(2), title: '演示：化粪池满溢', summary: '演示', evidenceIds: [] };
const estate = { communityCode: '230521100001' };
const opened = open(input, estate, secretary, now);
const of = ({ decision }: Moved): MatterState => decision.state;
const matter = of(opened);
const atCommittee = of(escalate(matter, '需物管会商定', secretary, now));
const atCompany = of(escalate(atCommittee, '需物业处理', member, now));
const text = { answer: '已清掏', evidenceIds: [id(9)] };
const answered = of(answer(atCompany, text, company, later));

describe('P-23 limits of the levels', () => {
  it('three, five and seven working days until a jurisdiction says otherwise', () => {
    expect(acceptPolicy(defaultPolicy)).toBe(defaultPolicy);
    expect(matterLevels.map((level) => levelDueAt(level, now, defaultPolicy))).toEqual([
      '2026-03-05T09:30:00.000Z',
      '2026-03-09T09:30:00.000Z',
      '2026-03-11T09:30:00.000Z',
    ]);
  });
  it('a policy names each level once, and has a week that is worked', () => {
    const [first, second] = defaultPolicy.levels as [(typeof defaultPolicy.levels)[0], (typeof defaultPolicy.levels)[0]];
    for (const levels of [[first], [first, second], [first, second, second]])
      expect(() => acceptPolicy({ ...defaultPolicy, levels })).toThrow(coded('policy-invalid'));
    const idle = { ...defaultPolicy, calendar: { ...defaultPolicy.calendar, weekdays: {} } };
    expect(() => acceptPolicy(idle)).toThrow(expect.objectContaining({ code: 'platform.working-calendar.hours-missing' }));
  });
});

describe('P-23 the ladder of community, committee and company', () => {
  it('has three levels where a committee stands, and two where none does', () => {
    expect([true, false].map(ladderOf)).toEqual([
      ['COMMUNITY', 'COMMITTEE', 'COMPANY'],
      ['COMMUNITY', 'COMPANY'],
    ]);
    expect(matterLevels.map((level) => levelAfter(level, false))).toEqual(['COMPANY', 'COMPANY', undefined]);
    expect(matterLevels.map((level) => levelBefore(level, true))).toEqual([undefined, 'COMMUNITY', 'COMMITTEE']);
  });
  it('each level has its people', () => {
    expect(holders.COMMITTEE).toEqual(['committee-member']);
    expect(actingFor('COMPANY', ['committee-member', 'property-company'])).toBe('property-company');
    expect(() => actingFor('COMMITTEE', ['property-company', 'street-leader'])).toThrow(coded('not-holder'));
    expect(leading(['committee-member', 'operator'])).toBe('operator');
    expect(() => leading(['committee-member'])).toThrow(coded('leaders-only'));
  });
  it('a matter begins at the community and climbs, each level with a clock of its own', () => {
    expect(checkReachable(matterLife)).toEqual({ unreachable: [], unknown: [] });
    expect(matter).toMatchObject({ state: 'OPEN', level: 'COMMUNITY', dueAt: '2026-03-05T09:30:00.000Z' });
    expect(opened.step).toMatchObject({ action: 'OPENED', fromLevel: null, toLevel: 'COMMUNITY', byRole: 'community-secretary' });
    expect(() => open(input, undefined, secretary, now)).toThrow(expect.objectContaining({ code: 'property.estate.estate-unknown' }));
    const up = escalate(matter, '需物管会商定', secretary, now);
    expect(up.step).toMatchObject({ action: 'ESCALATED', fromLevel: 'COMMUNITY', toLevel: 'COMMITTEE', reason: '需物管会商定' });
    expect(up.decision.events.map(({ data }) => data)).toEqual([
      {
        ...{ matterId: id(1), estateId: id(2), communityCode: estate.communityCode, fromLevel: 'COMMUNITY', toLevel: 'COMMITTEE' },
        ...{ cause: 'DECIDED', dueAt: '2026-03-09T09:30:00.000Z', at: now, version: 2 },
      },
    ]);
    expect([atCommittee, atCompany].map(({ level }) => level)).toEqual(['COMMITTEE', 'COMPANY']);
    expect(of(escalate(matter, '无物管会', without(secretary), now)).level).toBe('COMPANY');
    expect(() => escalate(atCompany, '再上报', company, now)).toThrow(coded('highest-level'));
  });
  it('who has it escalates, returns and answers; leaders may press it on from any level', () => {
    expect(of(escalate(atCommittee, '逾期未议', secretary, now)).level).toBe('COMPANY');
    expect(() => escalate(matter, '越级', member, now)).toThrow(coded('not-holder'));
    for (const around of [company, secretary]) {
      expect(() => answer(atCommittee, text, around, now)).toThrow(coded('not-holder'));
      expect(() => handBack(atCommittee, '越权', around, now)).toThrow(coded('not-holder'));
    }
    expect(answered).toMatchObject({
      state: 'ANSWERED',
      level: 'COMPANY',
      answer: '已清掏',
      dueAt: null,
      answeredAt: later,
      evidenceIds: [id(9)],
    });
  });
  it('goes back to the level before with the reason, and its clock begins anew', () => {
    const back = handBack(atCompany, '属公共部位，须先议定', company, later);
    expect(of(back)).toMatchObject({ state: 'OPEN', level: 'COMMITTEE', dueAt: '2026-03-10T09:30:00.000Z' });
    expect(back.step).toMatchObject({ action: 'RETURNED', fromLevel: 'COMPANY', toLevel: 'COMMITTEE', reason: '属公共部位，须先议定' });
    expect(of(handBack(atCompany, '无物管会', without(company), later)).level).toBe('COMMUNITY');
    expect(() => handBack(matter, '无处可退', secretary, later)).toThrow(coded('lowest-level'));
  });
  it('an answer is closed, handed back to who gave it, or taken further, by leaders alone', () => {
    expect(of(close(answered, secretary, later))).toMatchObject({ state: 'CLOSED', closedAt: later });
    expect(of(handBack(answered, '未清干净', secretary, later))).toMatchObject({
      state: 'OPEN',
      level: 'COMPANY',
      answer: null,
      answeredAt: null,
    });
    const early = of(answer(matter, text, secretary, later));
    expect(of(escalate(early, '须物业处理', secretary, later))).toMatchObject({ state: 'OPEN', level: 'COMMITTEE', answer: null });
    for (const refused of [
      () => close(answered, company, later),
      () => handBack(answered, 'x', company, later),
      () => escalate(early, 'x', member, later),
    ])
      expect(refused).toThrow(coded('leaders-only'));
  });
  it('nothing is done with what is closed, nor closed or answered out of turn', () => {
    const closed = of(close(answered, secretary, later));
    for (const refused of [
      () => escalate(closed, 'x', secretary, later),
      () => handBack(closed, 'x', secretary, later),
      () => answer(closed, text, company, later),
      () => answer(answered, text, company, later),
      () => close(closed, secretary, later),
      () => close(matter, secretary, later),
      () => runOut(closed, secretary, later),
    ])
      expect(refused).toThrow(wrongState);
  });
});

describe('P-23 clocks of the levels', () => {
  const due = matter.dueAt!;
  const after = (instant: string) => new Date(Date.parse(instant) + 1).toISOString();
  it('a matter goes on a moment after its instant, not at it', () => {
    expect(() => runOut(matter, secretary, due)).toThrow(coded('nothing-due'));
    const up = runOut(matter, secretary, after(due));
    expect(of(up)).toMatchObject({ level: 'COMMITTEE', dueAt: '2026-03-12T09:30:00.000Z' });
    expect(up.step).toMatchObject({ action: 'CLOCK_RAN_OUT', byRole: null, reason: null });
    expect(up.decision.events.map(({ data }) => data)).toMatchObject([{ cause: 'CLOCK_RAN_OUT', toLevel: 'COMMITTEE' }]);
    expect(() => runOut(of(up), secretary, after(due))).toThrow(coded('nothing-due'));
  });
  it('at the last level it is told of once', () => {
    const late = after(atCompany.dueAt!);
    const told = runOut(atCompany, secretary, late);
    expect(told.decision.events.map(({ event }) => event.subject)).toEqual(['property.event.matter.overdue.v1']);
    expect(of(told)).toMatchObject({ level: 'COMPANY', overdueToldAt: late, dueAt: atCompany.dueAt });
    expect(() => runOut(of(told), secretary, after(late))).toThrow(coded('nothing-due'));
    expect(of(handBack(of(told), '退回', company, later)).overdueToldAt).toBeNull();
  });
  it('what a level takes over has a clock and no answer', () => {
    expect(heldBy(answered, 'COMPANY', defaultPolicy, later)).toMatchObject({
      answer: null,
      answeredAt: null,
      dueAt: '2026-03-12T09:30:00.000Z',
    });
    expect(climb(matter, 'COMPANY', defaultPolicy, 'DECIDED', now).state.level).toBe('COMPANY');
    expect(moved(null, opened.decision, { action: 'OPENED', reason: null, byRole: null }, now).step.toLevel).toBe('COMMUNITY');
  });
  it('whatever is done in whatever order, one level has it, and an open matter has a clock and no answer', () => {
    const acts = fc.array(
      fc.tuple(fc.constantFrom('up', 'back', 'answer', 'close', 'late'), fc.boolean(), fc.integer({ min: 1, max: 20 })),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(acts, (list) => {
        let [state, at] = [matter, now];
        for (const [act, hasCommittee, days] of list) {
          at = new Date(Date.parse(at) + days * 86_400_000).toISOString();
          const all = { ...as('community-secretary', 'committee-member', 'property-company'), hasCommittee };
          const rules = { up: escalate, back: handBack };
          try {
            if (act === 'up' || act === 'back') state = of(rules[act](state, 'x', all, at));
            else if (act === 'answer') state = of(answer(state, text, all, at));
            else if (act === 'close') state = of(close(state, all, at));
            else state = of(runOut(state, all, at));
          } catch (error) {
            expect(error).toHaveProperty('definition');
          }
          expect((state.state === 'OPEN') === (state.dueAt !== null) && (state.state === 'OPEN') === (state.answer === null)).toBe(true);
          expect(matterLevels).toContain(state.level);
        }
      }),
    );
  });
});
