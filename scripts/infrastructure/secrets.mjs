/** The secrets of this checkout: made at random on the first start, kept below `.data/secrets` for their owner alone. */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const random = () => randomBytes(32).toString('base64url');

/**
 * @param {{ folder: string, processes: string[] }} options `processes` each get a database and a NATS user
 * @returns {{ databases: Record<string, { owner: string, service: string }>, nats: Record<string, string>,
 *   tokenKey: { privateKey: string, publicKeys: string[] }, cursorKey: string, auditKey: string, ballotKey: string,
 *   operatorPassword: string }}
 *   `databases` and `nats` hold passwords keyed by process; keys are PEM (Ed25519) or 32 bytes in base64url
 */
export function readSecrets({ folder, processes }) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const secret = (name, make) => {
    const file = join(folder, `${name}.json`);
    if (!existsSync(file)) writeFileSync(file, JSON.stringify(make(), null, 2), { mode: 0o600 });
    return JSON.parse(readFileSync(file, 'utf8'));
  };
  const forEach = (make) => () => Object.fromEntries(processes.map((name) => [name, make()]));
  return {
    databases: secret(
      'databases',
      forEach(() => ({ owner: random(), service: random() })),
    ),
    nats: secret('nats', forEach(random)),
    tokenKey: secret('token-key', makeTokenKey),
    cursorKey: secret('cursor-key', random),
    auditKey: secret('audit-key', random),
    ballotKey: secret('ballot-key', () => makeTokenKey().privateKey),
    operatorPassword: secret('operator-password', random),
  };
}

function makeTokenKey() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  return { privateKey, publicKeys: [publicKey] };
}
