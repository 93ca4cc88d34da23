import { ballotErrors, type RollEntryView, type VoteChoice } from '@gezhi/shared/contracts';
import { draft, type BallotState } from '../ballot/ballot.rules.js';
import { ruleFor } from '../decision-rule/decision-rule.rules.js';
import { certify, certifyFirst, type Proven } from './certificate.rules.js';
import { countsOf, heardOf } from './tally.rules.js';

const hash = (n: number) => String(n).repeat(64);
const entry = (number: number, more: Partial<RollEntryView> = {}): RollEntryView => ({
  ...{ number, heads: 1, area: 9_000, group: null, recused: false, attends: false, seal: hash(0) },
  ...more,
});
const vote = (entryNumber: number, choice: VoteChoice, voice = 0) => ({ entryNumber, choice, voice });
const id = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const drafted = draft(
  {
    ...{ id: id(1), communityCode: '230521100001', electorate: 'OWNERS', estateId: id(2), question: '演示', matter: 'OTHER' },
    ...{ majority: 'GENERAL', ruleId: 'CIVIL_CODE_278', opensOn: '2026-06-01', closesAt: '2026-06-10T00:00:00.000Z' },
    ...{ clearDays: true, silenceCounts: false, secret: false, demandsVotingCode: false },
  },
  { rule: ruleFor('CIVIL_CODE_278', 'GENERAL'), estateCommunity: '230521100001' },
).state;
const closed: BallotState = {
  ...{ ...drafted, state: 'CLOSED', rollHash: hash(1), openedAt: '2026-06-01T00:00:00.000Z', closedAt: '2026-06-10T00:00:00.000Z' },
};
const now = '2026-06-11T00:00:00.000Z';

describe('C-10, C-T9 what the entries of a roll said', () => {
  it('C-T12 who speaks for all prevails, co-owners count as far as they agree, and take no part when they differ', () => {
    const roll = [1, 2, 3, 4].map((n) => entry(n));
    const votes = [
      vote(1, 'FOR', 1),
      vote(1, 'AGAINST', 2),
      vote(2, 'FOR', 1),
      vote(2, 'FOR', 2),
      vote(3, 'FOR', 1),
      vote(3, 'AGAINST', 2),
    ];
    const heard = heardOf(roll, [...votes, vote(3, 'AGAINST')]);
    expect(heard.map(({ choice, participates, inConflict }) => [choice, participates, inConflict])).toEqual([
      [null, false, true],
      ['FOR', true, false],
      ['AGAINST', true, false],
      [null, false, false],
    ]);
  });

  it('C-T16 who is recused counts nowhere; who was present took part without a vote', () => {
    const counts = countsOf(heardOf([entry(1, { recused: true }), entry(2, { attends: true }), entry(3)], [vote(3, 'ABSTAIN')]));
    expect([counts.all.heads, counts.participating.heads, counts.silent.heads, counts.abstaining.heads]).toEqual([2, 2, 1, 1]);
  });
});

describe('C-10 two persons certify', () => {
  const proven: Proven = {
    ...{ heard: heardOf([entry(1)], [vote(1, 'FOR')]), votes: 1, rollHash: hash(1), headHash: hash(2), merkleRoot: hash(3) },
  };
  const first = certifyFirst(closed, id(8)).state;

  it('the second decides, and both stand in the certificate', () => {
    const { state, certificate, events } = certify(first, id(9), proven, proven, now);
    expect(state).toMatchObject({ state: 'CERTIFIED', outcome: 'PASSED', certifiedAt: now });
    expect(certificate).toMatchObject({ certifierIds: [id(8), id(9)], votes: 1, counts: { for: { heads: 1 } } });
    expect(events).toHaveLength(1);
  });

  it('nobody certifies twice, nor what is not closed', () => {
    const refused = expect.objectContaining({ definition: ballotErrors.sameCertifier });
    expect(() => certifyFirst(first, id(8))).toThrow(refused);
    expect(() => certify(first, id(8), proven, proven, now)).toThrow(refused);
    expect(() => certify(closed, id(8), proven, proven, now)).toThrow(refused);
    expect(() => certifyFirst(drafted, id(8))).toThrow(expect.objectContaining({ code: 'platform.request.wrong-state' }));
  });

  it.each(['rollHash', 'headHash', 'merkleRoot'] as const)('C-T23 a changed %s is not certified', (part) => {
    const broken = expect.objectContaining({ definition: ballotErrors.proofBroken, details: { part } });
    expect(() => certify(first, id(9), { ...proven, [part]: hash(7) }, proven, now)).toThrow(broken);
  });
});
