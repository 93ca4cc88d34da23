import { connect } from '@nats-io/transport-node';
import { pino } from 'pino';
import { services, type Service } from '@gezhi/shared/contracts';
import { NatsBus, type Fact } from '@gezhi/shared/messaging';
import { eventually, startBroker, type Broker } from '@gezhi/shared/testing';
import { rights } from './nats-rights.js';

const log = pino({ level: 'silent' });
let broker: Broker;
const buses: NatsBus[] = [];

async function bus(name: Service): Promise<NatsBus> {
  const made = new NatsBus({ url: broker.url, user: name, password: name, name, streamDays: 1, log });
  buses.push(made);
  made.connect();
  await made.ready();
  return made;
}

/** What the broker says to one bare publication or subscription of a user. */
async function refused(user: Service, act: { publish?: string; subscribe?: string }): Promise<boolean> {
  const connection = await connect({ servers: broker.url, user, pass: user });
  let violation = false;
  void (async () => {
    for await (const status of connection.status())
      if (status.type === 'error' && /permission/i.test(status.error.message)) violation = true;
  })();
  if (act.publish) connection.publish(act.publish, 'x');
  if (act.subscribe) connection.subscribe(act.subscribe, { callback: () => undefined });
  await connection.flush();
  await new Promise((resolve) => setTimeout(resolve, 50));
  await connection.close();
  return violation;
}

const fact = (subject: string): Fact => ({ id: crypto.randomUUID(), subject, event: '{}' });

beforeAll(async () => {
  const users = services.map((user) => ({ user, password: user, permissions: rights(user) }));
  broker = await startBroker({ configuration: `authorization: ${JSON.stringify({ users })}` });
});
afterAll(async () => {
  await Promise.all(buses.map((each) => each.drain()));
  await broker?.stop();
});

describe('the NATS permissions of the services', () => {
  it('let the gateway ask, a service answer, tell, hear and follow', async () => {
    const [grid, incentive, gateway] = [await bus('grid'), await bus('incentive'), await bus('gateway')];
    const heard: string[] = [];
    const asked = rights('grid').subscribe.allow.find((allowed) => allowed.startsWith('grid.query.'))!;
    await grid.serve(asked, 'grid', async () => ({ body: '1' }));
    const own = rights('incentive').publish.allow.find(
      (subject) => /CONSUMER\.CREATE\.EVENTS\.incentive_/.test(subject) && subject.includes('.grid.event.'),
    )!;
    const [, name, subject] = /EVENTS\.([^.]+)\.(.+)$/.exec(own)!;
    await incentive.consume({
      name: name!,
      subject: subject!,
      concurrency: 1,
      hear: async () => ({ done: heard.push('durable') > 0 }) as { done: true },
    });
    await gateway.follow('*.event.>', new Date(0).toISOString(), () => heard.push('gateway'));
    await incentive.follow('gateway.event.session.revoked.v1', new Date(0).toISOString(), () => heard.push('revoked'));
    expect(String((await gateway.request(asked, '{}', 2000)).body)).toBe('1');
    await grid.publish([fact(subject!)]);
    await gateway.publish([fact('gateway.event.session.revoked.v1')]);
    await eventually(() => ['durable', 'gateway', 'revoked'].every((each) => heard.includes(each)));
  });

  const [, foreign, itsFilter] = /CONSUMER\.CREATE\.EVENTS\.(incentive_[^.]+)\.(grid\..+)/.exec(
    rights('incentive').publish.allow.join('\n'),
  )!;
  it.each<[string, Service, { publish?: string; subscribe?: string }]>([
    ['ask another service', 'grid', { publish: 'council.query.topic.read.v1' }],
    ['tell events of another service', 'grid', { publish: 'council.event.topic.submitted.v1' }],
    ['hear the questions of another service', 'grid', { subscribe: 'council.>' }],
    ['hear events beside the stream', 'grid', { subscribe: '*.event.>' }],
    ['hear the answers to others', 'grid', { subscribe: '_INBOX.>' }],
    ['delete the stream', 'grid', { publish: '$JS.API.STREAM.DELETE.EVENTS' }],
    ['purge the stream', 'gateway', { publish: '$JS.API.STREAM.PURGE.EVENTS' }],
    ['change the stream', 'gateway', { publish: '$JS.API.STREAM.UPDATE.EVENTS' }],
    ['acknowledge for another service', 'grid', { publish: '$JS.ACK.EVENTS.incentive_fact_closed.1.1.1.1.1' }],
    ['take what another service is to hear', 'grid', { publish: `$JS.API.CONSUMER.MSG.NEXT.EVENTS.${foreign}` }],
    ['delete a consumer of another service', 'grid', { publish: `$JS.API.CONSUMER.DELETE.EVENTS.${foreign}` }],
    ['look at a consumer of another service', 'council', { publish: `$JS.API.CONSUMER.INFO.EVENTS.${foreign}` }],
    ['change a consumer of another service', 'gateway', { publish: `$JS.API.CONSUMER.CREATE.EVENTS.${foreign}.${itsFilter}` }],
    ['follow what it has no business with', 'grid', { publish: '$JS.API.CONSUMER.CREATE.EVENTS.x.council.event.topic.submitted.v1' }],
  ])('let nobody %s', async (_case, user, act) => expect(await refused(user, act)).toBe(true));
});
