import fc from 'fast-check';
import { checkReachable, DomainError } from '@gezhi/shared/domain';
import type { Decided } from '../known-decision/known-decision.rules.js';
import { approve, build, complete, conversionLife, propose, withdraw, type SpaceConversionState } from './space-conversion.rules.js';

const id = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const now = '2026-03-10T08:00:00.000Z';
const communityCode = '230521100001';
const given = { id: id(1), estateId: id(2), location: '3号楼后卫生死角', target: 'POCKET_PARK' as const, before: { evidenceIds: [id(8)] } };
const proposed = propose(given, { communityCode }, now).state;
const ballot: Decided = {
  ...{ id: id(5), decidedBy: 'BALLOT', communityCode, estateId: id(2), matter: 'COMMON_PART_USE', subjectId: id(1) },
  ...{ majority: 'SPECIAL', outcome: 'PASSED', decidedAt: now, version: 1 },
};
const after = { evidenceIds: [id(9)] };
const wrongState = expect.objectContaining({ code: 'platform.request.wrong-state' });

describe('P-22 a common part is put to another use', () => {
  it('is proposed, approved, built and done, and told of at the end', () => {
    expect(checkReachable(conversionLife)).toEqual({ unreachable: [], unknown: [] });
    expect(proposed).toMatchObject({ ...given, state: 'PROPOSED', decisionId: null, after: null, communityCode });
    const approved = approve(proposed, ballot, now).state;
    expect(approved).toMatchObject({ state: 'APPROVED', decisionId: id(5), approvedAt: now });
    const built = build(approved, now).state;
    const { state, events } = complete(built, after, now);
    expect(state).toMatchObject({ state: 'DONE', after, builtAt: now, endedAt: now });
    expect(events).toMatchObject([{ data: { conversionId: id(1), decisionId: id(5), target: 'POCKET_PARK', version: 2 } }]);
    expect(() => propose(given, undefined, now)).toThrow(expect.objectContaining({ code: 'property.estate.estate-unknown' }));
  });

  it.each<[string, Decided | undefined]>([
    ['no decision', undefined],
    ['a vote that failed', { ...ballot, outcome: 'FAILED' }],
    ['too few voters', { ...ballot, outcome: 'INQUORATE' }],
    ['half instead of three quarters', { ...ballot, majority: 'GENERAL' }],
    ['another matter', { ...ballot, matter: 'FUND_SPENDING' }],
    ['another conversion', { ...ballot, subjectId: id(7) }],
    ['no conversion named', { ...ballot, subjectId: null }],
    ['another estate', { ...ballot, estateId: id(7) }],
    ['the community as a whole', { ...ballot, estateId: null }],
    ['a meeting', { ...ballot, decidedBy: 'SESSION', majority: null }],
  ])('is not approved by %s', (_, decision) => {
    expect(() => approve(proposed, decision, now)).toThrow(expect.objectContaining({ code: 'property.decision.decision-required' }));
  });

  it('a proposal may be withdrawn, and nothing after it', () => {
    const withdrawn = withdraw(proposed, now).state;
    expect(withdrawn).toMatchObject({ state: 'WITHDRAWN', endedAt: now });
    expect(() => approve(withdrawn, ballot, now)).toThrow(wrongState);
    expect(() => withdraw(approve(proposed, ballot, now).state, now)).toThrow(wrongState);
  });

  it('whatever is tried in whatever order, no stage is left out, and nothing is done without the vote', () => {
    const steps: Record<string, (conversion: SpaceConversionState) => SpaceConversionState> = {
      approve: (conversion) => approve(conversion, ballot, now).state,
      build: (conversion) => build(conversion, now).state,
      complete: (conversion) => complete(conversion, after, now).state,
      withdraw: (conversion) => withdraw(conversion, now).state,
    };
    const stages = ['PROPOSED', 'APPROVED', 'BUILT', 'DONE'];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...Object.keys(steps)), { maxLength: 12 }), (tried) => {
        let conversion: SpaceConversionState = proposed;
        for (const step of tried)
          try {
            const next = steps[step]!(conversion);
            if (next.state !== 'WITHDRAWN') expect(stages.indexOf(next.state)).toBe(stages.indexOf(conversion.state) + 1);
            conversion = next;
          } catch (error) {
            if (!(error instanceof DomainError)) throw error;
          }
        const { state, decisionId, builtAt } = conversion;
        expect(decisionId !== null).toBe(['APPROVED', 'BUILT', 'DONE'].includes(state));
        expect(builtAt !== null).toBe(['BUILT', 'DONE'].includes(state));
        expect(conversion.after !== null).toBe(state === 'DONE');
      }),
    );
  });
});
