import fc from 'fast-check';
import { chainPreimage, leafPreimage, rollPreimage, sealPreimage, type Leaf } from './proof.rules.js';

const leaf = fc.record<Leaf>({
  ballotId: fc.uuid(),
  entryNumber: fc.integer({ min: 1, max: 9 }),
  voice: fc.nat(3),
  choice: fc.constantFrom('FOR', 'AGAINST', 'ABSTAIN'),
  channel: fc.constantFrom('ONLINE', 'PAPER'),
  castAt: fc.constantFrom('2026-06-01T00:00:00.000Z', '2026-06-01T00:00:00.001Z'),
  salt: fc.constantFrom('00', '01'),
});
const entry = { number: 1, heads: 1, area: 9_000, group: null, recused: false, attends: false, seal: 'aa' };

describe('C-10 what is hashed', () => {
  it('two votes have the same text only when they are the same', () => {
    fc.assert(
      fc.property(leaf, leaf, (one, other) => {
        const same = JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort());
        expect(leafPreimage(one) === leafPreimage(other)).toBe(same);
      }),
    );
  });

  it('no kind can be taken for another', () => {
    const texts = [
      sealPreimage('b', 1, ['o'], 's'),
      rollPreimage('b', [entry]),
      chainPreimage('b', 'h'),
      leafPreimage({ ballotId: 'b', entryNumber: 1, voice: 0, choice: 'FOR', channel: 'ONLINE', castAt: '2026', salt: 's' }),
    ];
    expect(new Set(texts.map((text) => (JSON.parse(text) as string[])[0])).size).toBe(4);
  });

  it.each([{ heads: 2 }, { area: 1 }, { group: 'RESIDENTS_SIDE' as const }, { recused: true }, { attends: true }, { seal: 'bb' }])(
    'a roll with %j in an entry is another',
    (more) => {
      expect(rollPreimage('b', [{ ...entry, ...more }])).not.toBe(rollPreimage('b', [entry]));
    },
  );
});
