import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect as connectNats } from '@nats-io/transport-node';
import { pino } from 'pino';
import { freePort, startBroker, type Broker } from '../testing/broker.js';
import { eventually } from '../testing/eventually.js';
import { Unanswered, type Consumer, type Fact } from './bus.js';
import { eventStream } from './event-stream.js';
import { NatsBus } from './nats-bus.js';

jest.setTimeout(30_000);

const log = pino({ level: process.env.LOG_LEVEL ?? 'silent' });
const subject = 'grid.query.lantern.read.v1';
const happening = 'grid.event.lantern.lit.v1';
const epoch = new Date(0).toISOString();
const fact = (): Fact => ({ id: randomUUID(), subject: happening, event: '{}' });
const outcome = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'answered',
    (error: unknown) => (error instanceof Unanswered ? error.why : String(error)),
  );

let broker: Broker;
const open: NatsBus[] = [];
function connect(url = broker.url, name = 'grid', more: { user?: string; password?: string } = {}): NatsBus {
  const bus = new NatsBus({ url, name, streamDays: 1, log, ...more });
  bus.connect();
  open.push(bus);
  return bus;
}
async function connected(): Promise<NatsBus> {
  const bus = connect();
  await bus.ready();
  return bus;
}
const collecting = (heard: string[], name = 'grid_lantern_lit'): Consumer => ({
  name,
  subject: happening,
  concurrency: 4,
  hear: async ({ id }) => (heard.push(id), { done: true }),
});

beforeEach(async () => (broker = await startBroker()));
afterEach(async () => {
  await Promise.all(open.splice(0).map((bus) => bus.drain()));
  await broker.stop();
});

