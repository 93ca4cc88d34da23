import fc from 'fast-check';
import type { Position } from '@gezhi/shared/domain';
import { rank, type Candidate } from './similar.rules.js';

const within = { withinMetres: 50 };
const here: Position = [119, 31];
/** About so many metres to the north. */
const away = (metres: number): Position => [119, 31 + metres / 111_195];
const candidate = (id: string, changes: Partial<Candidate> = {}): Candidate => ({
  ...{ id, filedAt: '2026-11-01T00:00:00.000Z', position: null, words: null },
  ...changes,
});
const ids = (found: readonly Candidate[]) => found.map(({ id }) => id);

describe('G-42 the requests that may be the same, before filing', () => {
  it('near ones come first, then the likest in words, then the newest', () => {
    const found = rank(
      [
        candidate('older'),
        candidate('newer', { filedAt: '2026-11-02T00:00:00.000Z' }),
        candidate('alike', { words: '楼道内堆物' }),
        candidate('same words, far', { words: '楼道堆物', position: away(400) }),
        candidate('near', { position: away(30) }),
      ],
      { position: here, text: '楼道堆物' },
      within,
    );
    expect(ids(found)).toEqual(['near', 'same words, far', 'alike', 'newer', 'older']);
    expect(found.map(({ metres, similarity }) => [metres, similarity])).toEqual([
      [30, 0],
      [400, 100],
      [null, 57],
      [null, 0],
      [null, 0],
    ]);
  });

  it('without a place or words of its own nothing is near or alike', () => {
    const [found] = rank([candidate('one', { position: here, words: '路灯不亮' })], { position: null, text: null }, within);
    expect(found).toMatchObject({ metres: null, similarity: 0 });
  });

  it('at most ten, each once, whatever the order they come in', () => {
    const one = fc.record({
      id: fc.uuid(),
      filedAt: fc.constantFrom('2026-11-01T00:00:00.000Z', '2026-11-02T00:00:00.000Z'),
      position: fc.option(fc.integer({ min: 0, max: 200 }).map(away)),
      words: fc.option(fc.constantFrom('楼道堆物', '路灯不亮')),
    });
    fc.assert(
      fc.property(fc.uniqueArray(one, { selector: ({ id }) => id, maxLength: 25 }), (all) => {
        const near = { position: here, text: '楼道堆物' };
        const found = rank(all, near, within);
        expect(found).toHaveLength(Math.min(10, all.length));
        expect(ids(rank(all.toReversed(), near, within))).toEqual(ids(found));
        const firstFar = found.findIndex(({ metres }) => metres === null || metres > 50);
        if (firstFar >= 0) expect(found.slice(firstFar).every(({ metres }) => metres === null || metres > 50)).toBe(true);
      }),
    );
  });
});
