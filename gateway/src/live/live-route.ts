import type { FastifyInstance } from 'fastify';
import { requestErrors, transportErrors } from '@gezhi/shared/contracts';
import { DomainError } from '@gezhi/shared/domain';
import { describe } from '../documents/described-routes.js';
import type { Door } from '../http/door.js';
import { securityHeaders } from '../http/security-headers.js';
import { Connection } from './connection.js';
import type { LiveHub } from './live-hub.js';

const eventHeaders = {
  ...securityHeaders,
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  'x-accel-buffering': 'no',
  connection: 'close',
};

describe({
  method: 'GET',
  path: '/v1/events',
  summary: 'Server-sent events the account may see; `event: resync` when the last event is not known any more',
  feature: 'live',
  roles: [],
  headers: { 'Last-Event-ID': { description: 'The id of the last event seen; the stream continues after it' } },
  responses: { 200: { description: 'id, type, time, placecode and data of each event', type: 'text/event-stream' } },
  errors: [transportErrors.streamsExhausted],
});

/** `GET /v1/events`: the events the account may see, as server-sent events. */
export function liveRoute(app: FastifyInstance, door: Door, hub: LiveHub, perAccount: number): void {
  app.get('/v1/events', { onRequest: door.admit({ budget: 'general', signedIn: true }) }, async (request, reply) => {
    const account = request.account!;
    const assignments = await hub.assignmentsOf(account.id);
    if (hub.closed) throw new DomainError(requestErrors.unavailable);
    if (hub.count(account.id) >= perAccount) throw new DomainError(transportErrors.streamsExhausted, { retryAfter: 10 });
    const lastEventId = request.headers['last-event-id'];
    const { raw } = reply.hijack();
    const connection = new Connection(account, request.token!, assignments, raw);
    for (const event of ['close', 'error']) raw.once(event, () => hub.leave(connection));
    raw.writeHead(200, { ...eventHeaders, traceresponse: request.traceparent });
    raw.write('retry: 2000\n\n');
    hub.open(connection, typeof lastEventId === 'string' ? lastEventId : undefined);
  });
}
