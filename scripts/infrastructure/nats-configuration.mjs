/**
 * The text of a nats-server configuration (JSON, which nats-server reads too) for a server on this machine alone.
 *
 * @param {{ port: number, storeDir: string, users?: { user: string, password: string, permissions?: object }[],
 *   syncAlways?: boolean }} options
 *   Without users everybody on this machine may do everything. `syncAlways` (nats-server 2.10 or newer) flushes every stored
 *   message to the disk; without it the disk follows later, and the outbox is what survives a power cut.
 */
export function natsConfiguration({ port, storeDir, users = [], syncAlways = false }) {
  const configuration = {
    server_name: `gezhi-${port}`,
    host: '127.0.0.1',
    port,
    jetstream: {
      store_dir: storeDir,
      max_memory_store: 64 * 1024 * 1024,
      max_file_store: 4 * 1024 * 1024 * 1024,
      ...(syncAlways ? { sync_interval: 'always' } : {}),
    },
    ...(users.length > 0 ? { authorization: { users } } : {}),
  };
  return `${JSON.stringify(configuration, null, 2)}\n`;
}
