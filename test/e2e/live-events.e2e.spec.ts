import { acceptServiceRequest, endAssignment, fileServiceRequest, myAccount } from '@gezhi/shared/contracts';
import { eventually } from '@gezhi/shared/testing';
import { startCluster, type Cluster } from '../../scripts/cluster.js';
import { drawCommunity, settle, xilin, type Community } from '../support/community.js';
import { listen, type LiveStream } from '../support/live.js';
import { appoint, bindResident, newId, operatorOf, type Person } from '../support/people.js';

const filed = 'grid.event.service-request.filed.v1';

describe('X-T7 live events reach those they are meant for, once, and nobody else', () => {
  let cluster: Cluster;
  let operator: Person;
  let leader: Person;
  let [western, eastern]: Person[] = [];
  let resident: Person;
  let householdId: string;
  let community: Community;
  const streams: LiveStream[] = [];

  beforeAll(async () => {
    cluster = await startCluster({ processes: ['grid', 'gateway'] });
    operator = await operatorOf(cluster);
    community = await drawCommunity(operator, `${xilin}001`);
    const secretary = await appoint(cluster, operator, { role: 'community-secretary', scope: community.code });
    [leader, western, eastern] = await Promise.all([
      appoint(cluster, operator, { role: 'street-leader', scope: xilin }),
      appoint(cluster, secretary, { role: 'grid-worker', scope: community.west }),
      appoint(cluster, secretary, { role: 'grid-worker', scope: community.east }),
    ]);
    householdId = await settle(secretary, community, 'west', 1);
    resident = await bindResident(cluster, secretary, householdId);
  }, 120_000);
  afterEach(() => streams.splice(0).forEach((stream) => stream.close()));
  afterAll(() => cluster?.stop(), 60_000);

  const open = async (person: Person, lastEventId?: string): Promise<LiveStream> => {
    const stream = await listen(person, lastEventId);
    streams.push(stream);
    return stream;
  };
  const file = async (gridCode: string): Promise<string> => {
    const id = newId();
    await leader.call(fileServiceRequest, { id, class: 'GENERAL', origin: 'PATROL', summary: '垃圾满溢', gridCode });
    return id;
  };
  const requests = (stream: LiveStream) => stream.of(filed).map(({ data }) => data.data!.requestId);

  it('a request of the west reaches its worker, the leader above and the household, and not the east', async () => {
    const [west, east, above, home] = await Promise.all([western!, eastern!, leader, resident].map((person) => open(person)));
    const own = newId();
    await resident.call(fileServiceRequest, { id: own, class: 'GENERAL', origin: 'RESIDENT', summary: '水管漏水', householdId });
    const marker = await file(community.east);
    await eventually(
      () => requests(above!).length === 2 && requests(east!).length === 1 && requests(home!).length === 1 && requests(west!).length === 1,
    );
    expect(requests(above!)).toEqual([own, marker]);
    expect([requests(west!), requests(home!), requests(east!)]).toEqual([[own], [own], [marker]]);
  });

  it('events carry ids and codes and no text of people', async () => {
    const west = await open(western!);
    const id = await file(community.west);
    await eventually(() => requests(west).length === 1);
    const [event] = west.of(filed);
    expect(event!.data).toMatchObject({ placecode: community.west, data: { requestId: id, gridCode: community.west, class: 'GENERAL' } });
    expect(JSON.stringify(event)).not.toContain('垃圾满溢');
  });

  it('a reader that comes back with Last-Event-ID is told what it missed, once and in order', async () => {
    const before = await open(western!);
    const first = await file(community.west);
    await eventually(() => requests(before).length === 1);
    const last = before.events.at(-1)!.id!;
    before.close();
    const missed = [await file(community.west), await file(community.west)];
    await leader.call(acceptServiceRequest, { id: first });
    const after = await open(western!, last);
    await eventually(() => after.of('grid.event.service-request.accepted.v1').length === 1);
    const next = await file(community.west);
    await eventually(() => requests(after).includes(next));
    expect(requests(after)).toEqual([...missed, next]);
  });

  it('a reader whose last event nobody knows any more is told to read the lists again', async () => {
    const stream = await open(western!, newId());
    await eventually(() => stream.events.some(({ name }) => name === 'resync'));
    const id = await file(community.west);
    await eventually(() => requests(stream).includes(id));
  });

  it('a worker who is taken off the grid hears no more of it on the open stream', async () => {
    const leaving = await appoint(cluster, operator, { role: 'grid-worker', scope: community.west });
    const [stream, staying] = [await open(leaving), await open(western!)];
    const heard = await file(community.west);
    await eventually(() => requests(stream).includes(heard));
    const { assignments } = await leaving.call(myAccount, {});
    await operator.call(endAssignment, { id: assignments[0]!.id });
    await eventually(
      async () => {
        const unheard = await file(community.west);
        await eventually(() => requests(staying).includes(unheard));
        expect(requests(stream)).not.toContain(unheard);
      },
      { withinMs: 5000 },
    );
  });

  it('signing out ends the stream within two seconds', async () => {
    const leaving = await appoint(cluster, operator, { role: 'grid-worker', scope: community.west });
    const stream = await open(leaving);
    await leaving.signOut();
    await eventually(() => stream.ended, { withinMs: 2000 });
  });

  it('an account has five streams at most', async () => {
    const busy = await appoint(cluster, operator, { role: 'grid-worker', scope: community.west });
    for (let count = 0; count < 5; count++) await open(busy);
    const sixth = await busy.fetch('/v1/events');
    expect([sixth.status, ((await sixth.json()) as { code: string }).code]).toEqual([429, 'gateway.transport.streams-exhausted']);
  });

  it('nobody listens without signing in', async () => {
    expect((await fetch(`${cluster.url}/v1/events`)).status).toBe(401);
  });
});
