/** `node scripts/dist/openapi.js [--check]`: writes docs/openapi.json from the contracts, or compares; both documents must be valid. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import '@gezhi/gateway';
import { asyncapi, openapi } from '@gezhi/gateway/documents';

const file = join(process.cwd(), 'docs', 'openapi.json');
const document = openapi(false);

const verdict = await new Validator().validate(JSON.parse(JSON.stringify(document)) as Record<string, unknown>);
if (!verdict.valid) throw new Error(`the OpenAPI document is not valid: ${JSON.stringify(verdict.errors)}`);

const ajv = new Ajv({ strict: false });
addFormats.default(ajv);
const schema = createRequire(import.meta.url)('@asyncapi/specs/schemas/3.0.0-without-$id.json') as object;
if (!ajv.validate(schema, asyncapi())) throw new Error(`the AsyncAPI document is not valid: ${ajv.errorsText()}`);

const text = `${JSON.stringify(document, null, 2)}\n`;
if (!process.argv.includes('--check')) writeFileSync(file, text);
else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
  process.stderr.write('docs/openapi.json is not what the contracts say: run node scripts/dist/openapi.js\n');
  process.exitCode = 1;
}
