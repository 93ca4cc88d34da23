import type { Contract } from '@gezhi/shared/contracts';

export interface HttpRequest {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly body?: string;
}

/** The HTTP request of a contract's input: fields of the path in the path, the others in the query or the body. */
export function requestOf(contract: Contract, input: object): HttpRequest {
  if (!contract.method || !contract.path) throw new Error(`${contract.subject} has no route`);
  const rest = new Map(Object.entries(input).filter(([, value]) => value !== undefined));
  const path = contract.path.replace(/:([a-zA-Z]+)/g, (_all, name: string) => {
    const value: unknown = rest.get(name);
    rest.delete(name);
    if (value === undefined) throw new Error(`${contract.subject}: ${name} belongs to the path`);
    return encodeURIComponent(String(value));
  });
  if (contract.method !== 'GET' && contract.method !== 'DELETE')
    return { method: contract.method, path, ...(rest.size > 0 && { body: JSON.stringify(Object.fromEntries(rest)) }) };
  const query = new URLSearchParams(
    [...rest].flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, String(one)])),
  );
  return { method: contract.method, path: query.size > 0 ? `${path}?${query}` : path };
}
