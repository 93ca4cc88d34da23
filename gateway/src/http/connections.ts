import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Closes what keeps a closing server open without need: connections kept alive after their answer, and connections that
 * never asked anything, which Node counts as busy. Call before the server listens.
 */
export function connectionSweeper(server: Server): () => void {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return () => {
    server.closeIdleConnections();
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
  };
}
