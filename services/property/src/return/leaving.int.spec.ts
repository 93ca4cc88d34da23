import {
  billsIssued,
  billsOfEstate,
  contractsOfEstate,
  correctUnit,
  householdPlaced,
  issueBills,
  requestReturn,
  trialBalanceOfEstate,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { addDays, addMonths, daysIncluded } from '@gezhi/shared/domain';
import { eventually, type TestService } from '@gezhi/shared/testing';
import { startPropertyService } from '../known-community/known-community.fixture.js';
import { communityCode, day, servicedEstate, today, withContracts, type ServicedEstate } from '../trial/serviced-estate.fixture.js';

let service: TestService;
let estate: ServicedEstate;
let estateId: string;
beforeAll(async () => {
  service = await startPropertyService();
}, 120_000);
afterAll(() => service?.stop());
beforeEach(async () => {
  estate = await servicedEstate(service, 2);
  ({ estateId } = estate);
  await withContracts(service, estate);
}, 30_000);

const bills = async (n: number) =>
  (await estate.secretary.call(billsOfEstate, { estateId })).items.filter(({ unitId }) => unitId === estate.units[n]!.unitId).reverse();
const contract = async (n: number) =>
  (await estate.secretary.call(contractsOfEstate, { estateId })).items.find(({ unitId }) => unitId === estate.units[n]!.unitId)!;

/** Another household moves into the first unit. */
async function leaves() {
  const householdId = newId();
  const placed = { gridCode: `${communityCode}001`, communityCode, validFrom: new Date(0).toISOString(), version: 1 };
  await service.publish(householdPlaced, { ...placed, placements: [{ householdId, kind: 'RESIDENT' as const }] });
  await eventually(() => estate.secretary.call(correctUnit, { id: estate.units[0]!.unitId, householdId }));
  await eventually(async () => expect(await contract(0)).toMatchObject({ state: 'RETURNED' }));
}

describe('P-11, P-T8 served days are owed pro rata, whoever ends the service and whether they were billed before', () => {
  it('before the first bill, a household that left owes what one that returned owes', async () => {
    await service.advance(29 * day);
    const lastDay = await today(service);
    await leaves();
    await estate.company.call(requestReturn, { id: (await contract(1)).id });
    const begun = (await contract(0)).startsOn;
    const owed = Math.round((18_000 * 30) / daysIncluded(begun, addDays(addMonths(begun, 12), -1)));
    for (const n of [0, 1]) {
      expect(await contract(n)).toMatchObject({ state: 'RETURNED', endsOn: lastDay });
      expect(await bills(n)).toMatchObject([{ to: lastDay, amountFen: owed, state: 'OPEN', householdId: estate.units[n]!.householdId }]);
    }
    const told = (await service.told(billsIssued)).filter(({ data }) => data.estateId === estateId);
    expect(told).toMatchObject([{ data: { bills: 1, totalFen: owed } }, { data: { bills: 1, totalFen: owed } }]);
    expect(await estate.company.call(issueBills, { estateId })).toMatchObject({ bills: 0 });
    expect(await estate.secretary.call(trialBalanceOfEstate, { estateId })).toMatchObject({ agrees: true });
  });

  it('and so are those between the last billed term and the last day', async () => {
    await estate.company.call(issueBills, { estateId });
    await service.advance(374 * day);
    await leaves();
    await estate.company.call(requestReturn, { id: (await contract(1)).id });
    for (const n of [0, 1]) {
      const [first, second, ...more] = await bills(n);
      expect(first).toMatchObject({ amountFen: 18_000 });
      expect(second!.amountFen).toBeGreaterThanOrEqual(Math.round((18_000 * 9) / 366));
      expect(second!.amountFen).toBeLessThanOrEqual(Math.round((18_000 * 10) / 365));
      expect(second).toMatchObject({ to: await today(service), state: 'OPEN' });
      expect(more).toEqual([]);
    }
  });
});
