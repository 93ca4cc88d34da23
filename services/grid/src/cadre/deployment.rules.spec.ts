import { deploy, recall, register, withdraw } from './deployment.rules.js';

const id = (last: string): string => `01900000-0000-7000-8000-0000000000${last}`;
const registering = {
  id: id('01'),
  personId: id('02'),
  name: '样例某乙',
  sourceCategory: 'DEPARTMENT',
  stratum: 'YOUNG',
  homePlace: '320404004',
} as const;
const deploying = { id: id('03'), cadreId: id('01'), gridCode: '320404004003001', from: '2026-11-01', to: '2027-10-31' };
const now = '2026-10-20T01:00:00.000Z';
const cadre = { active: true, accountId: null };
const recalling = { id: id('03'), reason: '轮岗', lastDay: '2026-12-31' };
const facts = { accountId: null, owned: [], successorServes: false };
const owned = ['DUTY', 'DUTY', 'ANNUAL_ITEM'].map((kind, index) => ({ kind, id: id(`5${index}`), title: null, due: null }));

function refusal(rule: () => unknown): string {
  try {
    rule();
    return 'accepted';
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe('G-01 G-27 deployment', () => {
  const deployment = deploy(deploying, cadre, now).state;
  it('a cadre is registered without the name, which lives with the person', () => {
    expect(JSON.stringify(register(registering))).not.toContain(registering.name);
  });

  it('tells from when a cadre serves, the last day served and who takes over', () => {
    const told = (input: object, served = facts) => recall(deployment, { ...recalling, ...input }, served).events[0]!.data;
    expect(deploy(deploying, cadre, now).events[0]!.data).toMatchObject({ from: '2026-11-01', to: '2027-10-31', version: 1 });
    expect(told({})).toMatchObject({ lastDay: '2026-12-31', successorId: null, version: 2 });
    expect(told({ successorId: id('09') }, { ...facts, successorServes: true })).toMatchObject({ successorId: id('09') });
  });

  it('handed over, the list that passed on is kept with the deployment', () => {
    const { state } = recall(deployment, { ...recalling, successorId: id('09') }, { ...facts, owned, successorServes: true });
    expect(state.handOver).toEqual(owned);
  });

  const withSuccessor = { ...recalling, successorId: id('09') };
  it.each<[string, () => unknown, string]>([
    ['a withdrawn cadre deployed', () => deploy(deploying, { ...cadre, active: false }, now), 'grid.cadre.withdrawn'],
    ['a term of one day', () => deploy({ ...deploying, to: deploying.from }, cadre, now), 'accepted'],
    ['a term that ends before it begins', () => deploy({ ...deploying, to: '2026-10-31' }, cadre, now), 'grid.cadre.term-invalid'],
    [
      'a term that is over already',
      () => deploy({ ...deploying, to: '2026-11-30' }, cadre, '2026-11-30T16:00:00.000Z'),
      'grid.cadre.term-past',
    ],
    ['a term that ends today', () => deploy({ ...deploying, to: '2026-11-30' }, cadre, '2026-11-30T15:59:59.999Z'), 'accepted'],
    ['beginning in two years', () => deploy({ ...deploying, from: '2028-10-20', to: '2029-10-31' }, cadre, now), 'accepted'],
    [
      'beginning at the end of time',
      () => deploy({ ...deploying, from: '9999-12-30', to: '9999-12-31' }, cadre, now),
      'grid.cadre.too-far-ahead',
    ],
    ['beginning a thousand years ago', () => deploy({ ...deploying, from: '1000-01-01' }, cadre, now), 'grid.cadre.too-long-ago'],
    ['recalled before the first day', () => recall(deployment, { ...recalling, lastDay: '2026-10-31' }, facts), 'grid.cadre.term-invalid'],
    ['recalled twice', () => recall(recall(deployment, recalling, facts).state, recalling, facts), 'grid.cadre.already-recalled'],
    ['open duties without a successor', () => recall(deployment, recalling, { ...facts, owned }), 'grid.cadre.hand-over-missing'],
    ['a successor who does not serve there', () => recall(deployment, withSuccessor, facts), 'grid.cadre.successor-unavailable'],
    [
      'handed over to oneself',
      () => recall(deployment, { ...recalling, successorId: id('01') }, { ...facts, successorServes: true }),
      'grid.cadre.successor-unavailable',
    ],
    ['handed over', () => recall(deployment, withSuccessor, { ...facts, owned, successorServes: true }), 'accepted'],
    ['withdrawn while deployed', () => withdraw(register(registering).state, 1), 'grid.cadre.already-deployed'],
    ['withdrawn', () => withdraw(register(registering).state, 0), 'accepted'],
  ])('%s', (_, rule, expected) => expect(refusal(rule)).toBe(expected));
});
