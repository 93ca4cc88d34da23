import fc from 'fast-check';
import { checkReachable } from '@gezhi/shared/domain';
import { openMilestones, report, transfer } from './annual-item.rules.js';
import { merge, promote } from './merge.rules.js';
import { acceptPolicy, defaultPolicy } from './problem-policy.rules.js';
import { collecting, collector, grid, idOf, now, open, rectifier, refusal, verifier } from './problem.fixture.js';
import { collect, placeOver, problemLife, standing, type ProblemState } from './problem.rules.js';
import { rectify, rectifyOnSpot, verify } from './rectification.rules.js';
import { rectification } from './rectification-rate.rules.js';

const later = '2026-11-25T01:00:00.000Z';
const milestone = { id: idOf(91), title: '样例节点', due: '2027-03-31' };
const item = { id: '', annualItemId: idOf(90), year: 2027, title: '样例专项', ownerCadreId: idOf(80), milestones: [milestone] };
const reported = rectify(open(), [], 0, rectifier, now).state;
const rectified = verify(reported, true, verifier, now).state;
const subjects = (decision: { events: readonly { event: { subject: string } }[] }) =>
  decision.events.map(({ event }) => event.subject.split('.')[3]);

describe('G-20 G-21 collecting', () => {
  it('covers its grids by the narrowest place and tells no words', () => {
    const { state, events } = collect(
      { ...collecting(), scope: 'COMMON', gridCodes: ['320404004003002', grid] },
      defaultPolicy,
      collector,
      now,
    );
    expect([state.placeCode, state.communityCode, state.gridCodes]).toEqual(['320404004003', '320404004003', [grid, '320404004003002']]);
    expect(JSON.stringify(events)).not.toContain(state.summary);
    expect(placeOver([grid, '320404004005001'], undefined)).toBe('320404004');
  });

  it.each([
    ['no place', { ...collecting(), gridCodes: [] }, 'grid.problem.place-missing'],
    ['a community', { ...collecting(), gridCodes: [], communityCode: '320404004003' }, 'accepted'],
    ['an unknown class', { ...collecting(), class: 'UNHEARD_OF' }, 'grid.problem.class-unknown'],
    ['an individual problem of two grids', { ...collecting(), gridCodes: [grid, '320404004003002'] }, 'grid.problem.subject-missing'],
    [
      'grids of two counties',
      { ...collecting(), scope: 'COMMON' as const, gridCodes: [grid, '230521100001001'] },
      'grid.problem.grids-apart',
    ],
  ])('%s', (_, input, expected) => expect(refusal(() => collect(input, defaultPolicy, collector, now))).toBe(expected));
});

describe('G-20 G-22 what a jurisdiction lays down for problems', () => {
  const [first, ...others] = defaultPolicy.classes;

  it.each([
    ['the default', defaultPolicy, 'accepted'],
    ['a class twice', { ...defaultPolicy, classes: [first!, first!, ...others] }, 'grid.problem.policy-invalid'],
  ])('%s', (_, policy, expected) => expect(refusal(() => acceptPolicy(policy))).toBe(expected));

  it('sets the limit of what is collected under it, and of nothing collected before', () => {
    const limitOf = (onTheSpotHours: number | null) =>
      collect(collecting(), { ...defaultPolicy, classes: [{ ...first!, onTheSpotHours }, ...others] }, collector, now).state.onTheSpotUntil;
    expect([limitOf(24), limitOf(2), limitOf(null)]).toEqual(['2026-11-24T01:00:00.000Z', '2026-11-23T03:00:00.000Z', null]);
  });
});

