import {
  approveAdvance,
  arrearsOfEstate,
  billsIssued,
  billsOfEstate,
  bookAdvance,
  closePeriod,
  entriesOfEstate,
  issueBills,
  payBill,
  paymentsOfBill,
  periodsOfEstate,
  proposeSpending,
  readBill,
  recordCost,
  refundsOfEstate,
  remindBill,
  requestReturn,
  settleRefund,
  spend,
  trialBalanceOfEstate,
  verifyCost,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import type { TestService } from '@gezhi/shared/testing';
import { startPropertyService } from '../known-community/known-community.fixture.js';
import { day, servicedEstate, today, withContracts, type ServicedEstate } from '../trial/serviced-estate.fixture.js';
import { BillSchedule } from './bill.schedule.js';

const refusal = (feature: string, name: string) => expect.objectContaining({ code: `property.${feature}.${name}` });
const platform = (name: string) => expect.objectContaining({ code: `platform.request.${name}` });

let service: TestService;
let estate: ServicedEstate;
let contracts: string[];
beforeAll(async () => {
  service = await startPropertyService();
}, 120_000);
afterAll(() => service?.stop());
beforeEach(async () => {
  estate = await servicedEstate(service, 3);
  contracts = await withContracts(service, estate);
}, 30_000);

const issue = () => estate.company.call(issueBills, { estateId: estate.estateId });
const bills = async () => (await estate.secretary.call(billsOfEstate, { estateId: estate.estateId })).items;
const pay = (id: string, amountFen = 18_000, options = {}) =>
  estate.company.call(payBill, { id, paymentId: newId(), amountFen, method: 'CASH' }, options);
const sheet = () => estate.secretary.call(trialBalanceOfEstate, { estateId: estate.estateId });
const balance = async (fund: string, account: string) =>
  (await sheet()).accounts.find((one) => one.fund === fund && one.account === account)?.balanceFen ?? 0;
const close = (to: string) => estate.secretary.call(closePeriod, { id: newId(), estateId: estate.estateId, to });
const before = (date: string, days: number) => new Date(Date.parse(date) - days * day).toISOString().slice(0, 10);
async function verified(amountFen: number) {
  const cost = {
    id: newId(),
    estateId: estate.estateId,
    amountFen,
    purpose: '保洁',
    incurredOn: await today(service),
    evidenceIds: [newId()],
  };
  await estate.company.call(recordCost, cost);
  await estate.secretary.call(verifyCost, { id: cost.id });
}

describe('P-13 bills are issued once', () => {
  it('whoever asks and however many replicas run', async () => {
    const schedule = service.get(BillSchedule);
    const asked = await Promise.all([issue(), issue(), issue(), schedule.issue(), schedule.issue()]);
    const sum = (asked.slice(0, 3) as { bills: number }[]).reduce((total, one) => total + one.bills, 0);
    expect([0, 3]).toContain(sum);
    expect(await bills()).toHaveLength(3);
    expect((await service.told(billsIssued)).filter(({ data }) => data.estateId === estate.estateId)).toMatchObject([
      { data: { bills: 3, totalFen: 54_000 } },
    ]);
    await service.advance(366 * day);
    await issue();
    expect(await bills()).toHaveLength(6);
    const own = service.as({ roles: ['resident'], household: estate.units[0]!.householdId });
    expect((await own.call(billsOfEstate, { estateId: estate.estateId })).items).toHaveLength(2);
  });

  it('a period closed again under another key is the same period', async () => {
    await issue();
    await service.advance(2 * day);
    const closing = { id: newId(), estateId: estate.estateId, to: before(await today(service), 1) };
    const [first, second] = await Promise.all([1, 2].map(() => estate.secretary.call(closePeriod, closing, { key: newId() })));
    expect(second).toEqual(first);
    expect(await estate.secretary.call(closePeriod, closing)).toEqual(first);
  });

  it('P-14 the receipt of a payment is seen by those who keep the money, and by the household itself', async () => {
    await issue();
    const [bill, other] = await bills();
    const receipt = newId();
    await estate.company.call(payBill, { id: bill!.id, paymentId: newId(), amountFen: 100, method: 'CASH', evidenceIds: [receipt] });
    const own = service.as({ roles: ['resident'], household: bill!.householdId });
    for (const by of [estate.secretary, estate.company, own])
      expect((await by.call(paymentsOfBill, { id: bill!.id })).items).toMatchObject([{ amountFen: 100, evidenceIds: [receipt] }]);
    const neighbour = service.as({ roles: ['resident'], household: other!.householdId });
    expect((await neighbour.call(paymentsOfBill, { id: bill!.id })).items).toEqual([]);
    const { items } = await estate.secretary.call(entriesOfEstate, { estateId: estate.estateId });
    expect(items.find(({ kind }) => kind === 'PAYMENT')!.evidenceIds).toEqual([]);
  });

  it('arrears are counted and reminded of, nothing else', async () => {
    await issue();
    const [first, second] = await bills();
    await pay(first!.id);
    await expect(estate.company.call(remindBill, { id: second!.id })).rejects.toThrow(refusal('bill', 'not-overdue'));
    await service.advance(31 * day);
    const asked = await Promise.allSettled(Array.from({ length: 20 }, () => estate.company.call(remindBill, { id: second!.id })));
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of asked) if (one.status === 'rejected') expect(one.reason).toEqual(refusal('bill', 'reminded-today'));
    expect(await estate.secretary.call(readBill, { id: second!.id })).toMatchObject({ reminders: 1, state: 'OPEN' });
    await service.advance(day);
    expect(await estate.company.call(remindBill, { id: second!.id })).toMatchObject({ reminders: 2 });
    expect(await estate.secretary.call(arrearsOfEstate, { estateId: estate.estateId })).toMatchObject({
      ...{ bills: 3, overdue: 2, openFen: 36_000, paid: { numerator: 1, denominator: 3 } },
    });
  });
});

