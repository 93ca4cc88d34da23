import { deploy } from './deployment.rules.js';
import { confirmHandOver, handOver } from './hand-over.rules.js';

const id = (last: string): string => `01900000-0000-7000-8000-0000000000${last}`;
const now = '2026-11-23T01:00:00.000Z';
const owned = [
  { kind: 'DUTY', id: id('11'), title: '样例：完成走访', due: now },
  { kind: 'ANNUAL_ITEM', id: id('12'), title: '样例：屋面修缮', due: null },
];

function refusal(rule: () => unknown): unknown {
  try {
    rule();
    return 'accepted';
  } catch (error) {
    const { code, details } = error as { code: string; details: object };
    return [code, details];
  }
}

describe('G-27 what is owned passes on', () => {
  const serving = { id: id('02'), serves: true };
  const nobody = { id: null, serves: false };

  it('is kept as it was when there is somebody to take it', () => expect(handOver(owned, serving, id('01'))).toEqual(owned));
  it('may be nothing, and then needs nobody', () => expect(handOver([], nobody, id('01'))).toEqual([]));

  it.each<[string, () => unknown, string, object]>([
    ['without a successor', () => handOver(owned, nobody, id('01')), 'grid.cadre.hand-over-missing', { openDuties: 1, owned: 2 }],
    ['an annual item alone', () => handOver([owned[1]!], nobody, id('01')), 'grid.cadre.hand-over-missing', { openDuties: 0, owned: 1 }],
    [
      'to one who does not serve there',
      () => handOver(owned, { ...serving, serves: false }, id('01')),
      'grid.cadre.successor-unavailable',
      {},
    ],
    ['to oneself', () => handOver(owned, { ...serving, id: id('01') }, id('01')), 'grid.cadre.successor-unavailable', {}],
  ])('%s', (_, rule, code, details) => expect(refusal(rule)).toEqual([code, details]));
});

describe('G-27 the successor confirms the hand-over', () => {
  const deploying = { id: id('03'), cadreId: id('01'), gridCode: '320404004003001', from: '2026-11-01' };
  const recalled = { ...deploy(deploying, { active: true, accountId: null }, now).state, endedOn: '2026-11-20', successorId: id('02') };
  const confirmed = confirmHandOver(recalled, id('07'), id('07'), now).state;

  it('once', () => expect(confirmed.handOverConfirmedAt).toBe(now));
  it.each<[string, () => unknown, string]>([
    ['not another', () => confirmHandOver(recalled, id('07'), id('08'), now), 'grid.cadre.not-successor'],
    ['nobody where none was named', () => confirmHandOver(recalled, null, id('08'), now), 'grid.cadre.not-successor'],
    ['not twice', () => confirmHandOver(confirmed, id('07'), id('07'), now), 'grid.cadre.hand-over-confirmed'],
  ])('%s', (_, rule, code) => expect(refusal(rule)).toEqual([code, {}]));
});
