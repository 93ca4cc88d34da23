import { createServer } from 'node:net';

/** A TCP port of 127.0.0.1 that nobody listens on at the moment. */
export function freePort() {
  return listenOnce(0, '127.0.0.1');
}

/** Whether a server could listen on the port, on every address of this machine. */
export async function isPortFree(port) {
  try {
    await listenOnce(port);
    await listenOnce(port, '127.0.0.1');
    return true;
  } catch {
    return false;
  }
}

function listenOnce(port, host) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, () => {
      const taken = server.address().port;
      server.close(() => resolve(taken));
    });
  });
}
