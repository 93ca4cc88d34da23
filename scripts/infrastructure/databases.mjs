/** The databases of the four services and the gateway, each with an owner (migrations) and a least-privilege service role. */
import { fileURLToPath } from 'node:url';
import { runPsqlScript, withDatabase } from './psql-script.mjs';

const script = fileURLToPath(new URL('../../deploy/postgres/roles.sql', import.meta.url));

export const processNames = ['grid', 'property', 'council', 'incentive', 'gateway'];
export const databaseName = (name) => `gezhi_${name}`;

/**
 * Creates what is missing and sets passwords and rights; safe to run again.
 *
 * @param {{ superuserUrl: string, names?: string[], passwords: Record<string, { owner: string, service: string }> }} options
 *   `superuserUrl` is a superuser's or of a role with CREATEDB and CREATEROLE; `names` are database names, `passwords` is
 *   keyed by them.
 * @returns {Promise<Record<string, { ownerUrl: string, serviceUrl: string }>>} keyed by database name
 */
export async function createDatabases({ superuserUrl, names = processNames.map(databaseName), passwords }) {
  const urls = {};
  for (const name of names) {
    const { owner, service } = passwords[name];
    await runPsqlScript({ file: script, url: superuserUrl, variables: { name, owner_password: owner, service_password: service } });
    urls[name] = { ownerUrl: urlFor(superuserUrl, name, 'owner', owner), serviceUrl: urlFor(superuserUrl, name, 'service', service) };
  }
  return urls;
}

function urlFor(superuserUrl, name, role, password) {
  const url = new URL(withDatabase(superuserUrl, name));
  url.username = `${name}_${role}`;
  url.password = password;
  return url.href;
}
