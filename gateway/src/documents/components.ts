import { z } from 'zod';
import type { JsonSchema, SchemaCatalogue } from './schema-catalogue.js';

const problem = z
  .object({
    type: z.string().describe('Relative address of the description of this code'),
    title: z.string().describe('What is wrong and what to do, in the language asked for'),
    status: z.int(),
    code: z.string().describe('Stable; branch on this'),
    detail: z.string().optional(),
    errors: z.array(z.object({ pointer: z.string().describe('RFC 6901'), message: z.string() })).optional(),
    details: z.record(z.string(), z.unknown()).optional(),
    traceId: z.string().regex(/^[0-9a-f]{32}$/),
  })
  .meta({ id: 'ProblemDetails', description: 'RFC 9457' });

const text = { type: 'string' };
const ifMatch = (required: boolean): JsonSchema => ({
  name: 'If-Match',
  in: 'header',
  required,
  description: 'ETag of the version the change is based on',
  schema: { type: 'string', pattern: '^("[1-9][0-9]{0,14}"|\\*)$' },
});

/** The parts operations share. */
export function components(schemas: SchemaCatalogue): { [section: string]: Record<string, JsonSchema> } {
  schemas.output(problem);
  return {
    securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    parameters: {
      IdempotencyKey: {
        name: 'Idempotency-Key',
        in: 'header',
        required: true,
        description:
          'Made by the client for each write; the same key and body give the first answer again for 7 days, another body is refused',
        schema: { type: 'string', pattern: '^[!-~]{1,200}$' },
      },
      IfMatch: ifMatch(true),
      IfMatchOptional: ifMatch(false),
    },
    headers: {
      ContentLanguage: { description: 'Language of the sentences, by Accept-Language', schema: { type: 'string', enum: ['zh', 'en'] } },
      ETag: { description: 'Version of the resource, for If-Match', schema: text },
      RetryAfter: { description: 'Seconds to wait', schema: text },
      traceresponse: { description: 'W3C trace context of the answer', schema: text },
    },
  };
}
