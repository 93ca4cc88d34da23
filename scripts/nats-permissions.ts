/**
 * `node scripts/dist/nats-permissions.js [--conf]`: what each service's NATS user may publish and subscribe to, as JSON by
 * service; with `--conf` as the users of a server's configuration, their passwords from the environment.
 */
import { services } from '@gezhi/shared/contracts';
import { rights } from './nats-rights.js';

const user = (service: string, permissions: object): string =>
  `  { user: ${service}, password: $${service.toUpperCase()}_PASSWORD, permissions: ${JSON.stringify(permissions)} }`;

const all = services.map((service) => [service, rights(service)] as const);
process.stdout.write(
  process.argv.includes('--conf')
    ? `users: [\n${all.map(([service, permissions]) => user(service, permissions)).join('\n')}\n]\n`
    : `${JSON.stringify(Object.fromEntries(all), null, 2)}\n`,
);
