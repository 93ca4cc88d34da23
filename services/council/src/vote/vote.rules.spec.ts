import { cast, nameProxy, voiceOf } from './vote.rules.js';

const refusal = (name: string) => expect.objectContaining({ code: `council.ballot.${name}` });
const polling = { communityCode: '230521100001', openedAt: '2026-06-01T00:00:00.000Z', closesAt: '2026-06-10T00:00:00.000Z' };
const sealing = { salt: 's', seal: () => ({ leaf: 'l', signature: 'g' }) };
const paper = { id: 'v', ballotId: 'b', entryNumber: 1, choice: 'FOR' as const };

describe('C-T12, C-T13 for whom the actor speaks', () => {
  const speaks = (voterIds: string[] | null, actsFor: string[], more = {}) =>
    voiceOf({ voterIds, actsFor, recused: false, isHolder: false, demandsVotingCode: false, ...more });

  it('for the whole entry as its owner, as all of its owners, or as named in writing; else with one voice of several', () => {
    expect(speaks(['a'], ['a'])).toBe(0);
    expect(speaks(['a', 'b'], ['a', 'b'])).toBe(0);
    expect(speaks(['a', 'b'], [], { isHolder: true })).toBe(0);
    expect([speaks(['a', 'b'], ['a']), speaks(['a', 'b'], ['b'])]).toEqual([1, 2]);
  });

  it('for nobody else, for no entry that is not there, and not when recused', () => {
    expect(() => speaks(['a'], [])).toThrow(refusal('not-eligible'));
    expect(() => speaks([], [])).toThrow(refusal('not-eligible'));
    expect(() => speaks(null, [])).toThrow(refusal('entry-unknown'));
    expect(() => speaks(['a'], ['a'], { recused: true })).toThrow(refusal('recused'));
  });
});

describe('C-10, C-T22 a vote is cast', () => {
  const at = (now: string) => cast(paper, { voice: 0, channel: 'ONLINE' }, polling, sealing, now).state.castAt;

  it('its instant lies between opening and end, whatever the clock of the process', () => {
    expect(at('2026-06-05T00:00:00.000Z')).toBe('2026-06-05T00:00:00.000Z');
    expect(at('2026-05-31T23:59:59.999Z')).toBe(polling.openedAt);
    expect(at('2026-06-10T00:00:00.000Z')).toBe('2026-06-09T23:59:59.999Z');
  });

  it('not before the opening', () => {
    const unopened = () => cast(paper, { voice: 0, channel: 'PAPER' }, { ...polling, openedAt: null }, sealing, polling.openedAt);
    expect(unopened).toThrow(refusal('closed'));
  });
});

describe('C-T12, C-T13 a written proxy', () => {
  const proxy = { id: 'p', ballotId: 'b', entryNumber: 1, holderId: 'h', evidenceIds: ['e'] };
  it('is recorded for an entry that somebody owns, and before the end', () => {
    const named = (voterIds: string[], now: string) => nameProxy(proxy, { ...polling, voterIds }, now);
    expect(named(['a'], polling.openedAt).state).toMatchObject({ holderId: 'h', recordedAt: polling.openedAt });
    expect(() => named([], polling.openedAt)).toThrow(refusal('entry-unknown'));
    expect(() => named(['a'], polling.closesAt)).toThrow(refusal('closed'));
  });
});
