import { requestErrors, transportErrors, type Contract } from '@gezhi/shared/contracts';
import { DomainError } from '@gezhi/shared/domain';
import { coercion } from './coercion.js';
import { invalid, unknownField } from './invalid-fields.js';
import { refuseMalformed } from './json-body.js';
import { refuseUnknown } from './unknown-fields.js';

type Fields = Record<string, unknown>;
export interface Parts {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

/** The `:name` fields of a contract's path. */
export const pathFields = (contract: Contract): string[] => [...(contract.path ?? '').matchAll(/:([a-zA-Z]+)/g)].map(([, name]) => name!);

/** Whether the fields that are not in the path travel in the body. */
export const takesBody = (contract: Contract): boolean => contract.method !== 'GET' && contract.method !== 'DELETE';

/**
 * The function that assembles the input of a contract from path, query and body and validates it; unknown fields are
 * refused. The input is handed on as it came, so that the service reads the same text that was checked here.
 */
export function inputReader(contract: Contract): (parts: Parts) => Fields {
  const { shape } = contract.input;
  const inPath = pathFields(contract).map((name) => {
    if (!(name in shape)) throw new Error(`${contract.subject}: the input has no field ${name} of the path`);
    return [name, coercion(shape[name]!)] as const;
  });
  const names = new Set(inPath.map(([name]) => name));
  const inQuery = takesBody(contract)
    ? undefined
    : new Map(
        Object.keys(shape)
          .filter((name) => !names.has(name))
          .map((name) => [name, coercion(shape[name]!)]),
      );
  const strict = contract.input.strict();

  return ({ params, query, body }) => {
    const input = inQuery ? fromQuery(query as Fields, body, inQuery) : fromBody(body, query as Fields);
    for (const [name, coerce] of inPath) {
      if (Object.hasOwn(input, name)) throw unknownField([name]);
      const part = (params as Fields)[name];
      refuseMalformed(part as string);
      input[name] = coerce(part);
    }
    const result = strict.safeParse(input);
    if (!result.success) throw invalid(result.error.issues);
    refuseUnknown(input, result.data);
    return input;
  };
}

function fromQuery(query: Fields, body: unknown, fields: Map<string, (value: unknown) => unknown>): Fields {
  if (body !== undefined) throw new DomainError(transportErrors.bodyUnexpected);
  const input: Fields = {};
  for (const name in query) {
    const coerce = fields.get(name);
    if (!coerce) throw unknownField([name]);
    for (const text of [query[name]].flat()) refuseMalformed(text as string);
    input[name] = coerce(query[name]);
  }
  return input;
}

function fromBody(body: unknown, query: Fields): Fields {
  for (const name in query) throw unknownField([name]);
  if (body === undefined) return {};
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new DomainError(requestErrors.invalid, { fields: [''] });
  return body as Fields;
}
