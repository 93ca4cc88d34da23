import { billsIssued, billsOfEstate, issueBills, unbilledTerms } from '@gezhi/shared/contracts';
import type { TestService } from '@gezhi/shared/testing';
import { startPropertyService } from '../known-community/known-community.fixture.js';
import { servicedEstate, withContracts, type ServicedEstate } from '../trial/serviced-estate.fixture.js';
import { BillSchedule } from './bill.schedule.js';

let service: TestService;
let estate: ServicedEstate;
let estateId: string;
beforeAll(async () => {
  service = await startPropertyService();
}, 120_000);
afterAll(() => service?.stop());
beforeEach(async () => {
  estate = await servicedEstate(service, 3);
  ({ estateId } = estate);
  await withContracts(service, estate);
}, 30_000);

const run = (text: string, parameters: unknown[]) => service.database.pool.query(text, parameters);
/** The contract of the first unit began so many years before any fee was in force. */
const began = (years: number) =>
  run('UPDATE service_contract SET trial_id = NULL, starts_on = (starts_on - make_interval(years => $2))::date WHERE unit_id = $1', [
    estate.units[0]!.unitId,
    years,
  ]);
const bills = async () => (await estate.secretary.call(billsOfEstate, { estateId, limit: 100 })).items;
const unbilled = async (by = estate.secretary) => (await by.call(unbilledTerms, { estateId })).items;

describe('P-12, P-13 a term without a fee keeps no other waiting', () => {
  it('the others are billed, by whoever asks and by the schedule, and those responsible see what was not, and why', async () => {
    await began(1);
    expect(await estate.company.call(issueBills, { estateId })).toEqual({ bills: 3, totalFen: 54_000, unbilled: 1 });
    expect(await bills()).toHaveLength(3);
    const { unitId, householdId } = estate.units[0]!;
    for (const by of [estate.secretary, estate.company])
      expect(await unbilled(by)).toMatchObject([{ estateId, unitId, householdId, reason: 'FEE_MISSING' }]);
    const elsewhere = service.as({ roles: ['community-secretary'], place: '320404004001' });
    expect(await unbilled(elsewhere)).toEqual([]);
    await service.get(BillSchedule).issue();
    expect(await bills()).toHaveLength(3);
    expect((await service.told(billsIssued)).filter(({ data }) => data.estateId === estateId)).toHaveLength(1);
  });

  it('a household that its unit no longer names is not billed, and told', async () => {
    const { unitId } = estate.units[1]!;
    await run('UPDATE unit SET household_id = NULL WHERE id = $1', [unitId]);
    expect(await estate.company.call(issueBills, { estateId })).toEqual({ bills: 2, totalFen: 36_000, unbilled: 1 });
    expect(await unbilled()).toMatchObject([{ unitId, reason: 'HOUSEHOLD_LEFT' }]);
  });
});
