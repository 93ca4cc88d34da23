import { createPublicKey } from 'node:crypto';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  createTestDatabase,
  eventually,
  freePort,
  startBroker,
  testPrivateKey,
  type Broker,
  type TestDatabase,
} from '@gezhi/shared/testing';
import { readGatewayConfig } from './config/gateway-config.js';
import { gatewayService } from './gateway.module.js';
import { startGateway } from './start-gateway.js';

let database: TestDatabase;
let broker: Broker;
beforeAll(async () => {
  [database, broker] = await Promise.all([createTestDatabase(gatewayService.entities, gatewayService.migrations), startBroker()]);
});
afterAll(async () => {
  await Promise.all([database?.drop(), broker?.stop()]);
});

describe('the gateway is ready', () => {
  it('while its HTTP port is open, and from the order to stop on not any more', async () => {
    const [port, healthPort] = [await freePort(), await freePort()];
    const ready = () =>
      fetch(`http://127.0.0.1:${healthPort}/health/ready`).then(
        ({ ok }) => ok,
        () => false,
      );
    const config = readGatewayConfig({
      DATABASE_URL: database.url,
      NATS_URL: broker.url,
      PORT: String(port),
      HOST: '127.0.0.1',
      HEALTH_PORT: String(healthPort),
      JWT_PUBLIC_KEYS: JSON.stringify([createPublicKey(testPrivateKey).export({ type: 'spki', format: 'pem' })]),
      JWT_PRIVATE_KEY: testPrivateKey,
      CURSOR_KEY: 'a key for tests only',
      AUDIT_KEY: 'a key for tests only',
      LOG_LEVEL: 'silent',
    });
    const starting = startGateway(config);
    await eventually(async () => expect(await ready()).toBe(true), { withinMs: 20_000, everyMs: 2 });
    // A request that is not complete yet keeps the port closing.
    const slow = connect(port, '127.0.0.1');
    await new Promise((resolve, reject) => slow.once('connect', resolve).once('error', reject));
    slow.write('POST /v1/sessions HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{');
    const gateway = await starting;
    await sleep(50);
    const stopping = gateway.stop();
    expect(await ready()).toBe(false);
    slow.end('}');
    await stopping;
  });
});
