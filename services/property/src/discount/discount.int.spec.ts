import {
  billsOfEstate,
  confirmEntitlement,
  correctUnit,
  discountsOfEstate,
  draftDiscount,
  draftStatement,
  endDiscount,
  endEntitlement,
  entitlementsOfEstate,
  feeSchedulesOfEstate,
  householdPlaced,
  householdStatement,
  issueBills,
  payBill,
  publishDiscount,
  readEntitlement,
  recordEntitlement,
  requestReturn,
  signContract,
  trialBalanceOfEstate,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { eventually, type TestCaller, type TestService } from '@gezhi/shared/testing';
import { startPropertyService } from '../known-community/known-community.fixture.js';
import { communityCode, day, servicedEstate, today, withContracts, type ServicedEstate } from '../trial/serviced-estate.fixture.js';

const refusal = (name: string) => expect.objectContaining({ code: `property.discount.${name}` });
let service: TestService;
let estate: ServicedEstate;
let worker: TestCaller;
let feeScheduleId: string;
beforeAll(async () => {
  service = await startPropertyService();
}, 120_000);
afterAll(() => service?.stop());
beforeEach(async () => {
  estate = await servicedEstate(service, 3);
  worker = service.as({ roles: ['grid-worker'], place: communityCode });
  feeScheduleId = (await service.public().call(feeSchedulesOfEstate, { estateId: estate.estateId })).items[0]!.id;
}, 30_000);

async function discounted(more = {}) {
  const half = { id: newId(), feeScheduleId, kind: 'LOW_INCOME', measure: 'SHARE', value: 5_000, reason: '低保户减半' } as const;
  const drafted = await estate.company.call(draftDiscount, { ...half, from: await today(service), ...more });
  return estate.secretary.call(publishDiscount, { id: drafted.id });
}
async function entitled(index = 0, more = {}) {
  const { unitId } = estate.units[index]!;
  const input = { id: newId(), unitId, kind: 'LOW_INCOME' as const, from: '2020-01-01', evidenceIds: [newId()], ...more };
  return worker.call(recordEntitlement, input);
}
const issue = () => estate.company.call(issueBills, { estateId: estate.estateId });
const billOf = async (index: number) => {
  const { items } = await estate.secretary.call(billsOfEstate, {
    estateId: estate.estateId,
    householdId: estate.units[index]!.householdId,
  });
  return items[0]!;
};

describe('P-12, P-14 a discount on the fee', () => {
  it('lessens the bill of who is entitled alone, and the books, the household’s statement and the public one add up', async () => {
    await discounted();
    const { id } = await entitled();
    await estate.secretary.call(confirmEntitlement, { id });
    const unconfirmed = await entitled(1);
    const contracts = await withContracts(service, estate);
    expect(await issue()).toMatchObject({ bills: 3, totalFen: 45_000 });
    const bill = await billOf(0);
    expect(bill).toMatchObject({ amountFen: 9_000, discountFen: 9_000, state: 'OPEN' });
    expect(await billOf(1)).toMatchObject({ amountFen: 18_000, discountFen: 0 });
    expect(unconfirmed.state).toBe('RECORDED');
    await estate.company.call(payBill, { id: bill.id, paymentId: newId(), amountFen: 9_000, method: 'CASH' });
    await expect(estate.company.call(payBill, { id: bill.id, paymentId: newId(), amountFen: 1, method: 'CASH' })).rejects.toMatchObject({
      code: 'platform.request.wrong-state',
    });
    const sheet = await estate.secretary.call(trialBalanceOfEstate, { estateId: estate.estateId });
    expect(sheet.accounts.find(({ account }) => account === 'PREPAID')).toMatchObject({ balanceFen: -9_000 });
    const { householdId } = estate.units[0]!;
    const whereItWent = await estate.secretary.call(householdStatement, { estateId: estate.estateId, householdId });
    expect(whereItWent).toMatchObject({ paidFen: 9_000, discountFen: 9_000 });
    expect(whereItWent.earnedFen + whereItWent.prepaidFen + whereItWent.refundedFen).toBe(9_000);
    const { sections } = await estate.secretary.call(draftStatement, { estateId: estate.estateId });
    const lines = sections.flatMap((section) => section.lines);
    expect(lines.find(({ code }) => code === 'BILLS.BASIC')).toMatchObject({ text: '3 份', amountFen: 45_000 });
    expect(lines.find(({ code }) => code === 'DISCOUNTS.BASIC')).toMatchObject({ text: '1 份', amountFen: 9_000, of: null });
    expect(JSON.stringify({ sections, whereItWent, bill })).not.toMatch(/LOW_INCOME|低保/);
    expect(await estate.secretary.call(readEntitlement, { id })).toMatchObject({
      ...{ kind: 'LOW_INCOME', bills: [{ billId: bill.id, amountFen: 9_000 }] },
    });
    const returned = await estate.company.call(requestReturn, { id: bill.contractId! });
    expect(contracts).toContain(bill.contractId);
    const ended = await billOf(0);
    expect(ended.amountFen + ended.discountFen).toBeLessThan(100);
    expect(returned.refunds).toMatchObject([{ amountFen: 9_000 - ended.amountFen }]);
  });

  it('names what a household is entitled to in no event, no list and no audit row', async () => {
    await discounted();
    const { id } = await entitled();
    await estate.secretary.call(confirmEntitlement, { id });
    await withContracts(service, estate);
    await issue();
    const listed = await estate.secretary.call(entitlementsOfEstate, { estateId: estate.estateId });
    expect(listed.items).toHaveLength(1);
    const { rows: told } = await service.database.pool.query('SELECT event AS text FROM outbox');
    const { rows: audited } = await service.database.pool.query('SELECT to_jsonb(a)::text AS text FROM audit a WHERE aggregate_id = $1', [
      id,
    ]);
    expect(audited).toHaveLength(2);
    for (const { text } of [...told, ...audited, { text: JSON.stringify(listed) }]) expect(text).not.toContain('LOW_INCOME');
    const other = service.as({ roles: ['resident'], household: estate.units[1]!.householdId });
    await expect(other.call(readEntitlement, { id })).rejects.toMatchObject({ code: 'platform.request.not-found' });
    const own = service.as({ roles: ['resident'], household: estate.units[0]!.householdId });
    expect(await own.call(readEntitlement, { id })).toMatchObject({ kind: 'LOW_INCOME' });
    await expect(estate.company.call(readEntitlement, { id })).rejects.toMatchObject({ code: 'platform.request.forbidden' });
  });

  it('takes two people each, and one record of a kind', async () => {
    const half = { id: newId(), feeScheduleId, kind: 'LOW_INCOME', measure: 'SHARE', value: 5_000, reason: '低保户减半' } as const;
    await estate.secretary.call(draftDiscount, { ...half, from: await today(service) });
    await expect(estate.secretary.call(publishDiscount, { id: half.id })).rejects.toEqual(refusal('second-person-required'));
    expect((await service.public().call(discountsOfEstate, { estateId: estate.estateId })).items).toEqual([]);
    const once = await entitled();
    await expect(entitled()).rejects.toEqual(refusal('entitlement-recorded'));
    await estate.secretary.call(endEntitlement, { id: once.id, lastDay: await today(service), reason: '登记有误' });
    const { unitId } = estate.units[0]!;
    const alone = { id: newId(), unitId, kind: 'LOW_INCOME' as const, from: '2020-01-01', evidenceIds: [newId()] };
    await estate.secretary.call(recordEntitlement, alone);
    await expect(estate.secretary.call(confirmEntitlement, { id: alone.id })).rejects.toEqual(refusal('second-person-required'));
    await expect(entitled(0, { unitId: newId() })).rejects.toEqual(refusal('unit-unknown'));
  });

  it('what ended lessens no later term, and issued bills stay', async () => {
    const { id: discountId } = await discounted();
    const { id } = await entitled();
    await estate.secretary.call(confirmEntitlement, { id });
    await withContracts(service, estate);
    await Promise.all([issue(), issue(), issue()]);
    await estate.secretary.call(endDiscount, { id: discountId, lastDay: await today(service), reason: '政策到期' });
    expect(await billOf(0)).toMatchObject({ amountFen: 9_000, discountFen: 9_000 });
    expect((await service.public().call(discountsOfEstate, { estateId: estate.estateId })).items).toMatchObject([
      { id: discountId, state: 'ENDED', endReason: '政策到期' },
    ]);
    await service.advance(366 * day);
    expect(await issue()).toMatchObject({ bills: 3, totalFen: 54_000 });
  });

  it('does not go with the unit to the next household, nor out of the band', async () => {
    await discounted();
    const { id } = await entitled();
    await estate.secretary.call(confirmEntitlement, { id });
    const { unitId } = estate.units[0]!;
    const householdId = newId();
    const placed = { gridCode: `${communityCode}001`, communityCode, validFrom: new Date(0).toISOString(), version: 1 };
    await service.publish(householdPlaced, { ...placed, placements: [{ householdId, kind: 'RESIDENT' as const }] });
    await eventually(() => estate.secretary.call(correctUnit, { id: unitId, householdId }));
    await estate.company.call(signContract, { id: newId(), unitId, consentEvidenceIds: [newId()] });
    await service.advance(day);
    expect(await issue()).toMatchObject({ bills: 1, totalFen: 18_000 });
    const { items } = await estate.secretary.call(billsOfEstate, { estateId: estate.estateId });
    expect(items).toMatchObject([{ householdId, amountFen: 18_000, discountFen: 0 }]);
    await expect(discounted({ kind: 'YEAR_AHEAD', measure: 'AMOUNT', value: 3_001 })).rejects.toEqual(refusal('below-band'));
    await expect(discounted({ value: 10_001 })).rejects.toEqual(refusal('above-fee'));
    await expect(discounted({ feeScheduleId: newId() })).rejects.toEqual(refusal('fee-unpublished'));
  });
});
