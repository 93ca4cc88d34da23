import { isUtf8 } from 'node:buffer';
import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { transportErrors, type Contract } from '@gezhi/shared/contracts';
import { ensure } from '@gezhi/shared/domain';
import { pathFields, type Parts } from './input.js';
import { invalid, unknownField } from './invalid-fields.js';
import { refuseMalformed } from './json-body.js';

type Fields = Record<string, unknown>;

/** Takes bodies of any type as they come, for the routes of this part of the server alone. */
export function takeRawBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
}

/**
 * The function that makes the input of a contract with `raw`: the fields of the path, the body as it came, and the named headers.
 * The body must be UTF-8 and free of what no database stores, so that the text is the bytes.
 */
export function rawReader(
  contract: Contract,
  names: readonly string[],
): (parts: Parts & { readonly headers: IncomingHttpHeaders }) => Fields {
  const inPath = pathFields(contract);
  return ({ params, query, body, headers }) => {
    for (const name in query as Fields) throw unknownField([name]);
    const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
    ensure(isUtf8(bytes), transportErrors.encodingMalformed);
    const text = bytes.toString();
    const named = names.filter((name) => headers[name] !== undefined).map((name) => [name, String(headers[name])] as const);
    const path = inPath.map((name) => [name, (params as Fields)[name]] as const);
    for (const one of [text, ...path.map(([, part]) => part as string)]) refuseMalformed(one);
    const input = { ...Object.fromEntries(path), body: text, headers: Object.fromEntries(named) };
    const result = contract.input.safeParse(input);
    if (!result.success) throw invalid(result.error.issues);
    return input;
  };
}