describe('G-20 G-22 rectifying', () => {
  it('reaches every state', () => expect(checkReachable(problemLife)).toEqual({ unreachable: [], unknown: [] }));

  it('counts only when another person has verified it', () => {
    expect([standing(reported), standing(rectified)]).toEqual(['open', 'rectified']);
    expect(refusal(() => verify(reported, true, rectifier, now))).toBe('grid.problem.same-person');
  });

  it('G-T7 a failed re-check weeks later reopens with a counter-entry; a passed one tells nothing new', () => {
    const failed = verify(rectified, false, verifier, later);
    expect([failed.state.state, standing(failed.state), subjects(failed)]).toEqual(['OPEN', 'open', ['reopened']]);
    expect(subjects(verify(rectified, true, collector, rectified.recheckDueAt!))).toEqual([]);
    expect(subjects(verify(reported, false, verifier, later))).toEqual([]);
  });

  it('on the spot within the limit of the class, with evidence', () => {
    expect(rectifyOnSpot(open(), [idOf(70)], rectifier, now).state).toMatchObject({
      state: 'RECTIFIED',
      track: 'IMMEDIATE',
      rectifiedAt: now,
    });
  });

  it.each<[string, () => unknown, string]>([
    ['on the spot without evidence', () => rectifyOnSpot(open(), [], rectifier, now), 'grid.problem.evidence-missing'],
    ['on the spot too late', () => rectifyOnSpot(open(), [idOf(70)], rectifier, later), 'grid.problem.too-late-for-the-spot'],
    ['on the spot, exactly in time', () => rectifyOnSpot(open(), [idOf(70)], rectifier, '2026-11-24T01:00:00.000Z'), 'accepted'],
    [
      'on the spot, another class',
      () => rectifyOnSpot(open(1, { onTheSpotUntil: null }), [idOf(70)], rectifier, now),
      'grid.problem.not-immediate',
    ],
    ['reported twice', () => rectify(reported, [], 0, rectifier, now), 'grid.problem.wrong-state'],
    ['verified before reported', () => verify(open(), true, verifier, now), 'grid.problem.wrong-state'],
    ['a merged one rectified', () => rectify(open(1, { state: 'MERGED' }), [], 0, rectifier, now), 'grid.problem.wrong-state'],
  ])('%s', (_, rule, expected) => expect(refusal(rule)).toBe(expected));
});

describe('G-23 annual special items', () => {
  const { decision, item: made } = transfer(open(), item, true, now);
  const done = { id: made.id, milestoneId: milestone.id, done: true, progress: '样例进展' };

  it('has owner and milestones, and cannot be closed as noted', () => {
    expect([decision.state.state, subjects(decision), openMilestones(made)]).toEqual(['ANNUAL', ['transferred'], 1]);
    expect(refusal(() => rectify(decision.state, [], openMilestones(made), rectifier, now))).toBe('grid.problem.milestones-open');
    expect(problemLife.allows('ANNUAL', 'merge') || problemLife.allows('ANNUAL', 'rectifyOnSpot')).toBe(false);
  });

  it('with all milestones done it goes the way of every rectification, and back to annual when the check fails', () => {
    const progressed = report(made, decision.state, done, now);
    expect(progressed.events[0]!.data).toMatchObject({ done: true, doneMilestones: 1, milestones: 1 });
    const claimed = rectify(decision.state, [], openMilestones(progressed.state), rectifier, now).state;
    expect([standing(claimed), verify(claimed, false, verifier, now).state.state]).toEqual(['annual', 'ANNUAL']);
    expect(verify(claimed, true, verifier, now).state.state).toBe('RECTIFIED');
  });

  it.each<[string, () => unknown, string]>([
    [
      'a milestone twice',
      () => transfer(open(), { ...item, milestones: [milestone, milestone] }, true, now),
      'grid.problem.milestone-twice',
    ],
    [
      'a milestone that is past',
      () => transfer(open(), { ...item, milestones: [{ ...milestone, due: '2020-01-01' }] }, true, now),
      'grid.problem.milestone-past',
    ],
    ['a year gone by', () => transfer(open(), { ...item, year: 2000 }, true, now), 'grid.problem.year-unfit'],
    ['a year far ahead', () => transfer(open(), { ...item, year: 2030 }, true, now), 'grid.problem.year-unfit'],
    [
      'a milestone after the year',
      () => transfer(open(), { ...item, milestones: [{ ...milestone, due: '9999-12-31' }] }, true, now),
      'grid.problem.milestone-after-year',
    ],
    ['no milestone', () => transfer(open(), { ...item, milestones: [] }, true, now), 'grid.problem.milestones-missing'],
    ['an owner who has withdrawn', () => transfer(open(), item, false, now), 'grid.problem.owner-unknown'],
    ['a rectified problem', () => transfer(rectified, item, true, now), 'grid.problem.wrong-state'],
    ['an unknown milestone', () => report(made, decision.state, { ...done, milestoneId: idOf(99) }, now), 'grid.problem.milestone-unknown'],
    ['a closed item', () => report({ ...made, closedAt: now }, decision.state, done, now), 'grid.problem.item-closed'],
  ])('%s', (_, rule, expected) => expect(refusal(rule)).toBe(expected));
});

