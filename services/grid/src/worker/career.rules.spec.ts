import * as fc from 'fast-check';
import { careerLinks, type CareerEntry } from '@gezhi/shared/contracts';
import { longestFile, recordEvent, timeline } from './career.rules.js';

const id = (last: string): string => `01900000-0000-7000-8000-0000000000${last}`;
const now = '2026-11-23T17:00:00.000Z';
const entry = (at: string, changes: Partial<CareerEntry> = {}): CareerEntry => ({
  ...{ at, link: 'MANAGE', kind: 'POSTED', refId: id('01'), label: '230521100001001' },
  ...changes,
});
const recording = { id: id('02'), workerId: id('01'), link: 'UTILISE', kind: 'PROMOTION', onDate: '2026-11-24', result: '样例' } as const;
const worker = { homePlace: '230521100001', joinedOn: '2026-01-01' };

describe('G-29 the career file of a grid worker', () => {
  it('is one timeline of all sources, the latest first', () => {
    const [training, posted, honour] = [
      entry('2026-03-01T00:00:00.000Z', { link: 'CULTIVATE', kind: 'TRAINING' }),
      entry('2026-01-01T00:00:00.000Z'),
      entry('2026-06-01T00:00:00.000Z', { kind: 'HONOUR' }),
    ];
    expect(timeline([[posted, honour], [training], []])).toEqual([honour, training, posted]);
  });

  it('is the same whatever the order of sources and entries, and no longer than it shows', () => {
    const some = fc.record({
      at: fc.constantFrom('2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z'),
      link: fc.constantFrom(...careerLinks),
      kind: fc.constantFrom('POSTED', 'HONOUR'),
      refId: fc.constantFrom(id('01'), id('02')),
      label: fc.constantFrom('样例一', '样例二'),
    });
    fc.assert(
      fc.property(fc.array(fc.array(some)), (sources) => {
        const file = timeline(sources);
        expect(timeline(sources.toReversed().map((source) => source.toReversed()))).toEqual(file);
        file.slice(1).forEach((one, index) => expect(one.at <= file[index]!.at).toBe(true));
      }),
    );
    expect(timeline([Array.from({ length: longestFile + 9 }, () => entry(now))])).toHaveLength(longestFile);
  });

  it('records what has happened where the worker is registered, between the day they joined and today in Shanghai', () => {
    const { state, events } = recordEvent(recording, worker, id('0a'), now);
    expect([state.placeCode, state.recordedById, events]).toEqual(['230521100001', id('0a'), []]);
    const on = (onDate: string) => () => recordEvent({ ...recording, onDate }, worker, id('0a'), now);
    expect(on('2026-11-26')).toThrow(expect.objectContaining({ code: 'grid.worker.in-the-future' }));
    expect(on('2025-12-31')).toThrow(expect.objectContaining({ code: 'grid.worker.before-joining' }));
    expect(on('2026-01-01')().state.onDate).toBe('2026-01-01');
  });
});
