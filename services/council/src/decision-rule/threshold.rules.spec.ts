import fc from 'fast-check';
import type { DecisionRule, Majority, RuleId } from '@gezhi/shared/contracts';
import { acceptRules, decisionRules, ownRules, ruleFor, rulesWith } from './decision-rule.rules.js';
import { evaluate, percentOf, type Voice } from './threshold.rules.js';

type Choice = Voice['choice'];
const entry = (units: number, choice: Choice | undefined, more: Partial<Voice> = {}): Voice => ({
  ...{ heads: 1, area: units * 9_000, group: null, participates: choice !== undefined, choice: choice ?? null },
  ...more,
});

/** Worked estate E1: 85 owners of one unit, O1 with five, the developer with ten; 100 units of 90.00 m², 87 heads. */
function e1({
  yes = 0,
  no = 0,
  abstain = 0,
  o1,
  developer,
}: {
  yes?: number;
  no?: number;
  abstain?: number;
  o1?: Choice;
  developer?: Choice;
}) {
  const choices: [number, Choice][] = [
    [yes, 'FOR'],
    [no, 'AGAINST'],
    [abstain, 'ABSTAIN'],
  ];
  const singles = choices.flatMap(([count, choice]) => Array.from({ length: count }, () => entry(1, choice)));
  const rest = Array.from({ length: 85 - singles.length }, () => entry(1, undefined));
  return [...singles, ...rest, entry(5, o1), entry(10, developer)];
}
const members = (eligible: number, yes: number, no: number, abstain = 0): Voice[] =>
  Array.from({ length: eligible }, (_, n) =>
    entry(0, n < yes ? 'FOR' : n < yes + no ? 'AGAINST' : n < yes + no + abstain ? 'ABSTAIN' : undefined),
  );
const decided = (voices: readonly Voice[], majority: Majority = 'GENERAL', id: RuleId = 'CIVIL_CODE_278') =>
  evaluate(ruleFor(id, majority), voices);
const failing = (voices: readonly Voice[], majority: Majority = 'GENERAL') =>
  decided(voices, majority)
    .explanation.filter(({ holds }) => !holds)
    .map(({ text }) => text);

describe('C-10 owners decide by 民法典 278, estate E1', () => {
  it('C-T0 the estate has 87 heads and 9,000.00 m²; 6,000.00 m² and 58 heads must take part', () => {
    const [area, heads] = decided(e1({})).explanation;
    expect(area).toMatchObject({ measure: 'AREA', ofTotal: 900_000, needs: 600_000 });
    expect(heads).toMatchObject({ measure: 'HEADS', ofTotal: 87, needs: 58 });
  });
  it('C-T1 66 single owners are inquorate on area', () => {
    expect(decided(e1({ yes: 66 })).outcome).toBe('INQUORATE');
    expect(failing(e1({ yes: 66 }))).toEqual(['PARTICIPATING AREA 66.00 % < 66.67 % (at least 2/3)']);
  });
  it('C-T2 half of the heads and 47.89 % of the area fail on area', () => {
    const voices = e1({ yes: 34, no: 32, o1: 'AGAINST' });
    expect(decided(voices).outcome).toBe('FAILED');
    expect(failing(voices)).toEqual(['FOR AREA 47.89 % < 50.00 % (more than 1/2)']);
    expect(decided(voices).explanation[3]).toMatchObject({ measure: 'HEADS', have: 34, ofTotal: 67, holds: true });
  });
  it('C-T3 33 single owners and O1 pass', () => {
    const { outcome, explanation } = decided(e1({ yes: 33, no: 33, o1: 'FOR' }));
    expect([outcome, explanation[2]!.percent, explanation[3]!.percent]).toEqual(['PASSED', '53.52', '50.75']);
  });
  it('C-T4 a special matter fails with 70.15 % of heads and 71.83 % of area', () => {
    const voices = e1({ yes: 46, no: 20, o1: 'FOR' });
    expect(decided(voices, 'SPECIAL').outcome).toBe('FAILED');
    expect(failing(voices, 'SPECIAL')).toEqual(['FOR AREA 71.83 % < 75.00 % (at least 3/4)', 'FOR HEADS 70.15 % < 75.00 % (at least 3/4)']);
  });
  it('C-T5 a special matter passes with 76.12 % and 77.46 %', () => {
    const { outcome, explanation } = decided(e1({ yes: 50, no: 16, o1: 'FOR' }), 'SPECIAL');
    expect([outcome, explanation[3]!.percent, explanation[2]!.percent]).toEqual(['PASSED', '76.12', '77.46']);
  });
  it('C-T6 exactly three quarters of the heads pass a special matter', () => {
    const { outcome, explanation } = decided(e1({ yes: 50, no: 17, o1: 'FOR' }), 'SPECIAL');
    expect(outcome).toBe('PASSED');
    expect(explanation[3]).toMatchObject({ have: 51, ofTotal: 68, needs: 51, percent: '75.00' });
  });
  it('C-T7 exactly half is not more than half', () => {
    const voices = e1({ yes: 33, no: 34, o1: 'FOR' });
    expect(decided(voices).outcome).toBe('FAILED');
    expect(failing(voices)).toEqual(['FOR HEADS 50.00 % = 50.00 % (more than 1/2)']);
  });
  it('C-T8 58 heads meet the gate exactly', () => {
    const { explanation } = decided(e1({ yes: 56, o1: 'FOR', developer: 'FOR' }));
    expect(explanation.slice(0, 2).map(({ have, holds }) => [have, holds])).toEqual([
      [639_000, true],
      [58, true],
    ]);
  });
  it('C-T8b 67 of 100 units answered, and yet 54 heads are inquorate', () => {
    const voices = e1({ yes: 52, o1: 'FOR', developer: 'FOR' });
    expect(decided(voices).outcome).toBe('INQUORATE');
    expect(failing(voices)).toEqual(['PARTICIPATING HEADS 62.07 % < 66.67 % (at least 2/3)']);
  });
  it('C-T9 who abstains takes part, and 33 of 67 are not more than half', () => {
    expect(decided(e1({ yes: 33, no: 20, abstain: 13, o1: 'ABSTAIN' })).outcome).toBe('FAILED');
    expect(decided(members(67, 33, 20, 14), 'GENERAL', 'PART_TIME_COUNCIL').outcome).toBe('FAILED');
  });
  it('C-T10 what passes under the code fails under the regulation of 2018, which counts all', () => {
    const voices = e1({ yes: 33, no: 33, o1: 'FOR' });
    expect([decided(voices).outcome, decided(voices, 'GENERAL', 'PMR_2018_ART12').outcome]).toEqual(['PASSED', 'FAILED']);
  });
  it('C-T11 a silence clause never supplies participation, and adds who took part in silence to the majority', () => {
    const rule = ruleFor('CIVIL_CODE_278', 'GENERAL');
    expect(evaluate(rule, e1({ yes: 38, o1: 'FOR' }), true).outcome).toBe('INQUORATE');
    const present = e1({ yes: 33, no: 20, o1: 'FOR' }).map((voice, n) =>
      n >= 53 && n < 68 ? { ...voice, participates: true, choice: null } : voice,
    );
    expect([evaluate(rule, present).outcome, evaluate(rule, present, true).outcome]).toEqual(['FAILED', 'PASSED']);
  });
});

