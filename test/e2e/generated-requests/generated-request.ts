import fc from 'fast-check';
import { anything, fitting, Known, type Schema } from './arbitraries.js';

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema: Schema;
}

export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly body: { readonly type: string; readonly schema: Schema } | undefined;
  readonly responses: Readonly<Record<string, Schema>>;
}

export interface Generated {
  readonly path: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  /** Sent instead of the body when it is text. */
  readonly raw: string | undefined;
  /** Which of the signed-in people asks; beyond them: nobody. */
  readonly actor: number;
}

const mostlyPresent = <T>(value: fc.Arbitrary<T>, required: boolean): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: required ? 19 : 1, arbitrary: value }, { weight: 1, arbitrary: fc.constant(undefined) });
const mostlyFitting = (value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 12, arbitrary: value }, { weight: 1, arbitrary: anything });

const malformed = [
  '',
  '{',
  'null',
  '[]',
  '"x"',
  '{"a":1,}',
  '{"__proto__":{"role":"operator"}}',
  '{"constructor":{"prototype":{}}}',
  '['.repeat(2000),
  `{"a":${'9'.repeat(400)}}`,
  '\u0000',
  `"${'x'.repeat(1_100_000)}"`,
];

/** Requests to an operation, most of them nearly right: each field may be absent, of another type or hostile, and others added. */
export function requestsTo({ parameters, body }: Operation, resolve: (schema: Schema) => Schema, actors: number): fc.Arbitrary<Generated> {
  const values = (place: Parameter['in']) =>
    fc.record(
      Object.fromEntries(
        parameters
          .filter((parameter) => parameter.in === place)
          .map(({ name, required = false, schema }) => [
            name,
            place === 'path' ? mostlyFitting(fitting(schema, resolve)) : mostlyPresent(mostlyFitting(fitting(schema, resolve)), required),
          ]),
      ),
    );
  return fc.record({
    path: values('path'),
    query: withMore(values('query')),
    headers: values('header'),
    body: body ? bodies(resolve(body.schema), resolve) : fc.constant(undefined),
    raw: fc.oneof({ weight: 30, arbitrary: fc.constant(undefined) }, { weight: body ? 1 : 0, arbitrary: fc.constantFrom(...malformed) }),
    actor: fc.nat({ max: actors }),
  });
}

function bodies(schema: Schema, resolve: (schema: Schema) => Schema): fc.Arbitrary<unknown> {
  if (schema.type !== 'object') return fitting(schema, resolve);
  const required = (schema.required ?? []) as string[];
  const fields = Object.entries((schema.properties ?? {}) as Record<string, Schema>).map(([name, one]) => [
    name,
    mostlyPresent(mostlyFitting(fitting(one, resolve)), required.includes(name)),
  ]);
  const nearly = fc.record(Object.fromEntries(fields) as Record<string, fc.Arbitrary<unknown>>);
  return fc.oneof({ weight: 2, arbitrary: fitting(schema, resolve) }, { weight: 2, arbitrary: withMore(nearly) });
}

const withMore = (record: fc.Arbitrary<object>): fc.Arbitrary<Record<string, unknown>> =>
  fc
    .tuple(
      record,
      fc.oneof(
        { weight: 12, arbitrary: fc.constant({}) },
        { weight: 1, arbitrary: fc.constantFrom({ role: 'operator' }, { version: 1 }, { createdAt: 'x' }, { 'a b\n': 1 }) },
      ),
    )
    .map(([fields, more]) => ({ ...fields, ...more }));

/** The value with what the platform answered in the place of what was left open. */
export function settled(value: unknown, known: (what: Known) => string): unknown {
  if (value instanceof Known) return known(value);
  if (Array.isArray(value)) return value.map((one) => settled(one, known));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([name, one]) => (one === undefined ? [] : [[name, settled(one, known)]])));
}
