/** `node scripts/dist/nats-permissions.js`: what each service's NATS user may publish and subscribe to, as JSON by service. */
import { services } from '@gezhi/shared/contracts';
import { rights } from './nats-rights.js';

process.stdout.write(`${JSON.stringify(Object.fromEntries(services.map((service) => [service, rights(service)])), null, 2)}\n`);
