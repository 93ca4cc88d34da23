import {
  acceptServiceRequest,
  closeCampaign,
  collectProblem,
  confirmServiceRequest,
  dispatchServiceRequest,
  fileServiceRequest,
  handleServiceRequest,
  linkRequests,
  metricsOfPlace,
  openCampaign,
  problemsOfRequest,
  readServiceRequest,
  recheckServiceRequest,
  recordVisit,
  rectificationRates,
  rectifyProblem,
  respondToServiceRequest,
  similarServiceRequests,
  transferToAnnual,
  verifyRectification,
  waiveGrid,
} from '@gezhi/shared/contracts';
import { eventually } from '@gezhi/shared/testing';
import { startCluster, type Cluster } from '../../scripts/cluster.js';
import { neighbourhood } from '../support/closed-loop.js';
import { settle, xilin } from '../support/community.js';
import { appoint, newId, operatorOf, refusal, type Person } from '../support/people.js';

describe('G-02 G-20 G-23 G-T7 what many reported: a survey, a common problem, its rectification, and the word of those who reported', () => {
  let cluster: Cluster;
  let people: Awaited<ReturnType<typeof neighbourhood>>;
  let leader: Person;
  const [campaignId, common, leftover, requestId] = [newId(), newId(), newId(), newId()];
  const patient = { withinMs: 20_000 };
  const resolved = async () => {
    const { metrics } = await leader.call(metricsOfPlace, { placeCode: people.community.code });
    return metrics.find(({ metric, scope }) => metric === 'resolutionRate' && scope === 'all')!;
  };

  beforeAll(async () => {
    cluster = await startCluster();
    people = await neighbourhood(cluster, `${xilin}001`);
    leader = await appoint(cluster, await operatorOf(cluster), { role: 'street-leader', scope: xilin });
  }, 120_000);
  afterAll(() => cluster?.stop(), 60_000);

  it('a request of a household is handled and confirmed, and counts as resolved', async () => {
    const { resident, worker, householdId } = people;
    const summary = '样例：充电桩不够';
    await resident.call(fileServiceRequest, { id: requestId, class: 'GENERAL', origin: 'RESIDENT', summary, householdId });
    await worker.call(acceptServiceRequest, { id: requestId });
    await worker.call(dispatchServiceRequest, { id: requestId, handlerId: worker.accountId });
    await worker.call(respondToServiceRequest, { id: requestId });
    await worker.call(handleServiceRequest, { id: requestId, note: '样例：已加装' });
    await resident.call(confirmServiceRequest, { id: requestId, satisfied: true });
    await eventually(async () => (await resolved()).rate.numerator === 1, patient);
  });

  it('the survey finds two problems; it stays open over a grid nobody visited, and over what is neither rectified nor planned', async () => {
    const { community, worker, secretary, householdId } = people;
    await settle(secretary, community, 'east', 1);
    const campaign = { placeCode: community.code, title: '样例：三访三优', aims: ['CONDUCT' as const], coveragePercent: 1 };
    await leader.call(openCampaign, { id: campaignId, kind: 'THREE_VISITS_THREE_IMPROVEMENTS', ...campaign });
    const occurredAt = new Date(Date.now() - 60_000).toISOString();
    await worker.call(recordVisit, { id: newId(), householdId, campaignId, kind: 'RESIDENT', occurredAt });
    const found = { gridCodes: [community.west], campaignId };
    await worker.call(collectProblem, { id: common, scope: 'COMMON', class: 'CHARGING', summary: '样例：缺充电设施', ...found });
    await worker.call(collectProblem, { id: leftover, scope: 'INDIVIDUAL', class: 'SANITATION', summary: '样例：楼道堆物', ...found });
    expect(await refusal(leader.call(closeCampaign, { id: campaignId }))).toEqual({ status: 422, code: 'grid.visit.grids-uncovered' });
    await leader.call(waiveGrid, { id: campaignId, gridCode: community.east, reason: '样例：整体搬迁中' });
    expect(await refusal(leader.call(closeCampaign, { id: campaignId }))).toEqual({ status: 422, code: 'grid.visit.problems-unsettled' });
    await secretary.call(transferToAnnual, {
      ...{ id: leftover, annualItemId: newId(), year: 2027, title: '样例：清理楼道', ownerCadreId: people.cadreId },
      milestones: [{ id: newId(), title: '样例节点', due: '2027-03-31' }],
    });
  });

  it('the request is linked to the common problem, and whoever is about to file the same is told of it', async () => {
    await people.secretary.call(linkRequests, { id: common, requestIds: [requestId] });
    const { items } = await people.worker.call(problemsOfRequest, { requestId });
    expect(items.map(({ problemId }) => problemId)).toEqual([common]);
    const asked = { class: 'GENERAL', householdId: people.householdId, text: '充电桩不够' };
    const similar = await people.resident.call(similarServiceRequests, asked);
    expect(similar.items).toEqual([expect.objectContaining({ id: requestId, problemId: common })]);
  });

  it('rectified and verified by another person the survey closes, and the rates add up', async () => {
    await people.worker.call(rectifyProblem, { id: common });
    await people.secretary.call(verifyRectification, { id: common, passed: true });
    expect(await leader.call(closeCampaign, { id: campaignId })).toMatchObject({ status: 'CLOSED' });
    const { all } = await leader.call(rectificationRates, { placeCode: people.community.code });
    expect(all).toMatchObject({ total: 2, rectified: 1, annual: 1, open: 0, rate: { numerator: 1, denominator: 2, value: 50 } });
  });

  it('the household is asked again; what did not stay resolved is open again, and its number is taken back by a counter-entry', async () => {
    const due = async () => (await people.resident.call(readServiceRequest, { id: requestId })).recheckDueAt;
    await eventually(async () => {
      const at = await due();
      return at !== null && Date.parse(at) <= Date.now();
    }, patient);
    const opened = await people.resident.call(recheckServiceRequest, { id: requestId, resolved: false, note: '样例：又坏了' });
    expect(['FILED', 'ACCEPTED', 'DISPATCHED', 'REOPENED', 'IN_PROGRESS']).toContain(opened.state);
    await eventually(async () => (await resolved()).rate.numerator === 0, patient);
    expect(await resolved()).toMatchObject({ counterEntries: 1 });
  });
});
