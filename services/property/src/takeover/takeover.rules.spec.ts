import fc from 'fast-check';
import { checkReachable } from '@gezhi/shared/domain';
import type { EstateState } from '../estate/takeover.rules.js';
import { registerProviderAt } from './provider.rules.js';
import { acceptPolicy, defaultPolicy } from './takeover-policy.rules.js';
import { complete, handOverItemLife, missing, open, receive, takeoverLife, waive, withdraw, type TakeoverState } from './takeover.rules.js';

const id = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const now = '2026-03-10T08:00:00.000Z';
const later = '2026-03-20T08:00:00.000Z';
const communityCode = '230521100001';
const coded = (name: string, details?: object) =>
  expect.objectContaining({ code: `property.takeover.${name}`, ...(details && { details: expect.objectContaining(details) }) });
const wrongState = expect.objectContaining({ code: 'platform.request.wrong-state' });
const provider = { id: id(3), kind: 'PUBLIC_WELFARE' as const, placeCode: '230521' };
const estate: EstateState = {
  ...{
    id: id(2),
    version: 4,
    communityCode,
    name: '演示小区',
    addressLabel: '演示路1号',
    status: 'TRIAL',
    cause: 'OTHER',
    grounds: '演示',
  },
  ...{ evidenceIds: [id(9)], registeredAt: now, surveyedAt: now },
};
const input = { id: id(1), estateId: id(2), providerId: id(3) };
const takeover = open(input, estate, provider, defaultPolicy, now).state;
const codes = takeover.items.map(({ code }) => code);
const evidenceIds = [id(8)];
const filled = (state: TakeoverState) => missing(state).reduce((list, code) => receive(list, { code, evidenceIds }, now).state, state);

describe('P-02 providers of public welfare', () => {
  const welfare = { id: id(3), placeCode: '230521', name: '演示物业', kind: 'PUBLIC_WELFARE' as const, distributesProfit: false };

  it('distribute no profit; commercial ones may', () => {
    expect(registerProviderAt(welfare, now).state).toMatchObject({ kind: 'PUBLIC_WELFARE', distributesProfit: false, version: 1 });
    expect(() => registerProviderAt({ ...welfare, distributesProfit: true }, now)).toThrow(coded('profit-distributed'));
    expect(registerProviderAt({ ...welfare, kind: 'COMMERCIAL', distributesProfit: true }, now).state.distributesProfit).toBe(true);
  });
});

describe('P-21 the hand-over list of an estate', () => {
  it('the list of the platform is assumed item by item; a jurisdiction’s own must differ', () => {
    expect(codes).toEqual(expect.arrayContaining(['PLANS', 'EQUIPMENT_FILES', 'PREMISES']));
    expect(defaultPolicy.items.every(({ assumed }) => assumed)).toBe(true);
    expect(acceptPolicy(defaultPolicy)).toBe(defaultPolicy);
    expect(() => acceptPolicy({ items: [defaultPolicy.items[0]!, defaultPolicy.items[0]!] })).toThrow(
      coded('policy-invalid', { items: ['PLANS'] }),
    );
  });

  it('is opened for a surveyed estate, all of it missing', () => {
    for (const life of [takeoverLife, handOverItemLife])
      expect(checkReachable<string, string>(life)).toEqual({ unreachable: [], unknown: [] });
    expect(open(input, { ...estate, status: 'SURVEYED' }, provider, defaultPolicy, now).state.state).toBe('OPEN');
    expect(missing(takeover)).toEqual(defaultPolicy.items.map(({ code }) => code));
  });

  it.each<[string, Partial<EstateState> | undefined, typeof provider | undefined, string]>([
    ['an abandoned estate', { status: 'ABANDONED' }, provider, 'property.takeover.estate-not-ready'],
    ['one taken over', { status: 'TAKEN_OVER' }, provider, 'property.takeover.estate-not-ready'],
    ['an estate that is not known', undefined, provider, 'property.estate.estate-unknown'],
    ['a provider that is not known', {}, undefined, 'property.takeover.provider-unknown'],
    ['a provider of another county', {}, { ...provider, placeCode: '320404' }, 'property.takeover.provider-unknown'],
  ])('is not opened for %s', (_, more, by, code) => {
    expect(() => open(input, more && { ...estate, ...more }, by, defaultPolicy, now)).toThrow(expect.objectContaining({ code }));
  });

  it('an item is received with evidence or waived for a reason, and may come after it was waived', () => {
    const waived = waive(takeover, { code: 'PLANS', reason: '原件灭失' }, now).state;
    expect(waived.items[0]).toMatchObject({ code: 'PLANS', state: 'WAIVED', reason: '原件灭失', decidedAt: now });
    const received = receive(waived, { code: 'PLANS', evidenceIds }, later).state;
    expect(received.items[0]).toMatchObject({ state: 'RECEIVED', evidenceIds, reason: '原件灭失', decidedAt: later });
    expect(() => waive(waived, { code: 'PLANS', reason: '再次' }, now)).toThrow(wrongState);
    expect(() => receive(received, { code: 'PLANS', evidenceIds }, now)).toThrow(wrongState);
    expect(() => waive(received, { code: 'PLANS', reason: '再次' }, now)).toThrow(wrongState);
    expect(() => receive(takeover, { code: 'CASTLE', evidenceIds }, now)).toThrow(coded('item-unknown', { code: 'CASTLE' }));
  });

  it('the estate is taken over once nothing is missing, from its trial alone', () => {
    const partly = receive(takeover, { code: 'PREMISES', evidenceIds }, now).state;
    expect(() => complete(partly, estate, provider, later)).toThrow(
      coded('hand-over-incomplete', { missing: codes.filter((code) => code !== 'PREMISES') }),
    );
    const full = filled(waive(takeover, { code: 'PLANS', reason: '原件灭失' }, now).state);
    for (const status of ['SURVEYED', 'TAKEN_OVER'] as const)
      expect(() => complete(full, { ...estate, status }, provider, later)).toThrow(wrongState);
    const { state, events } = complete(full, estate, provider, later);
    expect(state).toMatchObject({ state: 'COMPLETED', endedAt: later });
    expect(events).toMatchObject([
      { data: { estateId: id(2), providerKind: 'PUBLIC_WELFARE', received: codes.length - 1, waived: 1, version: 5 } },
    ]);
    expect(() => complete(state, estate, provider, later)).toThrow(wrongState);
    expect(() => receive(state, { code: 'PLANS', evidenceIds }, later)).toThrow(wrongState);
    expect(() => withdraw(state, later)).toThrow(wrongState);
    expect(withdraw(partly, later).state).toMatchObject({ state: 'WITHDRAWN', endedAt: later });
  });

  it('for any order of receiving and waiving: what is missing and what is decided is the whole list, and only the whole is taken over', () => {
    const step = fc.record({ code: fc.constantFrom(...codes), waived: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let list = takeover;
        for (const { code, waived } of steps)
          if (list.items.find((item) => item.code === code)!.state === 'MISSING')
            list = waived ? waive(list, { code, reason: '演示' }, now).state : receive(list, { code, evidenceIds }, now).state;
        const decided = new Set(steps.map(({ code }) => code));
        expect(missing(list)).toEqual(codes.filter((code) => !decided.has(code)));
        if (decided.size === codes.length) expect(complete(list, estate, provider, now).state.state).toBe('COMPLETED');
        else expect(() => complete(list, estate, provider, now)).toThrow(coded('hand-over-incomplete'));
      }),
    );
  });
});