describe('the bus over NATS when the broker fails', () => {
  it('starts without a broker and finds it by itself', async () => {
    const port = await freePort();
    const bus = connect(`nats://127.0.0.1:${port}`);
    const heard: string[] = [];
    const followed: string[] = [];
    await bus.serve(subject, 'grid', async (body) => ({ body }));
    await bus.consume(collecting(heard));
    const following = bus.follow(happening, epoch, ({ id }) => followed.push(id));
    expect(bus.connected).toBe(false);
    const started = performance.now();
    expect(await outcome(bus.request(subject, '', 5000))).toBe('no-responder');
    expect(await outcome(bus.publish([fact()]))).toBe('no-responder');
    await expect(bus.streamIdentity()).rejects.toThrow('no connection');
    expect(performance.now() - started).toBeLessThan(2000);
    await sleep(500);

    const late = await startBroker({ port });
    await eventually(() => expect(bus.connected).toBe(true));
    await following;
    const [told, asked] = [fact(), bus.request(subject, 'there', 2000)];
    await bus.publish([told]);
    expect(String((await asked).body)).toBe('there');
    await eventually(() => expect([heard, followed]).toEqual([[told.id], [told.id]]));
    await bus.drain();
    await late.stop();
  });

  it('closes at once while it waits for its first broker', async () => {
    const bus = connect(`nats://127.0.0.1:${await freePort()}`);
    await bus.consume(collecting([]));
    const started = performance.now();
    await bus.drain();
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it('fails every pending question at once when the broker is killed, and answers again by itself', async () => {
    const [asking, answering] = [await connected(), await connected()];
    let release = () => {};
    const released = new Promise<void>((resolve) => (release = resolve));
    await answering.serve(subject, 'grid', async (body) => {
      if (body === 'never') await released;
      return { body };
    });
    const never = Array.from({ length: 200 }, () => outcome(asking.request(subject, 'never', 30_000)));
    await asking.request(subject, 'quick', 2000);
    const started = performance.now();
    await broker.kill('SIGKILL');
    expect(new Set(await Promise.all(never))).toEqual(new Set(['lost']));
    expect(performance.now() - started).toBeLessThan(5000);
    expect(await outcome(asking.request(subject, 'down', 2000))).toBe('no-responder');
    await sleep(300);

    await broker.restart();
    await eventually(async () => expect(String((await asking.request(subject, 'again', 1000)).body)).toBe('again'), { withinMs: 2000 });
    release();
  });

  it('hears on after the broker was killed: consumer, follower, and what is told meanwhile', async () => {
    const [telling, hearing] = [await connected(), await connected()];
    const heard: string[] = [];
    const followed: string[] = [];
    await hearing.consume(collecting(heard));
    await hearing.follow(happening, epoch, ({ id }) => followed.push(id));
    const [before, after] = [fact(), fact()];
    await telling.publish([before]);
    await eventually(() => expect(heard).toEqual([before.id]));
    await broker.restart();
    await eventually(() => telling.publish([after]));
    await eventually(
      () =>
        expect([heard, followed]).toEqual([
          [before.id, after.id],
          [before.id, after.id],
        ]),
      { withinMs: 15_000 },
    );
  });

  it('a publication into a paused broker times out, and told again is stored once', async () => {
    const [telling, hearing] = [await connected(), await connected()];
    await telling.publish([fact()]);
    await broker.kill('SIGSTOP');
    const paused = fact();
    expect(await outcome(telling.publish([paused]))).toBe('timeout');
    await broker.kill('SIGCONT');
    await eventually(() => telling.publish([paused]));
    const heard: string[] = [];
    await hearing.follow(happening, epoch, ({ id }) => heard.push(id));
    expect(heard.filter((id) => id === paused.id)).toHaveLength(1);
  });

  it('a broker that lost everything is another stream: consumers and followers begin anew', async () => {
    const [telling, hearing] = [await connected(), await connected()];
    const heard: string[] = [];
    const followed: string[] = [];
    await hearing.consume(collecting(heard));
    await hearing.follow(happening, epoch, ({ id }) => followed.push(id));
    const [before, second, after] = [fact(), fact(), fact()];
    await telling.publish([before, second]);
    await eventually(() => expect(heard).toHaveLength(2));
    const identity = await telling.streamIdentity();
    await broker.restart({ wiped: true });
    await eventually(async () => expect(await telling.streamIdentity()).not.toBe(identity));
    await telling.publish([after]);
    await eventually(() => expect([heard.slice(2), followed.slice(2)]).toEqual([[after.id], [after.id]]), { withinMs: 15_000 });
  });

  it('creates stream and consumer again when somebody deletes them', async () => {
    const bus = await connected();
    const heard: string[] = [];
    const followed: string[] = [];
    await bus.consume(collecting(heard));
    await bus.follow(happening, epoch, ({ id }) => followed.push(id));
    const facts = [fact(), fact(), fact()];
    await bus.publish([facts[0]!]);
    await eventually(() => expect(heard).toHaveLength(1));
    const operator = await connectNats({ servers: broker.url });
    const manager = await jetstreamManager(operator);

    await manager.consumers.delete(eventStream, 'grid_lantern_lit');
    await bus.publish([facts[1]!]);
    await eventually(() => expect(heard).toContain(facts[1]!.id), { withinMs: 15_000 });
    const identity = await bus.streamIdentity();
    await manager.streams.delete(eventStream);
    await bus.publish([facts[2]!]);
    expect(await bus.streamIdentity()).not.toBe(identity);
    await eventually(() => expect([heard.at(-1), followed.at(-1)]).toEqual([facts[2]!.id, facts[2]!.id]), { withinMs: 15_000 });
    await operator.close();
  });

  it('follows a listener that now hears another subject', async () => {
    const [before, after, telling] = [await connected(), await connected(), await connected()];
    const heard: string[] = [];
    await before.consume(collecting([]));
    await telling.publish([fact()]);
    await before.drain();
    await after.consume({ ...collecting(heard), subject: 'grid.event.lantern.lit.v2' });
    const told = { ...fact(), subject: 'grid.event.lantern.lit.v2' };
    await telling.publish([told]);
    await eventually(() => expect(heard).toEqual([told.id]));
  });

  it('many processes may find the stream missing at once', async () => {
    const buses = await Promise.all(Array.from({ length: 8 }, connected));
    const identities = await Promise.all(buses.map((bus) => bus.streamIdentity()));
    expect(new Set(identities).size).toBe(1);
  });

  it('what is told while the stream is there and takes nothing yet is stored as soon as it does', async () => {
    const administrator = await connectNats({ servers: broker.url });
    const { streams } = await jetstreamManager(administrator);
    await streams.add({ name: eventStream, subjects: ['elsewhere.event.>'] });
    const bus = await connected();
    const telling = outcome(bus.publish([fact()]));
    await sleep(100);
    await streams.update(eventStream, { subjects: ['*.event.>'] });
    expect(await telling).toBe('answered');
    expect((await streams.info(eventStream)).state.messages).toBe(1);
    await administrator.close();
  });

  it('gives back at once what it has taken and not begun', async () => {
    const [telling, leaving, staying] = [await connected(), await connected(), await connected()];
    const heard: string[] = [];
    await leaving.consume({ ...collecting([]), concurrency: 2, hear: async () => (await sleep(300), { retryAfterMs: 1 }) });
    await telling.publish(Array.from({ length: 6 }, fact));
    await sleep(150);
    await staying.consume(collecting(heard));
    await leaving.drain();
    await eventually(() => expect(new Set(heard).size).toBe(6), { withinMs: 5000 });
  });
});

describe('a user with the permissions of its service', () => {
  /** What the bus needs of the broker beside its own subjects; the generated permissions name each service's consumers. */
  const permissions = (user: string, publish: string[], subscribe: string[]) => ({
    user,
    password: 'secret',
    permissions: {
      publish: [
        '$JS.API.STREAM.INFO.EVENTS',
        '$JS.API.STREAM.CREATE.EVENTS',
        '$JS.API.CONSUMER.*.EVENTS.>',
        '$JS.API.CONSUMER.MSG.NEXT.EVENTS.>',
        '$JS.ACK.EVENTS.>',
        '_INBOX.>',
        ...publish,
      ],
      subscribe: [`_INBOX.${user}.>`, ...subscribe],
    },
  });

  it('asks, answers, tells and hears, and cannot listen in another inbox', async () => {
    const users = [permissions('gateway', ['grid.query.>'], []), permissions('grid', ['grid.event.>'], ['grid.query.>'])];
    const guarded = await startBroker({ configuration: `authorization: ${JSON.stringify({ users })}` });
    const gateway = connect(guarded.url, 'gateway', { user: 'gateway', password: 'secret' });
    const grid = connect(guarded.url, 'grid', { user: 'grid', password: 'secret' });
    await Promise.all([gateway.ready(), grid.ready()]);
    const heard: string[] = [];
    const followed: string[] = [];
    await grid.serve(subject, 'grid', async (body) => ({ body }));
    await gateway.consume(collecting(heard, 'gateway_lantern_lit'));
    await gateway.follow('*.event.>', epoch, ({ id }) => followed.push(id));
    expect(String((await gateway.request(subject, 'asked', 2000)).body)).toBe('asked');
    const told = fact();
    await grid.publish([told]);
    await eventually(() => expect([heard, followed]).toEqual([[told.id], [told.id]]));

    expect(await outcome(gateway.publish([{ ...told, id: randomUUID() }]))).toBe('timeout');
    const spy = await connectNats({ servers: guarded.url, user: 'grid', pass: 'secret' });
    const refused = new Promise((resolve) => spy.subscribe('_INBOX.gateway.>', { callback: (error) => resolve(error?.message) }));
    expect(await refused).toMatch(/permissions violation/i);
    await spy.close();
    await Promise.all([gateway.drain(), grid.drain()]);
    await guarded.stop();
  });
});
