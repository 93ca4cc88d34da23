import { cancelService, orderService } from '@gezhi/shared/contracts';
import { checkReachable } from '@gezhi/shared/domain';
import fc from 'fast-check';
import { pay, type BillState } from '../bill/bill.rules.js';
import type { OfferedVersion } from '../catalogue/catalogue.rules.js';
import { settle } from '../return/return.rules.js';
import { amountOf, cancel, charge, earnedByUse, order, orderLife, servedFen, use, type OrderState } from './order.rules.js';

const id = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const now = '2026-06-01T01:00:00.000Z';
const later = '2026-06-20T01:00:00.000Z';
const unit = { estateId: id(2), communityCode: '230521100001', householdId: id(4), own: true };
const offered: OfferedVersion = {
  ...{ id: id(6), itemId: id(5), estateId: id(2), placeCode: '230521100001', tier: 'VALUE_ADDED', priceFen: 1_000, unit: 'VISIT' },
  ...{ effectiveFrom: '2026-06-01', withdrawnFrom: null, supersededFrom: null },
};
const input = { id: id(1), unitId: id(3), itemVersionId: id(6), quantity: 10, evidenceIds: [] as string[] };
const facts = { unit, offered, offerId: id(8), paymentDays: 30, billId: id(7), actorId: 'one' };
const { decision, bill } = order(input, facts, now);
const ordered = decision.state;
const served = (quantity: number, usedOn = '2026-06-10') => ({ id: id(1), useId: id(9), usedOn, quantity, evidenceIds: [id(10)] });
const paid = (one: BillState, amountFen = one.amountFen) =>
  pay(one, { id: one.id, paymentId: id(11), amountFen, method: 'CASH', evidenceIds: [] }, 'one', id(12), now).decision.state;
const after = (quantity: number): OrderState => use(ordered, served(quantity), 'two', later).decision.state;
const ended = { refundWithinDays: 7, nextId: () => id(13) };
const coded = (code: string) => expect.objectContaining({ code: `property.${code}` });
const wrongState = expect.objectContaining({ code: 'platform.request.wrong-state' });

describe('P-12, P-13 optional and value-added service comes upon the explicit order of a household', () => {
  it('every state is reached', () => expect(checkReachable(orderLife)).toEqual({ unreachable: [], unknown: [] }));

  it('at the price of the day, with who ordered, and a bill of its own', () => {
    expect(ordered).toMatchObject({
      priceFen: 1_000,
      quantity: 10,
      amountFen: 10_000,
      usedQuantity: 0,
      byHousehold: true,
      orderedBy: 'one',
    });
    expect(ordered).toMatchObject({ itemId: id(5), itemVersionId: id(6), offerId: id(8), billId: id(7), state: 'ORDERED' });
    expect(bill).toMatchObject({
      id: id(7),
      orderId: id(1),
      tier: 'VALUE_ADDED',
      contractId: null,
      feeScheduleId: null,
      amountFen: 10_000,
    });
    expect(bill).toMatchObject({ from: '2026-06-01', to: '2026-06-01', dueOn: '2026-07-01', state: 'OPEN' });
    expect(decision.events).toMatchObject([{ data: { orderId: id(1), quantity: 10, amountFen: 10_000, billId: id(7), version: 1 } }]);
  });

  it('by the household itself or by its signed order', () => {
    const foreign = { ...facts, unit: { ...unit, own: false } };
    expect(() => order(input, foreign, now)).toThrow(coded('order.consent-required'));
    expect(order({ ...input, evidenceIds: [id(10)] }, foreign, now).decision.state).toMatchObject({
      byHousehold: false,
      evidenceIds: [id(10)],
    });
  });

  it.each([
    [{ unit: undefined }, 'trial.unit-unknown'],
    [{ unit: { ...unit, householdId: null } }, 'trial.household-missing'],
    [{ offered: undefined }, 'catalogue.item-unknown'],
    [{ offered: { ...offered, effectiveFrom: '2026-06-02' } }, 'catalogue.not-in-force'],
    [{ offered: { ...offered, withdrawnFrom: '2026-06-01' } }, 'catalogue.withdrawn'],
    [{ offered: { ...offered, tier: 'BASIC' as const, priceFen: null, unit: null } }, 'order.basic-not-ordered'],
    [{ offered: { ...offered, priceFen: Number.MAX_SAFE_INTEGER } }, 'order.amount-too-large'],
    [{ offerId: undefined }, 'offer.offer-unknown'],
  ])('not with %p', (unfit, code) => expect(() => order(input, { ...facts, ...unfit }, now)).toThrow(coded(code)));

  it.each([0, -1, 1.5, 10_001, 2 ** 53, '１０', '10', null])('%p is no quantity', (quantity) =>
    expect(orderService.input.safeParse({ ...input, quantity }).success).toBe(false),
  );

  it('P-12, P-T20 amounts are bounded, so that however many of them add up', () => {
    expect(amountOf(1_000_000, 10_000)).toBe(10_000_000_000);
    for (const priceFen of [1_000_001, 2 ** 52, Number.MAX_SAFE_INTEGER])
      expect(() => amountOf(priceFen, 10_000)).toThrow(coded('order.amount-too-large'));
  });
});

describe('P-T15 OPTIONAL and VALUE_ADDED are charged upon an order of that tier alone', () => {
  it('no order, another tier, and basic service are refused', () => {
    expect(charge('VALUE_ADDED', ordered, 30).orderId).toBe(id(1));
    for (const tier of ['OPTIONAL', 'VALUE_ADDED'] as const) expect(() => charge(tier, undefined, 30)).toThrow(coded('bill.order-missing'));
    for (const tier of ['OPTIONAL', 'BASIC'] as const) expect(() => charge(tier, ordered, 30)).toThrow(coded('bill.order-missing'));
  });
});

