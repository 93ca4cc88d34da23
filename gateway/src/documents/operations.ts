import { roleTable, type Contract, type Role } from '@gezhi/shared/contracts';
import { acceptsVersion, demandsKey, demandsVersion, isWord, successStatus } from '../http/contract-route.js';
import { pathFields, takesBody } from '../http/input.js';
import { featureName } from './feature-names.js';
import { errorsOf, headerRef, refusals } from './refusals.js';
import type { JsonSchema, SchemaCatalogue } from './schema-catalogue.js';

/** `/v1/lanterns/:id` as OpenAPI writes it. */
export const templatePath = (path: string): string => path.replace(/:([a-zA-Z]+)/g, '{$1}');

export const rolesText = (roles: readonly Role[]): string => roles.map((role) => roleTable[role].zh).join('、');

/** The operation object of a contract. */
export function contractOperation(contract: Contract, schemas: SchemaCatalogue): JsonSchema {
  const isPublic = contract.scope.includes('public');
  const root = schemas.resolve(schemas.input(contract.input));
  const inPath = pathFields(contract);
  const properties = Object.entries((root.properties ?? {}) as Record<string, JsonSchema>);
  const required = (root.required ?? []) as string[];
  const inBody = takesBody(contract);
  const parameters = properties
    .filter(([name]) => inPath.includes(name) || !inBody)
    .map(([name, schema]) => parameter(name, schema, inPath.includes(name), required.includes(name)));
  const members = properties.filter(([name]) => !inPath.includes(name));
  const raw = contract.raw;
  return {
    operationId: contract.subject.replace(/\.(command|query)\./, '.').replace(/\.v1$/, ''),
    tags: [featureName(contract.service, contract.feature)],
    summary: contract.summary,
    description: isPublic ? '公开，无需登录 / public' : `${rolesText(contract.roles)} · ${contract.scope.join(', ')}`,
    'x-subject': contract.subject,
    'x-roles': contract.roles,
    ...(isPublic && { security: contract.roles.length ? [{}, { bearer: [] }] : [] }),
    parameters: [...parameters, ...(raw ?? []).map(rawHeader), ...headerParameters(contract)],
    ...(inBody && members.length > 0 && { requestBody: raw ? rawBody : body(members, required) }),
    responses: { [successStatus(contract)]: success(contract, schemas), ...refusals(errorsOf(contract)) },
  };
}

const parameter = (name: string, schema: JsonSchema, inPath: boolean, isRequired: boolean): JsonSchema => ({
  name,
  in: inPath ? 'path' : 'query',
  required: inPath || isRequired,
  schema,
});

const rawHeader = (name: string): JsonSchema => ({ name, in: 'header', required: false, schema: { type: 'string' } });
/** Signed as it is, and read by whoever proves the signature. */
const rawBody: JsonSchema = { required: true, content: { 'application/json': { schema: { type: 'object' } } } };

function headerParameters(contract: Contract): JsonSchema[] {
  return [
    ...(demandsKey(contract) ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : []),
    ...(acceptsVersion(contract) ? [{ $ref: `#/components/parameters/${demandsVersion(contract) ? 'IfMatch' : 'IfMatchOptional'}` }] : []),
  ];
}

function body(members: readonly (readonly [string, JsonSchema])[], required: readonly string[]): JsonSchema {
  const needed = members.map(([name]) => name).filter((name) => required.includes(name));
  const schema = {
    type: 'object',
    properties: Object.fromEntries(members),
    ...(needed.length && { required: needed }),
    additionalProperties: false,
  };
  return { required: needed.length > 0, content: { 'application/json': { schema } } };
}

function success(contract: Contract, schemas: SchemaCatalogue): JsonSchema {
  const versioned = contract.versioned ? { ETag: headerRef('ETag') } : {};
  return {
    description: '成功 / done',
    headers: { ...versioned, traceresponse: headerRef('traceresponse') },
    content: { [isWord(contract) ? 'text/plain' : 'application/json']: { schema: schemas.output(contract.output) } },
  };
}
