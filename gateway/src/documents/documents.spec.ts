import { execFileSync } from 'node:child_process';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { registry } from '@gezhi/shared/contracts';
import '../file/file-routes.js';
import '../intake/intake-routes.js';
import '../live/live-route.js';
import { asyncapi } from './asyncapi.js';
import { openapi, routedContracts } from './openapi.js';
import { templatePath } from './operations.js';

// The validator is an ES module that finds its schemas by its own address: it runs as plain Node runs it.
const validate = `
import { Validator } from '@seriousme/openapi-schema-validator';
const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const { valid, errors } = await new Validator().validate(JSON.parse(Buffer.concat(chunks)));
console.log(JSON.stringify({ valid, errors }));`;

describe('the OpenAPI document', () => {
  const document = openapi(true);

  it('passes the public validator', () => {
    const told = execFileSync(process.execPath, ['--input-type=module', '-e', validate], {
      input: JSON.stringify(document),
      encoding: 'utf8',
    });
    expect(JSON.parse(told)).toEqual({ valid: true });
  });

  it('has every contract with a route, the demo operations only in demo mode, and described routes', () => {
    for (const contract of routedContracts(true))
      expect(document.paths[templatePath(contract.path!)]).toHaveProperty(contract.method!.toLowerCase());
    const demoOnly = registry.contracts().filter((contract) => contract.path && contract.demoOnly);
    for (const contract of demoOnly)
      expect(openapi(false).paths[templatePath(contract.path!)]?.[contract.method!.toLowerCase()]).toBeUndefined();
    expect(document.paths['/v1/events']).toHaveProperty('get');
  });

  it('says of uploads that they may be too large or of another kind', () => {
    for (const path of ['/v1/files', '/v1/imports']) expect(document.paths[path]!.post!.responses).toMatchObject({ 413: {}, 415: {} });
  });

  it('names every operation once', () => {
    const names = Object.values(document.paths).flatMap((methods) => Object.values(methods).map(({ operationId }) => operationId));
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('the AsyncAPI document', () => {
  it('passes the public schema', () => {
    const ajv = new Ajv({ strict: false });
    formats.default(ajv);
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const schema = require('@asyncapi/specs/schemas/3.0.0-without-$id.json') as object;
    expect(ajv.validate(schema, asyncapi()) || ajv.errors).toBe(true);
  });

  it('has every event', () => expect(Object.keys(asyncapi().channels as object)).toHaveLength(registry.events().length + 1));
});
