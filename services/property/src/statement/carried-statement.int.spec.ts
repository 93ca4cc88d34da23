import {
  approveAdvance,
  billsOfEstate,
  bookAdvance,
  closePeriod,
  draftStatement,
  entriesOfEstate,
  householdStatement,
  issueBills,
  orderService,
  payBill,
  proposeSpending,
  publishStatement,
  recordCost,
  recordServiceUse,
  reverseCost,
  reverseSpending,
  spend,
  verifyCost,
  type OutputOf,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { addDays, sumFen } from '@gezhi/shared/domain';
import type { TestService } from '@gezhi/shared/testing';
import { offeredVersion } from '../order/ordering.fixture.js';
import { startPropertyService } from '../known-community/known-community.fixture.js';
import { communityCode, day, servicedEstate, today, withContracts, type ServicedEstate } from '../trial/serviced-estate.fixture.js';

type Told = Pick<OutputOf<typeof draftStatement>, 'sections'>;
const told = ({ sections }: Told, code: string) =>
  sections.flatMap(({ lines }) => lines).find((one) => one.code.startsWith(code))?.amountFen;

let service: TestService;
let estate: ServicedEstate;
let estateId: string;
beforeAll(async () => {
  service = await startPropertyService();
}, 120_000);
afterAll(() => service?.stop());
beforeEach(async () => {
  estate = await servicedEstate(service, 1);
  ({ estateId } = estate);
  await withContracts(service, estate);
}, 60_000);

const draft = () => estate.secretary.call(draftStatement, { estateId });
const pay = (id: string, amountFen: number) => estate.company.call(payBill, { id, paymentId: newId(), amountFen, method: 'CASH' });
async function verified(amountFen: number): Promise<string> {
  const [id, evidenceIds, incurredOn] = [newId(), [newId()], await today(service)];
  await estate.company.call(recordCost, { id, estateId, amountFen, category: 'CLEANING', purpose: '演示', incurredOn, evidenceIds });
  await estate.secretary.call(verifyCost, { id });
  return id;
}
async function basicPaid(): Promise<void> {
  await estate.company.call(issueBills, { estateId });
  const { items } = await estate.company.call(billsOfEstate, { estateId });
  await pay(items[0]!.id, 18_000);
}
async function closed() {
  return estate.secretary.call(closePeriod, { id: newId(), estateId, to: addDays(await today(service), -1) });
}
const publish = (periodId: string) => estate.secretary.call(publishStatement, { id: newId(), estateId, periodId });
/** A project of the advance, approved; spends so much of it and returns the project. */
async function drawn(purpose: 'PROJECT' | 'DEFICIT', amountFen: number): Promise<string> {
  await estate.secretary.call(bookAdvance, { id: newId(), estateId, amountFen: 500_000, reason: '演示', evidenceIds: [newId()] });
  const project = { id: newId(), estateId, fund: 'GOVERNMENT_ADVANCE', purpose, title: '楼道照明', budgetFen: 500_000 } as const;
  await estate.company.call(proposeSpending, project);
  await service.as({ roles: ['street-leader'], place: communityCode.slice(0, 9) }).call(approveAdvance, { id: project.id });
  await estate.secretary.call(spend, { id: project.id, amountFen, evidenceIds: [newId()] });
  return project.id;
}

describe('P-14, P-T19 the statement after a deficit', () => {
  it('makes the deficit carried from before good first, says so, and is published', async () => {
    await basicPaid();
    await verified(2_000);
    await service.advance(10 * day);
    const first = await closed();
    expect(first.deficitFen).toBeGreaterThan(1_000);
    await publish(first.id);

    await service.advance(100 * day);
    const open = await draft();
    const second = await closed();
    expect(second).toMatchObject({ carriedDeficitFen: first.deficitFen, surplusFen: second.incomeFen - first.deficitFen });
    expect(told(open, 'CARRIED_DEFICIT')).toBe(first.deficitFen);
    const statement = await publish(second.id);
    expect([told(statement, 'CARRIED_DEFICIT'), told(statement, 'RESULT_SURPLUS'), told(statement, 'SURPLUS')]).toEqual([
      first.deficitFen,
      second.surplusFen,
      second.surplusFen,
    ]);

    const { householdId } = estate.units[0]!;
    const { uses, periodEarnedFen } = await estate.company.call(householdStatement, { estateId, householdId, periodId: second.id });
    expect(uses.map(({ code, estateFen }) => [code, estateFen])).toEqual([
      ['CARRIED_DEFICIT', first.deficitFen],
      ['SURPLUS', second.surplusFen],
    ]);
    expect(sumFen(uses.map(({ shareFen }) => shareFen))).toBe(periodEarnedFen);
  }, 60_000);

  it('of a deficit that grows tells what is to be made good in all', async () => {
    await verified(2_000);
    await service.advance(day);
    await publish((await closed()).id);
    await verified(3_000);
    await service.advance(day);
    const second = await closed();
    expect(second).toMatchObject({ carriedDeficitFen: 2_000, deficitFen: 5_000 });
    expect(told(await publish(second.id), 'RESULT_DEFICIT')).toBe(5_000);
  }, 60_000);
});

describe('P-T16b, P-T12 what was ordered is earned by use, in open days too', () => {
  it('paid and not used is prepaid, for the estate and for the household', async () => {
    const { householdId, unitId } = estate.units[0]!;
    const itemVersionId = await offeredVersion(service, estate, 1_000);
    const input = { id: newId(), unitId, itemVersionId, quantity: 10, evidenceIds: [newId()] };
    const { id, billId } = await estate.company.call(orderService, input);
    await pay(billId, 10_000);
    const mine = () => estate.company.call(householdStatement, { estateId, householdId });
    expect([told(await draft(), 'INCOME'), (await mine()).periodEarnedFen]).toEqual([0, 0]);
    const use = { id, useId: newId(), usedOn: await today(service), quantity: 3, evidenceIds: [newId()] };
    await estate.company.call(recordServiceUse, use);
    expect([told(await draft(), 'INCOME'), (await mine()).periodEarnedFen]).toEqual([3_000, 3_000]);
  }, 60_000);
});

describe('P-14, P-T20 what was taken back', () => {
  it('is no project that was paid', async () => {
    const id = await drawn('PROJECT', 60_000);
    expect(told(await draft(), 'PROJECT')).toBe(60_000);
    const { items } = await estate.secretary.call(entriesOfEstate, { estateId, kind: 'SPENDING' });
    const leader = service.as({ roles: ['street-leader'], place: communityCode.slice(0, 9) });
    await leader.call(reverseSpending, { id, entryId: items[0]!.id, reason: '记错' });
    await estate.secretary.call(spend, { id, amountFen: 25_000, evidenceIds: [newId()] });
    const now = await draft();
    expect([told(now, 'PROJECT'), told(now, 'ADVANCE_SPENT')]).toEqual([25_000, 25_000]);
  }, 60_000);

  it('comes back to the advance, line by line', async () => {
    const cost = await verified(70_000);
    await service.advance(day);
    await closed();
    await drawn('DEFICIT', 60_000);
    await estate.secretary.call(reverseCost, { id: cost, reason: '凭证有误' });
    const now = await draft();
    const advance = ['ADVANCE_BOOKED', 'ADVANCE_DRAWN', 'ADVANCE_RETURNED', 'ADVANCE_SPENT', 'ADVANCE_BALANCE'].map((code) =>
      told(now, code),
    );
    expect(advance).toEqual([500_000, 60_000, 60_000, 0, 500_000]);
  }, 60_000);
});
