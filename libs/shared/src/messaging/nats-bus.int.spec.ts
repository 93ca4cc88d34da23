import { pino } from 'pino';
import { startBroker, type Broker } from '../testing/broker.js';
import { busConformance } from '../testing/bus-conformance.js';
import { NatsBus } from './nats-bus.js';

const log = pino({ level: process.env.LOG_LEVEL ?? 'silent' });
const open: NatsBus[] = [];
function connect(broker: Broker, name = 'grid'): NatsBus {
  const bus = new NatsBus({ url: broker.url, name, streamDays: 1, log });
  bus.connect();
  open.push(bus);
  return bus;
}
const connected = async (broker: Broker, name?: string): Promise<NatsBus> => {
  const bus = connect(broker, name);
  await bus.ready();
  return bus;
};

let broker: Broker;
beforeAll(async () => (broker = await startBroker()));
afterEach(async () => void (await Promise.all(open.splice(0).map((bus) => bus.drain()))));
afterAll(() => broker.stop());

describe('the bus over NATS', () => {
  it.each(Object.entries(busConformance))('%s', (_, conforms) => conforms(() => connected(broker)));
});
