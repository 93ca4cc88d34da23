import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../../scripts/infrastructure/postgres.mjs';

/** A PostgreSQL server of a test's own that keeps its promises (fsync) and may be ended at any time. */
export interface OwnPostgres {
  readonly url: string;
  readonly port: number;
  /** Ends it at once, as a crash would: clients are cut, the next start recovers. */
  crash(): Promise<void>;
  /** Starts it again on the same port and data. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export async function ownPostgres(): Promise<OwnPostgres> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'gezhi-postgres-')));
  chmodSync(folder, 0o755);
  let server = await startPostgres({ dataDir: folder });
  const { url, port } = server;
  return {
    url,
    port,
    crash: async () => {
      process.kill(server.pid, 'SIGQUIT');
      await server.stop();
    },
    restart: async () => void (server = await startPostgres({ dataDir: folder, port })),
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
