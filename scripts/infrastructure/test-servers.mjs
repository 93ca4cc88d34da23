/** The servers every test run shares: PostgreSQL without fsync and NATS, on free ports, below a temporary folder. */
import { mkdtempSync, realpathSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startGuard } from './guard.mjs';
import { findNatsServer, natsHint, startNats } from './nats.mjs';
import { startPostgres } from './postgres.mjs';
import { startContainers } from './test-containers.mjs';

const cacheDir = fileURLToPath(new URL('../../.data/nats-server', import.meta.url));

/**
 * Starts what `TEST_POSTGRES_URL` and `TEST_NATS_URL` do not name already and sets them, and `TEST_NATS_BINARY` where there
 * is one. With `TEST_INFRA=containers` both come from Docker.
 * @returns {Promise<() => Promise<void>>} stops what was started
 */
export async function startTestServers() {
  if (process.env.TEST_INFRA === 'containers') return startContainers();
  const guard = startGuard(); // jest ends without its teardown on Ctrl-C
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'gezhi-test-')));
  chmodSync(folder, 0o755);
  guard.removeAtEnd(folder);
  const started = [];
  const keep = (server) => {
    guard.watch(server.process);
    started.unshift(server);
    return server.url;
  };
  const stop = async () => {
    for (const server of started) await server.stop();
    await guard.release();
  };
  try {
    process.env.TEST_POSTGRES_URL ??= keep(await startPostgres({ dataDir: join(folder, 'postgres'), fsync: false }));
    const binary = await findNatsServer({ cacheDir });
    if (binary) process.env.TEST_NATS_BINARY ??= binary;
    else if (!process.env.TEST_NATS_URL) throw new Error(`没有找到 nats-server, 请先运行 / no nats-server here, run first: ${natsHint}`);
    process.env.TEST_NATS_URL ??= keep(await startNats({ binary, dataDir: join(folder, 'nats') }));
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}
