import {
  billsOfEstate,
  consentOfContract,
  consentOfTrial,
  contractsOfEstate,
  contractSigned,
  convertTrial,
  correctUnit,
  declineTrial,
  draftFeeSchedule,
  householdLeft,
  householdPlaced,
  issueBills,
  openOffer,
  payBill,
  publishFeeSchedule,
  readTrial,
  recordOwnership,
  refundsOfEstate,
  registerEstate,
  registerOwner,
  requestReturn,
  signContract,
  startTrial,
  trialsOfEstate,
  unbilledTerms,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { eventually, type TestService } from '@gezhi/shared/testing';
import { BillSchedule } from '../bill/bill.schedule.js';
import { startPropertyService } from '../known-community/known-community.fixture.js';
import { communityCode, day, servicedEstate, surveyed, today, withContracts, type ServicedEstate } from './serviced-estate.fixture.js';

const refusal = (feature: string, name: string) => expect.objectContaining({ code: `property.${feature}.${name}` });
const platform = (name: string) => expect.objectContaining({ code: `platform.request.${name}` });

let service: TestService;
let estate: ServicedEstate;
beforeAll(async () => {
  service = await startPropertyService();
}, 120_000);
afterAll(() => service?.stop());

const later = async (days: number) => new Date(Date.parse(await today(service)) + days * day).toISOString().slice(0, 10);
const begin = (n: number, by = estate.company, id = newId()) => by.call(startTrial, { id, unitId: estate.units[n]!.unitId });
const residentOf = (householdId: string) => service.as({ roles: ['resident'], household: householdId });
const sign = (n: number, by = estate.company, consentEvidenceIds = [newId()], id = newId()) =>
  by.call(signContract, { id, unitId: estate.units[n]!.unitId, consentEvidenceIds });
const contracts = async () => (await estate.secretary.call(contractsOfEstate, { estateId: estate.estateId })).items;
const bills = async () => (await estate.secretary.call(billsOfEstate, { estateId: estate.estateId })).items;

async function ownedBy(n: number, ownerId: string, validFrom = new Date(0)) {
  const titles = [{ ownerId }];
  const owned = { form: 'SOLE', titles, basis: 'TITLE_REGISTER', validFrom: validFrom.toISOString() } as const;
  await estate.secretary.call(recordOwnership, { id: newId(), unitId: estate.units[n]!.unitId, ...owned });
}
async function owner() {
  const id = newId();
  await estate.secretary.call(registerOwner, { id, estateId: estate.estateId, kind: 'PERSON', name: '演示业主' });
  return id;
}
async function newHousehold() {
  const householdId = newId();
  const placed = { gridCode: `${communityCode}001`, communityCode, validFrom: new Date(0).toISOString(), version: 1 };
  await service.publish(householdPlaced, { ...placed, placements: [{ householdId, kind: 'RESIDENT' as const }] });
  return householdId;
}
async function movesIn(n: number, householdId: string) {
  await eventually(() => estate.secretary.call(correctUnit, { id: estate.units[n]!.unitId, householdId }));
}

async function bareEstate(withSurvey: boolean) {
  const secretary = service.as({ roles: ['community-secretary'], place: communityCode });
  const bare = {
    id: newId(),
    communityCode,
    name: `尚无收费小区${newId()}`.slice(0, 40),
    addressLabel: '演示路1号',
    evidenceIds: [newId()],
  };
  await secretary.call(registerEstate, { ...bare, cause: 'OTHER', grounds: '演示' });
  if (withSurvey) await surveyed(secretary, bare.id);
  return { secretary, estateId: bare.id };
}
const fee = { amountFen: 16_000, unit: 'HOUSEHOLD', period: 'YEAR' } as const;

describe('P-12, P-13 a fee is in force whenever there is something to bill', () => {
  it('a fee of a far future is refused, and a promise without a fee on its first paid day', async () => {
    const { secretary, estateId } = await bareEstate(true);
    const { id } = await secretary.call(draftFeeSchedule, { id: newId(), estateId, ...fee });
    for (const effectiveFrom of ['9999-12-31', await later(370)])
      await expect(secretary.call(publishFeeSchedule, { id, effectiveFrom })).rejects.toThrow(refusal('fee-schedule', 'too-far-ahead'));
    await secretary.call(publishFeeSchedule, { id, effectiveFrom: await later(200) });
    const offer = () => secretary.call(openOffer, { id: newId(), estateId, text: '演示', rollHoliday: false });
    await expect(offer()).rejects.toThrow(refusal('offer', 'fee-not-in-force'));
    await service.advance(150 * day);
    await offer();
  });

  it('nobody goes on to paid service before a fee is in force', async () => {
    estate = await servicedEstate(service, 1);
    const trial = await begin(0);
    await service.database.pool.query(
      `UPDATE fee_schedule SET effective_from = effective_from + 300 WHERE estate_id = '${estate.estateId}'`,
    );
    const yes = { id: trial.id, contractId: newId(), consentEvidenceIds: [newId()] };
    await expect(estate.company.call(convertTrial, yes)).rejects.toThrow(refusal('offer', 'fee-not-in-force'));
    await estate.company.call(declineTrial, { id: trial.id });
    await expect(sign(0)).rejects.toThrow(refusal('offer', 'fee-not-in-force'));
  });

  it('an estate that cannot be billed keeps no other from its bills, and is told', async () => {
    const estates = [await servicedEstate(service, 1), await servicedEstate(service, 1), await servicedEstate(service, 1)];
    for (const one of estates) await withContracts(service, one);
    const stuck = estates[1]!.estateId;
    await service.database.pool.query(`UPDATE fee_schedule SET effective_from = effective_from + 3000 WHERE estate_id = '${stuck}'`);
    await service.get(BillSchedule).issue();
    const unbilled = await estates[1]!.secretary.call(unbilledTerms, { estateId: stuck });
    expect(unbilled.items).toMatchObject([{ estateId: stuck, reason: 'FEE_MISSING' }]);
    for (const one of [estates[0]!, estates[2]!]) {
      estate = one;
      expect(await bills()).toHaveLength(1);
    }
    await service.database.pool.query(`UPDATE fee_schedule SET effective_from = effective_from - 3000 WHERE estate_id = '${stuck}'`);
    await service.get(BillSchedule).issue();
    expect((await estates[1]!.secretary.call(unbilledTerms, { estateId: stuck })).items).toEqual([]);
  });
});

describe('P-01 fee, promise and trial come to an estate that was surveyed', () => {
  it('not to one that nobody looked at', async () => {
    const { secretary, estateId } = await bareEstate(false);
    const draft = () => secretary.call(draftFeeSchedule, { id: newId(), estateId, ...fee });
    await expect(draft()).rejects.toThrow(refusal('estate', 'not-surveyed'));
    await expect(secretary.call(openOffer, { id: newId(), estateId, text: '演示' })).rejects.toThrow(refusal('estate', 'not-surveyed'));
    await surveyed(secretary, estateId);
    await draft();
  });
});

describe('P-T6 a unit is tried once, and again by other owners alone', () => {
  it('an owner who is entered afterwards, or anew, is no other owner', async () => {
    estate = await servicedEstate(service, 1, { retrialOnOwnershipChange: true });
    const first = await begin(0);
    await expect(begin(0)).rejects.toThrow(refusal('trial', 'already-used'));
    await estate.company.call(declineTrial, { id: first.id });
    const [seller, buyer] = [await owner(), await owner()];
    await ownedBy(0, seller);
    await expect(begin(0)).rejects.toThrow(refusal('trial', 'already-used'));
    await ownedBy(0, seller, new Date(1000));
    await expect(begin(0)).rejects.toThrow(refusal('trial', 'already-used'));
    await service.advance(3 * day);
    const { rows } = await service.database.pool.query('SELECT gezhi_now() AS now');
    await ownedBy(0, buyer, new Date((rows[0] as { now: string }).now));
    const tries = await Promise.allSettled(Array.from({ length: 10 }, () => begin(0)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of tries) if (one.status === 'rejected') expect(one.reason).toEqual(refusal('trial', 'already-used'));
    expect((await estate.secretary.call(trialsOfEstate, { estateId: estate.estateId, state: 'ACTIVE' })).items).toHaveLength(1);
    await expect(sign(0)).rejects.toThrow(refusal('trial', 'trial-running'));
  });

  it('not while a contract stands, however they race', async () => {
    estate = await servicedEstate(service, 4);
    await sign(0);
    await expect(begin(0)).rejects.toThrow(refusal('trial', 'contract-standing'));
    for (const n of [1, 2, 3]) {
      await Promise.allSettled([begin(n), sign(n), begin(n), sign(n)]);
      const unitId = estate.units[n]!.unitId;
      const trials = (await estate.secretary.call(trialsOfEstate, { estateId: estate.estateId })).items.filter(
        (one) => one.unitId === unitId,
      );
      const signed = (await contracts()).filter((one) => one.unitId === unitId);
      expect(trials.length + signed.length).toBe(1);
    }
  });

  it('the same start sent again under a new key answers with the trial', async () => {
    estate = await servicedEstate(service, 1);
    const id = newId();
    const first = await begin(0, estate.company, id);
    expect(await begin(0, estate.company, id)).toEqual(first);
  });
});

describe('P-10, P-13 paid service without free months', () => {
  beforeEach(async () => {
    estate = await servicedEstate(service, 2);
  }, 30_000);

  it('who declined or returned comes back by a contract, from the day after what was free or paid', async () => {
    const trial = await begin(0);
    await estate.company.call(declineTrial, { id: trial.id });
    const resident = residentOf(estate.units[0]!.householdId);
    await expect(sign(0, estate.company, [])).rejects.toThrow(refusal('trial', 'consent-required'));
    await expect(sign(1, resident, [])).rejects.toThrow(refusal('trial', 'unit-unknown'));
    const id = newId();
    const first = await sign(0, resident, [], id);
    expect(first).toMatchObject({ trialId: null, state: 'STANDING', startsOn: expect.any(String) });
    expect(first.startsOn > trial.lastDay).toBe(true);
    expect(await sign(0, resident, [], id)).toEqual(first);
    await expect(sign(0, resident, [])).rejects.toThrow(refusal('trial', 'contract-standing'));
    expect((await service.told(contractSigned)).filter(({ data }) => data.estateId === estate.estateId)).toHaveLength(1);
    await service.advance(100 * day);
    await estate.company.call(issueBills, { estateId: estate.estateId });
    expect(await bills()).toMatchObject([{ contractId: id, from: first.startsOn }]);
    await resident.call(requestReturn, { id });
    expect(await sign(0)).toMatchObject({ startsOn: await later(1) });
  });

  it('the form that a household signed is seen by those who keep the contract, and itself', async () => {
    const [form, other] = [newId(), newId()];
    const trial = await begin(0);
    await estate.company.call(convertTrial, { id: trial.id, contractId: newId(), consentEvidenceIds: [form] });
    const { id } = await sign(1, estate.company, [other]);
    for (const by of [estate.secretary, estate.company, residentOf(estate.units[0]!.householdId)])
      expect(await by.call(consentOfTrial, { id: trial.id })).toEqual({ evidenceIds: [form] });
    expect(await estate.secretary.call(consentOfContract, { id })).toEqual({ evidenceIds: [other] });
    const neighbour = residentOf(estate.units[1]!.householdId);
    await expect(neighbour.call(consentOfTrial, { id: trial.id })).rejects.toThrow(platform('not-found'));
    const member = service.as({ roles: ['committee-member'], estate: estate.estateId });
    await expect(member.call(consentOfTrial, { id: trial.id })).rejects.toThrow();
    expect(await member.call(readTrial, { id: trial.id })).not.toHaveProperty('consentEvidenceIds');
  });
});

describe('P-10, P-T7, P-11 a household that is not there any more', () => {
  beforeEach(async () => {
    estate = await servicedEstate(service, 2);
  }, 30_000);

  it('does not go on; the free months are answered by whoever the unit names', async () => {
    const trial = await begin(0);
    const [former, present] = [residentOf(estate.units[0]!.householdId), await newHousehold()];
    await movesIn(0, present);
    await expect(former.call(convertTrial, { id: trial.id, contractId: newId() })).rejects.toMatchObject({
      code: expect.stringMatching(/^(property\.trial\.household-gone|platform\.request\.not-found)$/),
    });
    const contractId = newId();
    await eventually(() => residentOf(present).call(readTrial, { id: trial.id }));
    await residentOf(present).call(convertTrial, { id: trial.id, contractId });
    expect(await contracts()).toMatchObject([{ id: contractId, householdId: present, trialId: trial.id }]);
  });

  it('nor when it left and the unit names nobody', async () => {
    const trial = await begin(0);
    const { householdId } = estate.units[0]!;
    const left = { householdId, kind: 'RESIDENT', gridCode: `${communityCode}001`, communityCode } as const;
    await service.publish(householdLeft, { ...left, at: new Date().toISOString(), version: 2 });
    await eventually(async () => {
      const named = await service.database.pool.query('SELECT 1 FROM unit WHERE household_id = $1', [householdId]);
      expect(named.rows).toEqual([]);
    });
    await expect(residentOf(householdId).call(convertTrial, { id: trial.id, contractId: newId() })).rejects.toThrow(
      refusal('trial', 'household-gone'),
    );
    await expect(estate.company.call(convertTrial, { id: trial.id, contractId: newId(), consentEvidenceIds: [newId()] })).rejects.toThrow(
      refusal('trial', 'household-gone'),
    );
  });

  it('is billed no more: its contract ends, and what it paid for later days comes back', async () => {
    await withContracts(service, estate);
    await estate.company.call(issueBills, { estateId: estate.estateId });
    const left = estate.units[0]!;
    const bill = (await bills()).find(({ unitId }) => unitId === left.unitId)!;
    await estate.company.call(payBill, { id: bill.id, paymentId: newId(), amountFen: 18_000, method: 'CASH' });
    const present = await newHousehold();
    await movesIn(0, present);
    await eventually(async () => {
      const [ended] = (await contracts()).filter(({ unitId }) => unitId === left.unitId);
      expect(ended).toMatchObject({ state: 'RETURNED', householdId: left.householdId });
    });
    const { items } = await residentOf(left.householdId).call(refundsOfEstate, { estateId: estate.estateId });
    expect(items).toMatchObject([{ billId: bill.id, state: 'DUE' }]);
    const next = await sign(0, residentOf(present), []);
    expect(next).toMatchObject({ householdId: present, startsOn: await later(1) });
    await service.advance(400 * day);
    await estate.company.call(issueBills, { estateId: estate.estateId });
    const later18 = (await bills()).filter(({ unitId, id }) => unitId === left.unitId && id !== bill.id);
    expect(later18.map(({ householdId }) => householdId)).toEqual([present, present]);
  });
});