describe('C-10 meetings decide by heads', () => {
  it.each([
    [20, 0, 'INQUORATE'],
    [11, 10, 'PASSED'],
    [10, 11, 'FAILED'],
  ])('C-T15 of 41 representatives %i are for and %i against: %s', (yes, no, outcome) => {
    expect(decided(members(41, yes, no), 'GENERAL', 'RESIDENT_MEETING_2018').outcome).toBe(outcome);
  });
  it.each([
    [21, 19, 'PASSED'],
    [20, 20, 'FAILED'],
    [26, 0, 'INQUORATE'],
  ])('C-T16 of 52 eligible members %i are for and %i against: %s', (yes, no, outcome) => {
    expect(decided(members(52, yes, no), 'GENERAL', 'PART_TIME_COUNCIL').outcome).toBe(outcome);
  });
  it('P-22 a part-time council needs 27 of 52', () => {
    expect(decided(members(52, 27, 0), 'GENERAL', 'PART_TIME_COUNCIL').explanation[0]).toMatchObject({ needs: 27, holds: true });
  });
  it.each([
    ['FFF--', 'INQUORATE', 'three parties are not enough'],
    ['-FFFF', 'INQUORATE', 'the residents’ side is missing'],
    ['FFFA-', 'PASSED', 'three of five, the residents for'],
    ['BFFFA', 'PASSED', 'the residents abstain and are not against'],
    ['AFFFF', 'REFERRED', 'the residents are against'],
    ['FFAA-', 'REFERRED', 'two of five are for'],
  ])('P-18 five parties, the residents first, %s: %s, since %s', (seats, outcome) => {
    const choices = { F: 'FOR', A: 'AGAINST', B: 'ABSTAIN' } as const;
    const voices = [...seats].map((seat, n) => entry(0, choices[seat as keyof typeof choices], { group: n ? null : 'RESIDENTS_SIDE' }));
    expect(decided(voices, 'GENERAL', 'FIVE_PARTY').outcome).toBe(outcome);
  });
  it.each([
    [3, 5, 4, 'FAILED'],
    [3, 5, 5, 'PASSED'],
    [2, 6, 6, 'INQUORATE'],
  ])('P-T22 Beijing, nine members of whom five are owners: %i owners among %i present, %i for: %s', (owners, present, yes, outcome) => {
    const voices = Array.from({ length: 9 }, (_, n) => {
      const group = n < 5 ? ('OWNER_MEMBERS' as const) : null;
      const there = n < owners || (n >= 5 && n < 5 + present - owners);
      return { ...entry(0, undefined), group, participates: there };
    });
    let left = yes;
    const voted = voices.map((voice): Voice => (voice.participates && left-- > 0 ? { ...voice, choice: 'FOR' } : voice));
    expect(decided(voted, 'GENERAL', 'BEIJING_PMC').outcome).toBe(outcome);
  });
});

