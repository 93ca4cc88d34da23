/** Which process is told what: the one place that gives out addresses and secrets. */

/**
 * @param {{ secrets: object, urls: Record<string, { ownerUrl: string, serviceUrl: string }>, port: number, demo: boolean,
 *   filesDir: string, accountsFile: string, natsUrl?: string, payment: Record<string, string> }} known
 *   `secrets` from secrets.mjs, `urls` keyed by process name, `natsUrl` absent in one process
 */
export function environments({ secrets, urls, port, demo, filesDir, accountsFile, natsUrl, payment }) {
  const common = {
    NODE_ENV: 'production',
    DEMO: demo ? '1' : '0',
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
    FILES_DIR: filesDir,
    JWT_PUBLIC_KEYS: JSON.stringify(secrets.tokenKey.publicKeys),
    CURSOR_KEY: secrets.cursorKey,
    AUDIT_KEY: secrets.auditKey,
  };
  const operator = { OPERATOR_USERNAME: 'operator', OPERATOR_PASSWORD: secrets.operatorPassword };
  // The demo signs its people in within the minute in which the newcomer wants to sign in as well, and one secretary files for many.
  const { LIMIT_SIGN_IN = '600', LIMIT_ACCOUNT = '60000', LIMIT_ADDRESS = '60000' } = process.env;
  const demoLimits = demo && { LIMIT_SIGN_IN, LIMIT_ACCOUNT, LIMIT_ADDRESS };
  const entrance = { PORT: String(port), JWT_PRIVATE_KEY: secrets.tokenKey.privateKey, ...operator, ...demoLimits };
  const signing = { BALLOT_SIGNING_KEY: secrets.ballotKey };
  const each = (role) => JSON.stringify(Object.fromEntries(Object.entries(urls).map(([name, url]) => [name, url[role]])));
  return {
    /** One of the five processes. */
    process: (name, healthPort) => ({
      ...common,
      SERVICE: name,
      HEALTH_PORT: String(healthPort),
      DATABASE_URL: urls[name].serviceUrl,
      ...natsAccess(natsUrl, name, secrets),
      ...(name === 'gateway' ? entrance : {}),
      ...(name === 'property' ? payment : {}),
      ...(name === 'council' ? signing : {}),
    }),
    /** All modules in one process; `DATABASE_URLS` is JSON keyed by process name. */
    oneProcess: (healthPort) => ({
      ...common,
      ...entrance,
      ...payment,
      ...signing,
      SERVICE: 'one-process',
      HEALTH_PORT: String(healthPort),
      DATABASE_URLS: each('serviceUrl'),
    }),
    /** `DATABASE_OWNER_URLS` is JSON keyed by process name. */
    migrate: () => ({ LOG_LEVEL: common.LOG_LEVEL, DATABASE_OWNER_URLS: each('ownerUrl'), DEMO_BEGINS_DAYS_AGO: demo ? '510' : '0' }),
    seed: () => ({ ...common, ...operator, GATEWAY_URL: `http://127.0.0.1:${port}`, DEMO_ACCOUNTS_FILE: accountsFile }),
  };
}

/** On a server of one's own every process has its user; on another's, the address or NATS_USER and NATS_PASSWORD say who. */
function natsAccess(natsUrl, name, secrets) {
  if (process.env.NATS_URL) return { NATS_URL: process.env.NATS_URL };
  return { NATS_URL: natsUrl, NATS_USER: name, NATS_PASSWORD: secrets.nats[name] };
}
