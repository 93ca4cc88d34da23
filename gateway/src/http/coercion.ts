import type { z } from 'zod';

type Coerce = (value: unknown) => unknown;
/** The parts of a zod definition that say what a field takes. */
interface Definition {
  readonly type: string;
  readonly innerType?: z.ZodType;
  readonly in?: z.ZodType;
  readonly element?: z.ZodType;
  readonly items?: readonly z.ZodType[];
  readonly options?: readonly z.ZodType[];
  readonly values?: readonly unknown[];
}

const decimal = /^-?(0|[1-9][0-9]{0,15})(\.[0-9]{1,12})?$/;
const asIs: Coerce = (value) => value;
const toNumber: Coerce = (value) => (typeof value === 'string' && decimal.test(value) ? Number(value) : value);
const toBoolean: Coerce = (value) => (value === 'true' ? true : value === 'false' ? false : value);

/**
 * How the text of a path or query becomes a value of a field's declared type. What does not fit is left as it is, for the
 * schema to refuse. Fields with members cannot travel in a query; such a declaration does not start.
 */
export function coercion(schema: z.ZodType): Coerce {
  const definition = schema._zod.def as unknown as Definition;
  switch (definition.type) {
    case 'number':
    case 'int':
      return toNumber;
    case 'boolean':
      return toBoolean;
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'nonoptional':
    case 'readonly':
    case 'catch':
      return coercion(definition.innerType!);
    case 'pipe':
      return coercion(definition.in!);
    case 'literal':
      return definition.values!.every((value) => typeof value === 'number')
        ? toNumber
        : definition.values!.every((value) => typeof value === 'boolean')
          ? toBoolean
          : asIs;
    case 'array':
      return list(coercion(definition.element!));
    case 'tuple':
      return list(coercion(definition.items![0]!));
    case 'union':
      return definition.options!.map(coercion).find((coerce) => coerce !== asIs) ?? asIs;
    case 'object':
    case 'record':
      throw new Error('a field with members cannot travel in a path or query');
    default:
      return asIs;
  }
}

const list =
  (element: Coerce): Coerce =>
  (value) =>
    (Array.isArray(value) ? value : [value]).map(element);
