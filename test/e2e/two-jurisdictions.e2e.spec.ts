import {
  acceptServiceRequest,
  draftPartition,
  fileServiceRequest,
  gridsOfPlace,
  householdsOfPlace,
  publishRequestPolicy,
  readGrid,
  readHousehold,
  readServiceRequest,
  serviceRequestClasses,
  serviceRequestsOfPlace,
} from '@gezhi/shared/contracts';
import { startCluster, type Cluster } from '../../scripts/cluster.js';
import { drawCommunity, jixian, settle, stripe, xilin, type Community } from '../support/community.js';
import { appoint, newId, operatorOf, refusal, visitor, type Person } from '../support/people.js';

const notFound = { status: 404, code: 'platform.request.not-found' };

describe('X-T11 two jurisdictions on one platform know nothing of each other', () => {
  let cluster: Cluster;
  let [ofXilin, ofJixian]: Person[] = [];
  let [south, north]: Community[] = [];
  let householdId: string;
  const requestId = newId();

  beforeAll(async () => {
    cluster = await startCluster({ processes: ['grid', 'gateway'] });
    const operator = await operatorOf(cluster);
    [ofXilin, ofJixian] = await Promise.all([
      appoint(cluster, operator, { role: 'street-leader', scope: xilin }),
      appoint(cluster, operator, { role: 'street-leader', scope: jixian }),
    ]);
    south = await drawCommunity(ofXilin, `${xilin}001`);
    north = await drawCommunity(ofJixian, `${jixian}100001`, [131.14, 46.72]);
    householdId = await settle(ofXilin, south, 'west', 1);
    await ofXilin.call(fileServiceRequest, { id: requestId, class: 'GENERAL', origin: 'PATROL', summary: '扶手松动', householdId });
  }, 120_000);
  afterAll(() => cluster?.stop(), 60_000);

  it('a guessed id of the other answers as one that never was', async () => {
    for (const id of [requestId, newId()]) {
      expect(await refusal(ofJixian!.call(readServiceRequest, { id }))).toEqual(notFound);
      expect(await refusal(ofJixian!.call(acceptServiceRequest, { id }))).toEqual(notFound);
    }
    expect(await refusal(ofJixian!.call(readHousehold, { id: householdId }))).toEqual(notFound);
    expect(await refusal(ofJixian!.call(readGrid, { code: south!.west }))).toEqual(notFound);
  });

  it('lists of the other place are empty, and each sees the own', async () => {
    const seen = async (person: Person, placeCode: string) => ({
      grids: (await person.call(gridsOfPlace, { placeCode })).items.length,
      households: (await person.call(householdsOfPlace, { placeCode })).items.length,
      requests: (await person.call(serviceRequestsOfPlace, { placeCode })).items.length,
    });
    expect(await seen(ofXilin!, xilin)).toEqual({ grids: 2, households: 1, requests: 1 });
    expect(await seen(ofJixian!, jixian)).toEqual({ grids: 2, households: 0, requests: 0 });
    expect(await seen(ofJixian!, xilin)).toEqual({ grids: 0, households: 0, requests: 0 });
    expect(await seen(ofJixian!, '32')).toEqual({ grids: 0, households: 0, requests: 0 });
  });

  it('nobody acts in the place of the other', async () => {
    const { west } = south!;
    expect(
      await refusal(
        ofJixian!.call(fileServiceRequest, { id: newId(), class: 'GENERAL', origin: 'PATROL', summary: '越界', gridCode: west }),
      ),
    ).toMatchObject({ status: 404 });
    const plan = {
      id: newId(),
      communityCode: south!.code,
      grids: [{ type: 'URBAN_RENEWAL' as const, boundary: stripe(south!, 0, 2), from: [west, south!.east] }],
    };
    expect(await refusal(ofJixian!.call(draftPartition, plan))).toEqual(notFound);
  });

  it('a catalogue laid down by one is not that of the other', async () => {
    const { classes, modes } = await visitor(cluster).call(serviceRequestClasses, { placeCode: xilin });
    const policy = {
      jurisdictionId: xilin,
      modes,
      calendar: {
        utcOffsetMinutes: 480,
        weekdays: { 1: [['09:00', '17:00']] as [string, string][] },
        makeUpHours: [],
        holidays: [],
        makeUpWorkdays: [],
      },
      escalation: [],
      reporterRetentionDays: 365,
    };
    const lantern = { ...classes[0]!, code: 'LANTERN', zh: '灯笼', source: '测试', assumed: true };
    expect(await refusal(ofJixian!.call(publishRequestPolicy, { ...policy, id: newId(), classes: [...classes, lantern] }))).toEqual(
      notFound,
    );
    await ofXilin!.call(publishRequestPolicy, { ...policy, id: newId(), classes: [...classes, lantern] });

    const codesAt = async (placeCode: string) =>
      (await visitor(cluster).call(serviceRequestClasses, { placeCode })).classes.map(({ code }) => code);
    expect(await codesAt(south!.west)).toContain('LANTERN');
    expect(await codesAt(north!.west)).not.toContain('LANTERN');
    const filing = { class: 'LANTERN', origin: 'PATROL', summary: '灯笼损坏' } as const;
    expect(await refusal(ofXilin!.call(fileServiceRequest, { ...filing, id: newId(), gridCode: south!.west }))).toBeUndefined();
    expect(await refusal(ofJixian!.call(fileServiceRequest, { ...filing, id: newId(), gridCode: north!.west }))).toMatchObject({
      code: 'grid.service-request.class-unknown',
    });
  });
});
