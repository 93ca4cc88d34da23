import fc from 'fast-check';
import type { BillState } from '../bill/bill.rules.js';
import { cancel, use, type OrderState } from './order.rules.js';
import { takeBackUse } from './use-correction.rules.js';

const id = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const now = '2026-06-20T01:00:00.000Z';
const order: OrderState = {
  ...{ id: id(1), version: 1, estateId: id(2), communityCode: '230521100001', unitId: id(3), householdId: id(4), itemId: id(5) },
  ...{ itemVersionId: id(6), offerId: id(8), tier: 'OPTIONAL', unit: 'VISIT', priceFen: 1_000, quantity: 10, usedQuantity: 0 },
  ...{ amountFen: 10_000, billId: id(7), byHousehold: true, evidenceIds: [], orderedBy: 'one', state: 'ORDERED' },
  ...{ orderedAt: '2026-06-01T01:00:00.000Z', cancelledAt: null },
};
const bill: BillState = {
  ...{ id: id(7), version: 2, estateId: id(2), communityCode: '230521100001', unitId: id(3), householdId: id(4), contractId: null },
  ...{ orderId: id(1), tier: 'OPTIONAL', feeScheduleId: null, from: '2026-06-01', to: '2026-06-01', amountFen: 10_000, discountFen: 0 },
  ...{ paidFen: 10_000, refundedFen: 0, earnedFen: 0, dueOn: '2026-07-01', state: 'PAID', reminders: 0, issuedAt: now },
};
const after = (quantity: number) =>
  use(order, { id: id(1), useId: id(9), usedOn: '2026-06-10', quantity, evidenceIds: [id(10)] }, 'one', now).decision.state;
const standing = (quantity: number) => ({ id: id(9), quantity, recordedBy: 'one', isTakenBack: false });
const facts = { reason: '误记', actorId: 'two', refundWithinDays: 7, nextId: () => id(13) };
const coded = (name: string) => expect.objectContaining({ code: `property.order.${name}` });

describe('P-T10, P-T12, P-T16b a use that was recorded by mistake is taken back', () => {
  it('it is left of the order again, and its bill stays', () => {
    const { state, events } = takeBackUse(after(10), bill, standing(10), facts, now);
    expect(state).toMatchObject({
      order: { state: 'ORDERED', usedQuantity: 0 },
      refunds: [],
      reversal: { useId: id(9), reversedBy: 'two' },
    });
    expect(state.bill).toEqual(bill);
    expect(events).toMatchObject([{ data: { leftQuantity: 10, refundFen: 0 } }]);
  });

  it('by a second person, once, and not what a closed period counted', () => {
    expect(() => takeBackUse(after(3), bill, undefined, facts, now)).toThrow(coded('use-unknown'));
    expect(() => takeBackUse(after(3), bill, { ...standing(3), isTakenBack: true }, facts, now)).toThrow(coded('use-taken-back'));
    expect(() => takeBackUse(after(3), bill, standing(3), { ...facts, actorId: 'one' }, now)).toThrow(coded('second-person-required'));
    expect(() => takeBackUse(after(3), { ...bill, earnedFen: 1 }, standing(3), facts, now)).toThrow(coded('use-earned'));
    expect(takeBackUse(after(3), { ...bill, earnedFen: 1_000 }, standing(2), facts, now).state.order.usedQuantity).toBe(1);
  });

  it('for all cancelled orders, whatever was paid: as if it had never been used', () => {
    const amounts = fc.record({
      used: fc.integer({ min: 1, max: 9 }),
      wrong: fc.integer({ min: 1, max: 9 }),
      paidFen: fc.integer({ min: 0, max: 10_000 }),
    });
    fc.assert(
      fc.property(amounts, ({ used, wrong, paidFen }) => {
        const mistaken = Math.min(used, wrong);
        const paid: BillState = { ...bill, paidFen, state: paidFen === 10_000 ? 'PAID' : 'OPEN' };
        const cancelled = cancel(after(used), paid, facts, now).state;
        const { state } = takeBackUse(cancelled.order, cancelled.bill, standing(mistaken), facts, now);
        const owed = 1_000 * (used - mistaken);
        const back = [...cancelled.refunds, ...state.refunds].reduce((sum, { amountFen }) => sum + amountFen, 0);
        expect(state.bill.amountFen).toBe(owed);
        expect(back).toBe(Math.max(0, paidFen - owed));
      }),
    );
  });
});
