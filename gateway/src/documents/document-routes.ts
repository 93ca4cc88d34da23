import type { FastifyInstance } from 'fastify';
import { registry, transportErrors } from '@gezhi/shared/contracts';
import { DomainError } from '@gezhi/shared/domain';
import { statusOf } from '../http/problem.js';
import { asyncapi } from './asyncapi.js';
import { docsPage } from './docs-page.js';
import { openapi } from './openapi.js';

/** `/openapi.json`, `/asyncapi.json`, `/docs`, and `/problems/<code>`, to which the `type` of every problem points. */
export function documentRoutes(app: FastifyInstance, demo: boolean): void {
  // Written when first asked for: plugins describe their routes after this.
  const documents: Record<string, () => object> = { '/openapi.json': () => openapi(demo), '/asyncapi.json': asyncapi };
  for (const [path, write] of Object.entries(documents)) {
    let text: string | undefined;
    app.get(path, (_request, reply) => reply.type('application/json; charset=utf-8').send((text ??= JSON.stringify(write()))));
  }
  docsPage(app);
  app.get('/problems', () => registry.errors().map(explanation));
  app.get<{ Params: { code: string } }>('/problems/:code', ({ params }) => {
    const definition = registry.error(params.code);
    if (!definition) throw new DomainError(transportErrors.routeUnknown);
    return explanation(definition);
  });
}

const explanation = (definition: ReturnType<typeof registry.errors>[number]) => ({
  code: definition.code,
  status: statusOf(definition),
  category: definition.category,
  title: definition.title,
});
