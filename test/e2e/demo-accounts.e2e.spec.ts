import {
  developmentRecords,
  estateBoard,
  disputeSummary,
  exportPerson,
  gridHistory,
  gridLineage,
  myAccount,
  registerHousehold,
  serviceRequestRates,
  stationSummary,
  trainingSummary,
  workerPolicy,
  workersOfPlace,
} from '@gezhi/shared/contracts';
import { startCluster, type Cluster } from '../../scripts/cluster.js';
import { openAccounts, type DemoPeople } from '../../scripts/demo/accounts.js';
import { DemoAccount } from '../../scripts/demo/demo-api.js';
import { demoCommunities, street } from '../../scripts/demo/geography.js';
import { drawGrids } from '../../scripts/demo/grids.js';
import { holdJixianAcademy, planJixianAcademy } from '../../scripts/demo/jixian/academy.js';
import { careForResidents, mediate } from '../../scripts/demo/jixian/care.js';
import { communityCode, gridCodes, town } from '../../scripts/demo/jixian/ground.js';
import { openJixian, type Jixian } from '../../scripts/demo/jixian/opening.js';
import { Story } from '../../scripts/demo/story.js';
import { known, newId, operatorOf } from '../support/people.js';

describe('X-02 X-T8 the accounts that npm start shows', () => {
  const communities = demoCommunities().slice(0, 1);
  let cluster: Cluster;
  let people: DemoPeople;
  const open = async (): Promise<DemoPeople> => {
    const { username, password } = cluster.operator;
    const operator = await DemoAccount.signIn(cluster.url, username, password);
    return openAccounts(cluster.url, new Story(operator, new Date()), communities, password);
  };

  beforeAll(async () => {
    cluster = await startCluster({ processes: ['grid', 'property', 'gateway'] });
    const operator = await operatorOf(cluster);
    const story = new Story(await DemoAccount.signIn(cluster.url, operator.username, operator.password), new Date());
    await drawGrids(story, communities);
    const [{ west, south, width, height }] = communities[0]!.grids as [(typeof communities)[0]['grids'][0]];
    const door = { kind: 'RESIDENT' as const, communityCode: communities[0]!.code, addressLabel: '演示1', externalRef: 'D-1' };
    await operator.call(registerHousehold, { id: newId(), ...door, lon: west + width / 2, lat: south + height / 2 });
    people = await open();
  }, 120_000);
  afterAll(() => cluster?.stop(), 60_000);

  it('the resident is a member of the household, who may have the own data', async () => {
    await known(cluster, people.resident.accountId, 2);
    const { personId, assignments } = await people.resident.do(myAccount, {});
    expect(assignments.map(({ scope }) => scope).toSorted()).toEqual([people.residentHousehold, personId].toSorted());
    const { services } = await people.resident.do(exportPerson, { id: personId! });
    expect(services.grid?.person).toMatchObject({ id: personId, householdId: people.residentHousehold, name: '演示居民1号' });
  });

  it('opened again they are the same', async () => {
    const again = await open();
    expect([again.shown, again.residentHousehold]).toEqual([people.shown, people.residentHousehold]);
    expect(await again.resident.do(myAccount, {})).toEqual(await people.resident.do(myAccount, {}));
  });

  describe('集贤县 beside it, a second jurisdiction with catalogues of its own', () => {
    let jixian: Jixian;
    beforeAll(async () => {
      const { username, password } = cluster.operator;
      const story = new Story(await DemoAccount.signIn(cluster.url, username, password), new Date());
      jixian = await openJixian(story);
      await planJixianAcademy(story, jixian);
      await careForResidents(jixian);
      await story.advanceTo(28);
      await mediate(story, jixian);
      await holdJixianAcademy(story, jixian);
    }, 120_000);

    it('G-30 G-35 G-36 four classes and 160 person-times, thirty activities and more, twenty who strive to join and more', async () => {
      const { leader } = jixian;
      expect(await leader.do(trainingSummary, { placeCode: town })).toMatchObject({ sessions: 4, personTimes: 160, distinctWorkers: 40 });
      expect(await leader.do(stationSummary, { placeCode: town })).toMatchObject({ stations: 1, activities: 32 });
      expect((await leader.do(developmentRecords, { placeCode: town, limit: 100 })).items).toHaveLength(22);
    });

    it('G-40 G-41 closed 98 %, satisfied 100 %, more than a hundred disputes resolved', async () => {
      const now = new Date();
      const period = {
        from: new Date(now.getTime() - 86_400_000).toISOString(),
        to: new Date(now.getTime() + 29 * 86_400_000).toISOString(),
      };
      const { complaints } = await jixian.leader.do(serviceRequestRates, { placeCode: town, ...period });
      expect([complaints.closureRate, complaints.satisfactionRate]).toMatchObject([
        { numerator: 49, denominator: 50, value: 98 },
        { numerator: 49, denominator: 49, value: 100 },
      ]);
      const resolved = { numerator: 104, denominator: 104, value: 100 };
      expect(await jixian.leader.do(disputeSummary, { placeCode: town })).toMatchObject({ opened: 104, resolved });
    });

    it('G-06 G-07 G-37 a grid was split, another has a new type with its reason, and the eight duties are the county’s own', async () => {
      const [, classified, half] = gridCodes;
      const { leader } = jixian;
      expect((await leader.do(gridLineage, { code: half! })).items).toMatchObject([{ kind: 'SPLIT', from: `${communityCode}003` }]);
      expect((await leader.do(gridHistory, { code: classified! })).items.map(({ type }) => type)).toEqual([
        'COMMUNITY_BUILDING',
        'ENVIRONMENT_IMPROVEMENT',
      ]);
      const policies = await Promise.all([communityCode, street].map((placeCode) => leader.do(workerPolicy, { placeCode })));
      expect(policies.map(({ jurisdictionId }) => jurisdictionId)).toEqual(['230521', null]);
    });

    it('is not to be seen from 西林街道, nor 西林街道 from there', async () => {
      const refused = { status: 404, code: 'platform.request.not-found' };
      await expect(people.leader.do(trainingSummary, { placeCode: town })).rejects.toMatchObject(refused);
      await expect(people.leader.do(estateBoard, { placeCode: town })).rejects.toMatchObject(refused);
      await expect(jixian.leader.do(trainingSummary, { placeCode: street })).rejects.toMatchObject(refused);
      expect((await people.leader.do(workersOfPlace, { placeCode: town })).items).toEqual([]);
    });
  });
});