describe('G-20 G-21 merging and promoting', () => {
  const elsewhere = open(2, { placeCode: '320404004003002', gridCodes: ['320404004003002'] });

  it('promotes one individual problem with its like to a common one over all their grids', () => {
    const { decision, merged } = promote(open(), [elsewhere], 1, now);
    expect(decision.state).toMatchObject({ scope: 'COMMON', placeCode: '320404004003', gridCodes: [grid, '320404004003002'] });
    expect([subjects(decision), merged.map(standing)]).toEqual([['promoted'], [null]]);
  });

  it.each<[string, () => unknown, string]>([
    ['same scope', () => merge(open(), [elsewhere], 1, now), 'accepted'],
    ['with itself', () => merge(open(), [open()], 1, now), 'grid.problem.merge-unknown'],
    ['one of two not found', () => merge(open(), [elsewhere], 2, now), 'grid.problem.merge-unknown'],
    ['a rectified one', () => merge(open(), [open(2, { state: 'RECTIFIED' })], 1, now), 'grid.problem.merge-unknown'],
    ['into a rectified one', () => merge(rectified, [elsewhere], 1, now), 'grid.problem.wrong-state'],
    ['common with individual', () => merge(open(1, { scope: 'COMMON' }), [elsewhere], 1, now), 'grid.problem.scopes-differ'],
    ['a common one promoted', () => promote(open(1, { scope: 'COMMON' }), [], 0, now), 'grid.problem.not-individual'],
  ])('%s', (_, rule, expected) => expect(refusal(rule)).toBe(expected));
});

describe('G-T6 problem accounting', () => {
  it('76 common with 56 rectified and 119 individual with 111: 73.68, 93.28 and 85.64 %', () => {
    const { common, individual, all } = rectification({ total: 76, rectified: 56, annual: 20 }, { total: 119, rectified: 111, annual: 8 });
    expect([common.rate.value, individual.rate.value, all.rate.value]).toEqual([73.68, 93.28, 85.64]);
    expect([all.rectified + all.annual + all.open, all.annual, all.open]).toEqual([195, 28, 0]);
  });

  const commands: ((problem: ProblemState, pool: ProblemState[]) => ProblemState[])[] = [
    (problem) => [rectify(problem, [], 0, rectifier, now).state],
    (problem) => [rectifyOnSpot(problem, [idOf(70)], rectifier, now).state],
    (problem) => [verify(problem, true, verifier, now).state],
    (problem) => [verify(problem, false, verifier, now).state],
    (problem) => [transfer(problem, item, true, now).decision.state],
    (problem, pool) => {
      const { decision, merged } = merge(problem, pool.slice(0, 1), 1, now);
      return [decision.state, ...merged];
    },
    (problem, pool) => {
      const { decision, merged } = promote(problem, pool.slice(0, 1), 1, now);
      return [decision.state, ...merged];
    },
  ];

  it('under any sequence of commands rectified, annual and open add up to the total', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(6), fc.nat(5), fc.nat(5)), { maxLength: 40 }), (steps) => {
        const problems = new Map(Array.from({ length: 6 }, (_, index) => [idOf(index), open(index)]));
        for (const [command, one, another] of steps)
          try {
            for (const next of commands[command]!(problems.get(idOf(one))!, [problems.get(idOf(another))!])) problems.set(next.id, next);
          } catch {
            // A refused command changes nothing.
          }
        const standings = [...problems.values()].map(standing);
        const count = (kind: string | null) => standings.filter((one) => one === kind).length;
        const total = [...problems.values()].filter(({ state }) => state !== 'MERGED').length;
        expect(count('rectified') + count('annual') + count('open')).toBe(total);
        expect(total + count(null)).toBe(6);
        for (const problem of problems.values()) expect((problem.state === 'RECTIFIED') === (problem.rectifiedAt !== null)).toBe(true);
      }),
    );
  });
});
