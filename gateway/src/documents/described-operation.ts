import { requestErrors as general } from '@gezhi/shared/contracts';
import { featureName } from './feature-names.js';
import type { DescribedRoute } from './described-routes.js';
import { rolesText } from './operations.js';
import { doorErrors, headerRef, refusals } from './refusals.js';
import type { JsonSchema, SchemaCatalogue } from './schema-catalogue.js';

/** The operation object of a hand-written route. */
export function describedOperation(route: DescribedRoute, schemas: SchemaCatalogue): JsonSchema {
  const signedIn = route.roles !== undefined;
  const responses = Object.entries(route.responses).map(([status, { description, type, schema }]) => [
    status,
    {
      description,
      headers: { traceresponse: headerRef('traceresponse') },
      ...(type && { content: { [type]: { schema: schema ? schemas.output(schema) : anything(type) } } }),
    },
  ]);
  return {
    operationId: `${route.service ?? 'gateway'}.${route.feature}.${route.method.toLowerCase()}${route.path.replace(/[^a-zA-Z0-9]+/g, '-')}`,
    tags: [featureName(route.service ?? 'gateway', route.feature)],
    summary: route.summary,
    ...(signedIn ? { description: rolesText(route.roles) || '任何账号 / any account' } : { security: [] }),
    parameters: parameters(route, schemas),
    ...(route.request && {
      requestBody: {
        required: true,
        content: {
          [route.request.type]: { schema: route.request.schema ? schemas.input(route.request.schema) : anything(route.request.type) },
        },
      },
    }),
    responses: {
      ...Object.fromEntries(responses),
      ...refusals([...doorErrors, ...(signedIn ? [general.unauthenticated] : []), ...(route.errors ?? [])]),
    },
  };
}

const anything = (type: string): JsonSchema => (type.startsWith('text/') ? { type: 'string' } : {});

function parameters(route: DescribedRoute, schemas: SchemaCatalogue): JsonSchema[] {
  const query = route.query ? schemas.resolve(schemas.input(route.query)) : {};
  const required = (query.required ?? []) as string[];
  return [
    ...[...route.path.matchAll(/:([a-zA-Z]+)/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
    ...Object.entries((query.properties ?? {}) as Record<string, JsonSchema>).map(([name, schema]) => ({
      name,
      in: 'query',
      required: required.includes(name),
      schema,
    })),
    ...Object.entries(route.headers ?? {}).map(([name, { description, required: isRequired = false }]) => ({
      name,
      in: 'header',
      description,
      required: isRequired,
      schema: { type: 'string' },
    })),
  ];
}
