import fc from 'fast-check';
import type { AuditEntry, Service } from '@gezhi/shared/contracts';
import { mergeTrails, type Positions, type Trail } from './merge-trails.js';

const entry = (service: Service, position: number, minute: number): AuditEntry => ({
  service,
  position,
  at: new Date(Date.UTC(2026, 10, 23, 0, minute)).toISOString(),
  actorId: 'a',
  roles: [],
  operation: 'x',
  aggregateId: 'x',
  placeCode: '320404004',
  reason: null,
  changes: {},
  traceId: null,
});

/** What a service answers after `position`, as its keyset query would. */
function page(rows: readonly AuditEntry[], after: string, limit: number): Trail {
  const position = after === '' ? Infinity : (JSON.parse(after) as [number])[0];
  const rest = rows.filter((row) => row.position < position).sort((a, b) => b.position - a.position);
  return { items: rest.slice(0, limit), next: rest.length > limit ? 'more' : null };
}

describe('X-06 the audit of all services reads as one trail', () => {
  const minutes = fc.array(fc.integer({ min: 0, max: 59 }), { maxLength: 15 }).map((each) => each.sort((a, b) => a - b));

  it('page by page it shows every entry once, the latest first', () => {
    fc.assert(
      fc.property(minutes, minutes, fc.integer({ min: 1, max: 7 }), (grid, council, limit) => {
        const rows = {
          grid: grid.map((minute, index) => entry('grid', index + 1, minute)),
          council: council.map((minute, index) => entry('council', index + 1, minute)),
        };
        const shown: AuditEntry[] = [];
        let positions: Positions = { grid: '', council: '' };
        for (let more = true; more;) {
          const open = (['grid', 'council'] as const).filter((service) => positions[service] !== 'end');
          const merged = mergeTrails(
            new Map(open.map((service) => [service, page(rows[service], positions[service]!, limit)])),
            positions,
            limit,
          );
          expect(merged.items.length).toBeLessThanOrEqual(limit);
          shown.push(...merged.items);
          ({ positions, more } = merged);
        }
        expect(shown).toHaveLength(grid.length + council.length);
        expect(new Set(shown).size).toBe(shown.length);
        expect(shown.map(({ at }) => at)).toEqual(
          shown
            .map(({ at }) => at)
            .sort()
            .reverse(),
        );
      }),
    );
  });

  it('a service that did not answer goes on from where it was', () => {
    const before = { grid: '[7]', council: '[9]' };
    expect(mergeTrails(new Map([['grid', { items: [entry('grid', 3, 1)], next: null }]]), before, 5).positions).toEqual({
      grid: 'end',
      council: '[9]',
    });
  });
});
