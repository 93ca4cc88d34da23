import { redrawnIn, inherit, inheritedVersion } from './lineage.rules.js';
import type { FieldState } from './profile.rules.js';

const [before, after] = ['320404004001001', '320404004001009'];
const field = (id: string, more: Partial<FieldState> = {}): FieldState => ({
  ...{
    id,
    version: 3,
    gridCode: before,
    classCode: 'CLASS_A',
    key: id,
    value: '12',
    status: 'CURRENT',
    source: 'door to door',
    evidence: [],
  },
  ...{ submittedBy: 'worker', submittedAt: '2026-06-01T00:00:00.000Z', secondSource: null, verifiedBy: 'secretary' },
  ...{ verifiedAt: '2026-06-02T00:00:00.000Z', expiresAt: '2026-08-31T00:00:00.000Z' },
  ...more,
});
const numbered = () => {
  let last = 0;
  return () => `new-${++last}`;
};

describe('G-06 a redraw of one grid to one hands its profile on', () => {
  it('and nothing else does', () => {
    expect(
      redrawnIn([
        { from: before, to: after, kind: 'REDRAW' },
        { from: after, to: after, kind: 'REDRAW' },
        { from: before, to: after, kind: 'SPLIT' },
        { from: before, to: after, kind: 'MERGE' },
        { from: null, to: after, kind: 'NEW' },
      ]),
    ).toEqual([{ from: before, to: after }]);
  });

  it('with value, source, verifier and expiry, under new ids', () => {
    const [handed] = inherit(after, [field('a')], numbered());
    expect(handed).toEqual({ ...field('a'), id: 'new-1', version: 1, gridCode: after });
  });

  it('what is stale expires again in the new grid; one value per key is in force', () => {
    const handed = inherit(
      after,
      [
        field('older', { key: 'k', status: 'STALE', submittedAt: '2026-01-01T00:00:00.000Z' }),
        field('current', { key: 'k' }),
        field('stale', { key: 's', status: 'STALE', value: '2', submittedAt: '2026-02-01T00:00:00.000Z' }),
        field('staler', { key: 's', status: 'STALE', value: '1', submittedAt: '2026-01-01T00:00:00.000Z' }),
        field('new', { key: 'k', status: 'COLLECTED' }),
      ],
      numbered(),
    );
    expect(handed.map(({ key, status, value }) => [key, status, value])).toEqual([
      ['k', 'CURRENT', '12'],
      ['s', 'CURRENT', '2'],
      ['k', 'COLLECTED', '12'],
    ]);
  });

  it('and begins with the profile published last', () => {
    const source = { id: 'v', version: 1, gridCode: before, number: 4, publishedAt: '2026-06-03T00:00:00.000Z', fieldIds: ['a'] };
    const of = { id: 'w', gridCode: after, publishedAt: '2026-07-01T00:00:00.000Z' };
    const handed = inherit(after, [field('a'), field('b', { status: 'COLLECTED' })], numbered());
    expect(inheritedVersion(source, handed, of)).toEqual({ ...of, version: 1, number: 1, fieldIds: ['new-1'] });
    expect(inheritedVersion(undefined, handed, of)).toBeUndefined();
  });
});
