import { requestReturn } from '@gezhi/shared/contracts';
import { checkReachable } from '@gezhi/shared/domain';
import type { BillState } from '../bill/bill.rules.js';
import type { ContractState } from '../trial/trial.rules.js';
import { contractLife, giveBack, refundLife, send, settle, takeBack } from './return.rules.js';

const id = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const now = '2026-06-30T01:00:00.000Z';
const contract: ContractState = {
  ...{ id: id(1), version: 1, estateId: id(2), communityCode: '230521100001', unitId: id(3), householdId: id(4), trialId: id(5) },
  ...{ offerId: id(8), consentEvidenceIds: [], startsOn: '2026-06-01', endsOn: null, state: 'STANDING' },
};
const bill: BillState = {
  ...{ id: id(6), version: 2, estateId: id(2), communityCode: '230521100001', unitId: id(3), householdId: id(4), contractId: id(1) },
  ...{
    tier: 'BASIC',
    feeScheduleId: id(7),
    orderId: null,
    from: '2026-06-01',
    to: '2027-05-31',
    amountFen: 18_000,
    paidFen: 18_000,
    refundedFen: 0,
  },
  ...{ discountFen: 0, earnedFen: 0, dueOn: '2026-07-01', state: 'PAID', reminders: 0, issuedAt: now },
};
const facts = { lastDay: undefined, refundWithinDays: 7, nextId: () => id(9) };
const coded = (code: string) => expect.objectContaining({ code: `property.${code}` });
const wrongState = expect.objectContaining({ code: 'platform.request.wrong-state' });

describe('P-11, P-T8, P-T11 service is returned without a reason', () => {
  it('every state is reached', () => {
    for (const life of [contractLife, refundLife]) expect(checkReachable<string, string>(life)).toEqual({ unreachable: [], unknown: [] });
  });

  it('P-T11 there is no field for a reason, and none is needed', () => {
    expect(Object.keys(requestReturn.input.shape).sort()).toEqual(['id', 'lastDay']);
    expect(requestReturn.input.safeParse({ id: id(1) }).success).toBe(true);
  });

  it('P-T8 what was paid for days not served is due within the days of the promise', () => {
    const { state, events } = giveBack(contract, [bill], facts, now);
    expect(state.contract).toMatchObject({ state: 'RETURNED', endsOn: '2026-06-30', version: 2 });
    expect(state.refunds).toMatchObject([{ id: id(9), amountFen: 16_521, dueOn: '2026-07-07', offerId: id(8), billId: id(6) }]);
    expect(events[0]!.data).toMatchObject({ refundFen: 16_521, lastDay: '2026-06-30' });
    expect(giveBack(contract, [bill], { ...facts, lastDay: '2027-05-31' }, now).state.refunds).toEqual([]);
    expect(giveBack(contract, [], facts, now).state.refunds).toEqual([]);
  });

  it('P-T9 the last day lies within what is billed, or before the service begins', () => {
    for (const [bills, lastDay] of [
      [[bill], '2027-06-01'],
      [[], '2026-07-01'],
    ] as const)
      expect(() => giveBack(contract, bills, { ...facts, lastDay }, now)).toThrow(coded('return.day-too-late'));
    const ahead = { ...contract, startsOn: '2026-09-01' };
    expect(() => giveBack(ahead, [], { ...facts, lastDay: '2026-09-01' }, now)).toThrow(coded('return.day-too-late'));
    expect(giveBack(ahead, [], { ...facts, lastDay: '2026-08-31' }, now).state.contract.endsOn).toBe('2026-08-31');
  });

  it('from today on, and once', () => {
    expect(() => giveBack(contract, [bill], { ...facts, lastDay: '2026-06-29' }, now)).toThrow(coded('return.day-past'));
    const { contract: returned } = giveBack(contract, [bill], facts, now).state;
    expect(() => giveBack(returned, [bill], facts, now)).toThrow(wrongState);
  });

  it('P-T10 a refund is paid out once', () => {
    const [refund] = giveBack(contract, [bill], facts, now).state.refunds;
    const { decision, entry } = settle(refund!, 'one', id(10), [], now);
    expect(decision.state).toMatchObject({ state: 'SETTLED', entryId: id(10) });
    expect(entry.postings).toMatchObject([
      { account: 'PREPAID', amountFen: 16_521 },
      { account: 'BANK', amountFen: -16_521 },
    ]);
    expect(() => settle(decision.state, 'one', id(11), [], now)).toThrow(wrongState);
  });

  it('sent to the provider it is not paid by hand, until the provider pays or refuses', () => {
    const [refund] = giveBack(contract, [bill], facts, now).state.refunds;
    const sent = send(refund!);
    expect(sent).toMatchObject({ state: 'SENT', version: 2 });
    expect(() => settle(sent, 'one', id(10), [], now)).toThrow(wrongState);
    expect(() => send(sent)).toThrow(wrongState);
    const whole = { amountFen: sent.amountFen, pending: false };
    expect(settle(sent, whole, id(10), [], now).decision.state).toMatchObject({ state: 'SETTLED', settledFen: 16_521 });
    expect(takeBack(sent, false)).toMatchObject({ state: 'DUE', version: 3 });
    expect(() => takeBack(refund!, false)).toThrow(wrongState);
    expect(() => settle(sent, { ...whole, amountFen: 16_522 }, id(10), [], now)).toThrow(coded('bill.refund-exceeds-payments'));
  });

  it('P-T10 paid out in parts: what is refused is due again when none is pending, and only that', () => {
    const [refund] = giveBack(contract, [bill], facts, now).state.refunds;
    const first = settle(send(refund!), { amountFen: 6_000, pending: true }, id(10), [], now);
    expect(first.decision).toMatchObject({ state: { state: 'SENT', settledFen: 6_000, settledAt: null, entryId: null }, events: [] });
    expect(first.entry.postings).toMatchObject([{ amountFen: 6_000 }, { account: 'BANK', amountFen: -6_000 }]);
    const refused = takeBack(first.decision.state, true);
    expect(refused.state).toBe('SENT');
    const last = settle(refused, { amountFen: 8_000, pending: false }, id(11), [], now);
    expect(last.decision.state).toMatchObject({ state: 'DUE', settledFen: 14_000 });
    const byHand = settle(last.decision.state, 'one', id(12), [], now);
    expect(byHand.entry.postings).toMatchObject([{ amountFen: 2_521 }, { amountFen: -2_521 }]);
    expect(byHand.decision).toMatchObject({ state: { state: 'SETTLED', entryId: id(12) }, events: [{ data: { amountFen: 16_521 } }] });
  });
});
