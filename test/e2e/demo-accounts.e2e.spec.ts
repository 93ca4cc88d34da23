import { exportPerson, myAccount, registerHousehold } from '@gezhi/shared/contracts';
import { startCluster, type Cluster } from '../../scripts/cluster.js';
import { openAccounts, type DemoPeople } from '../../scripts/demo/accounts.js';
import { DemoAccount } from '../../scripts/demo/demo-api.js';
import { demoCommunities } from '../../scripts/demo/geography.js';
import { drawGrids } from '../../scripts/demo/grids.js';
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
    cluster = await startCluster({ processes: ['grid', 'gateway'] });
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
});
