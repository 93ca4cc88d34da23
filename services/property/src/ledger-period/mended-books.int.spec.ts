import {
  approveAdvance,
  billsOfEstate,
  bookAdvance,
  closePeriod,
  convertTrial,
  issueBills,
  payBill,
  proposeSpending,
  recordCost,
  refundsOfEstate,
  requestReturn,
  reverseCost,
  settleRefund,
  spend,
  startTrial,
  trialBalanceOfEstate,
  verifyCost,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import type { TestCaller, TestService } from '@gezhi/shared/testing';
import { startPropertyService } from '../known-community/known-community.fixture.js';
import { day, servicedEstate, today, withContracts, type ServicedEstate } from '../trial/serviced-estate.fixture.js';

const refusal = (feature: string, name: string) => expect.objectContaining({ code: `property.${feature}.${name}` });

let service: TestService;
let leader: TestCaller;
let estate: ServicedEstate;
let contracts: string[];
beforeAll(async () => {
  service = await startPropertyService();
  leader = service.as({ roles: ['street-leader'], place: '230521100' });
}, 120_000);
afterAll(() => service?.stop());

async function estateOf(households: number): Promise<void> {
  estate = await servicedEstate(service, households);
  contracts = await withContracts(service, estate);
}
const issue = () => estate.company.call(issueBills, { estateId: estate.estateId });
const bills = async () => (await estate.secretary.call(billsOfEstate, { estateId: estate.estateId, limit: 100 })).items;
const pay = (id: string, amountFen = 18_000) => estate.company.call(payBill, { id, paymentId: newId(), amountFen, method: 'CASH' });
const giveBack = (id: string, lastDay?: string) => estate.company.call(requestReturn, { id, ...(lastDay && { lastDay }) });
const sheet = () => estate.secretary.call(trialBalanceOfEstate, { estateId: estate.estateId });
const balance = async (fund: string, account: string) =>
  (await sheet()).accounts.find((one) => one.fund === fund && one.account === account)?.balanceFen ?? 0;
const close = (to: string) => estate.secretary.call(closePeriod, { id: newId(), estateId: estate.estateId, to });
const shift = (date: string, days: number) => new Date(Date.parse(date) + days * day).toISOString().slice(0, 10);
const yesterday = async () => shift(await today(service), -1);
async function verified(amountFen: number): Promise<string> {
  const incurredOn = await today(service);
  const cost = { id: newId(), estateId: estate.estateId, amountFen, purpose: '保洁', incurredOn, evidenceIds: [newId()] };
  await estate.company.call(recordCost, cost);
  await estate.secretary.call(verifyCost, { id: cost.id });
  return cost.id;
}
async function drawing(budgetFen: number) {
  const { estateId } = estate;
  await leader.call(bookAdvance, { id: newId(), estateId, amountFen: 500_000, reason: '前期投入', evidenceIds: [newId()] });
  const draw = await estate.secretary.call(proposeSpending, {
    ...{ id: newId(), estateId, fund: 'GOVERNMENT_ADVANCE', purpose: 'DEFICIT', title: '弥补亏损', budgetFen },
  });
  await leader.call(approveAdvance, { id: draw.id });
  return (amountFen: number) => estate.secretary.call(spend, { id: draw.id, amountFen, evidenceIds: [newId()] });
}
async function everyCashHolds(): Promise<void> {
  for (const { fund, account, balanceFen } of (await sheet()).accounts)
    if (account === 'BANK') expect([fund, balanceFen >= 0]).toEqual([fund, true]);
}

describe('P-11, P-T8, P-T9 a return beside billing', () => {
  it('whichever comes first, what was returned owes the day that was served and no year', async () => {
    await estateOf(10);
    await Promise.all([issue(), ...contracts.map((id) => giveBack(id)), issue()]);
    const first = await today(service);
    const owed = await bills();
    expect(owed).toHaveLength(10);
    for (const bill of owed) expect(bill).toMatchObject({ from: first, to: first, amountFen: 49, state: 'OPEN' });
    await service.advance(400 * day);
    expect((await issue()).bills).toBe(0);
  }, 60_000);

  it('service that was never billed is billed up to its last day, which lies within the term', async () => {
    await estateOf(2);
    const first = await today(service);
    const [one, other] = contracts;
    await expect(giveBack(one!, '9999-12-31')).rejects.toThrow(refusal('return', 'day-too-late'));
    expect((await giveBack(one!, shift(first, 9))).contract).toMatchObject({ state: 'RETURNED', endsOn: shift(first, 9) });
    expect(await bills()).toMatchObject([{ from: first, to: shift(first, 9), amountFen: 493 }]);
    await issue();
    const bill = (await bills()).find(({ contractId }) => contractId === other)!;
    await expect(giveBack(other!, shift(bill.to, 1))).rejects.toThrow(refusal('return', 'day-too-late'));
    expect((await giveBack(other!, bill.to)).refunds).toEqual([]);
  }, 60_000);

  it('before the first day nothing is owed', async () => {
    estate = await servicedEstate(service, 1);
    const trial = await estate.company.call(startTrial, { id: newId(), unitId: estate.units[0]!.unitId });
    const contractId = newId();
    await estate.company.call(convertTrial, { id: trial.id, contractId, consentEvidenceIds: [newId()] });
    await expect(giveBack(contractId, shift(trial.lastDay, 1))).rejects.toThrow(refusal('return', 'day-too-late'));
    expect(await giveBack(contractId)).toMatchObject({ refunds: [], contract: { state: 'RETURNED' } });
    expect(await bills()).toEqual([]);
  }, 60_000);
});

describe('P-T20 the trial balance', () => {
  it('shows debits and credits alike when some accounts never had a debit', async () => {
    await estateOf(1);
    await issue();
    await pay((await bills())[0]!.id, 500);
    expect(await sheet()).toMatchObject({ agrees: true, debitsFen: 500, creditsFen: 500 });
  }, 60_000);
});

describe('P-T16b income is received and earned', () => {
  it('nothing is earned on what was paid after the last day', async () => {
    await estateOf(1);
    await issue();
    await service.advance(9 * day);
    await pay((await bills())[0]!.id);
    await service.advance(day);
    expect(await close(shift(await today(service), -3))).toMatchObject({ incomeFen: 0, surplusFen: 0, prepaidFen: 0 });
    const { incomeFen, prepaidFen } = await close(await yesterday());
    expect(incomeFen).toBe(Math.round((18_000 * 10) / 365));
    expect(prepaidFen).toBe(18_000 - incomeFen);
  }, 60_000);

  it('a return paid out after the last day leaves what is prepaid from 0', async () => {
    await estateOf(1);
    await issue();
    await pay((await bills())[0]!.id);
    await service.advance(5 * day);
    await giveBack(contracts[0]!);
    const [refund] = (await estate.secretary.call(refundsOfEstate, { estateId: estate.estateId })).items;
    await estate.company.call(settleRefund, { id: refund!.id, method: 'CASH' });
    const period = await close(await yesterday());
    expect(period.prepaidFen).toBeGreaterThanOrEqual(0);
    expect(period.incomeFen).toBe(Math.round((18_000 * 5) / 365));
  }, 60_000);
});

describe('P-14, P-T19 a deficit is carried', () => {
  it('what is earned later makes it good first, and a cost taken back lessens it first: no surplus out of nothing', async () => {
    await estateOf(1);
    await issue();
    await pay((await bills())[0]!.id);
    const cost = await verified(18_000);
    await everyCashHolds();
    await service.advance(30 * day);
    const one = await close(await yesterday());
    expect(one).toMatchObject({ surplusFen: 0, deficitFen: 18_000 - one.incomeFen, carriedDeficitFen: 0 });
    await service.advance(30 * day);
    const two = await close(await yesterday());
    expect(two).toMatchObject({ surplusFen: 0, deficitFen: one.deficitFen - two.incomeFen, carriedDeficitFen: one.deficitFen });
    await everyCashHolds();
    expect(await balance('SERVICE', 'PAYABLE')).toBe(-two.deficitFen);
    await estate.secretary.call(reverseCost, { id: cost, reason: '凭证有误' });
    expect(await balance('SERVICE', 'DEFICIT')).toBe(0);
    const draw = await drawing(5_000);
    await expect(draw(1)).rejects.toThrow(refusal('spending', 'no-deficit'));
    await service.advance(day);
    const three = await close(await yesterday());
    expect(three.surplusFen).toBe(one.incomeFen + two.incomeFen + three.incomeFen);
    expect(await balance('REINVESTMENT', 'BANK')).toBe(three.surplusFen);
    expect(await balance('SERVICE', 'BANK')).toBe(three.prepaidFen);
    await everyCashHolds();
  }, 60_000);

  it('an advance drawn for a deficit that no longer exists goes back', async () => {
    await estateOf(1);
    const cost = await verified(70_000);
    await service.advance(day);
    expect(await close(await yesterday())).toMatchObject({ deficitFen: 70_000 });
    const draw = await drawing(70_000);
    await draw(60_000);
    expect(await balance('SERVICE', 'PAYABLE')).toBe(-10_000);
    await everyCashHolds();
    await estate.secretary.call(reverseCost, { id: cost, reason: '凭证有误' });
    expect(await balance('SERVICE', 'DEFICIT')).toBe(0);
    expect(await balance('GOVERNMENT_ADVANCE', 'FUND_BALANCE')).toBe(-500_000);
    await service.advance(day);
    expect(await close(await yesterday())).toMatchObject({ surplusFen: 0, deficitFen: 0, verifiedCostFen: 0 });
    expect(await sheet()).toMatchObject({ agrees: true });
  }, 60_000);
});

describe('P-14, P-T19 what the households paid ahead pays no cost', () => {
  it('a cost above what the bank holds is owed, and every refund can be paid out', async () => {
    await estateOf(1);
    await issue();
    await pay((await bills())[0]!.id);
    await verified(100_000);
    await everyCashHolds();
    expect(await balance('SERVICE', 'PAYABLE')).toBe(-100_000);
    await giveBack(contracts[0]!);
    const [refund] = (await estate.secretary.call(refundsOfEstate, { estateId: estate.estateId })).items;
    await estate.company.call(settleRefund, { id: refund!.id, method: 'CASH' });
    await everyCashHolds();
    await expect(
      service.database.pool.query(`UPDATE ledger_account SET balance_fen = -1 WHERE estate_id = $1 AND account = 'BANK'`, [
        estate.estateId,
      ]),
    ).rejects.toMatchObject({ constraint: 'ledger_account_fund_check' });
  }, 60_000);
});

describe('P-T20 paying beside a close', () => {
  it('is refused for nothing but the days that are closed', async () => {
    await estateOf(6);
    await issue();
    const all = await bills();
    for (const { id } of all) await pay(id, 1_000);
    for (let round = 0; round < 8; round++) {
      await service.advance(2 * day);
      const to = await yesterday();
      const tries = await Promise.allSettled([
        ...all.map(({ id }) => pay(id, 100)),
        close(to),
        ...all.map(({ id }) => pay(id, 100)),
        close(to),
      ]);
      for (const one of tries)
        if (one.status === 'rejected')
          expect(one.reason).toMatchObject({ code: expect.stringMatching(/period-closed|concurrent/) as string });
    }
    expect(await sheet()).toMatchObject({ agrees: true });
  }, 120_000);
});
