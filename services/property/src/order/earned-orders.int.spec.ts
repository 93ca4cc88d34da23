import {
  billsOfEstate,
  cancelService,
  closePeriod,
  issueBills,
  orderService,
  payBill,
  recordCost,
  recordServiceUse,
  serviceUseTakenBack,
  settleRefund,
  takeBackServiceUse,
  trialBalanceOfEstate,
  usesOfOrder,
  verifyCost,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import type { TestService } from '@gezhi/shared/testing';
import { startPropertyService } from '../known-community/known-community.fixture.js';
import { day, servicedEstate, today, withContracts, type ServicedEstate } from '../trial/serviced-estate.fixture.js';
import { offeredVersion } from './ordering.fixture.js';

let service: TestService;
beforeAll(async () => {
  service = await startPropertyService();
}, 120_000);
afterAll(() => service?.stop());

const pay = ({ company }: ServicedEstate, id: string, amountFen: number) =>
  company.call(payBill, { id, paymentId: newId(), amountFen, method: 'CASH' });
const order = ({ company, units }: ServicedEstate, itemVersionId: string, quantity = 10) =>
  company.call(orderService, { id: newId(), unitId: units[0]!.unitId, itemVersionId, quantity, evidenceIds: [newId()] });
const use = async ({ company }: ServicedEstate, id: string, quantity: number) =>
  company.call(recordServiceUse, { id, useId: newId(), usedOn: await today(service), quantity, evidenceIds: [newId()] });
/** Closes everything up to today, tomorrow. */
async function close({ secretary, estateId }: ServicedEstate) {
  const to = await today(service);
  await service.advance(day);
  return secretary.call(closePeriod, { id: newId(), estateId, to });
}
const balances = async ({ secretary, estateId }: ServicedEstate) => {
  const { accounts, agrees } = await secretary.call(trialBalanceOfEstate, { estateId });
  expect(agrees).toBe(true);
  return Object.fromEntries(accounts.map(({ fund, account, balanceFen }) => [`${fund} ${account}`, balanceFen]));
};

describe('P-T16 a year of an estate with optional income', () => {
  it('fees 14,040.00 and optional 3,260.00 less verified cost 12,350.50 leave 4,949.50, all of it reinvested', async () => {
    const estate = await servicedEstate(service, 78);
    await withContracts(service, estate);
    const { company, secretary, estateId } = estate;
    await company.call(issueBills, { estateId });
    const { items } = await secretary.call(billsOfEstate, { estateId, limit: 100 });
    for (const { id } of items) await pay(estate, id, 18_000);
    const { id, billId } = await order(estate, await offeredVersion(service, estate, 32_600));
    await pay(estate, billId, 326_000);
    await use(estate, id, 4);
    await service.advance(365 * day);
    await use(estate, id, 6);
    const cost = { id: newId(), estateId, amountFen: 1_235_050, purpose: '保洁', incurredOn: await today(service), evidenceIds: [newId()] };
    await company.call(recordCost, cost);
    await secretary.call(verifyCost, { id: cost.id });
    expect(await close(estate)).toMatchObject({
      ...{ basicIncomeFen: 1_404_000, optionalIncomeFen: 326_000, valueAddedIncomeFen: 0, incomeFen: 1_730_000 },
      ...{ verifiedCostFen: 1_235_050, surplusFen: 494_950, deficitFen: 0, prepaidFen: 0 },
    });
    expect(await balances(estate)).toMatchObject({ 'REINVESTMENT FUND_BALANCE': -494_950, 'SERVICE PREPAID': 0, 'SERVICE BANK': 0 });
  }, 120_000);
});

describe('P-T16b what was paid for an order and not used stays prepaid', () => {
  it('30.00 become income, 70.00 stay; used later they are earned later, cancelled they go back and were never income', async () => {
    const estate = await servicedEstate(service, 1);
    const versionId = await offeredVersion(service, estate, 1_000, { tier: 'VALUE_ADDED' });
    const { id, billId } = await order(estate, versionId);
    await pay(estate, billId, 10_000);
    await use(estate, id, 3);
    expect(await balances(estate)).toMatchObject({ 'SERVICE PREPAID': -10_000 });
    expect(await close(estate)).toMatchObject({ valueAddedIncomeFen: 3_000, incomeFen: 3_000, surplusFen: 3_000, prepaidFen: 7_000 });
    await use(estate, id, 2);
    const unpaid = await order(estate, versionId);
    await use(estate, unpaid.id, 5);
    expect(await close(estate)).toMatchObject({ valueAddedIncomeFen: 2_000, prepaidFen: 5_000 });
    await pay(estate, unpaid.billId, 6_000);
    const { refunds } = await estate.company.call(cancelService, { id });
    expect(refunds).toMatchObject([{ amountFen: 5_000 }]);
    expect(await close(estate)).toMatchObject({ valueAddedIncomeFen: 5_000, prepaidFen: 6_000 });
    await estate.company.call(settleRefund, { id: refunds[0]!.id, method: 'CASH' });
    expect(await close(estate)).toMatchObject({ incomeFen: 0, prepaidFen: 1_000 });
    expect(await balances(estate)).toMatchObject({ 'SERVICE PREPAID': -1_000, 'REINVESTMENT FUND_BALANCE': -10_000 });
  });

  it('closing while service is used and cancelled counts each fen once', async () => {
    const estate = await servicedEstate(service, 1);
    const { id, billId } = await order(estate, await offeredVersion(service, estate, 1_000));
    await pay(estate, billId, 10_000);
    await use(estate, id, 2);
    const to = await today(service);
    await service.advance(day);
    const { secretary, company, estateId } = estate;
    await Promise.allSettled([
      ...[1, 2, 3].map(() => secretary.call(closePeriod, { id: newId(), estateId, to })),
      ...[1, 2].map(() => use(estate, id, 1)),
      company.call(cancelService, { id }),
    ]);
    await company.call(cancelService, { id }).catch(() => undefined);
    expect((await balances(estate))['REINVESTMENT FUND_BALANCE']).toBe(-2_000);
    const final = await close(estate);
    const { items } = await secretary.call(billsOfEstate, { estateId });
    expect(items).toMatchObject([{ earnedFen: 2_000 + final.incomeFen, amountFen: 2_000 + final.incomeFen }]);
  });
});

describe('P-T10, P-T12 a use that was recorded by mistake is taken back', () => {
  const refusal = (name: string) => expect.objectContaining({ code: `property.order.${name}` });
  async function used(estate: ServicedEstate, id: string, quantity: number) {
    const useId = newId();
    const input = { id, useId, usedOn: await today(service), quantity, evidenceIds: [newId()] };
    await estate.company.call(recordServiceUse, input);
    return useId;
  }

  it('by a second person, once however often it is raced, and it is no income when the period is closed', async () => {
    const estate = await servicedEstate(service, 1);
    const { secretary, company } = estate;
    const { id, billId } = await order(estate, await offeredVersion(service, estate, 1_000), 4);
    await pay(estate, billId, 4_000);
    const kept = await used(estate, id, 1);
    const wrong = await used(estate, id, 3);
    const takeBack = (useId: string) => secretary.call(takeBackServiceUse, { id, useId, reason: '登记到别户' });
    const tries = await Promise.allSettled(Array.from({ length: 8 }, () => takeBack(wrong)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of tries) if (one.status === 'rejected') expect(one.reason).toEqual(refusal('use-taken-back'));
    await expect(takeBack(newId())).rejects.toEqual(refusal('use-unknown'));
    const { items } = await company.call(usesOfOrder, { id });
    expect(items.find((one) => one.id === wrong)).toMatchObject({ quantity: 3, takenBack: { reason: '登记到别户' } });
    expect(items.find((one) => one.id === kept)).toMatchObject({ takenBack: null });
    const told = (await service.told(serviceUseTakenBack)).filter(({ data }) => data.orderId === id);
    expect(told).toMatchObject([{ data: { useId: wrong, quantity: 3, leftQuantity: 3, refundFen: 0 } }]);
    expect(await close(estate)).toMatchObject({ optionalIncomeFen: 1_000, prepaidFen: 3_000 });
    await expect(takeBack(kept)).rejects.toEqual(refusal('use-earned'));
    await used(estate, id, 3);
    expect(await close(estate)).toMatchObject({ optionalIncomeFen: 3_000, prepaidFen: 0 });
  });

  it('of a cancelled order what was paid for it comes back, beside what is due already and no more', async () => {
    const estate = await servicedEstate(service, 1);
    const { secretary, company } = estate;
    const { id, billId } = await order(estate, await offeredVersion(service, estate, 1_000), 10);
    await pay(estate, billId, 10_000);
    const wrong = await used(estate, id, 3);
    const { refunds: first } = await company.call(cancelService, { id });
    expect(first).toMatchObject([{ amountFen: 7_000 }]);
    const { order: after, refunds } = await secretary.call(takeBackServiceUse, { id, useId: wrong, reason: '未上门' });
    expect(after).toMatchObject({ state: 'CANCELLED', usedQuantity: 0 });
    expect(refunds).toMatchObject([{ amountFen: 3_000 }]);
    for (const refund of [...first, ...refunds]) await company.call(settleRefund, { id: refund.id, method: 'CASH' });
    expect(await balances(estate)).toMatchObject({ 'SERVICE PREPAID': 0, 'SERVICE BANK': 0 });
  });

  it('not by who recorded it', async () => {
    const estate = await servicedEstate(service, 1);
    const { id } = await order(estate, await offeredVersion(service, estate, 1_000), 2);
    const input = { id, useId: newId(), usedOn: await today(service), quantity: 1, evidenceIds: [newId()] };
    await estate.secretary.call(recordServiceUse, input);
    await expect(estate.secretary.call(takeBackServiceUse, { id, useId: input.useId, reason: '误记' })).rejects.toEqual(
      refusal('second-person-required'),
    );
  });
});
