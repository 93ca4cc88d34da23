import fc from 'fast-check';

export type Schema = { readonly [key: string]: unknown };

/** A value to be taken, when the request is sent, from what the platform has answered so far. */
export class Known {
  constructor(
    readonly kind: 'id' | 'place' | 'community' | 'grid',
    readonly index: number,
  ) {}
}

const kinds: Readonly<Record<string, Known['kind']>> = { Id: 'id', PlaceCode: 'place', CommunityCode: 'community', GridCode: 'grid' };
const nasty = [
  '',
  ' ',
  '0',
  '-1',
  '１００',
  '1e309',
  'null',
  'undefined',
  '__proto__',
  "' OR 1=1 --",
  '%',
  '_',
  '\\',
  '\n',
  '\u0000',
  '\ud800',
  '../../etc/passwd',
  '<script>',
  '灯'.repeat(3000),
  '=HYPERLINK("x")',
];

/** Values that fit a schema of the published document; `depth` bounds what refers to itself. */
export function fitting(schema: Schema, resolve: (schema: Schema) => Schema, depth = 0): fc.Arbitrary<unknown> {
  const name = typeof schema.$ref === 'string' ? schema.$ref.split('/').at(-1)! : '';
  if (kinds[name])
    return fc.oneof(
      { weight: 3, arbitrary: fc.nat().map((index): unknown => new Known(kinds[name]!, index)) },
      { weight: 1, arbitrary: fitting(resolve(schema), resolve, depth) },
    );
  const found = resolve(schema);
  const inner = (one: unknown) => fitting(one as Schema, resolve, depth + 1);
  if (found.const !== undefined) return fc.constant(found.const);
  if (Array.isArray(found.enum)) return fc.constantFrom(...(found.enum as unknown[]));
  const alternatives = (found.anyOf ?? found.oneOf) as Schema[] | undefined;
  if (alternatives) return fc.oneof(...alternatives.map(inner));
  if (Array.isArray(found.type)) return fc.oneof(...(found.type as string[]).map((type) => inner({ ...found, type })));
  switch (found.type) {
    case 'object':
      return object(found, inner, depth);
    case 'array':
      return list(found, inner);
    case 'integer':
      return integer(found);
    case 'number':
      return fc.double({ min: Number(found.minimum ?? -1000), max: Number(found.maximum ?? 1000), noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'string':
      return text(found);
    default:
      return fc.jsonValue({ maxDepth: 1 });
  }
}

function integer({ minimum, exclusiveMinimum, maximum, exclusiveMaximum }: Schema): fc.Arbitrary<unknown> {
  const least = typeof exclusiveMinimum === 'number' ? exclusiveMinimum + 1 : Number(minimum ?? Number.MIN_SAFE_INTEGER);
  const most = typeof exclusiveMaximum === 'number' ? exclusiveMaximum - 1 : Number(maximum ?? Number.MAX_SAFE_INTEGER);
  const low = least > -1000 ? least : Math.min(-5, most);
  return fc.oneof(fc.integer({ min: low, max: Math.max(low, Math.min(most, low + 200)) }), fc.integer({ min: least, max: most }));
}

function object(schema: Schema, inner: (one: unknown) => fc.Arbitrary<unknown>, depth: number): fc.Arbitrary<unknown> {
  const properties = Object.entries((schema.properties ?? {}) as Record<string, Schema>);
  const required = (schema.required ?? []) as string[];
  const wanted = properties.filter(([name]) => required.includes(name) || depth < 4);
  const record = fc.record(Object.fromEntries(wanted.map(([name, one]) => [name, inner(one)])), {
    requiredKeys: required.filter((name) => wanted.some(([known]) => known === name)),
  });
  if (typeof schema.additionalProperties !== 'object') return record;
  return fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), inner(schema.additionalProperties), { maxKeys: 3 });
}

function list(schema: Schema, inner: (one: unknown) => fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const tuple = schema.prefixItems as Schema[] | undefined;
  if (tuple) return fc.tuple(...tuple.map(inner));
  const least = Number(schema.minItems ?? 0);
  return fc.array(inner(schema.items ?? {}), { minLength: least, maxLength: Math.max(least, Math.min(Number(schema.maxItems ?? 3), 3)) });
}

function text(schema: Schema): fc.Arbitrary<unknown> {
  const instant = fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
  if (schema.format === 'uuid') return fc.uuid({ version: 7 });
  if (schema.format === 'date-time') return instant.map((date) => date.toISOString());
  if (schema.format === 'date') return instant.map((date) => date.toISOString().slice(0, 10));
  const [least, most] = [Number(schema.minLength ?? 0), Number(schema.maxLength ?? 50)];
  const fits = (value: string) => value.length >= least && value.length <= most;
  if (typeof schema.pattern === 'string' && schema.maxLength === undefined) return fc.oneof(matching(schema.pattern), fc.string());
  return fc.oneof(
    fc.string({ minLength: least, maxLength: Math.max(least, Math.min(most, 60)), unit: 'grapheme' }),
    fc.constantFrom(...nasty.filter(fits), 'x'.repeat(Math.max(least, 1))),
  );
}

/** Texts by a pattern; its look-arounds are beyond the generator and left to chance. */
function matching(pattern: string): fc.Arbitrary<string> {
  try {
    return fc.stringMatching(new RegExp(pattern.replaceAll(/\(\?[!=][^)]*\)/g, '')));
  } catch {
    return fc.string();
  }
}

/** Anything at all in the place of a value. */
export const anything: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(...nasty, null, true, -1, 1e21, 9007199254740993, [], {}, [[]], { a: { b: {} } }),
  fc.jsonValue({ maxDepth: 2 }),
);
