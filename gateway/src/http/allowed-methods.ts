import { METHODS } from 'node:http';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { transportErrors } from '@gezhi/shared/contracts';
import { DomainError } from '@gezhi/shared/domain';

/** All that Node takes for a method. CONNECT asks for a tunnel and names no path. */
const methods: readonly string[] = METHODS.filter((method) => method !== 'CONNECT');

/** What a route's path looks like: one part of any text for each parameter. */
const shapeOf = (url: string): RegExp =>
  new RegExp(`^${url.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replace(/:[a-zA-Z]+/g, '[^/]+')}$`);

/** Remembers which methods each path has. Call before any route is registered; later `refuseOthers` answers the rest. */
export function trackMethods(app: FastifyInstance): { refuseOthers(): void } {
  const known: { readonly shape: RegExp; readonly methods: readonly string[] }[] = [];
  app.addHook('onRoute', ({ url, method }) => void known.push({ shape: shapeOf(url), methods: [method].flat() }));
  return {
    refuseOthers() {
      const shapes = [...known];
      const allowed = (path: string) => shapes.filter(({ shape }) => shape.test(path)).flatMap((each) => each.methods);
      for (const method of methods) if (!app.supportedMethods.includes(method)) app.addHttpMethod(method);
      app.route({
        url: '*',
        method: [...methods],
        // Before the body is read: what is refused anyway is no reason to parse one.
        onRequest: async (request, reply): Promise<FastifyReply | undefined> => {
          const found = allowed(request.url.split('?', 1)[0]!);
          if (!found.length) throw new DomainError(transportErrors.routeUnknown);
          void reply.header('allow', [...new Set([...found, 'OPTIONS'])].sort().join(', '));
          if (request.method === 'OPTIONS') return reply.code(204).send();
          throw new DomainError(transportErrors.methodNotAllowed);
        },
        handler: (_request, reply) => reply.code(204).send(),
      });
    },
  };
}