describe('P-T10, P-T20 payments', () => {
  it('submitted twenty times under one key count once; under twenty keys the bill takes what is open and no more', async () => {
    await issue();
    const [first, second] = await bills();
    const payment = { id: first!.id, paymentId: newId(), amountFen: 10_000, method: 'TRANSFER' } as const;
    const key = newId();
    const same = await Promise.allSettled(Array.from({ length: 20 }, () => estate.company.call(payBill, payment, { key })));
    expect(same.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0);
    expect(await estate.secretary.call(readBill, { id: first!.id })).toMatchObject({ paidFen: 10_000, state: 'OPEN' });
    await expect(estate.company.call(payBill, { ...payment, amountFen: 1 }, { key })).rejects.toThrow(platform('idempotency-key-reused'));
    const again = await Promise.all([1, 2, 3].map(() => estate.company.call(payBill, payment, { key: newId() })));
    expect(again).toMatchObject([{ paidFen: 10_000 }, { paidFen: 10_000 }, { paidFen: 10_000 }]);
    await expect(estate.company.call(payBill, { ...payment, amountFen: 1 }, { key: newId() })).rejects.toThrow(platform('duplicate'));
    const whole = { id: first!.id, paymentId: newId(), amountFen: 8_000, method: 'CASH' } as const;
    for (let turn = 0; turn < 2; turn++) expect(await estate.company.call(payBill, whole)).toMatchObject({ state: 'PAID' });
    await Promise.allSettled(Array.from({ length: 20 }, () => pay(second!.id, 5_000)));
    const { paidFen } = await estate.secretary.call(readBill, { id: second!.id });
    expect(paidFen).toBeLessThanOrEqual(15_000);
    await expect(pay(second!.id, 18_001 - paidFen)).rejects.toThrow(refusal('bill', 'exceeds-bill'));
    expect(await balance('SERVICE', 'BANK')).toBe(18_000 + paidFen);
    expect(await sheet()).toMatchObject({ agrees: true });
  });
});

describe('P-11, P-T8, P-T9, P-T10 returns and refunds', () => {
  it('whoever returns gets back what was not served, once, without a reason', async () => {
    await issue();
    const all = await bills();
    for (const { id } of all) await pay(id);
    const resident = service.as({ roles: ['resident'], household: all[0]!.householdId });
    const stranger = service.as({ roles: ['resident'], household: newId() });
    const contractId = all[0]!.contractId!;
    await expect(stranger.call(requestReturn, { id: contractId })).rejects.toThrow(platform('not-found'));
    await expect(resident.call(requestReturn, { id: contractId, lastDay: before(await today(service), 1) })).rejects.toThrow(
      refusal('return', 'day-past'),
    );
    const tries = await Promise.allSettled(Array.from({ length: 5 }, () => resident.call(requestReturn, { id: contractId })));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const { items } = await estate.secretary.call(refundsOfEstate, { estateId: estate.estateId });
    expect(items).toHaveLength(1);
    const [refund] = items;
    expect(refund!.amountFen).toBeGreaterThan(17_800);
    const settled = await Promise.allSettled(
      Array.from({ length: 5 }, () => estate.company.call(settleRefund, { id: refund!.id, method: 'TRANSFER' })),
    );
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await balance('SERVICE', 'BANK')).toBe(54_000 - refund!.amountFen);
    expect(await resident.call(readBill, { id: all[0]!.id })).toMatchObject({ refundedFen: refund!.amountFen, state: 'PAID' });
    await service.advance(400 * day);
    expect((await issue()).bills).toBe(2);
    expect(contracts).toContain(contractId);
  });

  it('the database itself refuses a refund above what was paid', async () => {
    await issue();
    const [bill] = await bills();
    await pay(bill!.id, 5_000);
    await expect(service.database.pool.query('UPDATE bill SET refunded_fen = 5001 WHERE id = $1', [bill!.id])).rejects.toMatchObject({
      constraint: expect.stringMatching(/^bill_(refunded|earned)_check$/) as string,
    });
  });
});