describe('P-T10, P-T12 what was not used comes back, and no reason is asked', () => {
  it('there is no field for a reason', () => {
    expect(Object.keys(cancelService.input.shape)).toEqual(['id']);
    expect(cancelService.input.safeParse({ id: id(1) }).success).toBe(true);
  });

  it('10 visits, 3 used, 100.00 yuan → 70.00 back, within the days of the promise', () => {
    const { state, events } = cancel(after(3), paid(bill), ended, later);
    expect(state.order).toMatchObject({ state: 'CANCELLED', cancelledAt: later, version: 2 });
    expect(state.bill).toMatchObject({ amountFen: 3_000, state: 'PAID' });
    expect(state.refunds).toMatchObject([
      { id: id(13), orderId: id(1), contractId: null, offerId: id(8), amountFen: 7_000, dueOn: '2026-06-27' },
    ]);
    expect(events).toMatchObject([{ data: { usedQuantity: 3, refundFen: 7_000, version: 2 } }]);
    expect(settle(state.refunds[0]!, 'one', id(14), [], later).entry.postings).toMatchObject([
      { account: 'PREPAID', amountFen: 7_000 },
      { account: 'BANK', amountFen: -7_000 },
    ]);
    expect(() => cancel(state.order, state.bill, ended, later)).toThrow(wrongState);
  });

  it('an order that is not paid is cancelled too: what was used is owed, nothing else, and what is paid above it comes back', () => {
    expect(cancel(ordered, bill, ended, later).state).toMatchObject({ refunds: [], bill: { amountFen: 0, state: 'VOID' } });
    expect(cancel(after(3), bill, ended, later).state).toMatchObject({ refunds: [], bill: { amountFen: 3_000, state: 'OPEN' } });
    expect(cancel(after(3), paid(bill, 2_000), ended, later).state).toMatchObject({
      refunds: [],
      bill: { amountFen: 3_000, state: 'OPEN' },
    });
    const { state } = cancel(after(3), paid(bill, 3_500), ended, later);
    expect(state).toMatchObject({ refunds: [{ amountFen: 500 }], bill: { amountFen: 3_000, state: 'PAID' } });
  });

  it('used up to what was ordered, on a day between the order and today', () => {
    const { decision: done, use: recorded } = use(ordered, served(10), 'two', later);
    expect(done).toMatchObject({
      state: { state: 'COMPLETED', usedQuantity: 10 },
      events: [{ data: { leftQuantity: 0, usedOn: '2026-06-10' } }],
    });
    expect(recorded).toMatchObject({
      id: id(9),
      orderId: id(1),
      quantity: 10,
      evidenceIds: [id(10)],
      recordedBy: 'two',
      recordedAt: later,
    });
    expect(() => use(after(8), served(3), 'two', later)).toThrow(coded('order.exceeds-order'));
    expect(() => use(done.state, served(1), 'two', later)).toThrow(wrongState);
    expect(() => cancel(done.state, paid(bill), ended, later)).toThrow(wrongState);
    for (const day of ['2026-05-31', '2026-06-21'])
      expect(() => use(ordered, served(1, day), 'two', later)).toThrow(coded('order.day-wrong'));
  });

  it('P-T10 for all orders: what is kept and what comes back are what was paid, earning never goes back, and a replay gives the same', () => {
    const orders = fc.record({
      priceFen: fc.integer({ min: 1, max: 1_000_000 }),
      quantity: fc.integer({ min: 2, max: 10_000 }),
      share: fc.integer({ min: 0, max: 100 }),
    });
    fc.assert(
      fc.property(orders, fc.nat(10_000), fc.nat(10_000), ({ priceFen, quantity, share }, n, m) => {
        const run = () => {
          const made = order({ ...input, quantity }, { ...facts, offered: { ...offered, priceFen } }, now);
          const one = made.decision.state;
          const part = Number((BigInt(one.amountFen) * BigInt(share)) / 100n);
          const open = part > 0 ? paid(made.bill, part) : made.bill;
          const usedQuantity = n % quantity;
          const counted = earnedByUse(open, { ...one, usedQuantity: m % (usedQuantity + 1) });
          const { state } = cancel({ ...one, usedQuantity }, { ...open, earnedFen: counted }, ended, later);
          const refundFen = state.refunds[0]?.amountFen ?? 0;
          const given = { ...state.bill, refundedFen: refundFen };
          return { part, one, usedQuantity, counted, state, refundFen, earnedFen: earnedByUse(given, { ...one, usedQuantity }) };
        };
        const { part, one, usedQuantity, counted, state, refundFen, earnedFen } = run();
        expect(refundFen + earnedFen).toBe(part);
        expect(refundFen).toBe(Math.max(0, part - servedFen({ ...one, usedQuantity })));
        expect(earnedFen).toBeGreaterThanOrEqual(counted);
        expect(state.bill.amountFen).toBe(one.priceFen * usedQuantity);
        expect(run()).toEqual({ part, one, usedQuantity, counted, state, refundFen, earnedFen });
      }),
    );
  });
});

describe('P-T16, P-T16b income of an order is received and earned by use', () => {
  it('30.00 of 100.00 after 3 of 10 visits, the rest prepaid; nothing of what is not paid', () => {
    expect(earnedByUse(paid(bill), after(3))).toBe(3_000);
    expect(earnedByUse(bill, after(3))).toBe(0);
    expect(earnedByUse(paid(bill, 2_000), after(3))).toBe(2_000);
    expect(earnedByUse({ ...paid(bill), earnedFen: 4_000 }, after(3))).toBe(4_000);
    expect(earnedByUse(paid(bill), use(ordered, served(10), 'two', later).decision.state)).toBe(10_000);
  });
});
