import { migrate } from '@gezhi/shared/database';
import { serviceDefinitions } from './services.js';

/** `npm run migrate [service …]`: applies what is missing. `DATABASE_OWNER_URLS` is JSON: service → connection of its database's owner. */
const urls = JSON.parse(process.env.DATABASE_OWNER_URLS ?? '{}') as Record<string, string>;
const wanted = process.argv.slice(2);
for (const service of serviceDefinitions) {
  if (wanted.length && !wanted.includes(service.name)) continue;
  const url = urls[service.name];
  if (!url) throw new Error(`DATABASE_OWNER_URLS names no database for ${service.name}`);
  const applied = await migrate(service, url, `gezhi_${service.name}_service`);
  process.stdout.write(`${service.name}: ${applied.length ? applied.join(', ') : 'up to date'}\n`);
}
