import { enter, type PaperVoteState } from './paper-vote.rules.js';

const refusal = (name: string) => expect.objectContaining({ code: `council.paper-vote.${name}` });
const sheet = { id: 'p', ballotId: 'b', entryNumber: 4, evidenceId: 'e' };
const look = (choice: PaperVoteState['choice'], enteredBy: string, before: PaperVoteState[] = []) =>
  enter({ ...sheet, choice }, before, { enteredBy, communityCode: '230521100001', voteId: 'v' }, '2026-06-01T00:00:00.000Z').state;

describe('C-10 a paper sheet is entered twice', () => {
  const first = look('FOR', 'one');
  it('counts when two persons agree', () => {
    expect(first).toMatchObject({ round: 1, state: 'ENTERED_ONCE', voteId: null });
    expect(look('FOR', 'two', [first])).toMatchObject({ round: 2, state: 'COUNTED', voteId: 'v' });
  });
  it('is settled by a third when they differ, whatever the third finds', () => {
    const second = look('AGAINST', 'two', [first]);
    expect(second).toMatchObject({ state: 'CONFLICT', voteId: null });
    for (const choice of ['FOR', 'AGAINST', 'ABSTAIN'] as const)
      expect(look(choice, 'three', [first, second])).toMatchObject({ round: 3, choice, state: 'COUNTED' });
  });
  it('is not entered twice by one person, nor after it was settled', () => {
    expect(() => look('FOR', 'one', [first])).toThrow(refusal('same-person'));
    const second = look('AGAINST', 'two', [first]);
    for (const person of ['one', 'two']) expect(() => look('FOR', person, [first, second])).toThrow(refusal('same-person'));
    expect(() => look('FOR', 'three', [first, look('FOR', 'two', [first])])).toThrow(refusal('entered'));
  });
});
