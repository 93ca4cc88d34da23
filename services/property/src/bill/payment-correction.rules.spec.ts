import type { BillState, PaymentState } from './bill.rules.js';
import { takeBack } from './payment-correction.rules.js';

const id = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const now = '2026-06-30T01:00:00.000Z';
const bill: BillState = {
  ...{
    id: id(6),
    version: 2,
    estateId: id(2),
    communityCode: '230521100001',
    unitId: id(3),
    householdId: id(4),
    contractId: id(1),
    orderId: null,
  },
  ...{ tier: 'BASIC', feeScheduleId: id(7), from: '2026-06-01', to: '2027-05-31', amountFen: 18_000, paidFen: 18_000, refundedFen: 0 },
  ...{ discountFen: 0, earnedFen: 1_479, dueOn: '2026-07-01', state: 'PAID', reminders: 0, issuedAt: now },
};
const payment: PaymentState = {
  ...{ id: id(8), version: 1, estateId: id(2), communityCode: '230521100001', billId: id(6), householdId: id(4), amountFen: 18_000 },
  ...{ reversedFen: 0, method: 'CASH', evidenceIds: [], receivedBy: 'one', receivedAt: now, entryId: id(9) },
};
const given = { id: id(8), reason: '多记一位' };
const coded = (code: string) => expect.objectContaining({ code: `property.${code}` });
const back = (amountFen: number | undefined, more = {}, dueFen = 0) =>
  takeBack({ payment: { ...payment, ...more }, bill, dueFen }, { ...given, amountFen }, 'two', id(10), now);

describe('P-T10, P-T20 a payment recorded wrongly is taken back at its source', () => {
  it('1,800 instead of 18,000: the rest is open again', () => {
    const { decision, bill: open, entry } = back(16_200);
    expect(decision.state).toMatchObject({ reversedFen: 16_200, amountFen: 18_000, version: 2 });
    expect(decision.events[0]!.data).toMatchObject({ paymentId: id(8), amountFen: 16_200 });
    expect(open).toMatchObject({ state: 'OPEN', paidFen: 1_800 });
    expect(entry).toMatchObject({ kind: 'REVERSAL', reversesId: id(9), reason: '多记一位' });
    expect(entry.postings).toEqual([
      { fund: 'SERVICE', account: 'PREPAID', amountFen: 16_200 },
      { fund: 'SERVICE', account: 'BANK', amountFen: -16_200 },
    ]);
  });

  it('never what is earned, refunded or due; once; by a second person; and no more than was paid', () => {
    expect(() => back(undefined)).toThrow(coded('bill.payment-used'));
    expect(back(16_521).bill.paidFen).toBe(1_479);
    expect(() => back(16_521, {}, 1)).toThrow(coded('bill.payment-used'));
    expect(() => back(1, { reversedFen: 1 })).toThrow(coded('ledger.already-reversed'));
    expect(() => back(1, { receivedBy: 'two' })).toThrow(coded('bill.second-person-required'));
    expect(() => back(101, { amountFen: 100 })).toThrow(coded('bill.exceeds-bill'));
  });
});
