import { developmentLife, endRecord, openRecord } from './development.rules.js';

const id = (last: string): string => `01900000-0000-7000-8000-0000000000${last}`;
const now = '2026-11-23T01:00:00.000Z';
const recording = { id: id('02'), workerId: id('01'), kind: 'PARTY_ACTIVIST', sinceOn: '2026-03-01', note: '样例' } as const;
const at = { homePlace: '230521100001', joinedOn: '2026-01-01' };

function refusal(rule: () => unknown): string {
  try {
    rule();
    return 'accepted';
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe('G-36 development records', () => {
  const { state: record, events } = openRecord(recording, at, id('0a'), now);
  const ended = endRecord(record, { endedOn: '2026-06-01' }, now);

  it('are told to nobody', () => {
    expect([events, ended.events]).toEqual([[], []]);
    expect([record.placeCode, ended.state.endedOn]).toEqual([at.homePlace, '2026-06-01']);
  });

  it.each<[string, () => unknown, string]>([
    ['ahead of time', () => openRecord({ ...recording, sinceOn: '2026-11-24' }, at, id('0a'), now), 'grid.worker.in-the-future'],
    [
      'before the worker joined',
      () => openRecord({ ...recording, sinceOn: '2025-12-31' }, at, id('0a'), now),
      'grid.worker.before-joining',
    ],
    ['ended on its first day', () => endRecord(record, { endedOn: recording.sinceOn }, now), 'accepted'],
    ['ended before it began', () => endRecord(record, { endedOn: '2026-02-28' }, now), 'grid.worker.term-invalid'],
    ['ended ahead of time', () => endRecord(record, { endedOn: '2026-11-24' }, now), 'grid.worker.in-the-future'],
    ['ended twice', () => endRecord(ended.state, { endedOn: '2026-06-02' }, now), 'platform.request.wrong-state'],
  ])('%s', (_, rule, expected) => expect(refusal(rule)).toBe(expected));

  it('end once', () => expect(developmentLife.all()).toEqual([{ from: 'LASTING', action: 'end', to: 'ENDED' }]));
});
