import {
  ballotCertified,
  contractsOfEstate,
  convertTrial,
  declineTrial,
  draftFeeSchedule,
  feeSchedulePolicy,
  feeSchedulePublished,
  feeSchedulesOfEstate,
  offersOfEstate,
  openOffer,
  publishFeeSchedule,
  publishFeeSchedulePolicy,
  readTrial,
  registerEstate,
  startTrial,
  trialConversions,
  trialExpired,
  trialReminded,
  trialsOfEstate,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { eventually, type TestService } from '@gezhi/shared/testing';
import { startPropertyService } from '../known-community/known-community.fixture.js';
import { communityCode, day, servicedEstate, surveyed, today, type ServicedEstate } from './serviced-estate.fixture.js';
import { TrialSchedule } from './trial.schedule.js';

const refusal = (feature: string, name: string) => expect.objectContaining({ code: `property.${feature}.${name}` });
const platform = (name: string) => expect.objectContaining({ code: `platform.request.${name}` });

let service: TestService;
let estate: ServicedEstate;
beforeAll(async () => {
  service = await startPropertyService();
}, 120_000);
afterAll(() => service?.stop());
beforeEach(async () => {
  estate = await servicedEstate(service, 3);
}, 30_000);

const begin = (n: number, by = estate.company) => by.call(startTrial, { id: newId(), unitId: estate.units[n]!.unitId });

describe('P-12, P-T13, P-T14 the fee of an estate', () => {
  it('the first needs no decision; a change needs the one about this very fee, and its notice', async () => {
    const { estateId, company, secretary } = estate;
    const draft = (amountFen: number) =>
      company.call(draftFeeSchedule, { id: newId(), estateId, amountFen, unit: 'HOUSEHOLD', period: 'YEAR' });
    await expect(draft(14_999)).rejects.toThrow(refusal('fee-schedule', 'out-of-band'));
    const change = await draft(20_000);
    const later = new Date(Date.parse(await today(service)) + 15 * day).toISOString().slice(0, 10);
    const publish = (decisionId?: string, effectiveFrom = later) =>
      secretary.call(publishFeeSchedule, { id: change.id, effectiveFrom, decisionId });
    await expect(publish()).rejects.toThrow(refusal('decision', 'decision-required'));
    const ballot = {
      ballotId: newId(),
      majority: 'GENERAL',
      communityCode,
      estateId,
      matter: 'FEE_SCHEDULE',
      subjectId: change.id,
      outcome: 'PASSED',
    } as const;
    await service.publish(ballotCertified, { ...ballot, at: new Date().toISOString(), version: 1 });
    await eventually(() => publish(ballot.ballotId));
    await expect(publish(ballot.ballotId)).rejects.toThrow(platform('wrong-state'));
    const { items } = await service.public().call(feeSchedulesOfEstate, { estateId });
    expect(items.map(({ amountFen }) => amountFen)).toEqual([20_000, 18_000]);
    expect((await service.told(feeSchedulePublished)).filter(({ data }) => data.estateId === estateId)).toHaveLength(2);
  });

  it('of two first fees published at once one stands', async () => {
    const { secretary } = estate;
    const bare = { id: newId(), communityCode, name: '尚无收费小区', addressLabel: '演示路1号', evidenceIds: [newId()] };
    await secretary.call(registerEstate, { ...bare, cause: 'OTHER', grounds: '演示' });
    await surveyed(secretary, bare.id);
    await expect(secretary.call(openOffer, { id: newId(), estateId: bare.id, text: '演示' })).rejects.toThrow(
      refusal('offer', 'fee-schedule-missing'),
    );
    const fee = { estateId: bare.id, amountFen: 16_000, unit: 'HOUSEHOLD', period: 'YEAR' } as const;
    const drafts = await Promise.all([1, 2, 3].map(() => secretary.call(draftFeeSchedule, { id: newId(), ...fee })));
    const first = await today(service);
    const published = await Promise.allSettled(
      drafts.map(({ id }, index) =>
        secretary.call(publishFeeSchedule, {
          id,
          effectiveFrom: new Date(Date.parse(first) + index * day).toISOString().slice(0, 10),
        }),
      ),
    );
    expect(published.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of published) if (one.status === 'rejected') expect(one.reason).toEqual(refusal('decision', 'decision-required'));
  });

  it('a jurisdiction lays down its own band', async () => {
    const { secretary } = estate;
    const leader = service.as({ roles: ['street-leader'], place: '230521100' });
    await leader.call(publishFeeSchedulePolicy, {
      ...{ id: newId(), jurisdictionId: '230521100', unit: 'HOUSEHOLD', period: 'YEAR', minimumFen: 15_000, maximumFen: 20_000 },
      ...{ noticeDays: 10, paymentDays: 30, source: '演示', assumed: true },
    });
    expect(await service.public().call(feeSchedulePolicy, { placeCode: communityCode })).toMatchObject({ version: 1, noticeDays: 10 });
    await expect(secretary.call(openOffer, { id: newId(), estateId: newId(), text: '演示' })).rejects.toThrow(
      refusal('estate', 'estate-unknown'),
    );
  });

  it('promises are numbered, public and never changed', async () => {
    await Promise.all([1, 2].map((n) => estate.secretary.call(openOffer, { id: newId(), estateId: estate.estateId, text: `承诺${n}` })));
    const { items } = await service.public().call(offersOfEstate, { estateId: estate.estateId });
    expect(items.map(({ number }) => number)).toEqual([3, 2, 1]);
    expect(new Set(items.map(({ contentHash }) => contentHash)).size).toBe(3);
    const again = { id: newId(), estateId: estate.estateId, text: '再次' };
    const sent = await Promise.all([1, 2, 3].map(() => estate.secretary.call(openOffer, again, { key: newId() })));
    expect(sent.map(({ number }) => number)).toEqual([4, 4, 4]);
    await expect(estate.secretary.call(openOffer, { ...again, text: '另一' })).rejects.toThrow(platform('id-taken'));
    for (const { contentHash } of items) expect(contentHash).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('P-10, P-T6, P-T7 trials', () => {
  it('a unit is tried once, however many ask at once', async () => {
    const tries = await Promise.allSettled(Array.from({ length: 10 }, () => begin(0)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of tries) if (one.status === 'rejected') expect(one.reason).toEqual(refusal('trial', 'already-used'));
    await expect(begin(0)).rejects.toThrow(refusal('trial', 'already-used'));
  });

  it('a household itself begins, reads and says yes; staff need its signed form', async () => {
    const { unitId, householdId } = estate.units[0]!;
    const resident = service.as({ roles: ['resident'], household: householdId });
    const neighbour = service.as({ roles: ['resident'], household: estate.units[1]!.householdId });
    await expect(neighbour.call(startTrial, { id: newId(), unitId })).rejects.toThrow(refusal('trial', 'unit-unknown'));
    const trial = await begin(0, resident);
    expect((await resident.call(readTrial, { id: trial.id })).daysLeft).toBeGreaterThan(88);
    await expect(neighbour.call(readTrial, { id: trial.id })).rejects.toThrow(platform('not-found'));
    await expect(neighbour.call(convertTrial, { id: trial.id, contractId: newId() })).rejects.toThrow(platform('not-found'));
    await expect(estate.company.call(convertTrial, { id: trial.id, contractId: newId() })).rejects.toThrow(
      refusal('trial', 'consent-required'),
    );
    const tries = await Promise.allSettled(
      Array.from({ length: 5 }, () => resident.call(convertTrial, { id: trial.id, contractId: newId() })),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const { items } = await resident.call(contractsOfEstate, { estateId: estate.estateId });
    expect(items).toMatchObject([{ unitId, state: 'STANDING' }]);
    expect(items[0]!.startsOn > trial.lastDay).toBe(true);
    expect((await neighbour.call(contractsOfEstate, { estateId: estate.estateId })).items).toEqual([]);
  });

  it('who declines or gives no answer is charged nothing; the figures say so', async () => {
    const [first, second] = [await begin(0), await begin(1)];
    await estate.company.call(declineTrial, { id: second.id });
    const schedule = service.get(TrialSchedule);
    await schedule.remind();
    expect((await service.told(trialReminded)).filter(({ data }) => data.estateId === estate.estateId)).toEqual([]);
    await service.advance(88 * day);
    await Promise.all([schedule.remind(), schedule.remind()]);
    expect((await service.told(trialReminded)).filter(({ data }) => data.estateId === estate.estateId)).toHaveLength(1);
    await service.advance(10 * day);
    await Promise.all([schedule.expire(), schedule.expire()]);
    await schedule.remind();
    expect((await service.told(trialExpired)).filter(({ data }) => data.estateId === estate.estateId)).toMatchObject([
      { data: { trialId: first.id } },
    ]);
    const { items } = await estate.secretary.call(trialsOfEstate, { estateId: estate.estateId, state: 'EXPIRED' });
    expect(items.map(({ id }) => id)).toEqual([first.id]);
    expect(await estate.company.call(trialConversions, { estateId: estate.estateId })).toMatchObject({
      ...{ units: 3, trials: 2, active: 0, converted: 0, declined: 1, expired: 1, returned: 0 },
      conversion: { numerator: 0, denominator: 2 },
    });
  });
});
