type Schema = { readonly [key: string]: unknown };

/** What was promised: everything that may be said, as JSON Schemas. */
export interface Lock {
  readonly contracts: Readonly<
    Record<
      string,
      {
        readonly roles: readonly string[];
        readonly scope: readonly string[];
        readonly route?: string;
        readonly versioned: boolean;
        readonly input: Schema;
        readonly output: Schema;
      }
    >
  >;
  readonly events: Readonly<Record<string, { readonly audience?: unknown; readonly data: Schema }>>;
  readonly errors: Readonly<Record<string, string>>;
  readonly components: { readonly schemas?: Readonly<Record<string, Schema>> };
}

type Direction = 'input' | 'output';
/** Say nothing that a program relies on. */
const remarks = new Set([
  'description',
  'title',
  'default',
  'examples',
  'required',
  'properties',
  'enum',
  'items',
  'anyOf',
  'oneOf',
  'allOf',
  'additionalProperties',
]);

/**
 * What a change takes away from callers and listeners: a subject, field, value, role or route that is gone, a field newly
 * demanded of callers, an answer's field no longer promised, any other constraint that differs. One line each.
 */
export function breakingChanges(before: Lock, after: Lock): string[] {
  const compare = comparison(before, after);
  return [
    ...both(before.contracts, after.contracts, (old, now, subject) => [
      ...gone(old.roles, now.roles).map((role) => `${subject}: role ${role}`),
      ...gone(old.scope, now.scope).map((axis) => `${subject}: scope ${axis}`),
      ...(old.route === now.route && old.versioned === now.versioned ? [] : [`${subject}: route`]),
      ...compare(old.input, now.input, 'input', `${subject} input`),
      ...compare(old.output, now.output, 'output', `${subject} output`),
    ]),
    ...both(before.events, after.events, (old, now, subject) => compare(old.data, now.data, 'output', subject)),
    ...both(before.errors, after.errors, (old, now, code) => (old === now ? [] : [`${code}: category`])),
  ];
}

function both<T>(
  before: Readonly<Record<string, T>>,
  after: Readonly<Record<string, T>>,
  compare: (old: T, now: T, key: string) => string[],
): string[] {
  return Object.entries(before).flatMap(([key, old]) => (key in after ? compare(old, after[key]!, key) : [`${key}: gone`]));
}

const gone = (before: readonly string[], after: readonly string[]): string[] => before.filter((one) => !after.includes(one));

function comparison(before: Lock, after: Lock) {
  const resolve = (lock: Lock, schema: Schema): Schema =>
    typeof schema.$ref === 'string' ? (lock.components.schemas?.[schema.$ref.split('/').at(-1)!] ?? {}) : schema;

  return function compare(oldRef: Schema, nowRef: Schema, direction: Direction, at: string, seen: readonly unknown[] = []): string[] {
    const [old, now] = [resolve(before, oldRef), resolve(after, nowRef)];
    if (seen.includes(old)) return [];
    const inner = (a: unknown, b: unknown, where: string): string[] =>
      b === undefined ? [`${where}: gone`] : compare(a as Schema, b as Schema, direction, where, [...seen, old]);
    const fields = Object.entries((old.properties ?? {}) as Record<string, Schema>).flatMap(([name, field]) =>
      inner(field, (now.properties as Record<string, Schema> | undefined)?.[name], `${at}.${name}`),
    );
    const alternatives = ['anyOf', 'oneOf', 'allOf'].flatMap((key) =>
      ((old[key] ?? []) as Schema[]).flatMap((one, index) =>
        inner(one, (now[key] as Schema[] | undefined)?.[index], `${at} ${key} ${index + 1}`),
      ),
    );
    return [
      ...demanded(old, now, direction).map((name) => `${at}.${name}: required`),
      ...gone((old.enum ?? []) as string[], (now.enum ?? []) as string[]).map((value) => `${at}: value ${value}`),
      ...(old.items ? inner(old.items, now.items, `${at}[]`) : []),
      ...(typeof old.additionalProperties === 'object' ? inner(old.additionalProperties, now.additionalProperties, `${at}{}`) : []),
      ...fields,
      ...alternatives,
      ...[...new Set([...Object.keys(old), ...Object.keys(now)])]
        .filter((key) => !remarks.has(key) && JSON.stringify(old[key]) !== JSON.stringify(now[key]))
        .map((key) => `${at}: ${key}`),
    ];
  };
}

/** Fields that callers must newly send, or that answers no longer promise. */
function demanded(old: Schema, now: Schema, direction: Direction): string[] {
  const [was, is] = [(old.required ?? []) as string[], (now.required ?? []) as string[]];
  return direction === 'input' ? gone(is, was) : gone(was, is);
}
