import { councilService } from '@gezhi/council';
import { gridService } from '@gezhi/grid';
import { incentiveService } from '@gezhi/incentive';
import { propertyService } from '@gezhi/property';
import { startService, untilToldToStop } from '@gezhi/shared/boot';
import { LocalBus } from '@gezhi/shared/messaging';
import { readGatewayConfig } from './config/gateway-config.js';
import { startGateway } from './start-gateway.js';

// The same modules as the five processes, with a bus that stays in memory. `DATABASE_URLS` is JSON: service → connection.
const urls = JSON.parse(process.env.DATABASE_URLS ?? '{}') as Record<string, string>;
const configOf = (name: string, more: Record<string, string> = {}) =>
  readGatewayConfig({ ...process.env, DATABASE_URL: urls[name], DATABASE_POOL: '4', ...more });

const bus = new LocalBus();
const services = await Promise.all(
  [gridService, propertyService, councilService, incentiveService].map((definition) =>
    startService(definition, configOf(definition.name, { HEALTH_PORT: '0' }), { bus }),
  ),
);
const config = configOf('gateway');
const gateway = await startGateway(config, bus);
await untilToldToStop(async () => {
  await gateway.closeDoor();
  await bus.drain();
  await Promise.all([...services, gateway.service].map((service) => service.stop()));
}, config.GRACE_SECONDS);