describe('P-14, P-T16, P-T16b, P-T18, P-T19, P-T20 a period is closed', () => {
  it('what was earned above verified cost is reinvested, the rest stays prepaid, and closed days take nothing', async () => {
    await issue();
    for (const { id } of await bills()) await pay(id);
    const start = await today(service);
    await service.advance(30 * day);
    await verified(1_000);
    const bare = { id: newId(), estateId: estate.estateId, amountFen: 90_000, purpose: '未提供凭证', incurredOn: start };
    await estate.company.call(recordCost, bare);
    await service.advance(day);
    await expect(close(await today(service))).rejects.toThrow(refusal('ledger-period', 'not-over'));
    const to = before(await today(service), 1);
    const tries = await Promise.allSettled([close(to), close(to), close(to)]);
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const [period] = (await service.public().call(periodsOfEstate, { estateId: estate.estateId })).items;
    const income = 3 * Math.round((18_000 * 31) / 365);
    expect(period).toMatchObject({
      number: 1,
      to,
      incomeFen: income,
      verifiedCostFen: 1_000,
      unprovenCostFen: 90_000,
      surplusFen: income - 1_000,
      deficitFen: 0,
    });
    expect(period!.prepaidFen).toBe(54_000 - income);
    expect(await balance('REINVESTMENT', 'FUND_BALANCE')).toBe(-(income - 1_000));
    expect(await balance('SERVICE', 'PREPAID')).toBe(-(54_000 - income));
    for (const account of ['BASIC_INCOME', 'SERVICE_COST', 'DEFICIT']) expect(await balance('SERVICE', account)).toBe(0);
    expect(await sheet()).toMatchObject({ agrees: true, closedTo: to });
    await expect(close(to)).rejects.toThrow(refusal('ledger', 'period-closed'));
    await expect(
      service.database.pool.query(
        `INSERT INTO ledger_entry (id, version, estate_id, community_code, kind, booked_on, evidence_ids, posted_at) VALUES ($1, 1, $2, '1', 'COST', $3, '{}', now())`,
        [newId(), estate.estateId, to],
      ),
    ).rejects.toMatchObject({ constraint: 'ledger_entry_open_check' });
  });

  it('a deficit is made good by the advance, as the street approves, to the fen', async () => {
    await verified(70_000);
    const leader = service.as({ roles: ['street-leader'], place: '230521100' });
    await leader.call(bookAdvance, {
      id: newId(),
      estateId: estate.estateId,
      amountFen: 500_000,
      reason: '前期投入',
      evidenceIds: [newId()],
    });
    await service.advance(day);
    expect(await close(before(await today(service), 1))).toMatchObject({ surplusFen: 0, deficitFen: 70_000, incomeFen: 0 });
    const draw = await estate.secretary.call(proposeSpending, {
      ...{ id: newId(), estateId: estate.estateId, fund: 'GOVERNMENT_ADVANCE', purpose: 'DEFICIT', title: '弥补亏损', budgetFen: 80_000 },
    });
    await leader.call(approveAdvance, { id: draw.id });
    const voucher = { id: draw.id, evidenceIds: [newId()] };
    await expect(estate.secretary.call(spend, { ...voucher, amountFen: 70_001 })).rejects.toThrow(refusal('spending', 'no-deficit'));
    await estate.secretary.call(spend, { ...voucher, amountFen: 70_000 });
    expect(await balance('SERVICE', 'DEFICIT')).toBe(0);
    expect(await balance('GOVERNMENT_ADVANCE', 'FUND_BALANCE')).toBe(-430_000);
    expect((await sheet()).agrees).toBe(true);
  });

  it('who posts while it is closed loses nothing and doubles nothing', async () => {
    await issue();
    const all = await bills();
    await service.advance(3 * day);
    const to = before(await today(service), 1);
    await Promise.all([...all.map(({ id }) => pay(id)), close(to), verified(500)]);
    expect(await balance('SERVICE', 'BANK')).toBe(
      54_000 - ((await service.public().call(periodsOfEstate, { estateId: estate.estateId })).items[0]?.surplusFen ?? 0),
    );
    expect(await sheet()).toMatchObject({ agrees: true, closedTo: to });
  });
});
