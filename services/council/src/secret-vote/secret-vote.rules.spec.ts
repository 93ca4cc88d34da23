import { ballotErrors, secretVoteErrors, type RollEntryView, type VoteChoice } from '@gezhi/shared/contracts';
import fc from 'fast-check';
import { countsOf } from '../certificate/tally.rules.js';
import { ruleFor } from '../decision-rule/decision-rule.rules.js';
import { canBeSecret, ensureEntitled, heardInSecret, issuedPreimage, secretLeafPreimage, type TokenAsked } from './secret-vote.rules.js';

const entry = (number: number, more: Partial<RollEntryView> = {}): RollEntryView => ({
  ...{ number, heads: 1, area: 0, group: null, recused: false, attends: false, seal: '0'.repeat(64) },
  ...more,
});
const roll = (count: number, more: (n: number) => Partial<RollEntryView> = () => ({})) =>
  Array.from({ length: count }, (_, n) => entry(n + 1, more(n)));

describe('C-T21 what can be decided in secret', () => {
  it.each([
    ['RESIDENT_MEETING_2018', true],
    ['PART_TIME_COUNCIL', true],
    ['CIVIL_CODE_278', false],
    ['FIVE_PARTY', false],
  ] as const)('%s: %s', (rule, secret) => {
    expect(canBeSecret(ruleFor(rule, 'GENERAL'))).toBe(secret);
  });
});

describe('C-T21 who is given a token', () => {
  const asked: TokenAsked = {
    ...{ communityCode: '230521100001', openedAt: '2026-06-01T00:00:00.000Z', closesAt: '2026-06-10T00:00:00.000Z' },
    ...{ voterIds: ['a'], actsFor: ['a'], recused: false, isHolder: false, secret: true, demandsVotingCode: false },
    ...{ attends: false, inMeeting: false },
  };
  it.each([
    [{}, undefined],
    [{ secret: false }, ballotErrors.notSecret],
    [{ openedAt: null }, ballotErrors.closed],
    [{ voterIds: null }, ballotErrors.entryUnknown],
    [{ actsFor: [] }, ballotErrors.notEligible],
    [{ recused: true }, ballotErrors.recused],
    [{ voterIds: ['a', 'b'] }, secretVoteErrors.designationWanted],
    [{ voterIds: ['a', 'b'], isHolder: true }, undefined],
    [{ voterIds: ['a', 'b'], demandsVotingCode: true }, undefined],
    [{ inMeeting: true }, secretVoteErrors.notPresent],
    [{ inMeeting: true, attends: true }, undefined],
  ] as const)('%j', (more, definition) => {
    const attempt = () => ensureEntitled({ ...asked, ...more } as TokenAsked);
    if (definition) expect(attempt).toThrow(expect.objectContaining({ definition }));
    else expect(attempt).not.toThrow();
  });
});

describe('C-T21, C-T16 what a roll said in secret', () => {
  it('every vote is one head, the order of the votes says nothing, and nobody is counted twice or lost', () => {
    const votes = fc.array(fc.constantFrom<VoteChoice>('FOR', 'AGAINST', 'ABSTAIN'), { maxLength: 20 });
    fc.assert(
      fc.property(votes, fc.nat(10), fc.nat(5), fc.nat(20), (choices, more, recused, extra) => {
        const entries = choices.length + more + recused;
        const issued = Math.min(choices.length + extra, choices.length + more);
        const counts = countsOf(
          heardInSecret(
            roll(entries, (n) => ({ recused: n < recused })),
            issued,
            choices,
          ),
        );
        expect(counts).toEqual(
          countsOf(
            heardInSecret(
              roll(entries, (n) => ({ recused: n < recused })),
              issued,
              choices.toReversed(),
            ),
          ),
        );
        expect([counts.all.heads, counts.participating.heads]).toEqual([entries - recused, choices.length]);
        expect(counts.for.heads + counts.against.heads + counts.abstaining.heads).toBe(choices.length);
      }),
    );
  });

  it('in a meeting who is present took part, with a vote or without', () => {
    const counts = countsOf(
      heardInSecret(
        roll(5, (n) => ({ attends: n < 3 })),
        2,
        ['FOR'],
      ),
    );
    expect([counts.all.heads, counts.participating.heads, counts.silent.heads]).toEqual([5, 3, 2]);
  });

  it.each([
    ['more votes than tokens', 5, 1],
    ['more tokens than entries', 2, 3],
    ['more votes than entries', 1, 2],
  ])('%s prove nothing', (_, entries, issued) => {
    const broken = expect.objectContaining({ definition: ballotErrors.proofBroken, details: { part: 'issued' } });
    expect(() => heardInSecret(roll(entries), issued, ['FOR', 'FOR'])).toThrow(broken);
  });
});

describe('C-T21 what is hashed', () => {
  it('no kind can be taken for another, nor one ballot for another', () => {
    const texts = [
      secretLeafPreimage('b', 'h', 'FOR'),
      secretLeafPreimage('c', 'h', 'FOR'),
      issuedPreimage('b', [1]),
      issuedPreimage('b', [1, 2]),
    ];
    expect(new Set(texts).size).toBe(4);
  });
});
