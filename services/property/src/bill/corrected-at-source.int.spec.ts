import {
  attachVoucher,
  billsOfEstate,
  bookAdvance,
  closePeriod,
  costsOfEstate,
  issueBills,
  payBill,
  paymentReversed,
  paymentsOfEstate,
  readBill,
  recordCommonRevenue,
  recordCost,
  reversePayment,
  reverseSpending,
  approveAdvance,
  entriesOfEstate,
  proposeSpending,
  spend,
  spendingReversed,
  trialBalanceOfEstate,
  verifyCost,
  withdrawCost,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import type { TestCaller, TestService } from '@gezhi/shared/testing';
import { startPropertyService } from '../known-community/known-community.fixture.js';
import { day, servicedEstate, today, withContracts, type ServicedEstate } from '../trial/serviced-estate.fixture.js';

const refusal = (feature: string, name: string) => expect.objectContaining({ code: `property.${feature}.${name}` });
const largest = 10_000_000_000;

let service: TestService;
let leader: TestCaller;
let estate: ServicedEstate;
let estateId: string;
beforeAll(async () => {
  service = await startPropertyService();
  leader = service.as({ roles: ['street-leader'], place: '230521100' });
}, 120_000);
afterAll(() => service?.stop());
beforeEach(async () => {
  estate = await servicedEstate(service, 1);
  ({ estateId } = estate);
}, 30_000);

const balance = async (fund: string, account: string) =>
  (await estate.secretary.call(trialBalanceOfEstate, { estateId })).accounts.find((one) => one.fund === fund && one.account === account)
    ?.balanceFen ?? 0;
const close = async () => {
  const to = new Date(Date.parse(await today(service)) - day).toISOString().slice(0, 10);
  return estate.secretary.call(closePeriod, { id: newId(), estateId, to });
};
const cost = async (amountFen: number, by = estate.company) =>
  by.call(recordCost, { id: newId(), estateId, amountFen, purpose: '保洁', incurredOn: await today(service), evidenceIds: [] });

describe('P-T20 amounts that were mistyped', () => {
  it('above a hundred million yuan nothing is entered, and closing and the trial balance go on', async () => {
    const more = { estateId, amountFen: largest + 1, reason: '演示', evidenceIds: [newId()] };
    await expect(cost(Number.MAX_SAFE_INTEGER)).rejects.toThrow(refusal('ledger', 'amount-too-large'));
    await expect(estate.company.call(recordCommonRevenue, { id: newId(), ...more })).rejects.toThrow(refusal('ledger', 'amount-too-large'));
    await expect(leader.call(bookAdvance, { id: newId(), ...more })).rejects.toThrow(refusal('ledger', 'amount-too-large'));
    for (let n = 0; n < 3; n++) {
      await cost(largest);
      await estate.company.call(recordCommonRevenue, { id: newId(), ...more, amountFen: largest });
    }
    await service.advance(day);
    expect(await close()).toMatchObject({ unprovenCostFen: 3 * largest, commonIncomeFen: 3 * largest });
    expect(await estate.secretary.call(trialBalanceOfEstate, { estateId })).toMatchObject({ agrees: true, debitsFen: 3 * largest });
  }, 60_000);

  it('P-T18 an unproven cost is withdrawn by whoever recorded it or by a leader, and counts nowhere', async () => {
    const [own, other] = [await cost(90_000), await cost(80_000)];
    const colleague = service.as({ roles: ['property-company'], estate: estateId });
    await expect(colleague.call(withdrawCost, { id: own.id })).rejects.toThrow(refusal('cost', 'not-yours'));
    expect(await estate.company.call(withdrawCost, { id: own.id })).toMatchObject({ state: 'WITHDRAWN' });
    expect(await leader.call(withdrawCost, { id: other.id })).toMatchObject({ state: 'WITHDRAWN' });
    await expect(estate.company.call(attachVoucher, { id: own.id, evidenceIds: [newId()] })).rejects.toThrow(
      expect.objectContaining({ code: 'platform.request.wrong-state' }),
    );
    await service.advance(day);
    expect(await close()).toMatchObject({ unprovenCostFen: 0 });
    expect((await estate.secretary.call(costsOfEstate, { estateId, state: 'WITHDRAWN' })).items).toHaveLength(2);
  }, 60_000);
});

describe('P-T10, P-T20 a payment recorded wrongly', () => {
  it('is found, taken back once by a second person, and its bill is open again', async () => {
    await withContracts(service, estate);
    await estate.company.call(issueBills, { estateId });
    const [bill] = (await estate.secretary.call(billsOfEstate, { estateId })).items;
    await estate.company.call(payBill, { id: bill!.id, paymentId: newId(), amountFen: 18_000, method: 'CASH' });
    const resident = service.as({ roles: ['resident'], household: bill!.householdId });
    const [payment] = (await resident.call(paymentsOfEstate, { estateId, billId: bill!.id })).items;
    expect(payment).toMatchObject({ amountFen: 18_000, reversedFen: 0, method: 'CASH' });
    const stranger = service.as({ roles: ['resident'], household: newId() });
    expect((await stranger.call(paymentsOfEstate, { estateId })).items).toEqual([]);
    await service.advance(30 * day);
    const { incomeFen } = await close();
    const back = (amountFen?: number, by = estate.secretary) =>
      by.call(reversePayment, { id: payment!.id, reason: '多记一位', ...(amountFen && { amountFen }) });
    await expect(back()).rejects.toThrow(refusal('bill', 'payment-used'));
    await expect(back(18_000 - incomeFen + 1)).rejects.toThrow(refusal('bill', 'payment-used'));
    const tries = await Promise.allSettled(Array.from({ length: 8 }, (_, n) => back(16_200, n % 2 ? leader : estate.secretary)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of tries) if (one.status === 'rejected') expect(one.reason).toEqual(refusal('ledger', 'already-reversed'));
    expect(await resident.call(readBill, { id: bill!.id })).toMatchObject({ state: 'OPEN', paidFen: 1_800, amountFen: 18_000 });
    expect(await balance('SERVICE', 'BANK')).toBe(1_800 - incomeFen);
    expect((await service.told(paymentReversed)).filter(({ data }) => data.estateId === estateId)).toMatchObject([
      { data: { amountFen: 16_200 } },
    ]);
    await estate.company.call(payBill, { id: bill!.id, paymentId: newId(), amountFen: 16_200, method: 'CASH' });
    expect(await resident.call(readBill, { id: bill!.id })).toMatchObject({ state: 'PAID', paidFen: 18_000 });
    await service.advance(day);
    expect((await close()).prepaidFen).toBe(await balance('SERVICE', 'BANK'));
    expect(await estate.secretary.call(trialBalanceOfEstate, { estateId })).toMatchObject({ agrees: true });
  }, 60_000);

  it('by whoever recorded it, it is not', async () => {
    await withContracts(service, estate);
    await estate.company.call(issueBills, { estateId });
    const [bill] = (await estate.secretary.call(billsOfEstate, { estateId })).items;
    const paymentId = newId();
    await estate.secretary.call(payBill, { id: bill!.id, paymentId, amountFen: 18_000, method: 'CASH' });
    await expect(estate.secretary.call(reversePayment, { id: paymentId, reason: '演示' })).rejects.toThrow(
      refusal('bill', 'second-person-required'),
    );
    expect(await leader.call(reversePayment, { id: paymentId, reason: '演示' })).toMatchObject({ reversedFen: 18_000 });
    expect(await balance('SERVICE', 'BANK')).toBe(0);
  }, 60_000);
});

describe('P-T19, P-T20 a spending recorded wrongly', () => {
  it('is taken back by a second person, once, and what the advance paid is owed again', async () => {
    const { id } = await estate.company.call(recordCost, {
      ...{ id: newId(), estateId, amountFen: 70_000, purpose: '保洁', incurredOn: await today(service), evidenceIds: [newId()] },
    });
    await estate.secretary.call(verifyCost, { id });
    await service.advance(day);
    await close();
    await leader.call(bookAdvance, { id: newId(), estateId, amountFen: 100_000, reason: '前期投入', evidenceIds: [newId()] });
    const draw = await estate.secretary.call(proposeSpending, {
      ...{ id: newId(), estateId, fund: 'GOVERNMENT_ADVANCE', purpose: 'DEFICIT', title: '弥补亏损', budgetFen: 70_000 },
    });
    await leader.call(approveAdvance, { id: draw.id });
    await estate.secretary.call(spend, { id: draw.id, amountFen: 70_000, evidenceIds: [newId()] });
    const [entry] = (await estate.secretary.call(entriesOfEstate, { estateId, kind: 'ADVANCE_DRAWN' })).items;
    const back = (by: TestCaller) => by.call(reverseSpending, { id: draw.id, entryId: entry!.id, reason: '多记' });
    await expect(back(estate.secretary)).rejects.toThrow(refusal('spending', 'second-person-required'));
    const tries = await Promise.allSettled([back(leader), back(leader), back(leader)]);
    expect(tries.filter(({ status }) => status === 'fulfilled')).toMatchObject([{ value: { spentFen: 0, state: 'APPROVED' } }]);
    for (const one of tries) if (one.status === 'rejected') expect(one.reason).toEqual(refusal('ledger', 'already-reversed'));
    expect(await balance('SERVICE', 'DEFICIT')).toBe(70_000);
    expect(await balance('SERVICE', 'PAYABLE')).toBe(-70_000);
    expect(await balance('GOVERNMENT_ADVANCE', 'FUND_BALANCE')).toBe(-100_000);
    expect((await service.told(spendingReversed)).filter(({ data }) => data.estateId === estateId)).toHaveLength(1);
    await estate.secretary.call(spend, { id: draw.id, amountFen: 70_000, evidenceIds: [newId()] });
    expect(await balance('SERVICE', 'DEFICIT')).toBe(0);
  }, 60_000);
});
