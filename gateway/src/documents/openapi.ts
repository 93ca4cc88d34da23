import { createHash } from 'node:crypto';
import { registry, type Contract } from '@gezhi/shared/contracts';
import { describedOperation } from './described-operation.js';
import { describedRoutes } from './described-routes.js';
import { components } from './components.js';
import { contractOperation, templatePath } from './operations.js';
import { SchemaCatalogue, type JsonSchema } from './schema-catalogue.js';

export interface OpenApi {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, JsonSchema>>;
  readonly components: { readonly [section: string]: Record<string, JsonSchema> };
  readonly [key: string]: unknown;
}

/** The contracts that have a route. @param demo with the operations of demo mode */
export const routedContracts = (demo: boolean): Contract[] =>
  registry.contracts().filter((contract) => contract.path !== undefined && (demo || !contract.demoOnly));

/** The API document: every contract with a route and every described route. @param demo with the operations of demo mode */
export function openapi(demo: boolean): OpenApi {
  const schemas = new SchemaCatalogue();
  const operations: [path: string, method: string, operation: JsonSchema][] = [
    ...routedContracts(demo).map((contract): [string, string, JsonSchema] => [
      templatePath(contract.path!),
      contract.method!.toLowerCase(),
      contractOperation(contract, schemas),
    ]),
    ...describedRoutes().map((route): [string, string, JsonSchema] => [
      templatePath(route.path),
      route.method.toLowerCase(),
      describedOperation(route, schemas),
    ]),
  ];
  const paths: OpenApi['paths'] = {};
  for (const [path, method, operation] of operations.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
    (paths[path] ??= {})[method] = operation;
  const tags = [...new Set(operations.flatMap(([, , { tags }]) => tags as string[]))].sort();
  return schemas.place<OpenApi>({
    openapi: '3.1.1',
    info: {
      title: '格治 API',
      version: '1',
      description: '基层治理平台。由契约生成 / generated from the contracts.',
      license: { name: 'AGPL-3.0-or-later', identifier: 'AGPL-3.0-or-later' },
    },
    servers: [{ url: '/' }],
    security: [{ bearer: [] }],
    tags: tags.map((name) => ({ name })),
    paths,
    components: { ...components(schemas), responses: sharedRefusals(operations.map(([, , operation]) => operation)) },
  });
}

/** Takes the refusals out of the operations: most are the same. Named by status and what they say, so that names last. */
function sharedRefusals(operations: readonly JsonSchema[]): Record<string, JsonSchema> {
  const shared: Record<string, JsonSchema> = {};
  for (const { responses } of operations as { responses: Record<string, JsonSchema> }[]) {
    for (const [status, response] of Object.entries(responses)) {
      if (Number(status) < 400 || response.$ref) continue;
      const name = `refusal-${status}-${createHash('sha256').update(JSON.stringify(response)).digest('hex').slice(0, 6)}`;
      shared[name] = response;
      responses[status] = { $ref: `#/components/responses/${name}` };
    }
  }
  return Object.fromEntries(Object.entries(shared).sort(([a], [b]) => (a < b ? -1 : 1)));
}
