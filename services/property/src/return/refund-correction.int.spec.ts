import {
  billsOfEstate,
  entriesOfEstate,
  householdStatement,
  issueBills,
  payBill,
  readBill,
  refundReversed,
  refundsOfEstate,
  requestReturn,
  reversePayment,
  reverseRefund,
  settleRefund,
  trialBalanceOfEstate,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import type { TestCaller, TestService } from '@gezhi/shared/testing';
import { startPropertyService } from '../known-community/known-community.fixture.js';
import { day, servicedEstate, withContracts, type ServicedEstate } from '../trial/serviced-estate.fixture.js';

const refusal = (feature: string, name: string) => expect.objectContaining({ code: `property.${feature}.${name}` });
const wrongState = expect.objectContaining({ code: 'platform.request.wrong-state' });

let service: TestService;
let leader: TestCaller;
let estate: ServicedEstate;
let estateId: string;
let resident: TestCaller;
let bill: { readonly id: string; readonly householdId: string };
let refundId: string;
let refundFen: number;
beforeAll(async () => {
  service = await startPropertyService();
  leader = service.as({ roles: ['street-leader'], place: '230521100' });
}, 120_000);
afterAll(() => service?.stop());

/** A household paid for a year and returned the service after ten days. */
beforeEach(async () => {
  estate = await servicedEstate(service, 1);
  ({ estateId } = estate);
  const [contractId] = await withContracts(service, estate);
  await estate.company.call(issueBills, { estateId });
  bill = (await estate.secretary.call(billsOfEstate, { estateId })).items[0]!;
  await estate.company.call(payBill, { id: bill.id, paymentId: newId(), amountFen: 18_000, method: 'CASH' });
  await service.advance(9 * day);
  resident = service.as({ roles: ['resident'], household: bill.householdId });
  const { refunds } = await resident.call(requestReturn, { id: contractId! });
  ({ id: refundId, amountFen: refundFen } = refunds[0]!);
}, 30_000);

const settle = (by = estate.company) => by.call(settleRefund, { id: refundId, method: 'TRANSFER' });
const back = (by: TestCaller) => by.call(reverseRefund, { id: refundId, reason: '登记错误，并未付款' });
const refund = async () => (await estate.secretary.call(refundsOfEstate, { estateId })).items[0]!;

/** What the bank of the service holds, and what the household has prepaid, as the books and its own statement say. */
async function agreed() {
  const { accounts, agrees } = await estate.secretary.call(trialBalanceOfEstate, { estateId });
  const of = (account: string) => accounts.find((one) => one.fund === 'SERVICE' && one.account === account)?.balanceFen ?? 0;
  const own = await resident.call(householdStatement, { estateId, householdId: bill.householdId });
  expect(agrees).toBe(true);
  expect(own.paidFen).toBe(own.earnedFen + own.prepaidFen + own.refundedFen);
  expect(of('BANK')).toBe(own.paidFen - own.refundedFen);
  expect(-of('PREPAID')).toBe(own.prepaidFen);
  return { bankFen: of('BANK'), refundedFen: own.refundedFen };
}

describe('P-T10, P-T20 a refund recorded wrongly', () => {
  it('is taken back once by a second person, raced twenty times, and is paid out again, once', async () => {
    await settle();
    expect(await agreed()).toEqual({ bankFen: 18_000 - refundFen, refundedFen: refundFen });
    await expect(back(estate.company)).rejects.toThrow();
    const tries = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => back(n % 2 ? leader : estate.secretary)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toMatchObject([{ value: { state: 'DUE', settledAt: null } }]);
    for (const one of tries) if (one.status === 'rejected') expect(one.reason).toEqual(wrongState);
    expect(await agreed()).toEqual({ bankFen: 18_000, refundedFen: 0 });
    expect(await resident.call(readBill, { id: bill.id })).toMatchObject({ refundedFen: 0, paidFen: 18_000 });
    expect((await service.told(refundReversed)).filter(({ data }) => data.estateId === estateId)).toMatchObject([
      { data: { refundId, amountFen: refundFen } },
    ]);
    const again = await Promise.allSettled(Array.from({ length: 20 }, () => settle()));
    expect(again.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await agreed()).toEqual({ bankFen: 18_000 - refundFen, refundedFen: refundFen });
    const entries = (await estate.secretary.call(entriesOfEstate, { estateId })).items;
    expect(entries.filter(({ kind }) => kind === 'REFUND')).toHaveLength(2);
    expect(entries.filter(({ kind }) => kind === 'REVERSAL')).toMatchObject([{ reason: '登记错误，并未付款' }]);
  }, 60_000);

  it('who recorded it takes back nothing, nor does anybody what is only due', async () => {
    await expect(back(leader)).rejects.toThrow(wrongState);
    await settle(estate.secretary);
    await expect(back(estate.secretary)).rejects.toThrow(refusal('return', 'second-person-required'));
    expect(await refund()).toMatchObject({ state: 'SETTLED' });
  });

  it('settled, taken back and the payment taken back at once, no more ever goes back than was paid', async () => {
    await settle();
    const [payment] = (await service.database.pool.query('SELECT id FROM payment WHERE bill_id = $1', [bill.id])).rows as { id: string }[];
    const all = Array.from({ length: 20 }, (_, n) =>
      n % 3 === 0
        ? back(leader)
        : n % 3 === 1
          ? settle(estate.company)
          : estate.secretary.call(reversePayment, { id: payment!.id, amountFen: 18_000, reason: '演示' }),
    );
    await Promise.allSettled(all);
    await agreed();
    const { paidFen, refundedFen } = await resident.call(readBill, { id: bill.id });
    const { state } = await refund();
    expect(refundedFen).toBe(state === 'SETTLED' ? refundFen : 0);
    expect(refundedFen + (state === 'DUE' ? refundFen : 0)).toBeLessThanOrEqual(paidFen);
  }, 60_000);

  it('of a payment that was taken back in part, the statement of the household says what was received', async () => {
    const [payment] = (await service.database.pool.query('SELECT id FROM payment WHERE bill_id = $1', [bill.id])).rows as { id: string }[];
    await estate.secretary.call(reversePayment, { id: payment!.id, amountFen: 18_000 - refundFen, reason: '多记' });
    expect(await agreed()).toEqual({ bankFen: refundFen, refundedFen: 0 });
  });
});
