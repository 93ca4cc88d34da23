import type { Socket } from 'node:net';
import { fastify, type FastifyInstance } from 'fastify';
import { transportErrors } from '@gezhi/shared/contracts';
import type { Door } from './door.js';
import { bodyLimit, type HttpSettings } from './http-settings.js';
import { readJson } from './json-body.js';
import { problem, problemHeaders } from './problem.js';
import { freshTraceparent, traceIdOf } from './trace.js';

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
  app.setErrorHandler((error, request, reply) => door.refuse(error, request, reply));
  return app;
}

/** Bytes that are no HTTP request get an answer that is one. */
function refuseSocket(socket: Socket): void {
  if (!socket.writable) return void socket.destroy();
  const { code, category } = transportErrors.requestMalformed;
  const body = JSON.stringify(problem({ code, category, details: {} }, 'zh', traceIdOf(freshTraceparent(0))));
  const headers = Object.entries({ ...problemHeaders.zh, 'content-length': Buffer.byteLength(body), connection: 'close' });
  socket.end(`HTTP/1.1 400 Bad Request\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`);
}
