import {
  acceptServiceRequest,
  confirmServiceRequest,
  deployCadre,
  dispatchServiceRequest,
  fileServiceRequest,
  handleServiceRequest,
  metricEvidence,
  metricsOfPlace,
  myDuties,
  readServiceRequest,
  registerCadre,
  respondToServiceRequest,
  serviceRequestHistory,
  type MetricName,
} from '@gezhi/shared/contracts';
import { eventually } from '@gezhi/shared/testing';
import { drawCommunity, settle, xilin, type Community } from './community.js';
import { appoint, bindResident, known, newId, operatorOf, refusal, type Host, type Person } from './people.js';

interface Neighbourhood {
  readonly community: Community;
  readonly secretary: Person;
  readonly worker: Person;
  readonly cadre: Person;
  readonly cadreId: string;
  readonly resident: Person;
  readonly householdId: string;
}

/** A community with a secretary, and in its west a grid worker, a deployed cadre and a resident. */
export async function neighbourhood(cluster: Host, communityCode: string): Promise<Neighbourhood> {
  const operator = await operatorOf(cluster);
  const community = await drawCommunity(operator, communityCode);
  const secretary = await appoint(cluster, operator, { role: 'community-secretary', scope: communityCode });
  const [worker, householdId] = await Promise.all([
    appoint(cluster, secretary, { role: 'grid-worker', scope: community.west }),
    settle(secretary, community, 'west', 1),
  ]);
  const cadre = await appoint(cluster, operator, { role: 'cadre', scope: community.west });
  const cadreId = newId();
  await operator.call(registerCadre, {
    id: cadreId,
    personId: newId(),
    name: '测试下沉甲',
    sourceCategory: 'DEPARTMENT',
    stratum: 'MIDDLE_LEVEL',
    line: 'HOUSING_CONSTRUCTION',
    accountId: cadre.accountId,
    homePlace: xilin,
  });
  await secretary.call(deployCadre, { id: newId(), cadreId, gridCode: community.west, from: '2026-01-01' });
  await known(cluster, cadre.accountId, 2);
  return { community, secretary, worker, cadre, cadreId, resident: await bindResident(cluster, secretary, householdId), householdId };
}

/** The story of one request from filing to the number it moves, told against any host. */
export function describeClosedLoop(host: string, start: () => Promise<Host>): void {
  describe(`G-42 G-24 I-11 居民需求—管家响应 from filing to the number and back to its events, ${host}`, () => {
    let cluster: Host;
    let people: Neighbourhood;
    const id = newId();
    const rate = async (metric: MetricName) => {
      const { metrics } = await people.secretary.call(metricsOfPlace, { placeCode: people.community.west });
      return metrics.find((each) => each.metric === metric && each.scope === 'all')!.rate;
    };

    beforeAll(async () => {
      cluster = await start();
      people = await neighbourhood(cluster, `${xilin}001`);
    }, 120_000);
    afterAll(() => cluster?.stop(), 60_000);

    it('a resident files for the own household, and the grid comes from its placement', async () => {
      const filed = await people.resident.call(fileServiceRequest, {
        id,
        class: 'GENERAL',
        origin: 'RESIDENT',
        summary: '楼道灯不亮',
        householdId: people.householdId,
      });
      expect(filed).toMatchObject({ state: 'FILED', gridCode: people.community.west, version: 1 });
    });

    it('the worker of the grid accepts; a second acceptance is refused', async () => {
      expect(await people.worker.call(acceptServiceRequest, { id })).toMatchObject({
        state: 'ACCEPTED',
        handlerId: people.worker.accountId,
      });
      expect(await refusal(people.secretary.call(acceptServiceRequest, { id }))).toEqual({
        status: 409,
        code: 'grid.service-request.already-accepted',
      });
    });

    it('dispatched to a cadre it is a duty of that cadre, traced both ways', async () => {
      const dispatched = await people.worker.call(dispatchServiceRequest, { id, cadreId: people.cadreId, acceptanceCriterion: '灯亮' });
      expect(dispatched).toMatchObject({ state: 'DISPATCHED', cadreId: people.cadreId });
      const { items } = await people.cadre.call(myDuties, {});
      expect(items).toEqual([
        expect.objectContaining({ id: dispatched.dutyId, requestId: id, status: 'ISSUED', source: 'SERVICE_REQUEST' }),
      ]);
    });

    it('the cadre responds and handles it; whoever handled it may not answer for the reporter', async () => {
      await people.cadre.call(respondToServiceRequest, { id });
      expect(await people.cadre.call(handleServiceRequest, { id, note: '已更换灯泡' })).toMatchObject({ state: 'HANDLED', resolved: null });
      expect(await refusal(people.cadre.call(confirmServiceRequest, { id, satisfied: true }))).toMatchObject({ status: 403 });
      await eventually(async () => (await people.cadre.call(myDuties, { status: 'COMPLETED' })).items.length === 1, { withinMs: 20_000 });
    });

    it('before the reporter has spoken nothing counts as resolved or satisfied', async () => {
      await eventually(async () => (await rate('responseRate')).numerator === 1, { withinMs: 20_000 });
      expect(await rate('resolutionRate')).toMatchObject({ numerator: 0, denominator: 0, value: null });
      expect(await rate('satisfactionRate')).toMatchObject({ numerator: 0, denominator: 0, value: null });
    });

    it('the resident confirms and rates in one breath', async () => {
      expect(await people.resident.call(confirmServiceRequest, { id, satisfied: true })).toMatchObject({
        state: 'CONFIRMED',
        resolved: true,
        satisfied: true,
      });
      expect(await people.secretary.call(readServiceRequest, { id })).toMatchObject({ state: 'CONFIRMED' });
    });

    it('the numbers of the grid move, each with its denominator and lower bound', async () => {
      await eventually(async () => (await rate('satisfactionRate')).numerator === 1, { withinMs: 20_000 });
      await eventually(async () => (await rate('resolutionRate')).numerator === 1, { withinMs: 20_000 });
      expect(await rate('satisfactionRate')).toEqual({ numerator: 1, denominator: 1, value: 100, lowerBound: 20.65 });
    });

    it('the evidence of a number opens to the events that made it', async () => {
      const { items } = await people.secretary.call(metricEvidence, { metric: 'satisfactionRate', placeCode: people.community.west });
      expect(items).toEqual([expect.objectContaining({ subjectId: id, verdict: 'numerator' })]);
      expect(items[0]!.facts.map(({ kind }) => kind)).toContain('request-rated');
      const told = await cluster.query<{ id: string; subject: string }>('grid', 'SELECT id, subject FROM outbox WHERE aggregate_id = $1', [
        id,
      ]);
      for (const fact of items[0]!.facts) expect(told.map((event) => event.id)).toContain(fact.eventId);
    });

    it('its history names every step in order and no name', async () => {
      const { steps } = await people.resident.call(serviceRequestHistory, { id });
      expect(steps.map(({ state }) => state)).toEqual(['FILED', 'ACCEPTED', 'DISPATCHED', 'IN_PROGRESS', 'HANDLED', 'CONFIRMED']);
    });
  });
}
