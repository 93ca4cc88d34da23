import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { faultsOf, merkleRoot, noSeal, sealRows, type Seal, type SealedRow } from './seal.rules.js';

const row = (position: number, more: Partial<SealedRow> = {}): SealedRow => ({
  position,
  at: '2026-11-23T01:02:03.004Z',
  actorId: 'a',
  roles: ['operator'],
  operation: 'grid.command.lantern.light.v1',
  aggregateId: `lantern-${position}`,
  placeCode: '320404004001',
  reason: null,
  changes: { lit: [false, true] },
  inputHash: null,
  traceId: null,
  ...more,
});
const rows = fc.integer({ min: 1, max: 40 }).map((count) => Array.from({ length: count }, (_, index) => row(index + 1)));

describe('X-06 audit rows are sealed so that a later change is found', () => {
  it('finds nothing where nothing was changed', () => {
    fc.assert(fc.property(rows, (all) => expect(faultsOf(noSeal, sealRows(noSeal, all, all.length), all, null)).toEqual([])));
  });

  it.each<[string, (all: SealedRow[], at: number) => SealedRow[]]>([
    ['changed', (all, at) => all.map((each, index) => (index === at ? { ...each, actorId: 'b' } : each))],
    ['removed', (all, at) => all.filter((_, index) => index !== at)],
    ['doubled', (all, at) => [...all, all[at]!]],
    ['slipped in', (all, at) => [...all.slice(0, at), row(at + 1, { operation: 'x' }), ...all.slice(at)]],
  ])('finds one row %s anywhere', (_, tamper) => {
    fc.assert(
      fc.property(rows, fc.nat(), (all, pick) => {
        const seal = sealRows(noSeal, all, all.length);
        expect(faultsOf(noSeal, seal, tamper(all, pick % all.length), null)).toEqual(['ROWS_CHANGED']);
      }),
    );
  });

  it('does not depend on the order in which members were written', () => {
    const { position, ...others } = row(1);
    expect(sealRows(noSeal, [{ ...others, position }], 1).root).toEqual(sealRows(noSeal, [row(1)], 1).root);
  });

  it('marks inner nodes, so that none passes for a leaf', () => {
    const [left, right] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
    const node = createHash('sha256').update(Buffer.of(1)).update(left).update(right).digest();
    expect(merkleRoot([left, right])).toEqual(node);
    expect(merkleRoot([left, right, left])).toEqual(merkleRoot([node, left]));
  });
});

describe('X-06 seals are chained, and one kept elsewhere tells a rewritten chain', () => {
  const first = sealRows(noSeal, [row(1)], 1);
  const second = sealRows(first, [row(2), row(3)], 3);
  const rewritten = sealRows(sealRows(noSeal, [row(1, { actorId: 'b' })], 1), [row(2), row(3)], 3);

  it.each<[string, Seal, Seal, SealedRow[], string[]]>([
    ['a seal taken out', noSeal, second, [row(2), row(3)], ['SEAL_MISSING', 'CHAIN_BROKEN']],
    ['a seal put in its place', first, { ...second, seal: Buffer.alloc(32) }, [row(2), row(3)], ['SEAL_CHANGED']],
    ['rows left out between two seals', first, { ...second, firstPosition: 3 }, [row(3)], ['CHAIN_BROKEN', 'ROWS_CHANGED', 'SEAL_CHANGED']],
    ['an earlier seal rewritten', sealRows(noSeal, [row(1, { actorId: 'b' })], 1), second, [row(2), row(3)], ['CHAIN_BROKEN']],
  ])('%s', (_, before, seal, covered, faults) => {
    expect(faultsOf(before, seal, covered, null)).toEqual(faults);
  });

  it('a chain rewritten as a whole differs from the seal kept by another service', () => {
    const before = sealRows(noSeal, [row(1, { actorId: 'b' })], 1);
    expect(faultsOf(before, rewritten, [row(2), row(3)], null)).toEqual([]);
    expect(faultsOf(before, rewritten, [row(2), row(3)], { number: 2, seal: second.seal.toString('hex') })).toEqual(['DIFFERS_FROM_KEPT']);
  });
});
