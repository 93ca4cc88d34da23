import pg from 'pg';
import { migrate, platformMigrations } from '@gezhi/shared/database';
import { serviceDefinitions } from './services.js';

/**
 * `npm run migrate [service …]`: applies what is missing. `DATABASE_OWNER_URLS` is JSON: service → connection of its database's
 * owner. `DEMO_BEGINS_DAYS_AGO` lets the clock of new databases stand so far back: a demo lives through its story and arrives
 * at the present.
 */
const urls = JSON.parse(process.env.DATABASE_OWNER_URLS ?? '{}') as Record<string, string>;
const wanted = process.argv.slice(2);
const daysAgo = Number(process.env.DEMO_BEGINS_DAYS_AGO ?? 0);
for (const service of serviceDefinitions) {
  if (wanted.length && !wanted.includes(service.name)) continue;
  const url = urls[service.name];
  if (!url) throw new Error(`DATABASE_OWNER_URLS names no database for ${service.name}`);
  const applied = await migrate(service, url, `gezhi_${service.name}_service`);
  if (daysAgo && applied.includes(platformMigrations[0]!.name)) await setBack(url, daysAgo);
  process.stdout.write(`${service.name}: ${applied.length ? applied.join(', ') : 'up to date'}\n`);
}

async function setBack(url: string, days: number): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`UPDATE clock_offset SET milliseconds = $1`, [-days * 86_400_000]);
  await client.end();
}
