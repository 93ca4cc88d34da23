import { reverse } from './refund-correction.rules.js';
import { settle, type RefundState } from './return.rules.js';

const id = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const now = '2026-06-30T01:00:00.000Z';
const due: RefundState = {
  ...{ id: id(1), version: 1, estateId: id(2), communityCode: '230521100001', householdId: id(4), billId: id(6), contractId: id(3) },
  ...{ orderId: null, offerId: id(8), amountFen: 16_521, settledFen: 0, byHandFen: 0, state: 'DUE', dueOn: '2026-07-07', requestedAt: now },
  ...{ settledAt: null, settledBy: null, entryId: null },
};
const coded = (code: string) => expect.objectContaining({ code: `property.return.${code}` });
const wrongState = expect.objectContaining({ code: 'platform.request.wrong-state' });

describe('P-T10, P-T20 a refund recorded wrongly is taken back', () => {
  const paid = settle(due, 'one', id(10), [], now);
  const back = (refund: RefundState, by: string) => reverse(refund, { reason: '并未付款' }, by, id(11), now);

  it('by a second person, by the counter-entry, and is due again as before', () => {
    const { decision, entry } = back(paid.decision.state, 'two');
    expect(decision.state).toEqual({ ...due, version: 3 });
    expect(decision.events).toMatchObject([{ data: { refundId: id(1), amountFen: 16_521, householdId: id(4) } }]);
    expect(entry).toMatchObject({ kind: 'REVERSAL', reversesId: id(10), sourceId: id(1), reason: '并未付款' });
    const sum = (account: string) =>
      [...paid.entry.postings, ...entry.postings].filter((one) => one.account === account).reduce((all, one) => all + one.amountFen, 0);
    for (const account of ['BANK', 'PREPAID']) expect(sum(account)).toBe(0);
  });

  it('what the provider paid of it before stays paid', () => {
    const before = { ...due, settledFen: 6_000 };
    const { decision, entry } = back(settle(before, 'one', id(10), [], now).decision.state, 'two');
    expect(decision).toMatchObject({ state: { ...before, version: 3 }, events: [{ data: { amountFen: 10_521 } }] });
    expect(entry.postings).toMatchObject([{ amountFen: 10_521 }, { amountFen: -10_521 }]);
  });

  it('not by who recorded it, not of the provider, and not when it was not paid out', () => {
    expect(() => back(paid.decision.state, 'one')).toThrow(coded('second-person-required'));
    expect(() => back({ ...paid.decision.state, settledBy: null }, 'two')).toThrow(coded('paid-by-provider'));
    expect(() => back(due, 'two')).toThrow(wrongState);
    expect(() => back({ ...due, state: 'SENT' }, 'two')).toThrow(wrongState);
  });
});
