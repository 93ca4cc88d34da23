import type { FastifyInstance, FastifyReply, HTTPMethods } from 'fastify';
import { transportErrors } from '@gezhi/shared/contracts';
import { DomainError } from '@gezhi/shared/domain';

const methods: readonly HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Remembers which methods each path has. Call before any route is registered; later `refuseOthers` answers the rest. */
export function trackMethods(app: FastifyInstance): { refuseOthers(): void } {
  const known = new Map<string, Set<string>>();
  app.addHook('onRoute', ({ url, method }) => {
    const shape = url.replace(/:[a-zA-Z]+/g, ':p');
    const found = known.get(shape) ?? new Set();
    for (const one of [method].flat()) found.add(one);
    known.set(shape, found);
  });
  return {
    refuseOthers() {
      for (const [url, found] of [...known]) {
        if (url.includes('*')) continue;
        const allow = [...found, 'OPTIONS'].sort().join(', ');
        const others = methods.filter((method) => !found.has(method));
        if (!others.length) continue;
        app.route({
          url,
          method: [...others],
          // Before the body is read: a refused method is no reason to parse one.
          onRequest: async (request, reply): Promise<FastifyReply | undefined> => {
            void reply.header('allow', allow);
            if (request.method === 'OPTIONS') return reply.code(204).send();
            throw new DomainError(transportErrors.methodNotAllowed);
          },
          handler: (_request, reply) => reply.code(204).send(),
        });
      }
    },
  };
}
