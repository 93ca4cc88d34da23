import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { finished } from 'node:stream/promises';
import { fastify, type FastifyInstance } from 'fastify';
import { transportErrors } from '@gezhi/shared/contracts';
import type { Door } from './door.js';
import { bodyLimit, type HttpSettings } from './http-settings.js';
import { readJson } from './json-body.js';
import { problem, problemHeaders } from './problem.js';
import { freshTraceparent, traceIdOf } from './trace.js';

const longestRefusedBody = 16 * 1024 * 1024;
const longestRefusedMs = 10_000;

/** The bare server: limits, the JSON parser, and every error as a problem. Routes are added by the caller. */
export function httpServer(settings: Pick<HttpSettings, 'TRUSTED_PROXIES'>, door: Door): FastifyInstance {
  const app = fastify({
    bodyLimit,
    // Long enough for an upload over a poor line, short enough against senders that never finish.
    requestTimeout: 120_000,
    keepAliveTimeout: 72_000,
    // While closing, what still arrives on open connections is answered, not refused.
    return503OnClosing: false,
    requestIdHeader: false,
    trustProxy: settings.TRUSTED_PROXIES?.split(',') ?? false,
    routerOptions: { maxParamLength: 200 },
    clientErrorHandler: (_error, socket) => refuseSocket(socket),
    frameworkErrors: (error, request, reply) => void door.refuse(error, request as never, reply as never),
  });
  for (const name of ['account', 'token', 'began', 'traceparent']) app.decorateRequest(name, undefined);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    try {
      done(null, readJson(body as Buffer, request.headers['content-type']));
    } catch (error) {
      done(error as Error);
    }
  });
  app.setErrorHandler(async (error, request, reply) => {
    if (reply.getHeader('connection') === 'close') await readToEnd(request.raw);
    return door.refuse(error, request, reply);
  });
  return app;
}

/**
 * What is still being sent is read and thrown away, within limits: a connection closed before would break under its sender's
 * hands and take the refusal with it.
 */
async function readToEnd(request: IncomingMessage): Promise<void> {
  let left = longestRefusedBody;
  const [patience, enough] = [AbortSignal.timeout(longestRefusedMs), new AbortController()];
  request.on('data', (bytes: Buffer) => (left -= bytes.length) < 0 && enough.abort());
  await finished(request, { signal: AbortSignal.any([patience, enough.signal]), writable: false }).catch(() => undefined);
}

/** Bytes that are no HTTP request get an answer that is one. */
function refuseSocket(socket: Socket): void {
  if (!socket.writable) return void socket.destroy();
  const { code, category } = transportErrors.requestMalformed;
  const body = JSON.stringify(problem({ code, category, details: {} }, 'zh', traceIdOf(freshTraceparent(0))));
  const headers = Object.entries({ ...problemHeaders.zh, 'content-length': Buffer.byteLength(body), connection: 'close' });
  socket.end(`HTTP/1.1 400 Bad Request\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`);
}
