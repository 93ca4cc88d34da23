import { billsIssued, billsOfEstate, issueBills, unbilledTerms } from '@gezhi/shared/contracts';
import type { TestService } from '@gezhi/shared/testing';
import { startPropertyService } from '../known-community/known-community.fixture.js';
import { servicedEstate, withContracts, type ServicedEstate } from '../trial/serviced-estate.fixture.js';
import fc from 'fast-check';
import { firstDay, unbilledReason } from './bill.plan.js';
import { isBillable, termOf } from './bill.rules.js';
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

describe('P-12, P-T5 what the database says of a term is what the rule says', () => {
  const day = fc.integer({ min: -800, max: 800 }).map((n) => new Date(Date.UTC(2028, 1, 29) + n * 86_400_000).toISOString().slice(0, 10));
  const household = fc.option(fc.constantFrom('01890000-0000-7000-8000-000000000001', '01890000-0000-7000-8000-000000000002'));
  const terms = fc.record({
    startsOn: day,
    term: fc.integer({ min: 0, max: 4 }),
    lastFreeDay: fc.option(day),
    named: household,
    fees: fc.array(fc.record({ day, state: fc.constantFrom('PUBLISHED', 'DRAFT') }), { maxLength: 3 }),
  });
  const asked = `WITH cases AS (SELECT * FROM json_to_recordset($1::json)
      AS k (n int, "startsOn" date, term int, "lastFreeDay" date, named uuid, fees jsonb)),
    fee_schedule AS (SELECT k.n AS estate_id, f.state, f.day AS effective_from FROM cases k, jsonb_to_recordset(k.fees) AS f (day date, state text))
    SELECT d.from_day::text AS "from", (${unbilledReason}) IS NULL AS billable
    FROM cases k
      CROSS JOIN LATERAL (SELECT k."startsOn" AS starts_on, '01890000-0000-7000-8000-000000000001'::uuid AS household_id, k.n AS estate_id) c
      CROSS JOIN LATERAL (SELECT k.named AS household_id) u
      CROSS JOIN LATERAL (SELECT k."lastFreeDay" AS last_day) r
      CROSS JOIN LATERAL (SELECT k.term) g
      CROSS JOIN LATERAL (SELECT ${firstDay} AS from_day) d
    ORDER BY k.n`;

  it('of 5,000 terms, leap days among them', async () => {
    const cases = fc.sample(terms, { numRuns: 5_000, seed: 20 });
    const { rows } = await run(asked, [JSON.stringify(cases.map((one, n) => ({ n, ...one })))]);
    const decided = cases.map(({ startsOn, term, lastFreeDay, named, fees }) => {
      const published = fees.filter(({ state }) => state === 'PUBLISHED').sort((a, b) => (a.day < b.day ? 1 : -1));
      const due = {
        contractId: '',
        estateId: '',
        communityCode: '',
        unitId: '',
        householdId: '',
        area: 1,
        entitled: [],
        startsOn,
        term,
        lastFreeDay,
      };
      const isServed = named === '01890000-0000-7000-8000-000000000001';
      const inForce = published.map(({ day: effectiveFrom }) => ({ effectiveFrom }) as never);
      return { from: termOf(startsOn, term).from, billable: isBillable({ ...due, isServed }, inForce) };
    });
    expect(rows).toEqual(decided);
    const billable = decided.filter((one) => one.billable).length;
    expect(billable).toBeGreaterThan(100);
    expect(billable).toBeLessThan(4_900);
  });
});