describe('C-10 decision rules are data', () => {
  it('the residents’ meeting of 2026 is refused until a jurisdiction has filled it in', () => {
    expect(() => ruleFor('RESIDENT_MEETING_2026', 'GENERAL')).toThrow(
      expect.objectContaining({ code: 'council.ballot.rule-not-configured' }),
    );
    const own: DecisionRule = { ...ruleFor('RESIDENT_MEETING_2018', 'GENERAL'), id: 'RESIDENT_MEETING_2026', version: 3 };
    expect(ruleFor('RESIDENT_MEETING_2026', 'GENERAL', [own])).toBe(own);
  });
  it('every rule names its source, and no two have the same name, majority and version', () => {
    const names = decisionRules.map(({ id, majority, version }) => `${id} ${majority} ${version}`);
    expect(new Set(names).size).toBe(names.length);
    expect(decisionRules.filter(({ source, gates }) => !source || !gates.length)).toEqual([]);
  });
});

const voice = fc.record({
  heads: fc.constant(1),
  area: fc.integer({ min: 1, max: 50_000 }),
  group: fc.constantFrom(null, 'RESIDENTS_SIDE' as const, 'OWNER_MEMBERS' as const),
  choice: fc.constantFrom('FOR' as const, 'AGAINST' as const, 'ABSTAIN' as const, null),
  participates: fc.boolean(),
});
const voices = fc
  .array(voice, { minLength: 1, maxLength: 40 })
  .map((all): Voice[] => all.map((each) => ({ ...each, participates: each.participates || each.choice !== null })));
const rule = fc.constantFrom(...decisionRules);

describe('C-10 thresholds hold for all counts', () => {
  it('a vote for never turns a decision that passed', () => {
    fc.assert(
      fc.property(rule, voices, fc.nat(), (decisionRule, all, index) => {
        const more = all.with(index % all.length, { ...all[index % all.length]!, participates: true, choice: 'FOR' });
        if (evaluate(decisionRule, all).outcome === 'PASSED') expect(evaluate(decisionRule, more).outcome).toBe('PASSED');
      }),
      { numRuns: 1000 },
    );
  });
  it('an abstention never helps: it is worth no more than a vote for, and as much as one against where nobody may forbid', () => {
    fc.assert(
      fc.property(rule, voices, fc.nat(), (decisionRule, all, index) => {
        const with_ = (choice: Choice) =>
          evaluate(decisionRule, all.with(index % all.length, { ...all[index % all.length]!, participates: true, choice }));
        if (with_('ABSTAIN').outcome === 'PASSED') expect(with_('FOR').outcome).toBe('PASSED');
        if (decisionRule.id !== 'FIVE_PARTY') expect(with_('ABSTAIN').outcome).toBe(with_('AGAINST').outcome);
      }),
      { numRuns: 1000 },
    );
  });
  it.each([
    [1, 2, 'MORE_THAN'],
    [2, 3, 'AT_LEAST'],
    [3, 4, 'AT_LEAST'],
  ] as const)('%i/%i is met exactly as %s says, however large the area', (numerator, denominator, comparison) => {
    const gate = {
      measure: 'AREA',
      counts: 'FOR',
      of: 'ALL',
      group: null,
      numerator,
      denominator,
      comparison,
      otherwise: 'FAILED',
    } as const;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000_000 }), fc.constantFrom(-1, 0, 1), (unit, off) => {
        const area = { yes: unit * numerator + off, no: unit * (denominator - numerator) - off };
        const sides = [entry(1, 'FOR', { area: area.yes }), entry(1, 'AGAINST', { area: area.no })];
        const { holds } = evaluate({ gates: [gate] }, sides).explanation[0]!;
        expect(holds).toBe(off > 0 || (off === 0 && comparison === 'AT_LEAST'));
      }),
    );
  });
  it('percentages are rounded half-up, for people alone', () => {
    expect([percentOf(1n, 3n), percentOf(2n, 3n), percentOf(1n, 80_000n), percentOf(0n, 0n)]).toEqual(['33.33', '66.67', '0.00', '0.00']);
  });
});

describe('C-10 rules of a jurisdiction', () => {
  const {
    version: _,
    superseded: __,
    ...meeting
  } = { ...ruleFor('RESIDENT_MEETING_2018', 'GENERAL'), id: 'RESIDENT_MEETING_2026' as const };
  it('carry the version of their publication and stand before the platform’s', () => {
    const own = ownRules({ version: 4, rules: acceptRules([meeting]) });
    expect(own).toEqual([{ ...meeting, version: 4, superseded: false }]);
    expect(rulesWith(own).filter(({ id }) => id === 'RESIDENT_MEETING_2026')).toHaveLength(1);
    expect(rulesWith(ownRules(undefined))).toEqual(decisionRules);
  });
  it('are refused twice under one name, or with areas for others than owners', () => {
    const refused = expect.objectContaining({ code: 'council.ballot.electorate-mismatch' });
    expect(() => acceptRules([meeting, meeting])).toThrow(refused);
    expect(() => acceptRules([{ ...meeting, gates: [{ ...meeting.gates[0]!, measure: 'AREA' }] }])).toThrow(refused);
  });
});
