import fc from 'fast-check';
import { addDays } from '@gezhi/shared/domain';
import { deploy, recall, type DeploymentState } from './deployment.rules.js';
import { endTerm, extend, isTermOver, rotate } from './term.rules.js';

const id = (last: string): string => `01900000-0000-7000-8000-0000000000${last}`;
const deploying = { id: id('03'), cadreId: id('01'), gridCode: '320404004003001', from: '2026-11-01', to: '2027-10-31' };
const now = '2026-10-20T01:00:00.000Z';
const cadre = { active: true, accountId: null };
const recalling = { id: id('03'), reason: '轮岗', lastDay: '2026-12-31' };
const facts = { accountId: null, owned: [], successorServes: false };
const owned = ['DUTY', 'DUTY', 'ANNUAL_ITEM'].map((kind, index) => ({ kind, id: id(`5${index}`), title: null, due: null }));
const rotating = { id: id('03'), newId: id('04'), gridCode: '320404004003002', from: '2027-02-01', to: '2027-12-31', reason: '样例轮岗' };
const grown = { ...facts, active: true };

function refusal(rule: () => unknown): string {
  try {
    rule();
    return 'accepted';
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe('G-27 a term is extended, rotated or told to be over', () => {
  const deployment = deploy(deploying, cadre, now).state;
  const extending = { id: id('03'), to: '2028-10-31', reason: '样例：工作未了' };

  it('extended, the deployment is told of again with its new term', () => {
    const { state, events } = extend(deployment, extending, id('08'), now);
    expect(state).toMatchObject({ to: '2028-10-31', extensionReason: extending.reason, from: deployment.from });
    expect(events[0]!.data).toMatchObject({ accountId: id('08'), to: '2028-10-31', version: 2 });
  });

  it('rotated, one ends the day before the next begins, and the next names the one before', () => {
    const { ended, begun } = rotate(deployment, { ...rotating, successorId: id('09') }, { ...grown, owned, successorServes: true }, now);
    expect(ended.state).toMatchObject({ endedOn: '2027-01-31', endReason: rotating.reason, successorId: id('09'), handOver: owned });
    expect(begun.state).toMatchObject({ id: id('04'), from: '2027-02-01', to: '2027-12-31', previousId: id('03'), endedOn: null });
    expect([...ended.events, ...begun.events].map(({ event }) => event.subject)).toEqual([
      'grid.event.cadre.recalled.v1',
      'grid.event.cadre.deployed.v1',
    ]);
  });

  it('over, it is told once, and once more after an extension that is over too', () => {
    const day = (date: string): string => `${date}T04:00:00.000Z`;
    const told = (state: DeploymentState, now: string) => endTerm(state, null, now).events.map(({ data }) => (data as { to: string }).to);
    expect([told(deployment, day('2027-10-31')), told(deployment, day('2027-11-01'))]).toEqual([[], ['2027-10-31']]);
    const once = endTerm(deployment, null, day('2027-11-01')).state;
    expect(told(once, day('2027-11-02'))).toEqual([]);
    const extended = extend(once, extending, null, now).state;
    expect([told(extended, day('2028-10-31')), told(extended, day('2028-11-01'))]).toEqual([[], ['2028-10-31']]);
    expect(told(recall(deployment, { ...recalling, lastDay: '2027-12-31' }, facts).state, day('2027-11-01'))).toEqual([]);
  });

  it('a term that is over does not end a deployment: it shows until handed over', () => {
    expect([
      isTermOver(deployment, '2027-10-31'),
      isTermOver(deployment, '2027-11-01'),
      isTermOver({ to: null, endedOn: null }, '2099-01-01'),
    ]).toEqual([false, true, false]);
  });

  const recalled = recall(deployment, recalling, facts).state;
  it.each<[string, () => unknown, string]>([
    ['extended once recalled', () => extend(recalled, extending, null, now), 'grid.cadre.already-recalled'],
    ['extended to the same day', () => extend(deployment, { ...extending, to: '2027-10-31' }, null, now), 'grid.cadre.term-invalid'],
    ['extended to a day that is over', () => extend(deployment, extending, null, '2028-11-01T01:00:00.000Z'), 'grid.cadre.term-past'],
    ['rotated for a term that is over', () => rotate(deployment, rotating, grown, '2028-01-01T01:00:00.000Z'), 'grid.cadre.term-past'],
    ['extended without a term', () => extend({ ...deployment, to: null }, extending, null, now), 'grid.cadre.term-invalid'],
    [
      'rotated with open work and no successor',
      () => rotate(deployment, rotating, { ...grown, owned }, now),
      'grid.cadre.hand-over-missing',
    ],
    [
      'rotated within its grid',
      () => rotate(deployment, { ...rotating, gridCode: deployment.gridCode }, grown, now),
      'grid.cadre.already-deployed',
    ],
    ['rotated once recalled', () => rotate(recalled, rotating, grown, now), 'grid.cadre.already-recalled'],
    ['rotated on its first day', () => rotate(deployment, { ...rotating, from: deployment.from }, grown, now), 'grid.cadre.term-invalid'],
    [
      'rotated to a term that ends before it begins',
      () => rotate(deployment, { ...rotating, to: '2027-01-31' }, grown, now),
      'grid.cadre.term-invalid',
    ],
    ['rotated though withdrawn', () => rotate(deployment, rotating, { ...grown, active: false }, now), 'grid.cadre.withdrawn'],
  ])('%s', (_, rule, expected) => expect(refusal(rule)).toBe(expected));

  it('whenever rotated, no day belongs to two deployments and none between is lost', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 700 }), (days) => {
        const from = addDays(deployment.from, days);
        const { ended, begun } = rotate(deployment, { ...rotating, from, to: undefined }, grown, now);
        expect(addDays(ended.state.endedOn!, 1)).toBe(begun.state.from);
      }),
    );
  });
});
